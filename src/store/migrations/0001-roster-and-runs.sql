-- Keys compare byte by byte (collate "C"): the same answer on every database, whatever its locale.

create table companies (
  id integer generated always as identity primary key,
  slug text collate "C" not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (name <> ''),
  create_retired boolean not null default true,
  when_address_changed text not null default 'create-new' check (when_address_changed in ('create-new', 'follow-person'))
);

create table departments (
  company_id integer not null references companies,
  code text collate "C" not null check (code <> ''),
  name text collate "C" not null check (name <> ''),
  parent_code text collate "C",
  -- How many history rows the department has; the newest of them is what the department is now.
  version integer not null default 1 check (version > 0),
  primary key (company_id, code),
  -- Deferrable, so that departments can swap names, and parents arrive after their children, within one transaction.
  constraint departments_name_unique unique (company_id, name) deferrable,
  constraint departments_parent_exists foreign key (company_id, parent_code) references departments deferrable
);

create index departments_by_parent on departments (company_id, parent_code) where parent_code is not null;

-- Step by step, because each step is one row by the primary key; a recursive query joins the whole table, for every row written.
create function refuse_parent_loop() returns trigger language plpgsql as $$
declare
  ancestor text := new.code;
  passed text[] := '{}';
begin
  loop
    select parent_code into ancestor from departments where company_id = new.company_id and code = ancestor;
    exit when ancestor is null or ancestor = any (passed);
    if ancestor = new.code then
      raise exception 'a department is its own ancestor' using errcode = 'check_violation', constraint = 'departments_parent_loop';
    end if;
    passed := passed || ancestor;
  end loop;
  return null;
end $$;

create constraint trigger departments_parent_loop after insert or update of parent_code on departments
  deferrable for each row when (new.parent_code is not null) execute function refuse_parent_loop();

create table employees (
  id bigint generated always as identity primary key,
  -- No foreign key of its own, because it would be checked for every row of a first import; rows come only through the lock
  -- below, which is taken on a company that exists.
  company_id integer not null,
  email_key text collate "C" not null check (email_key <> ''),
  email text not null,
  employee_number text,
  last_name text not null,
  first_name text not null,
  last_name_kana text not null,
  first_name_kana text not null,
  gender text check (gender in ('male', 'female')),
  birth_date date,
  department_code text collate "C",
  job_title text,
  hired_on date,
  retired_on date,
  employment_type text check (
    employment_type in ('permanent', 'contract', 'dispatched', 'part-time', 'outsourced', 'officer', 'other')
  ),
  retired boolean not null,
  crew_id text collate "C",
  crew_since timestamptz,
  retired_by_hand boolean not null default false,
  version integer not null default 1 check (version > 0),
  constraint employees_email_unique unique (company_id, email_key) deferrable,
  constraint employees_department_exists foreign key (company_id, department_code) references departments deferrable,
  constraint employees_crew_since_when_crew check ((crew_id is null) = (crew_since is null)),
  constraint employees_by_hand_only_when_retired check (retired or not retired_by_hand)
);

-- History: every state a row has had, and who gave it that state. A change's `before` is the state one version earlier.
-- It outlives the row it tells of, so nothing here refers to departments or employees.

create table department_history (
  company_id integer not null,
  code text collate "C" not null,
  version integer not null,
  run_id uuid,
  actor text not null,
  at timestamptz not null,
  name text collate "C" not null,
  parent_code text collate "C",
  primary key (company_id, code, version)
);

create index department_history_by_run on department_history (company_id, run_id) where run_id is not null;

create table employee_history (
  company_id integer not null,
  employee_id bigint not null,
  version integer not null,
  run_id uuid,
  actor text not null,
  at timestamptz not null,
  email text not null,
  employee_number text,
  last_name text not null,
  first_name text not null,
  last_name_kana text not null,
  first_name_kana text not null,
  gender text,
  birth_date date,
  department_code text collate "C",
  job_title text,
  hired_on date,
  retired_on date,
  employment_type text,
  retired boolean not null,
  crew_id text collate "C",
  crew_since timestamptz,
  retired_by_hand boolean not null,
  primary key (company_id, employee_id, version)
);

create index employee_history_by_run on employee_history (company_id, run_id) where run_id is not null;

-- 6302 is the roster lock's own number among advisory locks, store/lock-roster.ts takes it. A writer who forgot it learns so at once.
create function demand_roster_lock() returns trigger language plpgsql as $$
begin
  if not exists (
    select from pg_locks where locktype = 'advisory' and classid = 6302 and pid = pg_backend_pid() and granted
  ) then
    raise exception 'take the roster lock first: select pg_advisory_xact_lock(6302, <company id>)'
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  return null;
end $$;

create trigger departments_written_under_lock before insert or update or delete on departments
  for each statement execute function demand_roster_lock();
create trigger employees_written_under_lock before insert or update or delete on employees
  for each statement execute function demand_roster_lock();

create table runs (
  id uuid primary key,
  company_id integer not null references companies,
  subject text not null check (subject in ('departments', 'employees')),
  state text not null check (
    state in ('queued', 'running', 'awaiting-approval', 'succeeded', 'partly-failed', 'failed', 'cancelled')
  ),
  actor text not null,
  subdomain text collate "C",
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  lease_until timestamptz,
  digest text,
  counts jsonb,
  failure jsonb,
  skips jsonb,
  rejections jsonb,
  notices jsonb,
  -- What a complete reading of SmartHR taught, whatever became of the run after it.
  read_at timestamptz,
  source_count integer,
  opted_out_crew_ids text[],
  opt_out_values_read integer,
  constraint runs_finished_when_at_rest check (
    (state in ('succeeded', 'partly-failed', 'failed', 'cancelled')) = (finished_at is not null)
  ),
  constraint runs_failure_when_failed check ((state = 'failed') = (failure is not null)),
  constraint runs_lease_when_running check ((state = 'running') = (lease_until is not null)),
  constraint runs_count_when_read check ((read_at is null) = (source_count is null))
);

-- The second press of the button is refused by the database itself.
create unique index one_run_at_work_per_company on runs (company_id) where state in ('queued', 'running');
create index runs_newest_first on runs (company_id, requested_at desc);
create index runs_by_read on runs (company_id, subject, subdomain, read_at desc) where read_at is not null;

create table tenants (
  company_id integer not null references companies,
  subdomain text collate "C" not null check (subdomain <> ''),
  opt_out_field_id text,
  primary key (company_id, subdomain)
);

create table links (
  company_id integer not null references companies,
  administrator_email text collate "C" not null check (administrator_email <> ''),
  subdomain text collate "C" not null,
  tenant_url text not null,
  kind text not null check (kind in ('oauth', 'token')),
  -- Both tokens are encrypted: store/secrets.ts.
  access_token text not null,
  refresh_token text,
  access_token_expires_at timestamptz,
  linked_at timestamptz not null,
  -- Who may ask SmartHR for new tokens, and until when: refresh tokens serve once, so two askers would lock the link.
  refresh_claim uuid,
  refresh_claimed_until timestamptz,
  primary key (company_id, administrator_email),
  constraint links_tenant_exists foreign key (company_id, subdomain) references tenants,
  constraint links_refresh_token_only_with_oauth check (kind = 'oauth' or refresh_token is null),
  constraint links_claim_has_an_end check ((refresh_claim is null) = (refresh_claimed_until is null))
);
