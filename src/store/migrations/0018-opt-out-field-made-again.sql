-- docs/decisions/0047: whoever was opted out in a field that is gone is not synced unseen.
alter table tenants
  -- When an administrator last had another field taken in place of the one that was remembered.
  add column opt_out_remade_at timestamptz;
