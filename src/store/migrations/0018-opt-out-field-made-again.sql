-- docs/decisions/0047: whoever was opted out in a field that is gone is not synced unseen.
alter table tenants
  -- When an administrator last had another field taken in place of the one that was remembered.
  add column opt_out_remade_at timestamptz;

-- Which undos go back to a run is asked whenever its page is looked at.
create index runs_by_undone on runs (undo_of) where undo_of is not null;
