-- docs/decisions/0038: what an undo leaves as it is, row by row with every reason, as long as the run is kept.
create table undo_kept_rows (
  run_id uuid not null references runs on delete cascade,
  -- From 1, so that the last one says how many there are.
  place integer not null check (place > 0),
  kept jsonb not null,
  primary key (run_id, place)
);

-- An undo takes away thousands of departments at once: employees are looked through once for all of them.
create or replace function keep_used_departments() returns trigger language plpgsql as $$
declare
  company integer;
  lost_code text;
begin
  for company in
    select distinct company_id from former
     where not exists (
       select from departments where departments.company_id = former.company_id and departments.code = former.code
     )
  loop
    -- Employees are looked through for departments that are really gone, and so hardly ever: no index is kept for it.
    select department_code into lost_code
      from employees
     where company_id = company
       and department_code in (
         select code from former
          where former.company_id = company
            and not exists (select from departments where departments.company_id = company and departments.code = former.code)
       )
     limit 1;
    if found then
      raise exception 'employees are in the department that was to go: %', lost_code
        using errcode = 'foreign_key_violation', schema = 'public', table = 'employees', constraint = 'employees_department_exists';
    end if;
  end loop;
  return null;
end $$;
