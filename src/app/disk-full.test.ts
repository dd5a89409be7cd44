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

// Fills the table of history to the last page, and that one until there is no room for one more row.
const FILL = `
const fill = (size, from, length) => sql\`insert into employee_history
  (company_id, employee_id, version, actor, at, email, last_name, first_name, last_name_kana, first_name_kana, retired, retired_by_hand)
  select 0, number, 1, '', now(), repeat('x', \${length}::integer), '', '', '', '', false, false from generate_series(\${from}::integer, \${from + size - 1}::integer) number\`.execute(db.queries);
let from = 1;
for (const [size, length] of [[500, 1000], [125, 1000], [31, 1000], [7, 1000], [1, 1000], [1, 1]]) {
  for (let full = false; !full; ) await fill(size, from, length).then(() => { from += size; }, () => { full = true; });
}`;

const SYNC = `
import { sql } from ${KYSELY};
import { openEmbeddedDatabase } from ${file("../store/embedded-database.ts")};
import { aProduct } from ${file("../../test/product-scene.ts")};
const { value: db } = await openEmbeddedDatabase({ dataDir: process.argv[2] });
const scene = await aProduct(db, { seed: 6_000 });
await scene.run("departments");
${FILL}
const before = await scene.writtenRows();
const { summary } = await scene.run("employees");
const { runs: _runs, tenants: _tenants, ...after } = await scene.writtenRows();
const { runs: _runsBefore, tenants: _tenantsBefore, ...same } = before;
console.log(JSON.stringify({ state: summary.state, failure: summary.failure, unchanged: JSON.stringify(after) === JSON.stringify(same) }));
process.exit(0);
`;

// Edits somebody by hand, then fills the table and does so again.
const EDIT = `
import { sql } from ${KYSELY};
import { openEmbeddedDatabase } from ${file("../store/embedded-database.ts")};
import { anApi } from ${file("../../test/api-scene.ts")};
const { value: db } = await openEmbeddedDatabase({ dataDir: process.argv[2] });
const api = await anApi(db);
await api.run("departments");
await api.run("employees");
const { employees: [{ id }] } = await (await api.ask("GET", "/api/employees")).json();
const show = async () => (await api.ask("GET", "/api/employees/" + id)).json();
const edit = async (jobTitle) => {
  const { version, employee: { email: _email, crewId: _crewId, ...form } } = await show();
  const answer = await api.ask("PUT", "/api/employees/" + id, { body: { ...form, version, jobTitle } });
  return [answer.status, await answer.json()];
};
const edited = await edit("主任");
const before = await show();
${FILL}
const refused = await edit("課長");
const unchanged = JSON.stringify(await show()) === JSON.stringify(before);
const { status: elsewhere } = await api.ask("POST", "/api/departments", { body: { code: "B001", name: "新部", parentCode: null } });
console.log(JSON.stringify({ edited, refused, unchanged, elsewhere, defects: api.defects.length }));
process.exit(0);
`;

test("a run for which the disk has no room fails, says so, and has written nothing of what it was to write", async () => {
  expect(await runWithLimit("sync.mjs", SYNC)).toEqual({
    state: "failed",
    failure: { kind: "disk-full" },
    unchanged: true,
  });
});

test("an edit for which the disk has no room is refused, everything is shown as before, and whatever finds room is written", async () => {
  expect(await runWithLimit("edit.mjs", EDIT)).toEqual({
    edited: [200, { version: 2 }],
    refused: [503, { problem: { kind: "disk-full" } }],
    unchanged: true,
    elsewhere: 200,
    defects: 1,
  });
});

async function runWithLimit(name: string, text: string): Promise<unknown> {
  const dataDir = join(folder.path, `limited ${name}`);
  await copyTestCluster(dataDir);
  // No file may grow beyond 20 MB: the log of the database does not need to, its tables do.
  const limited = `trap '' XFSZ; ulimit -f 20480; exec "$0" "$1" "$2"`;
  const { stdout } = await run("bash", ["-c", limited, process.execPath, script(name, text), dataDir]);
  return JSON.parse(stdout);
}

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
import { isDiskFull } from ${file("../store/database.ts")};
import { openEmbeddedDatabase } from ${file("../store/embedded-database.ts")};
const { value: db } = await openEmbeddedDatabase({ dataDir: process.argv[2] });
let [batches, reason, full] = [0, "", null];
await sql\`create table if not exists written (batch integer, text text)\`.execute(db.queries);
while (reason === "") {
  await sql\`insert into written select \${batches}::integer, repeat(md5(number::text), 20) from generate_series(1, 500) number\`
    .execute(db.queries).then(() => { batches++; }, (error) => { reason = error.message; });
}
// Whoever comes later is told the same.
await sql\`insert into written select \${batches}::integer, repeat(md5(number::text), 20) from generate_series(1, 500) number\`
  .execute(db.queries).catch((error) => { full = isDiskFull(error); });
console.log(JSON.stringify({ batches, reason, full }));
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
    const { batches, reason, full } = JSON.parse(end) as { batches: number; reason: string; full: boolean };
    expect(full).toBe(true);
    expect(reason).toMatch(
      /^(could not extend file .*: No space left on device|the embedded database has stopped: no space is left on its disk, so make room first; start the product again)/,
    );
    expect(JSON.parse(counted)).toEqual(Array.from({ length: batches }, (_, batch) => ({ batch, count: 500 })));
  });
});
