-- A run that a colleague cancelled says who did it.
alter table runs
  add column cancelled_by text,
  add constraint runs_cancelled_by_when_by_hand check (cancelled_by is null or cancel_reason = 'by-hand');
