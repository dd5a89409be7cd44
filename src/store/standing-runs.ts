import { type RawBuilder, sql } from "kysely";
import type { Subject } from "../core/run.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import { RUN_COLUMNS, type Run, toRun } from "./runs.ts";

/**
 * Whether a run of the whole subject was applied and was not taken back since. An undo may be taken back itself: of a run and all undos
 * that go back to it, the last that changed something says whether the run stands.
 */
export async function hasStandingRun(queries: Queries, companyId: CompanyId, subject: Subject): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    ${withLast(companyId, wholeSyncs(subject))}
    select exists (select from last where undone_times % 2 = 0) as stands`.execute(queries);
  return rows[0]?.stands ?? false;
}

/** The SmartHR account of the newest sync of the whole subject that stands; null when there is none. */
export async function lastStandingAccount(
  queries: Queries,
  companyId: CompanyId,
  subject: Subject,
): Promise<string | null> {
  const { rows } = await sql<{ subdomain: string }>`
    ${withLast(companyId, wholeSyncs(subject))}
    select runs.subdomain
      from last join runs on runs.id = last.origin
     where undone_times % 2 = 0 and runs.subdomain is not null
     order by runs.finished_at desc
     limit 1`.execute(queries);
  return rows[0]?.subdomain ?? null;
}

function wholeSyncs(subject: Subject): RawBuilder<unknown> {
  return sql`subject = ${subject} and undo_of is null and only_crew_id is null`;
}

/** The undo by which what the run changed is taken back now; null while the run stands. */
export async function findUndoOf(
  queries: Queries,
  { id, companyId }: Pick<Run, "id" | "companyId">,
): Promise<Run | null> {
  const { rows } = await sql<Parameters<typeof toRun>[0]>`
    ${withLast(companyId, sql`id = ${id}`)}
    select ${sql.join(RUN_COLUMNS.map((column) => sql.ref(`runs.${column}`)))}
      from last join runs on runs.id = last.id
     where undone_times % 2 = 1`.execute(queries);
  return rows[0] === undefined ? null : toRun(rows[0]);
}

/** Of every run of these origins that was applied, the last of it and all undos that go back to it. */
function withLast(companyId: CompanyId, origins: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with recursive lineage (origin, id, finished_at, undone_times) as (
      select id, id, finished_at, 0 from runs
       where company_id = ${companyId} and state in ('succeeded', 'partly-failed') and ${origins}
      union all
      select lineage.origin, undo.id, undo.finished_at, lineage.undone_times + 1
        from lineage
        join runs undo on undo.undo_of = lineage.id
       where undo.company_id = ${companyId} and undo.state = 'succeeded'
         and (undo.counts ->> 'create')::integer + (undo.counts ->> 'update')::integer
           + coalesce((undo.counts ->> 'delete')::integer, 0) > 0
    ), last (origin, id, undone_times) as (
      select distinct on (origin) origin, id, undone_times from lineage order by origin, finished_at desc, undone_times desc
    )`;
}
