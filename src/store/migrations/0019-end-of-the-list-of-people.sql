-- docs/decisions/0048: the first pages of people go ahead of the look at the end, where it is known who was the newest.
alter table runs
  -- SmartHR's id of the person who was entered last, as the reading found it.
  add column newest_crew_id text;

alter table tenants
  -- How the list of people ended when somebody linked: what the first reading knows.
  add column people_count integer check (people_count >= 0),
  add column newest_crew_id text;
