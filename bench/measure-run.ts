import { sql } from "kysely";
import { performRun } from "../src/app/perform-run.ts";
import type { RunEvent } from "../src/app/run-event.ts";
import type { Database } from "../src/store/database.ts";
import { expectOk } from "./expect-ok.ts";
import { openProduct } from "./open-product.ts";
import type { RunFigures, Step } from "./step.ts";

/** Carries out a whole run of the product and tells where its time went, what it asked for and what it wrote. */
export async function measureRun(step: Extract<Step, { kind: "run" }>): Promise<RunFigures> {
  const calls = watchCalls();
  const { product, companyId, reach } = await openProduct({ ...step, fetch: calls.fetch });
  const before = await markNow(product.db);
  const moments = { ...NO_MOMENTS, started: performance.now() };
  const report = expectOk(
    await performRun(product, {
      companyId,
      subject: step.subject,
      actor: "bench",
      reach,
      expectedDigest: null,
      observe: ({ kind }) => {
        moments[kind] = performance.now();
      },
      signal: new AbortController().signal,
    }),
  );
  const ended = performance.now();
  const { state, counts, failure } = report.summary;
  if (state === null || counts === null) throw new Error(`the run failed: ${JSON.stringify(failure)}`);
  const rowsWrittenByTable = await countRowsWritten(product.db, before);
  await product.db.close();
  return {
    state,
    counts,
    readingSeconds: (moments.read - moments.started) / 1000,
    planningSeconds: (moments.planned - moments.read) / 1000,
    applyingSeconds: (moments.applied - moments.planned) / 1000,
    lastAnswerToAppliedSeconds: (moments.applied - calls.seen.lastAnswerAt) / 1000,
    firstRequestToLastAnswerSeconds: (calls.seen.lastAnswerAt - calls.seen.firstRequestAt) / 1000,
    upkeepSeconds: (ended - moments.applied) / 1000,
    calls: calls.seen.count,
    callsRefused: calls.seen.refused,
    rowsWrittenByTable,
  };
}

const NO_MOMENTS: Record<RunEvent["kind"], number> = { reading: 0, read: 0, planned: 0, applied: 0, waiting: 0 };

function watchCalls() {
  const seen = { count: 0, refused: 0, firstRequestAt: 0, lastAnswerAt: 0 };
  return {
    seen,
    fetch: async (request: Request): Promise<Response> => {
      if (seen.count === 0) seen.firstRequestAt = performance.now();
      seen.count++;
      const response = await fetch(request);
      // The body is still on its way: what comes after the last answer is measured a little too long, never too short.
      seen.lastAnswerAt = performance.now();
      if (response.status === 429) seen.refused++;
      return response;
    },
  };
}

/** A transaction number that everything written from now on is younger than. */
async function markNow({ queries }: Database): Promise<string> {
  const { rows } = await sql<{ mark: string }>`select pg_current_xact_id()::xid::text as mark`.execute(queries);
  const [row] = rows;
  if (row === undefined) throw new Error("the database gave no transaction number");
  return row.mark;
}

// Not the engine's own statistics, which come late on PostgreSQL and not at all on the embedded database.
async function countRowsWritten({ queries }: Database, mark: string): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by name`.execute(queries);
  const counts: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from ${sql.table(name)} where age(xmin) < age(${mark}::xid)`.execute(queries);
    const count = rows[0]?.count ?? 0;
    if (count > 0) counts[name] = count;
  }
  return counts;
}
