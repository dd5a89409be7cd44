create table administrator_accounts (
  id uuid not null default gen_random_uuid(),
  administrator_id uuid not null,
  provider_id text collate "C" not null,
  account_id text collate "C" not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint administrator_accounts_pkey PRIMARY KEY (id),
  constraint administrator_accounts_one_each UNIQUE (administrator_id, provider_id),
  constraint administrator_accounts_administrator_id_fkey FOREIGN KEY (administrator_id) REFERENCES administrators(id) ON DELETE CASCADE
);

create table administrator_sessions (
  id uuid not null default gen_random_uuid(),
  administrator_id uuid not null,
  token text collate "C" not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint administrator_sessions_pkey PRIMARY KEY (id),
  constraint administrator_sessions_token_key UNIQUE (token),
  constraint administrator_sessions_administrator_id_fkey FOREIGN KEY (administrator_id) REFERENCES administrators(id) ON DELETE CASCADE
);
CREATE INDEX administrator_sessions_by_administrator ON administrator_sessions USING btree (administrator_id);
CREATE INDEX administrator_sessions_by_end ON administrator_sessions USING btree (expires_at);

create table administrator_verifications (
  id uuid not null default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint administrator_verifications_pkey PRIMARY KEY (id)
);
CREATE INDEX administrator_verifications_by_identifier ON administrator_verifications USING btree (identifier);

create table administrators (
  id uuid not null default gen_random_uuid(),
  company_id integer not null,
  email text collate "C" not null,
  email_verified boolean not null default false,
  name text not null,
  image text,
  role text not null,
  joined_at timestamp with time zone,
  last_sign_in_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint administrators_pkey PRIMARY KEY (id),
  constraint administrators_email_unique UNIQUE (email),
  constraint administrators_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint administrators_email_check CHECK (email <> ''::text AND email = lower(email)),
  constraint administrators_name_check CHECK (name <> ''::text),
  constraint administrators_role_check CHECK (role = ANY (ARRAY['administrator'::text, 'viewer'::text]))
);
CREATE INDEX administrators_by_company ON administrators USING btree (company_id);
CREATE TRIGGER administrators_never_none_demoted AFTER UPDATE OF role, joined_at, company_id ON administrators FOR EACH ROW WHEN (old.role = 'administrator'::text AND old.joined_at IS NOT NULL) EXECUTE FUNCTION keep_an_administrator();
CREATE TRIGGER administrators_never_none_left AFTER DELETE ON administrators FOR EACH ROW WHEN (old.role = 'administrator'::text AND old.joined_at IS NOT NULL) EXECUTE FUNCTION keep_an_administrator();

create table companies (
  id integer not null generated always as identity,
  slug text collate "C" not null,
  name text not null,
  create_retired boolean not null default true,
  when_address_changed text not null default 'create-new'::text,
  contact_name text,
  contact_url text,
  contact_email text,
  contact_hours text,
  guard_limits jsonb not null default '{}'::jsonb,
  constraint companies_pkey PRIMARY KEY (id),
  constraint companies_slug_key UNIQUE (slug),
  constraint companies_contact_has_a_name CHECK (contact_name IS NOT NULL OR contact_url IS NULL AND contact_email IS NULL AND contact_hours IS NULL),
  constraint companies_contact_name_check CHECK (contact_name <> ''::text),
  constraint companies_name_check CHECK (name <> ''::text),
  constraint companies_slug_check CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text),
  constraint companies_when_address_changed_check CHECK (when_address_changed = ANY (ARRAY['create-new'::text, 'follow-person'::text]))
);

create table department_history (
  company_id integer not null,
  code text collate "C" not null,
  version integer not null,
  run_id uuid,
  actor text not null,
  at timestamp with time zone not null,
  name text collate "C" not null,
  parent_code text collate "C",
  deleted boolean not null default false,
  constraint department_history_pkey PRIMARY KEY (company_id, code, version)
);
CREATE INDEX department_history_by_run ON department_history USING btree (company_id, run_id) WHERE run_id IS NOT NULL;

create table departments (
  company_id integer not null,
  code text collate "C" not null,
  name text collate "C" not null,
  parent_code text collate "C",
  version integer not null default 1,
  constraint departments_pkey PRIMARY KEY (company_id, code),
  constraint departments_name_unique UNIQUE (company_id, name) DEFERRABLE,
  constraint departments_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint departments_parent_exists FOREIGN KEY (company_id, parent_code) REFERENCES departments(company_id, code) DEFERRABLE,
  constraint departments_code_check CHECK (code <> ''::text),
  constraint departments_name_check CHECK (name <> ''::text),
  constraint departments_version_check CHECK (version > 0)
);
CREATE INDEX departments_by_parent ON departments USING btree (company_id, parent_code) WHERE parent_code IS NOT NULL;
CREATE TRIGGER departments_deleted_in_use AFTER DELETE ON departments REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION keep_used_departments();
CREATE TRIGGER departments_deleted_under_lock AFTER DELETE ON departments REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION demand_roster_lock();
CREATE TRIGGER departments_inserted_under_lock AFTER INSERT ON departments REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION demand_roster_lock();
CREATE TRIGGER departments_not_truncated BEFORE TRUNCATE ON departments FOR EACH STATEMENT EXECUTE FUNCTION keep_departments();
CREATE CONSTRAINT TRIGGER departments_parent_loop AFTER INSERT OR UPDATE OF parent_code ON departments DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN (new.parent_code IS NOT NULL) EXECUTE FUNCTION refuse_parent_loop();
CREATE TRIGGER departments_taken_under_lock AFTER UPDATE ON departments REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION demand_roster_lock();
CREATE TRIGGER departments_updated_in_use AFTER UPDATE ON departments REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION keep_used_departments();
CREATE TRIGGER departments_updated_under_lock AFTER UPDATE ON departments REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION demand_roster_lock();

create table employee_history (
  company_id integer not null,
  employee_id bigint not null,
  version integer not null,
  run_id uuid,
  actor text not null,
  at timestamp with time zone not null,
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
  crew_since timestamp with time zone,
  retired_by_hand boolean not null,
  deleted boolean not null default false,
  constraint employee_history_pkey PRIMARY KEY (company_id, employee_id, version)
);
CREATE INDEX employee_history_of_run ON employee_history USING btree (run_id, employee_id, version) WHERE run_id IS NOT NULL;

create table employee_writes (
  company_id integer not null,
  number bigint not null generated always as identity,
  employee_ids bigint[] not null,
  constraint employee_writes_pkey PRIMARY KEY (company_id, number)
);

create table employees (
  id bigint not null generated always as identity,
  company_id integer not null,
  email_key text collate "C" not null,
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
  crew_since timestamp with time zone,
  retired_by_hand boolean not null default false,
  version integer not null default 1,
  constraint employees_pkey PRIMARY KEY (id),
  constraint employees_email_unique UNIQUE (company_id, email_key) DEFERRABLE,
  constraint employees_by_hand_only_when_retired CHECK (retired OR NOT retired_by_hand),
  constraint employees_crew_since_when_crew CHECK ((crew_id IS NULL) = (crew_since IS NULL)),
  constraint employees_email_key_check CHECK (email_key <> ''::text),
  constraint employees_employment_type_check CHECK (employment_type = ANY (ARRAY['permanent'::text, 'contract'::text, 'dispatched'::text, 'part-time'::text, 'outsourced'::text, 'officer'::text, 'other'::text])),
  constraint employees_gender_check CHECK (gender = ANY (ARRAY['male'::text, 'female'::text])),
  constraint employees_version_check CHECK (version > 0)
);
CREATE TRIGGER employees_deleted_noted AFTER DELETE ON employees REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_employee_writes();
CREATE TRIGGER employees_deleted_under_lock AFTER DELETE ON employees REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION demand_roster_lock();
CREATE TRIGGER employees_inserted_into_departments AFTER INSERT ON employees REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION demand_known_departments();
CREATE TRIGGER employees_inserted_noted AFTER INSERT ON employees REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_employee_writes();
CREATE TRIGGER employees_inserted_under_lock AFTER INSERT ON employees REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION demand_roster_lock();
CREATE TRIGGER employees_updated_into_departments AFTER UPDATE ON employees REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION demand_known_departments();
CREATE TRIGGER employees_updated_noted AFTER UPDATE ON employees REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_employee_writes();
CREATE TRIGGER employees_updated_under_lock AFTER UPDATE ON employees REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION demand_roster_lock();

create table invitations (
  token_hash text collate "C" not null,
  administrator_id uuid not null,
  expires_at timestamp with time zone not null,
  constraint invitations_pkey PRIMARY KEY (token_hash),
  constraint invitations_administrator_id_fkey FOREIGN KEY (administrator_id) REFERENCES administrators(id) ON DELETE CASCADE
);
CREATE INDEX invitations_by_administrator ON invitations USING btree (administrator_id);

create table link_attempts (
  id uuid not null,
  company_id integer not null,
  administrator_email text collate "C" not null,
  state_hash text collate "C",
  started_at timestamp with time zone not null,
  taken_at timestamp with time zone,
  outcome jsonb,
  shown boolean not null default false,
  constraint link_attempts_pkey PRIMARY KEY (id),
  constraint link_attempts_state_hash_key UNIQUE (state_hash),
  constraint link_attempts_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint link_attempts_administrator_email_check CHECK (administrator_email <> ''::text),
  constraint link_attempts_shown_when_ended CHECK (NOT shown OR outcome IS NOT NULL)
);
CREATE INDEX link_attempts_by_age ON link_attempts USING btree (started_at);

create table links (
  company_id integer not null,
  administrator_email text collate "C" not null,
  subdomain text collate "C" not null,
  tenant_url text not null,
  kind text not null,
  access_token text not null,
  refresh_token text,
  access_token_expires_at timestamp with time zone,
  linked_at timestamp with time zone not null,
  refresh_claim uuid,
  refresh_claimed_until timestamp with time zone,
  constraint links_pkey PRIMARY KEY (company_id, administrator_email),
  constraint links_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint links_tenant_exists FOREIGN KEY (company_id, subdomain) REFERENCES tenants(company_id, subdomain),
  constraint links_administrator_email_check CHECK (administrator_email <> ''::text),
  constraint links_claim_has_an_end CHECK ((refresh_claim IS NULL) = (refresh_claimed_until IS NULL)),
  constraint links_kind_check CHECK (kind = ANY (ARRAY['oauth'::text, 'token'::text])),
  constraint links_refresh_token_only_with_oauth CHECK (kind = 'oauth'::text OR refresh_token IS NULL)
);

create table opt_out_restorations (
  id uuid not null,
  company_id integer not null,
  subdomain text collate "C" not null,
  administrator_email text collate "C",
  actor text not null,
  requested_at timestamp with time zone not null,
  claim uuid,
  claimed_until timestamp with time zone,
  finished_at timestamp with time zone,
  failure jsonb,
  constraint opt_out_restorations_pkey PRIMARY KEY (id),
  constraint opt_out_restorations_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint opt_out_restorations_claim_has_an_end CHECK ((claim IS NULL) = (claimed_until IS NULL)),
  constraint opt_out_restorations_failure_is_an_end CHECK (failure IS NULL OR finished_at IS NOT NULL),
  constraint opt_out_restorations_subdomain_check CHECK (subdomain <> ''::text)
);
CREATE UNIQUE INDEX one_open_restoration_per_company ON opt_out_restorations USING btree (company_id) WHERE finished_at IS NULL;
CREATE INDEX opt_out_restorations_by_company ON opt_out_restorations USING btree (company_id, requested_at);

create table opt_out_restored_people (
  restoration_id uuid not null,
  place integer not null,
  crew_id text collate "C" not null,
  person jsonb not null,
  outcome text,
  constraint opt_out_restored_people_pkey PRIMARY KEY (restoration_id, place),
  constraint opt_out_restored_people_restoration_id_fkey FOREIGN KEY (restoration_id) REFERENCES opt_out_restorations(id) ON DELETE CASCADE,
  constraint opt_out_restored_people_outcome_check CHECK (outcome = ANY (ARRAY['restored'::text, 'already'::text, 'chosen-otherwise'::text, 'gone'::text, 'refused'::text, 'no-permission'::text])),
  constraint opt_out_restored_people_place_check CHECK (place > 0)
);

create table pending_links (
  company_id integer not null,
  administrator_email text collate "C" not null,
  subdomain text collate "C",
  access_token text not null,
  refresh_token text,
  access_token_expires_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint pending_links_pkey PRIMARY KEY (company_id, administrator_email),
  constraint pending_links_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint pending_links_administrator_email_check CHECK (administrator_email <> ''::text),
  constraint pending_links_subdomain_check CHECK (subdomain <> ''::text)
);
CREATE INDEX pending_links_by_end ON pending_links USING btree (expires_at);

create table planned_changes (
  run_id uuid not null,
  place integer not null,
  kind text not null,
  fields text[] not null,
  guards text[] not null,
  search text not null,
  change json not null,
  crew_id text collate "C",
  constraint planned_changes_pkey PRIMARY KEY (run_id, place),
  constraint planned_changes_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON DELETE CASCADE,
  constraint planned_changes_kind_check CHECK (kind = ANY (ARRAY['create'::text, 'update'::text, 'delete'::text]))
);
CREATE INDEX planned_changes_of_crew ON planned_changes USING btree (crew_id) WHERE crew_id IS NOT NULL;

create table runs (
  id uuid not null,
  company_id integer not null,
  subject text not null,
  state text not null,
  actor text not null,
  subdomain text collate "C",
  requested_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  lease_until timestamp with time zone,
  digest text,
  counts jsonb,
  failure jsonb,
  skips jsonb,
  rejections jsonb,
  notices jsonb,
  read_at timestamp with time zone,
  source_count integer,
  opted_out_crew_ids text[],
  opt_out_values_read integer,
  administrator_email text collate "C",
  attempts integer not null default 0,
  phase text,
  progress_read integer,
  progress_total integer,
  error_line_count integer,
  maintenance_since timestamp with time zone,
  resume_at timestamp with time zone,
  preview boolean not null default false,
  undo_of uuid,
  only_crew_id text collate "C",
  guards jsonb,
  breakdown jsonb,
  head_count_before integer,
  head_count_after integer,
  address_choices jsonb not null default '{}'::jsonb,
  held_at timestamp with time zone,
  announced_at timestamp with time zone,
  approved_digest text,
  approved_by text,
  approved_at timestamp with time zone,
  replan_reasons jsonb,
  cancel_reason text,
  wanted_choices jsonb,
  administrator_before text,
  replan_failure jsonb,
  address_suspects integer,
  roster_mark text collate "C",
  replaced_by uuid,
  newest_crew_id text,
  cancelled_by text,
  constraint runs_pkey PRIMARY KEY (id),
  constraint runs_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint runs_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES runs(id),
  constraint runs_undo_of_fkey FOREIGN KEY (undo_of) REFERENCES runs(id),
  constraint runs_approved_as_a_whole CHECK ((approved_digest IS NULL) = (approved_by IS NULL) AND (approved_by IS NULL) = (approved_at IS NULL)),
  constraint runs_attempts_check CHECK (attempts >= 0),
  constraint runs_cancel_reason_check CHECK (cancel_reason = ANY (ARRAY['by-hand'::text, 'replaced'::text, 'expired'::text])),
  constraint runs_cancel_reason_when_cancelled CHECK (cancel_reason IS NULL OR state = 'cancelled'::text),
  constraint runs_cancelled_by_when_by_hand CHECK (cancelled_by IS NULL OR cancel_reason = 'by-hand'::text),
  constraint runs_count_when_read CHECK ((read_at IS NULL) = (source_count IS NULL)),
  constraint runs_failure_when_failed CHECK ((state = 'failed'::text) = (failure IS NOT NULL)),
  constraint runs_finished_when_at_rest CHECK ((state = ANY (ARRAY['succeeded'::text, 'partly-failed'::text, 'failed'::text, 'cancelled'::text])) = (finished_at IS NOT NULL)),
  constraint runs_held_when_waiting CHECK (state <> 'awaiting-approval'::text OR held_at IS NOT NULL AND digest IS NOT NULL),
  constraint runs_lease_when_running CHECK ((state = 'running'::text) = (lease_until IS NOT NULL)),
  constraint runs_only_crew_id_check CHECK (only_crew_id <> ''::text),
  constraint runs_phase_check CHECK (phase = ANY (ARRAY['reading'::text, 'planning'::text, 'applying'::text])),
  constraint runs_queued_by_an_administrator CHECK (state <> 'queued'::text OR administrator_email IS NOT NULL),
  constraint runs_replaced_by_when_replaced CHECK (replaced_by IS NULL OR cancel_reason = 'replaced'::text),
  constraint runs_resume_when_put_off CHECK (resume_at IS NULL OR maintenance_since IS NOT NULL AND (state = ANY (ARRAY['queued'::text, 'running'::text]))),
  constraint runs_state_check CHECK (state = ANY (ARRAY['queued'::text, 'running'::text, 'awaiting-approval'::text, 'succeeded'::text, 'partly-failed'::text, 'failed'::text, 'cancelled'::text])),
  constraint runs_subject_check CHECK (subject = ANY (ARRAY['departments'::text, 'employees'::text])),
  constraint runs_want_choices_at_work CHECK (wanted_choices IS NULL OR state <> 'awaiting-approval'::text)
);
CREATE UNIQUE INDEX one_plan_waiting_per_subject ON runs USING btree (company_id, subject) WHERE state = 'awaiting-approval'::text;
CREATE UNIQUE INDEX one_run_at_work_per_company ON runs USING btree (company_id) WHERE state = ANY (ARRAY['queued'::text, 'running'::text]);
CREATE INDEX runs_by_end ON runs USING btree (company_id, subject, finished_at) WHERE guards IS NOT NULL;
CREATE INDEX runs_by_read ON runs USING btree (company_id, subject, subdomain, read_at DESC) WHERE read_at IS NOT NULL;
CREATE INDEX runs_by_undone ON runs USING btree (undo_of) WHERE undo_of IS NOT NULL;
CREATE INDEX runs_newest_first ON runs USING btree (company_id, requested_at DESC);
CREATE TRIGGER runs_follow_transitions BEFORE UPDATE OF state ON runs FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION follow_run_transitions();
CREATE TRIGGER runs_forget_planned_changes AFTER UPDATE OF state ON runs FOR EACH ROW WHEN (old.finished_at IS NULL AND new.finished_at IS NOT NULL AND new.held_at IS NOT NULL) EXECUTE FUNCTION forget_planned_changes();
CREATE TRIGGER runs_forget_undo_kept_rows AFTER UPDATE OF state ON runs FOR EACH ROW WHEN (new.undo_of IS NOT NULL AND old.finished_at IS NULL AND (new.state = ANY (ARRAY['cancelled'::text, 'failed'::text]))) EXECUTE FUNCTION forget_undo_kept_rows();
CREATE TRIGGER runs_inserted_in_a_first_state BEFORE INSERT ON runs FOR EACH ROW EXECUTE FUNCTION follow_run_transitions();

create table schema_migrations (
  name text collate "C" not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (name)
);

create table smarthr_budgets (
  key text collate "C" not null,
  version bigint not null default 1,
  next_at timestamp with time zone not null,
  holder uuid,
  busy_since timestamp with time zone not null,
  turns bigint not null default 0,
  paused_until timestamp with time zone,
  quota_turns bigint,
  quota_until timestamp with time zone,
  constraint smarthr_budgets_pkey PRIMARY KEY (key),
  constraint smarthr_budgets_quota_has_an_end CHECK ((quota_turns IS NULL) = (quota_until IS NULL))
);
CREATE INDEX smarthr_budgets_by_age ON smarthr_budgets USING btree (next_at);

create table tenants (
  company_id integer not null,
  subdomain text collate "C" not null,
  opt_out_field_id text,
  opt_out_failure jsonb,
  opt_out_looked_at timestamp with time zone,
  opt_out_claim uuid,
  opt_out_claimed_until timestamp with time zone,
  opt_out_remade_at timestamp with time zone,
  people_count integer,
  newest_crew_id text,
  constraint tenants_pkey PRIMARY KEY (company_id, subdomain),
  constraint tenants_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint tenants_claim_has_an_end CHECK ((opt_out_claim IS NULL) = (opt_out_claimed_until IS NULL)),
  constraint tenants_end_of_people_is_whole CHECK (people_count IS NULL AND newest_crew_id IS NULL OR people_count > 0 AND newest_crew_id IS NOT NULL),
  constraint tenants_subdomain_check CHECK (subdomain <> ''::text)
);

create table tries (
  key text collate "C" not null,
  free_at timestamp with time zone not null,
  constraint tries_pkey PRIMARY KEY (key)
);
CREATE INDEX tries_by_end ON tries USING btree (free_at);

create table undo_kept_rows (
  run_id uuid not null,
  place integer not null,
  kept jsonb not null,
  constraint undo_kept_rows_pkey PRIMARY KEY (run_id, place),
  constraint undo_kept_rows_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON DELETE CASCADE,
  constraint undo_kept_rows_place_check CHECK (place > 0)
);

CREATE OR REPLACE FUNCTION public.demand_known_departments()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.demand_roster_lock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.follow_run_transitions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.forget_planned_changes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from planned_changes where run_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_undo_kept_rows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from undo_kept_rows where run_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_an_administrator()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from companies where id = old.company_id for no key update;
  if not exists (
    select from administrators where company_id = old.company_id and role = 'administrator' and joined_at is not null
  ) then
    raise exception 'a company needs an administrator'
      using errcode = 'check_violation', constraint = 'administrators_never_none';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_departments()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'departments cannot be truncated: delete them' using errcode = 'feature_not_supported';
end $function$;

CREATE OR REPLACE FUNCTION public.keep_used_departments()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.note_employee_writes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_parent_loop()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;
