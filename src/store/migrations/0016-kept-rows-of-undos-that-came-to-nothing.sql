-- An undo that was not applied left nothing as it is: what it would have kept goes with what it would have changed.
create function forget_undo_kept_rows() returns trigger language plpgsql as $$
begin
  delete from undo_kept_rows where run_id = new.id;
  return null;
end $$;

create trigger runs_forget_undo_kept_rows after update of state on runs
  for each row when (new.undo_of is not null and old.finished_at is null and new.state in ('cancelled', 'failed'))
  execute function forget_undo_kept_rows();

delete from undo_kept_rows using runs
 where runs.id = undo_kept_rows.run_id and runs.state in ('cancelled', 'failed');
