create table companies (
  id integer not null generated always as identity,
  slug text collate "C" not null,
  name text not null,
  create_retired boolean not null default true,
  when_address_changed text not null default 'create-new'::text,
  constraint companies_pkey PRIMARY KEY (id),
  constraint companies_slug_key UNIQUE (slug),
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
CREATE CONSTRAINT TRIGGER departments_parent_loop AFTER INSERT OR UPDATE OF parent_code ON departments DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN (new.parent_code IS NOT NULL) EXECUTE FUNCTION refuse_parent_loop();
CREATE TRIGGER departments_written_under_lock BEFORE INSERT OR DELETE OR UPDATE ON departments FOR EACH STATEMENT EXECUTE FUNCTION demand_roster_lock();

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
CREATE INDEX employee_history_by_run ON employee_history USING btree (company_id, run_id) WHERE run_id IS NOT NULL;

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
  constraint employees_department_exists FOREIGN KEY (company_id, department_code) REFERENCES departments(company_id, code) DEFERRABLE,
  constraint employees_by_hand_only_when_retired CHECK (retired OR NOT retired_by_hand),
  constraint employees_crew_since_when_crew CHECK ((crew_id IS NULL) = (crew_since IS NULL)),
  constraint employees_email_key_check CHECK (email_key <> ''::text),
  constraint employees_employment_type_check CHECK (employment_type = ANY (ARRAY['permanent'::text, 'contract'::text, 'dispatched'::text, 'part-time'::text, 'outsourced'::text, 'officer'::text, 'other'::text])),
  constraint employees_gender_check CHECK (gender = ANY (ARRAY['male'::text, 'female'::text])),
  constraint employees_version_check CHECK (version > 0)
);
CREATE TRIGGER employees_deleted_noted AFTER DELETE ON employees REFERENCING OLD TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_employee_writes();
CREATE TRIGGER employees_inserted_noted AFTER INSERT ON employees REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_employee_writes();
CREATE TRIGGER employees_updated_noted AFTER UPDATE ON employees REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_employee_writes();
CREATE TRIGGER employees_written_under_lock BEFORE INSERT OR DELETE OR UPDATE ON employees FOR EACH STATEMENT EXECUTE FUNCTION demand_roster_lock();

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
  constraint runs_pkey PRIMARY KEY (id),
  constraint runs_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint runs_count_when_read CHECK ((read_at IS NULL) = (source_count IS NULL)),
  constraint runs_failure_when_failed CHECK ((state = 'failed'::text) = (failure IS NOT NULL)),
  constraint runs_finished_when_at_rest CHECK ((state = ANY (ARRAY['succeeded'::text, 'partly-failed'::text, 'failed'::text, 'cancelled'::text])) = (finished_at IS NOT NULL)),
  constraint runs_lease_when_running CHECK ((state = 'running'::text) = (lease_until IS NOT NULL)),
  constraint runs_state_check CHECK (state = ANY (ARRAY['queued'::text, 'running'::text, 'awaiting-approval'::text, 'succeeded'::text, 'partly-failed'::text, 'failed'::text, 'cancelled'::text])),
  constraint runs_subject_check CHECK (subject = ANY (ARRAY['departments'::text, 'employees'::text]))
);
CREATE UNIQUE INDEX one_run_at_work_per_company ON runs USING btree (company_id) WHERE state = ANY (ARRAY['queued'::text, 'running'::text]);
CREATE INDEX runs_by_read ON runs USING btree (company_id, subject, subdomain, read_at DESC) WHERE read_at IS NOT NULL;
CREATE INDEX runs_newest_first ON runs USING btree (company_id, requested_at DESC);

create table schema_migrations (
  name text collate "C" not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (name)
);

create table tenants (
  company_id integer not null,
  subdomain text collate "C" not null,
  opt_out_field_id text,
  constraint tenants_pkey PRIMARY KEY (company_id, subdomain),
  constraint tenants_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint tenants_subdomain_check CHECK (subdomain <> ''::text)
);

CREATE OR REPLACE FUNCTION public.demand_roster_lock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (
    select from pg_locks where locktype = 'advisory' and classid = 6302 and pid = pg_backend_pid() and granted
  ) then
    raise exception 'take the roster lock first: select pg_advisory_xact_lock(6302, <company id>)'
      using errcode = 'object_not_in_prerequisite_state';
  end if;
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
