-- Who signs in. The sign-in library (api/sign-in.ts) reads and writes administrators, administrator_sessions, administrator_accounts and
-- administrator_verifications; it wants columns for what is switched off here, too: pictures, accounts elsewhere, verified addresses.

create table administrators (
  id uuid primary key default gen_random_uuid(),
  company_id integer not null references companies,
  -- The key of the address (core/email.ts). An address belongs to one person of the whole installation.
  email text collate "C" not null constraint administrators_email_unique unique check (email <> '' and email = lower(email)),
  email_verified boolean not null default false,
  name text not null check (name <> ''),
  image text,
  role text not null check (role in ('administrator', 'viewer')),
  -- When they chose their first password; null while they are only invited.
  joined_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index administrators_by_company on administrators (company_id);

-- A company never loses the last person who can change something and sign in. The company's row is locked first, so that two who remove
-- each other at the same moment are judged one after the other; whoever comes second no longer sees the first.
create function keep_an_administrator() returns trigger language plpgsql as $$
begin
  perform from companies where id = old.company_id for no key update;
  if not exists (
    select from administrators where company_id = old.company_id and role = 'administrator' and joined_at is not null
  ) then
    raise exception 'a company needs an administrator'
      using errcode = 'check_violation', constraint = 'administrators_never_none';
  end if;
  return null;
end $$;

create trigger administrators_never_none_left after delete on administrators
  for each row when (old.role = 'administrator' and old.joined_at is not null) execute function keep_an_administrator();
create trigger administrators_never_none_demoted after update of role, joined_at, company_id on administrators
  for each row when (old.role = 'administrator' and old.joined_at is not null) execute function keep_an_administrator();

create table administrator_sessions (
  id uuid primary key default gen_random_uuid(),
  administrator_id uuid not null references administrators on delete cascade,
  -- Worthless alone: the cookie carries a signature by a key that is not in the database.
  token text collate "C" not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index administrator_sessions_by_administrator on administrator_sessions (administrator_id);
create index administrator_sessions_by_end on administrator_sessions (expires_at);

create table administrator_accounts (
  id uuid primary key default gen_random_uuid(),
  administrator_id uuid not null references administrators on delete cascade,
  provider_id text collate "C" not null,
  account_id text collate "C" not null,
  -- A salted hash.
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint administrator_accounts_one_each unique (administrator_id, provider_id)
);

create table administrator_verifications (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index administrator_verifications_by_identifier on administrator_verifications (identifier);

-- Links by which somebody chooses a password. Only the hash of what stands in the link is here.
create table invitations (
  token_hash text collate "C" primary key,
  administrator_id uuid not null references administrators on delete cascade,
  expires_at timestamptz not null
);

create index invitations_by_administrator on invitations (administrator_id);

-- How soon something may be tried again, for everything that was tried lately: core/try-limit.ts. Keys are hashes of addresses.
create table tries (
  key text collate "C" primary key,
  free_at timestamptz not null
);

create index tries_by_end on tries (free_at);

-- M36: where the company's people are sent with questions; without a name the product's own contact is shown.
alter table companies
  add column contact_name text check (contact_name <> ''),
  add column contact_url text,
  add column contact_email text,
  add column contact_hours text,
  add constraint companies_contact_has_a_name check (
    contact_name is not null or (contact_url is null and contact_email is null and contact_hours is null)
  );
