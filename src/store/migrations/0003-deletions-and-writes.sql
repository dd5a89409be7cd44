-- A deletion is a version like any other: the state that was deleted, marked. A code that comes back goes on counting from there.
alter table department_history add column deleted boolean not null default false;
alter table employee_history add column deleted boolean not null default false;

-- docs/decisions/0021: which employees were written, statement by statement, so that whoever keeps something made from a company's
-- employees learns what of it is old. Whoever writes holds the roster's lock until it commits, so a company's numbers appear in order.
create table employee_writes (
  company_id integer not null,
  number bigint generated always as identity,
  employee_ids bigint[] not null,
  primary key (company_id, number)
);

create function note_employee_writes() returns trigger language plpgsql as $$
declare
  company integer;
begin
  for company in
    insert into employee_writes (company_id, employee_ids)
    select company_id, array_agg(id) from written group by company_id
    returning company_id
  loop
    -- Who missed more than these reads all employees anew.
    delete from employee_writes where company_id = company and number < (
      select number from employee_writes where company_id = company order by number desc offset 199 limit 1
    );
  end loop;
  return null;
end $$;

create trigger employees_inserted_noted after insert on employees
  referencing new table as written for each statement execute function note_employee_writes();
create trigger employees_updated_noted after update on employees
  referencing new table as written for each statement execute function note_employee_writes();
create trigger employees_deleted_noted after delete on employees
  referencing old table as written for each statement execute function note_employee_writes();
