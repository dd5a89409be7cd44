import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { GuardName } from "../core/guards.ts";
import type { Department } from "../core/roster.ts";
import { toArrayLiteral } from "./array-literal.ts";
import type { Queries, Transaction } from "./database.ts";
import { readInBatches } from "./read-in-batches.ts";
import { writeInChunks } from "./write-in-chunks.ts";

/** One change of a plan that waits, with what it is found by. */
export interface PlannedChange<Change extends { readonly kind: PlannedKind }> {
  readonly change: Change;
  /** The fields that an update changes. */
  readonly fields: readonly string[];
  /** The guards that trip because of it, among others. */
  readonly guards: readonly GuardName[];
  /** What people seek it by, as core/search-key.ts makes it comparable. */
  readonly search: string;
}

export type PlannedKind = "create" | "update" | "delete";

/** Which changes of a plan. */
export interface PlannedChangesFilter {
  readonly kind: PlannedKind | null;
  readonly field: string | null;
  readonly guard: GuardName | null;
  /** Search keys: what is sought has every one of them. */
  readonly words: readonly string[];
}

/** Keeps a plan's changes in their order, in the place of those that the run had. */
export async function keepPlannedChanges<Change extends { readonly kind: PlannedKind }>(
  tx: Transaction,
  runId: string,
  changes: readonly PlannedChange<Change>[],
): Promise<void> {
  await tx.deleteFrom("planned_changes").where("run_id", "=", runId).execute();
  let place = 0;
  await writeInChunks(changes, (chunk) => {
    const statement = sql`
      insert into planned_changes (run_id, place, kind, fields, guards, search, change)
      select ${runId}::uuid, ${place}::integer + number::integer, kind, fields::text[], guards::text[], search, change::jsonb
        from unnest(
          ${toArrayLiteral(chunk, ({ change }) => change.kind)}::text[],
          ${toArrayLiteral(chunk, ({ fields }) => toArrayLiteral(fields, (field) => field))}::text[],
          ${toArrayLiteral(chunk, ({ guards }) => toArrayLiteral(guards, (guard) => guard))}::text[],
          ${toArrayLiteral(chunk, ({ search }) => search)}::text[],
          ${toArrayLiteral(chunk, ({ change }) => JSON.stringify(change))}::text[]
        ) with ordinality as planned (kind, fields, guards, search, change, number)`;
    place += chunk.length;
    return async () => Number((await statement.execute(tx)).numAffectedRows);
  });
}

/** One page of a plan's changes, in the plan's order, and how many the filter leaves over. */
export async function readPlannedPage<Change>(
  queries: Queries,
  runId: string,
  filter: PlannedChangesFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{
  readonly changes: readonly (Change & { readonly guards: readonly GuardName[] })[];
  readonly total: number;
}> {
  const { rows } = await sql<{ change: Change; guards: GuardName[] }>`
    select change, guards from planned_changes where ${isWanted(runId, filter)}
     order by place limit ${limit}::bigint offset ${offset}::bigint`.execute(queries);
  const counted = await sql<{ total: number }>`
    select count(*)::integer as total from planned_changes where ${isWanted(runId, filter)}`.execute(queries);
  return {
    changes: rows.map(({ change, guards }) => ({ ...change, guards })),
    total: counted.rows[0]?.total ?? 0,
  };
}

/** All changes of a plan, in its order. */
export async function readPlannedChanges<Change>(tx: Transaction, runId: string): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const query = sql<{ change: Change }>`select change from planned_changes where run_id = ${runId} order by place`;
  for await (const rows of readInBatches(tx, query)) for (const { change } of rows) changes.push(change);
  return changes;
}

/** The changes of a plan that are about these SmartHR people, by the id they have after it. */
export async function readPlannedOfCrews<Change>(
  queries: Queries,
  runId: string,
  crewIds: readonly string[],
): Promise<readonly Change[]> {
  const { rows } = await sql<{ change: Change }>`
    select change from planned_changes
     where run_id = ${runId} and change -> 'after' ->> 'crewId' = any(${[...crewIds]}::text[]) order by place`.execute(
    queries,
  );
  return rows.map(({ change }) => change);
}

/** The names of departments of these codes that a plan of departments creates. */
export async function readPlannedDepartmentNames(
  queries: Queries,
  runId: string,
  codes: readonly string[],
): Promise<readonly Pick<Department, "code" | "name">[]> {
  const { rows } = await sql<Pick<Department, "code" | "name">>`
    select change -> 'after' ->> 'code' as code, change -> 'after' ->> 'name' as name from planned_changes
     where run_id = ${runId} and kind = 'create' and change -> 'after' ->> 'code' = any(${[...codes]}::text[])
     order by place`.execute(queries);
  return rows;
}

function isWanted(runId: string, { kind, field, guard, words }: PlannedChangesFilter): RawBuilder<SqlBool> {
  const conditions = [sql`run_id = ${runId}`];
  if (kind !== null) conditions.push(sql`kind = ${kind}`);
  if (field !== null) conditions.push(sql`${field} = any(fields)`);
  if (guard !== null) conditions.push(sql`${guard} = any(guards)`);
  for (const word of words) conditions.push(sql`strpos(search, ${word}) > 0`);
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}
