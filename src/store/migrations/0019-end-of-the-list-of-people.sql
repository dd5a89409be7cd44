-- docs/decisions/0048: whoever was the newest person before lets the first pages be asked for with the last one.
alter table runs
  -- SmartHR's id of the person who was entered last, as the reading found it.
  add column newest_crew_id text;

alter table tenants
  -- How the list of people ended when somebody linked: what the first reading knows.
  add column people_count integer,
  add column newest_crew_id text,
  add constraint tenants_end_of_people_is_whole check (
    people_count is null and newest_crew_id is null or people_count > 0 and newest_crew_id is not null
  );
