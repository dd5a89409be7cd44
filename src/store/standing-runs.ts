import { sql } from "kysely";
import type { Subject } from "../core/run.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";

/**
 * Whether a run of the whole subject was applied and was not taken back since. An undo may be taken back itself: of a run and all undos
 * that go back to it, the last that changed something says whether the run stands.
 */
export async function hasStandingRun(queries: Queries, companyId: CompanyId, subject: Subject): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    with recursive lineage (origin, id, finished_at, undone_times) as (
      select id, id, finished_at, 0 from runs
       where company_id = ${companyId} and subject = ${subject} and state in ('succeeded', 'partly-failed')
         and undo_of is null and only_crew_id is null
      union all
      select lineage.origin, undo.id, undo.finished_at, lineage.undone_times + 1
        from lineage
        join runs undo on undo.undo_of = lineage.id
       where undo.company_id = ${companyId} and undo.state = 'succeeded'
         and (undo.counts ->> 'create')::integer + (undo.counts ->> 'update')::integer
           + coalesce((undo.counts ->> 'delete')::integer, 0) > 0
    ), last (origin, undone_times) as (
      select distinct on (origin) origin, undone_times from lineage order by origin, finished_at desc, undone_times desc
    )
    select exists (select from last where undone_times % 2 = 0) as stands`.execute(queries);
  return rows[0]?.stands ?? false;
}
