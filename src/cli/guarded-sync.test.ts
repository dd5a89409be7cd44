import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../test/command-line-scene.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import { chooseAddresses } from "../app/approve-run.ts";
import { performQueuedRun } from "../app/perform-queued-run.ts";
import { startRun } from "../app/start-run.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const APPLY = ["sync", "employees", "--apply"] as const;
const ALONE = { signal: new AbortController().signal, onRows: () => {} };
// What waits is taken up by the tests themselves.
const NOBODY = { send: async () => {}, wake: () => {} };
// Wide enough for every sentence to stand on one line.
const WIDE = { columns: 600 };

describe("a sync that a guard stops", () => {
  test("is held with exit code 4, writes nothing to the roster, and says both ways on", async () => {
    const { scene } = await afterAccident();
    const before = await scene.employees();

    const { code, output, messages } = await runCommand(scene, APPLY, WIDE);

    const [runId, digest] = [found(output, /実行ID ([0-9a-f-]{36})/), found(output, /--expect ([0-9a-f]{64})/)];
    expect([code, messages]).toEqual([4, ""]);
    expect(await scene.employees()).toEqual(before);
    expect(output).toContain(`社員の同期: 確認待ち（実行ID ${runId}）`);
    expect(output).toMatch(/2026\/04\/01 09:00から、変更内容の確認を待っています（期限：2026\/04\/02 09:00）。/);
    expect(output).toContain("ミキワメの情報は、まだ変更されていません。");
    expect(output).toContain(`「中止」を選びます: http://localhost:3000/runs/${runId}`);
    expect(output).toContain(`mikiwame-sync sync employees --expect ${digest} --approve`);
  });

  test("says of each guard what it saw, what it may mean, what to do, and whom it is about", async () => {
    const { scene } = await afterAccident();

    const { output } = await runCommand(scene, APPLY, WIDE);

    expect(output).toMatch(/通常と異なる変更 +│ 原因 +│ 対処/);
    expect(output).toContain(
      "社員番号が空白になる社員が30人います（30人の100%）。止める基準は、5人以上、かつ10%以上です。",
    );
    expect(output).toContain("SmartHRで、この項目の参照権限が外れていないかを確認してください。");
    expect(output).toMatch(/対象: [^│]+、ほか25人/);
  });

  test("shows the head count before and after, and what the counts are made of", async () => {
    const { scene } = await afterAccident();

    const { output } = await runCommand(scene, APPLY, WIDE);

    const { length } = (await scene.employees()).filter(({ retired }) => !retired);
    expect(output).toContain(`対象人数（退職者を除く社員数）: ${length}人（増減なし）`);
    expect(output).toContain("更新する項目: 社員番号 30件");
  });

  test("goes on with --expect DIGEST --approve, which takes the place of the plan that waits", async () => {
    const { scene } = await afterAccident();
    const held = await runCommand(scene, [...APPLY, "--json"]);
    const { run, digest } = JSON.parse(held.output);
    await scene.clock.advance(1_000);

    const approved = await runCommand(scene, ["sync", "employees", "--expect", digest, "--approve", "--json"]);

    const { state, guards } = JSON.parse(approved.output);
    const waited = JSON.parse((await runCommand(scene, ["run", run, "--json"])).output);
    expect([approved.code, state, waited.state]).toEqual([0, "succeeded", "cancelled"]);
    // What guards saw is still told of a run that somebody approved.
    expect(guards.map(({ kind }: { kind: string }) => kind)).toEqual(["changed-employee-number", "column-blank"]);
    expect((await scene.employees()).every(({ employeeNumber }) => employeeNumber === null)).toBe(true);
  });

  test("is held by --expect without --approve, too", async () => {
    const { scene } = await afterAccident();
    const planned = await runCommand(scene, ["sync", "employees", "--json"]);

    const { code, output } = await runCommand(scene, [
      "sync",
      "employees",
      "--expect",
      JSON.parse(planned.output).digest,
      "--json",
    ]);

    expect([code, JSON.parse(output).state]).toEqual([4, "awaiting-approval"]);
  });

  test("a second --apply is told whose plan waits", async () => {
    const { scene } = await afterAccident();
    await runCommand(scene, APPLY);

    const { code, messages } = await runCommand(scene, APPLY);

    expect(code).toBe(1);
    expect(messages).toContain("確認待ちです");
    expect(messages).toMatch(
      /「mikiwame-sync sync employees --expect DIGEST --approve --company [^ 」]+」を実行してください。/,
    );
  });
});

describe("only planned", () => {
  test("ends with 4 as well, makes no run, and says how this very plan is applied", async () => {
    const { scene } = await afterAccident();
    const runs = (await scene.writtenRows())["runs"];

    const json = await runCommand(scene, ["sync", "employees", "--json"]);
    const text = await runCommand(scene, ["sync", "employees"], WIDE);

    const { digest, run, state } = JSON.parse(json.output);
    expect([json.code, text.code, run, state]).toEqual([4, 4, null, null]);
    expect(text.output).toContain("「--apply」をつけて実行すると、反映せずに確認待ちになります。");
    expect(text.output).toContain(`mikiwame-sync sync employees --expect ${digest} --approve`);
    expect((await scene.writtenRows())["runs"]).toEqual(runs);
  });

  test("the command that it names has the company and the administrator of the one before", async () => {
    const { scene } = await afterAccident();

    const { output } = await runCommand(scene, ["sync", "employees", "--as", "hr@example.com"], WIDE);

    expect(output).toMatch(/ --approve --company company-[^ ]+ --as hr@example\.com\n/);
  });

  test("shows the same guards that hold the run", async () => {
    const { scene } = await afterAccident();

    const planned = await runCommand(scene, ["sync", "employees", "--json"]);
    const held = await runCommand(scene, [...APPLY, "--json"]);

    expect(JSON.parse(held.output).guards).toEqual(JSON.parse(planned.output).guards);
  });
});

describe("design 3: the JSON of guards", () => {
  test("names of each that tripped the count, the base and the rows; what rests or stays below is left out", async () => {
    const { scene, people } = await afterAccident();

    const { output } = await runCommand(scene, [...APPLY, "--json"]);

    const { guards, headCount, holding, kind } = JSON.parse(output);
    const heads = people.filter(({ retired }) => !retired).length;
    const rows = expect.arrayContaining(
      people.map(({ crewId, email, lastName, firstName }) => {
        return { crewId, email, employeeNumber: null, name: `${lastName} ${firstName}` };
      }),
    );
    expect(guards).toEqual([
      { kind: "changed-employee-number", count: 30, base: 30, rows },
      { kind: "column-blank", column: "employeeNumber", count: 30, base: 30, rows },
    ]);
    expect(guards[0].rows).toHaveLength(30);
    expect([headCount, kind]).toEqual([{ before: heads, after: heads }, "sync"]);
    expect(holding).toEqual({
      heldAt: expect.stringMatching(/^2026-04-01T/),
      expiresAt: expect.stringMatching(/^2026-04-02T/),
    });
  });

  test("people whom SmartHR did not return, and rejected rows, are named, too", async () => {
    const { scene, people } = await anImport();
    const gone = people.slice(0, 6);
    for (const { crewId } of gone) scene.edit({ op: "delete", list: "crews", where: { id: crewId ?? "" } });
    for (const { crewId } of people.slice(6, 18)) {
      scene.edit({ op: "update", list: "crews", where: { id: crewId ?? "" }, values: { email: null } });
    }

    const { output } = await runCommand(scene, ["sync", "employees", "--json"]);

    const { guards } = JSON.parse(output) as { guards: { kind: string; rows: { crewId: string }[] }[] };
    const crewIds = (kind: string) => guards.find((guard) => guard.kind === kind)?.rows.map(({ crewId }) => crewId);
    expect(crewIds("fewer-people")?.sort()).toEqual(gone.map(({ crewId }) => crewId).sort());
    expect(crewIds("rejected-rows")).toHaveLength(12);
  });

  test("people who are no longer opted out are named, whether the plan changes them or not, also by run ID", async () => {
    const { scene, people } = await anImport();
    const [first, ...others] = people.slice(0, 4).map(({ crewId }) => crewId ?? "");
    for (const id of [first ?? "", ...others]) chooseFor(scene, id, "skip");
    await scene.run("employees");
    for (const id of [first ?? "", ...others]) chooseFor(scene, id, "sync");
    scene.edit({ op: "update", list: "crews", where: { id: first ?? "" }, values: { positions: ["顧問"] } });
    await scene.clock.advance(1_000);

    const { run, guards } = JSON.parse((await runCommand(scene, [...APPLY, "--json"])).output);

    const shown = JSON.parse((await runCommand(scene, ["run", run, "--json"])).output);
    expect(guards).toEqual([expect.objectContaining({ kind: "no-longer-opted-out", count: 4, base: 4 })]);
    expect(guards[0].rows.map(({ crewId }: { crewId: string }) => crewId).sort()).toEqual([first, ...others].sort());
    expect(shown.guards).toEqual(guards);
  });
});

describe("runs", () => {
  test("tell the kind, and of one that waits until when, as text and as JSON", async () => {
    const { scene } = await afterAccident();
    const { run } = JSON.parse((await runCommand(scene, [...APPLY, "--json"])).output);

    const text = await runCommand(scene, ["runs"]);
    const json = await runCommand(scene, ["runs", "--json"]);

    expect(text.output).toMatch(
      new RegExp(
        `${run}\t確認待ち\t社員の同期\t[^\t]+\tコマンドライン\t.*確認を待っています（期限：2026/04/02 09:00）。`,
      ),
    );
    expect(JSON.parse(json.output).runs[0]).toMatchObject({
      run,
      kind: "sync",
      state: "awaiting-approval",
      holding: { expiresAt: expect.stringMatching(/^2026-04-02T00:/) },
    });
    expect(JSON.parse(json.output).runs[1]).not.toHaveProperty("holding");
  });

  test("a plan in which somebody chose among addresses goes on on the screens alone: no command makes the same", async () => {
    const scene = await aProduct(db);
    await linkAdministrator(scene);
    await runCommand(scene, ["sync", "departments", "--apply"]);
    await runCommand(scene, APPLY);
    const where = { email: "001@aaa.com" };
    scene.edit({ op: "update", list: "crews", where, values: { email: "new@aaa.com" } });
    await scene.clock.advance(1_000);
    const { product, companyId } = scene;
    const by = { companyId, administratorEmail: "hr@example.com", actor: "hr@example.com" };
    const { id: runId } = expectOk(await startRun(product, NOBODY, { ...by, subject: "employees", preview: true }));
    await performQueuedRun(product, NOBODY, runId, ALONE);
    const before = await runCommand(scene, ["run", runId], WIDE);
    const digest = found(before.output, /--expect ([0-9a-f]{64}) --approve/);
    const crewId = (await scene.employees()).find(({ email }) => email === where.email)?.crewId ?? "";

    expectOk(await chooseAddresses(product, NOBODY, { ...by, runId, digest }, { [crewId]: "follow-person" }));
    await performQueuedRun(product, NOBODY, runId, ALONE);

    const { output } = await runCommand(scene, ["run", runId], WIDE);
    expect(output).toContain(`「中止」を選んでください: http://localhost:3000/runs/${runId}`);
    expect(output).not.toContain("--expect");
  });

  test("run ID shows a run that waits as its sync printed it", async () => {
    const { scene } = await afterAccident();
    const printed = await runCommand(scene, APPLY);

    const shown = await runCommand(scene, ["run", found(printed.output, /実行ID ([0-9a-f-]{36})/)]);

    expect(shown).toEqual({ code: 0, output: printed.output, messages: "" });
  });
});

/** Thirty people, applied. */
async function anImport() {
  const scene = await aProduct(db, { seed: 30 });
  await scene.run("departments");
  await scene.run("employees");
  await scene.clock.advance(1_000);
  return { scene, people: await scene.employees() };
}

/** Then somebody takes the permission to read 社員番号 away. */
async function afterAccident(): Promise<{ readonly scene: ProductScene } & Awaited<ReturnType<typeof anImport>>> {
  const imported = await anImport();
  imported.scene.sandbox.control("attribute-permission", { attribute: "emp_code", read: false });
  return imported;
}

/** What somebody chooses in 「ミキワメ連携」. */
function chooseFor(scene: ProductScene, crewId: string, value: "sync" | "skip"): void {
  const { rows } = scene.sandbox.control("rows", { list: "crew_custom_field_templates" });
  const field = rows.find((row) => "name" in row && row.name === "ミキワメ連携");
  const values = { custom_fields: [{ template_id: String(field?.id), value }] };
  scene.edit({ op: "update", list: "crews", where: { id: crewId }, values });
}

function found(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? "";
}
