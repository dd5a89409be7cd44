import { sql } from "kysely";
import type { SubjectKeptRow } from "../core/undo.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries, Transaction } from "./database.ts";
import { writeInChunks } from "./write-in-chunks.ts";

/** Keeps with an undo what it leaves as it is, instead of what it kept before. */
export async function keepUndoKeptRows(tx: Transaction, runId: string, kept: readonly SubjectKeptRow[]): Promise<void> {
  await tx.deleteFrom("undo_kept_rows").where("run_id", "=", runId).execute();
  let place = 0;
  await writeInChunks(kept, (chunk) => {
    const first = place + 1;
    place += chunk.length;
    const statement = sql`
      insert into undo_kept_rows (run_id, place, kept)
      select ${runId}::uuid, ${first}::integer + (number - 1)::integer, kept
        from jsonb_array_elements(${JSON.stringify(chunk)}::jsonb) with ordinality as listed (kept, number)`;
    return async () => Number((await statement.execute(tx)).numAffectedRows);
  });
}

/** How many rows the undo leaves as they are, wholly or in part. */
export async function countUndoKeptRows(queries: Queries, runId: string): Promise<number> {
  const { last } = await queries
    .selectFrom("undo_kept_rows")
    .select(({ fn }) => fn.max("place").as("last"))
    .where("run_id", "=", runId)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** Some of the rows that the company's undo leaves as they are, in the order in which they were found; without a limit, all. */
export async function readUndoKeptRows(
  queries: Queries,
  companyId: CompanyId,
  runId: string,
  { offset, limit }: { readonly offset: number; readonly limit: number | null },
): Promise<readonly SubjectKeptRow[]> {
  const from = queries
    .selectFrom("undo_kept_rows")
    .innerJoin("runs", "runs.id", "undo_kept_rows.run_id")
    .select("kept")
    .where("run_id", "=", runId)
    .where("company_id", "=", companyId)
    .where("place", ">", offset)
    .orderBy("place");
  const rows = await (limit === null ? from : from.limit(limit)).execute();
  // They are read as they were written.
  return rows.map(({ kept }) => kept as SubjectKeptRow);
}
