import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { cancelRun } from "../store/background-runs.ts";
import { listRuns } from "../store/runs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const ID = /^[0-9a-f-]{36}$/;
const DIGEST = /^[0-9a-f]{64}$/;

describe("design 3: the JSON of a sync is one object in a fixed form", () => {
  test("M15: departments, applied", async () => {
    const scene = await aProduct(db);

    const end = await runCommand(scene, ["sync", "departments", "--apply", "--json"]);

    expect({ ...end, output: JSON.parse(end.output) }).toEqual({
      code: 0,
      output: {
        run: expect.stringMatching(ID),
        subject: "departments",
        state: "succeeded",
        digest: expect.stringMatching(DIGEST),
        counts: { read: 3, create: 3, update: 0, unchanged: 0, skip: 0, reject: 0, notice: 0 },
        changes: [
          { kind: "create", before: null, after: { code: "A001", name: "営業部", parentCode: null } },
          { kind: "create", before: null, after: { code: "A002", name: "開発部", parentCode: null } },
          { kind: "create", before: null, after: { code: "A003", name: "人事部", parentCode: null } },
        ],
        skips: [],
        rejections: [],
        notices: [],
        guards: [],
        failure: null,
        kind: "sync",
        headCount: null,
      },
      messages: "",
    });
  });

  test("its keys come in the order of the design, on one line", async () => {
    const scene = await aProduct(db);

    const { output } = await runCommand(scene, ["sync", "departments", "--json"]);

    expect(Object.keys(JSON.parse(output))).toEqual([
      "run",
      "subject",
      "state",
      "digest",
      "counts",
      "changes",
      "skips",
      "rejections",
      "notices",
      "guards",
      "failure",
      "kind",
      "headCount",
    ]);
    expect(output.match(/\n/g)).toEqual(["\n"]);
    expect(output.endsWith("}\n")).toBe(true);
  });

  test("M26: employees, with all reasons of every row that was left out", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");

    const { code, output } = await runCommand(scene, ["sync", "employees", "--apply", "--json"]);

    const { changes, rejections, ...rest } = JSON.parse(output);
    const manual = (number: string, first: string) => ({
      crewId: expect.stringMatching(ID),
      employeeNumber: number,
      email: `${number}@aaa.com`,
      name: `ミキワメ ${first}`,
    });
    const other = (number: string, firstName: string) => ({
      crewId: expect.stringMatching(ID),
      employeeNumber: number,
      lastName: "ミキワメ",
      firstName,
    });
    expect(code).toBe(3);
    expect(rest).toMatchObject({ state: "partly-failed", counts: { read: 8, create: 2, reject: 6 } });
    expect(changes).toEqual([
      {
        kind: "create",
        before: null,
        after: {
          email: "001@aaa.com",
          employeeNumber: "001",
          lastName: "ミキワメ",
          firstName: "太郎",
          lastNameKana: "ミキワメ",
          firstNameKana: "タロウ",
          gender: "male",
          birthDate: null,
          departmentCode: "A001",
          jobTitle: "部長",
          hiredOn: "2020-04-01",
          retiredOn: null,
          employmentType: "permanent",
          retired: false,
          crewId: expect.stringMatching(ID),
        },
      },
      { kind: "create", before: null, after: expect.objectContaining({ email: "002@aaa.com", departmentCode: null }) },
    ]);
    expect(rejections).toEqual([
      {
        ...manual("003", "三郎"),
        reasons: [
          {
            kind: "unknown-department",
            departmentId: expect.stringMatching(ID),
            departmentCode: "A004",
            departmentName: "サポート部",
          },
        ],
      },
      { ...manual("004", "四郎"), name: null, reasons: [{ kind: "missing-name" }] },
      { ...manual("005", "五郎"), reasons: [{ kind: "missing-kana" }] },
      { ...manual("006", "六郎"), email: null, reasons: [{ kind: "missing-email" }] },
      {
        ...manual("007", "七郎"),
        reasons: [{ kind: "duplicate-email", others: [other("008", "八郎")], otherCount: 1 }],
      },
      {
        ...manual("008", "八郎"),
        email: "007@aaa.com",
        reasons: [{ kind: "duplicate-email", others: [other("007", "七郎")], otherCount: 1 }],
      },
    ]);
  });

  test("an update has both states, by the roster's names alone", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    scene.edit({ op: "update", list: "departments", where: { code: "A001" }, values: { name: "第一営業部" } });

    const { output } = await runCommand(scene, ["sync", "departments", "--json"]);

    expect(JSON.parse(output).changes).toEqual([
      {
        kind: "update",
        before: { code: "A001", name: "営業部", parentCode: null },
        after: { code: "A001", name: "第一営業部", parentCode: null },
      },
    ]);
  });

  test("a skip has its reason and a notice its kind beside the row; the row's address is SmartHR's", async () => {
    const scene = await aProduct(db, { seed: 0 });
    const person = { last_name: "見本", first_name: "花子", last_name_yomi: "ミホン", first_name_yomi: "ハナコ" };
    const values = { ...person, email: "Ｈanako@example.com", emp_code: "0001", emp_status: "employed" };
    scene.edit({ op: "insert", list: "crews", values });
    await scene.run("employees");
    scene.sandbox.control("scenarios", { name: "opted-out-later" });
    scene.edit({ op: "insert", list: "crews", values: { ...values, emp_code: "0002", email: "ｔaro@example.com" } });

    const { output } = await runCommand(scene, ["sync", "employees", "--json"]);

    const { skips, notices } = JSON.parse(output);
    const hanako = { crewId: expect.stringMatching(ID), employeeNumber: "0001", name: "見本 花子" };
    const taro = { ...hanako, employeeNumber: "0002", email: "ｔaro@example.com" };
    expect(skips).toEqual([{ ...hanako, email: "Ｈanako@example.com", reason: "opted-out" }]);
    expect(notices).toEqual([
      { ...taro, kind: "email-normalised", normalisedEmail: "taro@example.com" },
      { ...hanako, email: "Ｈanako@example.com", kind: "opted-out-in-roster" },
    ]);
  });

  test("a failure has its kind, and nothing else is told", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("resource-permission", { resource: "departments", read: false });

    const end = await runCommand(scene, ["sync", "departments", "--apply", "--json"]);

    expect({ ...end, output: JSON.parse(end.output) }).toEqual({
      code: 1,
      output: {
        run: expect.stringMatching(ID),
        subject: "departments",
        state: "failed",
        digest: null,
        counts: null,
        changes: [],
        skips: [],
        rejections: [],
        notices: [],
        guards: [],
        failure: { kind: "missing-permission", resource: "departments" },
        kind: "sync",
        headCount: null,
      },
      messages: "",
    });
  });
});

describe("planning", () => {
  test("writes nothing, has no run, and tells how to go on", async () => {
    const scene = await aProduct(db);

    const json = await runCommand(scene, ["sync", "departments", "--json"]);
    const text = await runCommand(scene, ["sync", "departments"]);

    const { run, state, digest } = JSON.parse(json.output);
    expect([json.code, run, state]).toEqual([0, null, null]);
    expect(text.output).toContain(`ダイジェスト: ${digest}`);
    expect(text.output).toContain("--apply");
    expect(await scene.departments()).toEqual([]);
    expect((await scene.writtenRows())["runs"]).toEqual([]);
  });

  test("with rejections ends with 3, like applying", async () => {
    const scene = await aProduct(db);

    const { code } = await runCommand(scene, ["sync", "employees"]);

    expect(code).toBe(3);
  });

  test("that fails ends with 1 and says why and what to do", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("expire-tokens", {});

    const { code, output } = await runCommand(scene, ["sync", "departments"]);

    expect(code).toBe(1);
    expect(output).toMatch(/原因: SmartHRとの連携が無効になっています。[\s\S]*対処: .*再連携する/);
  });
});

describe("applying", () => {
  test("a second time changes nothing", async () => {
    const scene = await aProduct(db);
    await runCommand(scene, ["sync", "departments", "--apply"]);
    await runCommand(scene, ["sync", "employees", "--apply"]);

    const ends = [
      await runCommand(scene, ["sync", "departments", "--apply", "--json"]),
      await runCommand(scene, ["sync", "employees", "--apply", "--json"]),
    ];

    expect(ends.map(({ code, output }) => [code, JSON.parse(output).changes])).toEqual([
      [0, []],
      [3, []],
    ]);
  });

  test("--expect applies the plan that was seen", async () => {
    const scene = await aProduct(db);
    const digest = await seenDigest(scene);

    const { code } = await runCommand(scene, ["sync", "departments", "--expect", digest]);

    expect(code).toBe(0);
    expect(await scene.departments()).toHaveLength(3);
  });

  test("--expect applies no other plan", async () => {
    const scene = await aProduct(db);
    const digest = await seenDigest(scene);
    scene.edit({ op: "insert", list: "departments", values: { name: "監査室", code: "Z999" } });

    const { code, output } = await runCommand(scene, ["sync", "departments", "--apply", "--expect", digest, "--json"]);

    expect([code, JSON.parse(output).failure]).toEqual([1, { kind: "plan-changed" }]);
    expect(await scene.departments()).toEqual([]);
  });

  test("--expect --approve says that this very plan was seen", async () => {
    const scene = await aProduct(db);
    const digest = await seenDigest(scene);

    const { code } = await runCommand(scene, ["sync", "departments", "--apply", "--expect", digest, "--approve"]);

    expect(code).toBe(0);
  });

  test("--approve alone is wrong usage, and nothing is asked of SmartHR", async () => {
    const scene = await aProduct(db);

    const { code, output, messages } = await runCommand(scene, ["sync", "departments", "--apply", "--approve"]);

    expect([code, output]).toEqual([2, ""]);
    expect(messages).toContain("「--approve」は「--expect」と一緒に指定してください。");
    expect(scene.sent).toEqual([]);
  });

  test("--as names who did it; else it was the command line", async () => {
    const scene = await aProduct(db);
    await runCommand(scene, ["sync", "departments", "--apply", "--as", "hr@example.com"]);
    await scene.clock.advance(1_000);
    await runCommand(scene, ["sync", "departments", "--apply"]);

    const { output } = await runCommand(scene, ["runs", "--json"]);

    expect(JSON.parse(output).runs.map((run: { actor: string }) => run.actor)).toEqual([
      "コマンドライン",
      "hr@example.com",
    ]);
  });

  test("M31: without the environment's access, --as uses that administrator's link", async () => {
    const scene = await aProduct(db);
    const openProduct = async () =>
      ({ ok: true, value: { product: scene.product, given: null, port: 3_000, close: async () => {} } }) as const;

    const nobody = await runCommand(scene, ["sync", "departments", "--apply"], { openProduct });
    const notLinked = await runCommand(scene, ["sync", "departments", "--as", "sub@example.com"], { openProduct });

    expect([nobody.code, notLinked.code]).toEqual([1, 1]);
    expect(nobody.messages).toContain("SMARTHR_ACCESS_TOKEN");
    expect(notLinked.messages).toContain("連携設定は管理者ごとに必要です。");
  });
});

describe("for a person", () => {
  test("M26: counts, then who was left out with 原因 and 対処, then the changes", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");

    // Wide enough for every sentence to stand on one line.
    const { output } = await runCommand(scene, ["sync", "employees", "--apply"], { columns: 400 });

    expect(output).toMatch(/社員の同期: 一部失敗（実行ID [0-9a-f-]{36}）/);
    expect(output).toContain("取得 8件（新規 2件、更新 0件、変更なし 0件、対象外 0件、エラー 6件、注意 0件）");
    expect(output).toContain("\n「連携しない」を選んだ社員は見つかっていません。\n");
    expect(output).toMatch(/エラー +│ 原因 +│ 対処/);
    expect(output).toMatch(
      /006 ミキワメ 六郎 +│ .*メールアドレスが入力されていません。.* +│ .*もう一度社員を同期してください。/,
    );
    expect(output).toMatch(/新規 +│ 001 ミキワメ 太郎 +│ 001@aaa\.com/);
  });

  test("no table is wider than the terminal", async () => {
    const scene = await aProduct(db, { seed: "edge-cases" });
    await scene.run("departments");

    const { output } = await runCommand(scene, ["sync", "employees"], { columns: 100 });

    const widths = output
      .split("\n")
      .filter((line) => /^[┌│├└]/.test(line))
      .map(columnsOf);
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
    expect(widths.length).toBeGreaterThan(10);
  });

  test("what SmartHR's people typed cannot command the terminal", async () => {
    const scene = await aProduct(db);
    const command = "\u001b]0;owned\u0007\u001b[31m";
    scene.edit({ op: "insert", list: "departments", values: { name: `赤${command}い部`, code: null } });

    const { output } = await runCommand(scene, ["sync", "departments"]);

    expect(output).toContain("赤");
    expect(output).not.toContain("\u001b");
  });
});

test("the open run of the company is named to whoever comes second", async () => {
  const scene = await aProduct(db);
  const reading = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const { fetch } = scene.product.smarthr;
  const heldBack = async (request: Request) => {
    reading.resolve();
    await goOn.promise;
    return fetch(request);
  };
  const product = { ...scene.product, smarthr: { ...scene.product.smarthr, fetch: heldBack } };
  const first = runCommand({ ...scene, product }, ["sync", "departments", "--apply", "--as", "hr@example.com"]);
  await reading.promise;

  const second = await runCommand(scene, ["sync", "employees", "--apply"]);

  goOn.resolve();
  expect((await first).code).toBe(0);
  expect([second.code, second.output]).toEqual([1, ""]);
  expect(second.messages).toMatch(/^hr@example\.com.*部署の同期が処理中です（実行ID [0-9a-f-]{36}）。.*\n$/);
});

test("a run that somebody cancels from a screen meanwhile ends with 1", async () => {
  const scene = await aProduct(db);
  const { fetch } = scene.product.smarthr;
  const cancelling = async (request: Request) => {
    const [open] = await listRuns(db.queries, scene.companyId, 1);
    await cancelRun(db.queries, {
      companyId: scene.companyId,
      id: open?.id ?? "",
      at: scene.clock.now(),
      by: "見本 花子",
    });
    return fetch(request);
  };
  const product = { ...scene.product, smarthr: { ...scene.product.smarthr, fetch: cancelling } };

  const { code, output } = await runCommand({ ...scene, product }, ["sync", "departments", "--apply", "--json"]);

  expect([code, JSON.parse(output)]).toMatchObject([1, { state: "cancelled", counts: null, failure: null }]);
  expect(await scene.departments()).toEqual([]);
});

test("Ctrl-C ends a run as interrupted, not as a defect", async () => {
  const scene = await aProduct(db);
  const stop = AbortSignal.abort(new Error("stopped by SIGINT"));

  const planned = await runCommand(scene, ["sync", "departments"], { stop });
  const applied = await runCommand(scene, ["sync", "departments", "--apply", "--json"], { stop });

  expect([planned.code, planned.messages]).toEqual([1, ""]);
  expect(planned.output).toContain("同期の途中で、ミキワメの処理が中断されました。");
  expect([applied.code, JSON.parse(applied.output).failure, applied.messages]).toEqual([
    1,
    { kind: "interrupted" },
    "",
  ]);
});

async function seenDigest(scene: ProductScene): Promise<string> {
  const { output } = await runCommand(scene, ["sync", "departments", "--json"]);
  return JSON.parse(output).digest;
}

// A terminal gives Japanese letters two columns.
function columnsOf(line: string): number {
  return [...line].reduce(
    (sum, letter) => sum + (/[\u1100-\u115f\u3000-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  );
}

describe("SmartHR in maintenance", () => {
  test("a command that applies waits itself, saying so, and then goes on", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("faults", { kind: "maintenance", count: 3 });

    const { code, output, messages } = await runCommand(scene, ["sync", "departments", "--apply", "--json"]);

    const lines = messages.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ state: "succeeded", counts: { create: 3 } });
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^SmartHRがメンテナンス中のため、終わるまで待っています。/);
  });

  test("a run that waits is shown with why, until when, and the next try, as text and as JSON", async () => {
    const scene = await aProduct(db, { clock: { movesByItself: false } });
    scene.sandbox.control("faults", { kind: "maintenance" });
    const begun = Promise.withResolvers<void>();
    const running = scene.run("departments", { observe: ({ kind }) => kind === "waiting" && begun.resolve() });
    await begun.promise;

    const text = await runCommand(scene, ["runs"]);
    const json = await runCommand(scene, ["runs", "--json"]);

    await scene.clock.advance(120_000);
    expect((await running).summary.state).toBe("succeeded");
    expect(text.output).toContain("SmartHRがメンテナンス中のため、終わるまで待っています。");
    expect(JSON.parse(json.output).runs).toMatchObject([
      {
        state: "running",
        waiting: {
          kind: "smarthr-maintenance",
          since: "2026-04-01T00:00:01.000Z",
          until: "2026-04-01T06:00:01.000Z",
          nextTryAt: expect.stringMatching(/^2026-04-01T00:0[01]:/),
        },
      },
    ]);
  });

  test("what is only planned is not waited for", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("faults", { kind: "maintenance" });

    const { code, output } = await runCommand(scene, ["sync", "departments", "--json"]);

    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({ run: null, failure: { kind: "smarthr-maintenance" } });
  });
});
