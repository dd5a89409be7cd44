-- docs/decisions/0041: writing 「連携しない」 back into SmartHR for people who were opted out. No part of a run: the roster stays as it is.
create table opt_out_restorations (
  id uuid primary key,
  company_id integer not null references companies,
  subdomain text collate "C" not null check (subdomain <> ''),
  -- Whose link carries it; null for a command, which carries it by itself.
  administrator_email text collate "C",
  actor text not null,
  requested_at timestamptz not null,
  -- Who carries it, and until when nobody else takes it up.
  claim uuid,
  claimed_until timestamptz,
  finished_at timestamptz,
  -- Why it ended before everybody had an outcome.
  failure jsonb,
  constraint opt_out_restorations_claim_has_an_end check ((claim is null) = (claimed_until is null)),
  constraint opt_out_restorations_failure_is_an_end check (failure is null or finished_at is not null)
);

create unique index one_open_restoration_per_company on opt_out_restorations (company_id) where finished_at is null;
create index opt_out_restorations_by_company on opt_out_restorations (company_id, requested_at);

create table opt_out_restored_people (
  restoration_id uuid not null references opt_out_restorations on delete cascade,
  place integer not null check (place > 0),
  crew_id text collate "C" not null,
  -- core/findings.ts EmployeeIdentity, as the person was called then.
  person jsonb not null,
  outcome text check (outcome in ('restored', 'already', 'chosen-otherwise', 'gone', 'refused', 'no-permission')),
  primary key (restoration_id, place)
);
