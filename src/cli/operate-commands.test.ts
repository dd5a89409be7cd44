import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { examineInstallation } from "../app/examine-installation.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("doctor", () => {
  test("says one line about each thing, and ends with 0 when all is well", async () => {
    const scene = await aProduct(db, { clock: { startAt: Date.now() } });

    const { code, output, messages } = await runCommand(scene, ["doctor"], { examine: () => examine(scene) });

    const lines = output.trimEnd().split("\n");
    expect([code, messages]).toEqual([0, ""]);
    expect(lines.map((line) => /^✓ ([^:]+): /.exec(line)?.[1])).toEqual([
      "データベース",
      "データベースの構造",
      "同期の順番待ち（pgboss）",
      "暗号鍵",
      "時計",
      "連携",
      "待機中の同期",
      "処理中の同期",
      "メール",
      "SmartHR",
      "バックアップ",
    ]);
  });

  test("marks what is not, says what to do, and ends with 1", async () => {
    const scene = await aProduct(db, { clock: { startAt: Date.now() } });
    scene.sandbox.control("ip-restriction", { permitted: false });

    const { code, output } = await runCommand(scene, ["doctor"], { examine: () => examine(scene) });

    expect(code).toBe(1);
    expect(output).toMatch(/^✗ SmartHR: .*IPアドレス制限.*してください。$/m);
  });

  test("prints the same as JSON for a script, each with whether it is well", async () => {
    const scene = await aProduct(db, { clock: { startAt: Date.now() } });

    const { code, output } = await runCommand(scene, ["doctor", "--json"], { examine: () => examine(scene) });

    const { well, examinations } = JSON.parse(output);
    expect([code, well, examinations.length]).toEqual([0, true, 11]);
    expect(examinations[1]).toEqual({
      kind: "schema",
      well: true,
      text: "✓ データベースの構造: 最新です。",
    });
  });

  test("says what keeps the product from being opened", async () => {
    const scene = await aProduct(db);
    const fault = { kind: "database-unreachable", host: "127.0.0.1:5432", reason: "ECONNREFUSED" } as const;

    const { code, output } = await runCommand(scene, ["doctor"], {
      examine: async () => [{ kind: "fault", fault }],
    });

    expect(code).toBe(1);
    expect(output).toMatch(/^✗ データベース（127\.0\.0\.1:5432）に接続できませんでした（ECONNREFUSED）。/);
  });
});

describe("migrate", () => {
  test.each([
    [[], "データベースの構造は最新です。\n"],
    [["0001-roster-and-runs.sql"], "データベースの構造を最新にしました（0001-roster-and-runs.sql）。\n"],
  ])("%j", async (steps, output) => {
    const scene = await aProduct(db);

    const end = await runCommand(scene, ["migrate"], { migrate: async () => ({ ok: true, value: steps }) });

    expect(end).toEqual({ code: 0, output, messages: "" });
  });

  test("what it cannot bring up to date is told", async () => {
    const scene = await aProduct(db);
    const migrate = async () => ({ ok: false, fault: [{ kind: "schema-ahead" }] }) as const;

    const end = await runCommand(scene, ["migrate"], { migrate });

    expect([end.code, end.output]).toEqual([1, ""]);
    expect(end.messages).toContain("新しいバージョンのプログラムを使用してください。");
  });
});

function examine({ product, sandbox }: ProductScene) {
  const given = { subdomain: "acme", accessToken: sandbox.accessToken };
  const signal = new AbortController().signal;
  return examineInstallation(product, { given, queueVersion: 46, dataDir: null, backupDir: null, signal });
}
