-- What may still be asked of SmartHR, shared by all processes; the database's clock counts. Losing it costs a pause: it says nothing of
-- what was synced.
create table smarthr_budgets (
  -- `tenant:` and the subdomain, or `token:` and a hash of the token, never the token.
  key text collate "C" primary key,
  -- A turn is given by whoever changes the row as it was read.
  version bigint not null default 1,
  -- When the next request may be sent.
  next_at timestamptz not null,
  -- Who was given the last turns.
  holder uuid,
  -- Since when turns were given without an idle time between them.
  busy_since timestamptz not null,
  -- How many turns were given, ever.
  turns bigint not null default 0,
  -- SmartHR told to send nothing before.
  paused_until timestamptz,
  -- SmartHR told how much it still takes: the turns up to that number, until then.
  quota_turns bigint,
  quota_until timestamptz,
  constraint smarthr_budgets_quota_has_an_end check ((quota_turns is null) = (quota_until is null))
);

create index smarthr_budgets_by_age on smarthr_budgets (next_at);
