-- docs/decisions/0036 and 0037: plans that wait for somebody who has seen them, what guards saw, and runs that are not a whole sync.

alter table runs
  -- Held whatever the guards say: it was started to be looked at.
  add column preview boolean not null default false,
  -- It takes back what that run changed, and reads nothing.
  add column undo_of uuid references runs,
  -- Only this SmartHR person is synced.
  add column only_crew_id text collate "C" check (only_crew_id <> ''),
  -- What every guard saw, core/guards.ts; null before there was a plan, and for an undo.
  add column guards jsonb,
  -- What its counts are made of, core/breakdown.ts.
  add column breakdown jsonb,
  -- How many people without 退職者フラグ the roster had, and will have.
  add column head_count_before integer,
  add column head_count_after integer,
  -- By SmartHR person: whether a changed address makes somebody new (core/match-employees.ts).
  add column address_choices jsonb not null default '{}',
  -- Since when it waits for approval; it stays when it goes on.
  add column held_at timestamptz,
  -- Administrators were told by mail that it is held.
  add column announced_at timestamptz,
  add column approved_digest text,
  add column approved_by text,
  add column approved_at timestamptz,
  -- Why an approved plan was made anew, core/plan-standing.ts.
  add column replan_reasons jsonb,
  add column cancel_reason text check (cancel_reason in ('by-hand', 'replaced', 'expired')),
  add constraint runs_held_when_waiting check (state <> 'awaiting-approval' or (held_at is not null and digest is not null)),
  add constraint runs_approved_as_a_whole check ((approved_digest is null) = (approved_by is null) and (approved_by is null) = (approved_at is null)),
  add constraint runs_cancel_reason_when_cancelled check (cancel_reason is null or state = 'cancelled');

create unique index one_plan_waiting_per_subject on runs (company_id, subject) where state = 'awaiting-approval';
-- The slow drip looks back over seven days.
create index runs_by_end on runs (company_id, subject, finished_at) where guards is not null;

-- What a run that waits is going to change, in the order in which it is shown. Gone as soon as it waits no more.
create table planned_changes (
  run_id uuid not null references runs on delete cascade,
  place integer not null,
  kind text not null check (kind in ('create', 'update', 'delete')),
  -- The fields that change; of a row that comes or goes, none.
  fields text[] not null,
  -- The guards that trip because of it, among others.
  guards text[] not null,
  -- Names, code, number and address as core/search-key.ts makes them comparable.
  search text not null,
  change jsonb not null,
  primary key (run_id, place)
);

alter table companies
  -- Where a company's limits differ from the defaults, by guard: core/guards.ts.
  add column guard_limits jsonb not null default '{}';

-- A run that is over changes nothing any more.
create function forget_planned_changes() returns trigger language plpgsql as $$
begin
  delete from planned_changes where run_id = new.id;
  return null;
end $$;

create trigger runs_forget_planned_changes after update of state on runs
  for each row when (old.finished_at is null and new.finished_at is not null and new.held_at is not null)
  execute function forget_planned_changes();
