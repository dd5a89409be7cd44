-- docs/decisions/0016: a foreign key looks at each row by itself, and locks the row it refers to; on a first import that costs as much
-- as all the rest. These triggers look once per statement at all rows that it wrote.

-- Replaces the one that saw only that some roster's lock is held: every company whose rows were written must be locked. Whoever takes the
-- lock in a stricter isolation than this may have taken the snapshot before it, and would judge by what was there before others wrote.
drop trigger departments_written_under_lock on departments;
drop trigger employees_written_under_lock on employees;

create or replace function demand_roster_lock() returns trigger language plpgsql as $$
declare
  unlocked integer;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'write a roster in the isolation level read committed' using errcode = 'active_sql_transaction';
  end if;
  select company_id into unlocked from (select distinct company_id from written) companies
   where not exists (
     select from pg_locks
      where locktype = 'advisory' and classid = 6302 and objid = company_id::bigint::oid and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())
        and pid = pg_backend_pid() and mode = 'ExclusiveLock' and granted
   ) limit 1;
  if found then
    raise exception 'take the roster lock first: select pg_advisory_xact_lock(6302, %)', unlocked
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  return null;
end $$;

create trigger departments_inserted_under_lock after insert on departments
  referencing new table as written for each statement execute function demand_roster_lock();
create trigger departments_updated_under_lock after update on departments
  referencing new table as written for each statement execute function demand_roster_lock();
-- A department that goes to another company is taken from one, too.
create trigger departments_taken_under_lock after update on departments
  referencing old table as written for each statement execute function demand_roster_lock();
create trigger departments_deleted_under_lock after delete on departments
  referencing old table as written for each statement execute function demand_roster_lock();

create trigger employees_inserted_under_lock after insert on employees
  referencing new table as written for each statement execute function demand_roster_lock();
create trigger employees_updated_under_lock after update on employees
  referencing new table as written for each statement execute function demand_roster_lock();
create trigger employees_deleted_under_lock after delete on employees
  referencing old table as written for each statement execute function demand_roster_lock();

-- An employee's department is one of the company's own, seen from both sides. Between looking and committing nobody else can write either
-- side, because both are written under the roster lock.
alter table employees drop constraint employees_department_exists;

create function demand_known_departments() returns trigger language plpgsql as $$
declare
  unknown text;
begin
  select department_code into unknown
    from (select distinct company_id, department_code from written where department_code is not null) used
   where not exists (
     select from departments where departments.company_id = used.company_id and departments.code = used.department_code
   ) limit 1;
  if found then
    raise exception 'an employee is in a department that the roster does not have: %', unknown
      using errcode = 'foreign_key_violation', schema = 'public', table = 'employees', constraint = 'employees_department_exists';
  end if;
  return null;
end $$;

create trigger employees_inserted_into_departments after insert on employees
  referencing new table as written for each statement execute function demand_known_departments();
create trigger employees_updated_into_departments after update on employees
  referencing new table as written for each statement execute function demand_known_departments();

create function keep_used_departments() returns trigger language plpgsql as $$
declare
  lost record;
begin
  -- Employees are looked through for a department that is really gone, and so hardly ever: no index is kept for it.
  for lost in
    select company_id, code from former
     where not exists (
       select from departments where departments.company_id = former.company_id and departments.code = former.code
     )
  loop
    if exists (select from employees where company_id = lost.company_id and department_code = lost.code) then
      raise exception 'employees are in the department that was to go: %', lost.code
        using errcode = 'foreign_key_violation', schema = 'public', table = 'employees', constraint = 'employees_department_exists';
    end if;
  end loop;
  return null;
end $$;

create trigger departments_updated_in_use after update on departments
  referencing old table as former for each statement execute function keep_used_departments();
create trigger departments_deleted_in_use after delete on departments
  referencing old table as former for each statement execute function keep_used_departments();

create function keep_departments() returns trigger language plpgsql as $$
begin
  raise exception 'departments cannot be truncated: delete them' using errcode = 'feature_not_supported';
end $$;

-- A foreign key did this by itself.
create trigger departments_not_truncated before truncate on departments execute function keep_departments();
