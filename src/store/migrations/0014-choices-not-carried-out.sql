-- docs/decisions/0044: a plan outlives a choice that could not be carried out.
alter table runs
  -- What was chosen since the plan was made, until a plan is made with it; null when nothing was.
  add column wanted_choices jsonb,
  -- By whose link the run would be carried had nobody chosen; null as well where a command carried it.
  add column administrator_before text,
  -- Why the plan that waits is still the one from before the last choice: a failure of src/core/run.ts.
  add column replan_failure jsonb,
  add constraint runs_want_choices_at_work check (wanted_choices is null or state <> 'awaiting-approval');
