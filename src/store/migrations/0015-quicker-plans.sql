-- What a plan's page and an explanation ask of a plan that waits, without looking at all of its rows.

alter table planned_changes
  -- Written and read as it is: nothing looks for anything inside it.
  alter column change type json using change::json,
  -- The SmartHR person behind the row as it will be; null for departments, and for who is nobody's in SmartHR.
  add column crew_id text collate "C";

update planned_changes set crew_id = change -> 'after' ->> 'crewId';

create index planned_changes_of_crew on planned_changes (crew_id) where crew_id is not null;

alter table runs
  -- How many people's address seems to have changed (M24); null before there was a plan.
  add column address_suspects integer,
  -- The roster of which an undo was planned, store/undo-surroundings.ts: while it is the same, so is the plan (docs/decisions/0046).
  add column roster_mark text collate "C";

update runs
   set address_suspects = jsonb_array_length(jsonb_path_query_array(
         notices, '$[*] ? (@.notice.kind == "email-change-suspected" || @.notice.kind == "email-change-followed")'
       ))
 where notices is not null;
