-- Runs in the background: by whose link, taken up how often, and how far they have come.

alter table runs
  -- Null: the process that made the run carries it out itself, as commands do, and nobody else can take it up again.
  add column administrator_email text collate "C",
  -- Tells who holds the run from who held it before and was believed dead.
  add column attempts integer not null default 0 check (attempts >= 0),
  -- How far it has come. Means nothing once the run is at rest.
  add column phase text check (phase in ('reading', 'planning', 'applying')),
  add column progress_read integer,
  add column progress_total integer,
  -- How many lines the error file has.
  add column error_line_count integer,
  add constraint runs_queued_by_an_administrator check (state <> 'queued' or administrator_email is not null);

update runs
   set error_line_count = jsonb_array_length(skips) + jsonb_array_length(notices) + (
         select coalesce(sum(jsonb_array_length(rejection -> 'reasons')), 0) from jsonb_array_elements(rejections) rejection
       )
 where counts is not null;

-- In the order in which a run's changes are shown, so that a page of 100,000 is found without reading them all. A version of 1 is a
-- row that the run made.
create index employee_history_of_run on employee_history (run_id, employee_id, version) where run_id is not null;
drop index employee_history_by_run;
