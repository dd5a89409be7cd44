import { type RawBuilder, sql } from "kysely";
import type { Transaction } from "./database.ts";

/** The rows of a query, so many at a time, from one state of the database; the next batch is on its way while one is worked on. */
export async function* readInBatches<Row>(tx: Transaction, query: RawBuilder<Row>): AsyncGenerator<readonly Row[]> {
  // Cursors of one transaction share a name space.
  cursorCount += 1;
  const cursor = sql.ref(`batch_${cursorCount}`);
  await sql`declare ${cursor} no scroll cursor for ${query}`.execute(tx);
  const fetchNext = () => sql<Row>`fetch ${sql.lit(BATCH_ROWS)} from ${cursor}`.execute(tx);
  let next = fetchNext();
  for (;;) {
    const { rows } = await next;
    if (rows.length === 0) return;
    next = fetchNext();
    // Its failure is met when it is awaited, unless the reader has left before.
    next.catch(() => {});
    yield rows;
  }
}

// Large enough that round trips do not count, small enough that a batch is a few megabytes.
const BATCH_ROWS = 2_000;

let cursorCount = 0;
