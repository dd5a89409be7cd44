import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { copyTestCluster, makeTestFolder } from "../../test/database.ts";

const run = promisify(execFile);
const folder = makeTestFolder();
afterAll(() => folder.remove());

const KYSELY = JSON.stringify(import.meta.resolve("kysely"));
const file = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

// Fills the table of history to the last page, and then syncs people.
const SYNC = `
import { sql } from ${KYSELY};
import { openEmbeddedDatabase } from ${file("../store/embedded-database.ts")};
import { aProduct } from ${file("../../test/product-scene.ts")};
const { value: db } = await openEmbeddedDatabase({ dataDir: process.argv[2] });
const scene = await aProduct(db, { seed: 6_000 });
await scene.run("departments");
const fill = (size, from) => sql\`insert into employee_history
  (company_id, employee_id, version, actor, at, email, last_name, first_name, last_name_kana, first_name_kana, retired, retired_by_hand)
  select 0, number, 1, '', now(), repeat('x', 1000), '', '', '', '', false, false from generate_series(\${from}::integer, \${from + size - 1}::integer) number\`.execute(db.queries);
let from = 1;
for (let size = 500; size >= 1; size = Math.floor(size / 4)) {
  for (let full = false; !full; ) await fill(size, from).then(() => { from += size; }, () => { full = true; });
}
const before = await scene.writtenRows();
const { summary } = await scene.run("employees");
const { runs: _runs, tenants: _tenants, ...after } = await scene.writtenRows();
const { runs: _runsBefore, tenants: _tenantsBefore, ...same } = before;
console.log(JSON.stringify({ state: summary.state, failure: summary.failure, unchanged: JSON.stringify(after) === JSON.stringify(same) }));
process.exit(0);
`;

test("a run for which the disk has no room fails, says so, and has written nothing of what it was to write", async () => {
  const dataDir = join(folder.path, "limited");
  await copyTestCluster(dataDir);

  // No file may grow beyond 20 MB: the log of the database does not need to, its tables do.
  const limited = `trap '' XFSZ; ulimit -f 20480; exec "$0" "$1" "$2"`;
  const { stdout } = await run("bash", ["-c", limited, process.execPath, script("sync.mjs", SYNC), dataDir]);

  expect(JSON.parse(stdout)).toEqual({ state: "failed", failure: { kind: "disk-full" }, unchanged: true });
});

function script(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

const mayMount = await run("unshare", ["-Urm", "true"]).then(
  () => true,
  () => false,
);

// A machine may forbid its users to mount: then the disk that is really full cannot be had.
describe.skipIf(!mayMount)("an embedded database whose disk is full to the last byte", () => {
  const WRITE = `
import { sql } from ${KYSELY};
import { openEmbeddedDatabase } from ${file("../store/embedded-database.ts")};
const { value: db } = await openEmbeddedDatabase({ dataDir: process.argv[2] });
let [batches, reason] = [0, ""];
await sql\`create table if not exists written (batch integer, text text)\`.execute(db.queries);
while (reason === "") {
  await sql\`insert into written select \${batches}::integer, repeat(md5(number::text), 20) from generate_series(1, 500) number\`
    .execute(db.queries).then(() => { batches++; }, (error) => { reason = error.message; });
}
console.log(JSON.stringify({ batches, reason }));
process.exit(0);
`;
  const COUNT = `
import { sql } from ${KYSELY};
import { openEmbeddedDatabase } from ${file("../store/embedded-database.ts")};
const { value: db } = await openEmbeddedDatabase({ dataDir: process.argv[2] });
console.log(JSON.stringify((await sql\`select batch, count(*)::integer as count from written group by batch order by batch\`.execute(db.queries)).rows));
await db.close();
`;

  test("stops, saying what to do, and goes on whole once there is room", async () => {
    const dataDir = join(folder.path, "small");
    await copyTestCluster(dataDir);
    const small = `
      mount -t tmpfs -o size=80m tmpfs "$1" && head -c 20M /dev/zero >"$1/ballast" && cp -r "$2"/postgres "$1"/ || exit 1
      "$0" "$3" "$1"
      rm "$1/ballast"
      "$0" "$4" "$1"`;
    const place = makeTestFolder();

    const ran = await run("unshare", [
      "-Urm",
      "sh",
      "-c",
      small,
      process.execPath,
      place.path,
      dataDir,
      script("write.mjs", WRITE),
      script("count.mjs", COUNT),
    ]);

    place.remove();
    rmSync(dataDir, { recursive: true });
    const [end = "", counted = ""] = ran.stdout.trim().split("\n");
    const { batches, reason } = JSON.parse(end) as { batches: number; reason: string };
    expect(reason).toMatch(
      /^(could not extend file .*: No space left on device|the embedded database has stopped: no space is left on its disk, so make room first; start the product again)/,
    );
    expect(JSON.parse(counted)).toEqual(Array.from({ length: batches }, (_, batch) => ({ batch, count: 500 })));
  });
});
