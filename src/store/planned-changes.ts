import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { GuardName } from "../core/guards.ts";
import type { Department } from "../core/roster.ts";
import { toArrayLiteral } from "./array-literal.ts";
import type { Queries, Transaction } from "./database.ts";
import { readInBatches } from "./read-in-batches.ts";
import { writeInChunks } from "./write-in-chunks.ts";

/** What a change of a plan that waits is found by. */
export interface PlannedMarks {
  /** The fields that an update changes. */
  readonly fields: readonly string[];
  /** The guards that trip because of it, among others. */
  readonly guards: readonly GuardName[];
  /** What people seek it by, as core/search-key.ts makes it comparable. */
  readonly search: string;
  /** The SmartHR person behind the row as it will be. */
  readonly crewId: string | null;
}

/** A plan's changes, and what each is found by: asked for as it is written, so that a large plan is not in memory twice. */
export interface PlannedChanges<Change extends { readonly kind: PlannedKind }> {
  readonly changes: readonly Change[];
  readonly marksOf: (change: Change) => PlannedMarks;
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
  { changes, marksOf }: PlannedChanges<Change>,
): Promise<void> {
  await tx.deleteFrom("planned_changes").where("run_id", "=", runId).execute();
  let place = 0;
  await writeInChunks(changes, (chunk) => {
    const marks = chunk.map(marksOf);
    // JSON has no line breaks of its own. As values of an array, every one of its quotes would have to be masked, and unmasked again.
    const lines = chunk.map((change) => JSON.stringify(withShortBefore(change))).join("\n");
    const statement = sql`
      insert into planned_changes (run_id, place, kind, fields, guards, search, crew_id, change)
      select ${runId}::uuid, ${place}::integer + number::integer, kind, fields::text[], guards::text[], search, crew_id, change::json
        from rows from (
          unnest(
            ${toArrayLiteral(chunk, ({ kind }) => kind)}::text[],
            ${toArrayLiteral(marks, ({ fields }) => toArrayLiteral(fields, (field) => field))}::text[],
            ${toArrayLiteral(marks, ({ guards }) => toArrayLiteral(guards, (guard) => guard))}::text[],
            ${toArrayLiteral(marks, ({ search }) => search)}::text[],
            ${toArrayLiteral(marks, ({ crewId }) => crewId)}::text[]
          ),
          string_to_table(${lines}::text, E'\n')
        ) with ordinality as planned (kind, fields, guards, search, crew_id, change, number)`;
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
  const { rows } = await sql<{ change: ShortChange; guards: GuardName[] }>`
    select change, guards from planned_changes where ${isWanted(runId, filter)}
     order by place limit ${limit}::bigint offset ${offset}::bigint`.execute(queries);
  const counted = await sql<{ total: number }>`
    select count(*)::integer as total from planned_changes where ${isWanted(runId, filter)}`.execute(queries);
  return {
    changes: rows.map(({ change, guards }) => ({ ...(withWholeBefore(change) as Change), guards })),
    total: counted.rows[0]?.total ?? 0,
  };
}

/** All changes of a plan, in its order. */
export async function readPlannedChanges<Change>(tx: Transaction, runId: string): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const query = sql<ShortRow>`select change from planned_changes where run_id = ${runId} order by place`;
  for await (const rows of readInBatches(tx, query)) {
    for (const { change } of rows) changes.push(withWholeBefore(change) as Change);
  }
  return changes;
}

/** The changes of a plan that are about these SmartHR people, by the id they have after it. */
export async function readPlannedOfCrews<Change>(
  queries: Queries,
  runId: string,
  crewIds: readonly string[],
): Promise<readonly Change[]> {
  const { rows } = await sql<ShortRow>`
    select change from planned_changes
     where run_id = ${runId} and crew_id = any(${[...crewIds]}::text[]) order by place`.execute(queries);
  return rows.map(({ change }) => withWholeBefore(change) as Change);
}

interface ShortRow {
  readonly change: ShortChange;
}

/** A change as it is kept: of an update's `before`, only what `after` does not say as well. It is read as it was written. */
interface ShortChange {
  readonly kind: PlannedKind;
  readonly before?: object;
  readonly after?: object;
}

function withShortBefore(change: { readonly kind: PlannedKind }): ShortChange {
  const { kind, before, after }: ShortChange = change;
  if (kind !== "update" || before === undefined || after === undefined) return change;
  const said: Readonly<Record<string, unknown>> = { ...after };
  const short: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(before)) if (said[name] !== value) short[name] = value;
  return { kind, before: short, after };
}

function withWholeBefore(change: ShortChange): ShortChange {
  return change.kind === "update" ? { ...change, before: { ...change.after, ...change.before } } : change;
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
