-- docs/decisions/0036: which run took the place of a plan that waited; null for those that were replaced before this was kept.
alter table runs
  add column replaced_by uuid references runs,
  add constraint runs_replaced_by_when_replaced check (replaced_by is null or cancel_reason = 'replaced');
