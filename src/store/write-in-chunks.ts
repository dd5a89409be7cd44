/**
 * Writes rows some thousand at a time, in order, preparing one chunk while the database works on the one before. Each chunk must
 * write as many rows as it has; fewer means that the roster is not the one the plan was made from, which throws.
 */
export async function writeInChunks<Row>(
  rows: readonly Row[],
  prepare: (chunk: readonly Row[]) => () => Promise<number>,
): Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const chunk = rows.slice(start, start + CHUNK_ROWS);
    const write = prepare(chunk);
    await underWay;
    underWay = write().then((written) => {
      if (written !== chunk.length) {
        throw new Error(
          `the roster is not what the plan was made from: ${written} of ${chunk.length} rows could be written`,
        );
      }
    });
    // Its failure is met when it is awaited, unless preparing the next chunk throws before.
    underWay.catch(() => {});
  }
  await underWay;
}

// Measured: between 1,000 and 5,000 makes no difference; a chunk stays under a megabyte.
const CHUNK_ROWS = 2_000;
