import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("runs", () => {
  test("as JSON: newest first, with state, counts and failure, and moments as ISO 8601", async () => {
    const scene = await aProduct(db);
    const first = await scene.run("departments");
    scene.sandbox.control("faults", { kind: "ip-not-permitted" });
    const second = await scene.run("employees");

    const { code, output, messages } = await runCommand(scene, ["runs", "--json"]);

    const counts = { read: 3, create: 3, update: 0, unchanged: 0, skip: 0, reject: 0, notice: 0 };
    const common = { actor: "hr@example.com", kind: "sync" };
    expect([code, messages]).toEqual([0, ""]);
    expect(JSON.parse(output)).toEqual({
      runs: [
        {
          ...common,
          run: second.summary.runId,
          subject: "employees",
          state: "failed",
          digest: null,
          counts: null,
          failure: { kind: "ip-not-permitted" },
          requestedAt: "2026-04-01T00:00:02.000Z",
          finishedAt: "2026-04-01T00:00:02.000Z",
        },
        {
          ...common,
          run: first.summary.runId,
          subject: "departments",
          state: "succeeded",
          digest: first.summary.digest,
          counts,
          failure: null,
          requestedAt: "2026-04-01T00:00:01.000Z",
          finishedAt: "2026-04-01T00:00:01.000Z",
        },
      ],
    });
  });

  test("for a person: one a line, in the time of Japan, with the counts or the cause", async () => {
    const scene = await aProduct(db);
    const first = await scene.run("departments");
    scene.sandbox.control("faults", { kind: "ip-not-permitted" });
    const second = await scene.run("employees");

    const { output } = await runCommand(scene, ["runs"]);

    const counts = "取得 3件（新規 3件、更新 0件、変更なし 0件、対象外 0件、エラー 0件、注意 0件）";
    expect(output.split("\n")).toEqual([
      "実行ID\tステータス\t処理名\t受付日時\t実行者\t結果概要",
      `${second.summary.runId}\t失敗\t社員の同期\t2026/04/01 09:00:02\thr@example.com\tSmartHRのIPアドレス制限により、ミキワメからの接続が許可されていません。`,
      `${first.summary.runId}\t成功\t部署の同期\t2026/04/01 09:00:01\thr@example.com\t${counts}`,
      "",
    ]);
  });

  test("before the first one there is nothing", async () => {
    const scene = await aProduct(db);

    const text = await runCommand(scene, ["runs"]);
    const json = await runCommand(scene, ["runs", "--json"]);

    expect([text.output, json.output]).toEqual(["まだありません。\n", '{"runs":[]}\n']);
  });
});

describe("run ID", () => {
  test("shows what the sync itself printed", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    const printed = await runCommand(scene, ["sync", "employees", "--apply", "--json"]);
    const { run } = JSON.parse(printed.output);

    const shown = await runCommand(scene, ["run", run, "--json"]);

    expect([shown.code, shown.messages]).toEqual([0, ""]);
    expect(JSON.parse(shown.output)).toEqual(JSON.parse(printed.output));
  });

  test("for a person it is the same as the sync's own report", async () => {
    const scene = await aProduct(db);
    const printed = await runCommand(scene, ["sync", "departments", "--apply"]);
    const id = /実行ID ([0-9a-f-]{36})/.exec(printed.output)?.[1] ?? "";

    const shown = await runCommand(scene, ["run", id]);

    expect(shown).toEqual({ code: 0, output: printed.output, messages: "" });
  });

  test("a run that is not there is said to be not there", async () => {
    const scene = await aProduct(db);

    const end = await runCommand(scene, ["run", "4711"]);

    expect([end.code, end.output]).toEqual([2, ""]);
    expect(end.messages).toMatch(
      /^実行ID 「4711」の同期はありません。「mikiwame-sync runs --company company-[^ 」]+」で実行IDを確認してください。\n$/,
    );
  });
});
