-- One press of 「連携する」 by OAuth, from then until its outcome was shown. SmartHR's code may be sent once only, whatever browsers
-- load twice, so the first that takes the attempt is the only one.
create table link_attempts (
  id uuid primary key,
  company_id integer not null references companies,
  administrator_email text collate "C" not null check (administrator_email <> ''),
  -- SHA-256 of the state in SmartHR's answer; null when an answer came that belongs to no attempt.
  state_hash text collate "C" unique,
  started_at timestamptz not null,
  taken_at timestamptz,
  outcome jsonb,
  shown boolean not null default false,
  constraint link_attempts_shown_when_ended check (not shown or outcome is not null)
);

create index link_attempts_by_age on link_attempts (started_at);

-- A permission that SmartHR gave and that is no link yet: the administrator has to confirm or to name the account first.
create table pending_links (
  company_id integer not null references companies,
  administrator_email text collate "C" not null check (administrator_email <> ''),
  -- Null when nothing tells which account it is.
  subdomain text collate "C" check (subdomain <> ''),
  -- Both tokens are encrypted: store/link-tokens.ts.
  access_token text not null,
  refresh_token text,
  access_token_expires_at timestamptz,
  expires_at timestamptz not null,
  primary key (company_id, administrator_email)
);

create index pending_links_by_end on pending_links (expires_at);

alter table tenants
  -- What stood in the way of the opt-out field when it was last looked at besides runs, which keep their own failures.
  add column opt_out_failure jsonb,
  add column opt_out_looked_at timestamptz,
  -- Who may make the field in SmartHR, and until when: two makers at once would make two.
  add column opt_out_claim uuid,
  add column opt_out_claimed_until timestamptz,
  add constraint tenants_claim_has_an_end check ((opt_out_claim is null) = (opt_out_claimed_until is null));
