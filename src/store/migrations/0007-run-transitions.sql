-- A run's states follow the table of src/core/run-transitions.ts; a test compares this with it for every pair of states.
create function follow_run_transitions() returns trigger language plpgsql as $$
declare
  before text := case when tg_op = 'UPDATE' then old.state else 'none' end;
begin
  if before <> new.state and (before, new.state) not in (
    ('none', 'queued'), ('none', 'running'),
    ('queued', 'running'), ('queued', 'cancelled'),
    ('running', 'queued'), ('running', 'awaiting-approval'), ('running', 'succeeded'), ('running', 'partly-failed'),
    ('running', 'failed'), ('running', 'cancelled'),
    ('awaiting-approval', 'queued'), ('awaiting-approval', 'cancelled')
  ) then
    raise exception 'a run cannot go from % to %', before, new.state
      using errcode = 'check_violation', schema = 'public', table = 'runs', constraint = 'runs_follow_transitions';
  end if;
  return new;
end $$;

create trigger runs_inserted_in_a_first_state before insert on runs
  for each row execute function follow_run_transitions();
create trigger runs_follow_transitions before update of state on runs
  for each row when (old.state is distinct from new.state) execute function follow_run_transitions();

-- SmartHR in maintenance is waited for.
alter table runs
  -- When SmartHR first told this run so.
  add column maintenance_since timestamptz,
  -- When SmartHR is asked again; null when the run does not wait for that.
  add column resume_at timestamptz,
  add constraint runs_resume_when_put_off check (
    resume_at is null or (maintenance_since is not null and state in ('queued', 'running'))
  );
