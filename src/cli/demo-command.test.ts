import { afterAll, expect, test } from "vitest";
import { openedProduct, runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, SMARTHR_URL } from "../../test/product-scene.ts";
import { listRuns } from "../app/list-runs.ts";
import type { SandboxOptions, Shell } from "./shell.ts";

// The demo's company is the installation's only one, so this database has one scene.
const db = await openTestDatabase();
afterAll(() => db.close());
const scene = await aProduct(db, { seed: "demo" });

test("links, then syncs departments and employees, and shows who was left out and why", async () => {
  const { shell, asked } = aDemo(scene);

  const { code, output, messages } = await runCommand(scene, ["demo"], shell);

  const runs = await listRuns(scene.product, scene.companyId, 10);
  expect([code, messages]).toEqual([0, ""]);
  expect(output).toMatch(
    /練習用のSmartHRを起動しました: http:\/\/localhost:4000[\s\S]*SmartHRとの連携設定が完了しました。[\s\S]*部署の同期: [\s\S]*社員の同期: /,
  );
  expect(runs.map(({ subject, actor }) => [subject, actor])).toEqual(
    expect.arrayContaining([
      ["employees", "admin@example.com"],
      ["departments", "admin@example.com"],
    ]),
  );
  expect((await scene.employees()).length).toBeGreaterThan(200);
  expect(asked).toEqual([{ port: 4000, seed: "demo", limits: true, kept: "yes" }, "kept", "closed"]);
});

test("started again it goes on where it ended", async () => {
  const before = await scene.employees();
  await scene.clock.advance(1_000);

  const { code, output } = await runCommand(scene, ["demo"], aDemo(scene).shell);

  expect(code).toBe(0);
  expect(output).toMatch(/社員の同期: [\s\S]*新規 0件、更新 0件/);
  expect(await scene.employees()).toEqual(before);
});

test("a port that is taken is told, and the sandbox of somebody else left alone", async () => {
  const serveSandbox: Shell["serveSandbox"] = async ({ port }) => ({ ok: false, fault: { kind: "port-in-use", port } });

  const end = await runCommand(scene, ["demo"], { serveSandbox });

  expect(end).toEqual({
    code: 1,
    output: "",
    messages:
      "ポート4000は、別のプロセスが使用中です。そのプロセスを終了するか、別のポート番号（環境変数PORT、練習用のSmartHRでは「--port」）を指定してください。\n",
  });
});

/** The shell of a demo whose SmartHR is the scene's, and what the demo asked of it. */
function aDemo({ sandbox }: ProductScene): {
  readonly shell: Partial<Shell>;
  readonly asked: (SandboxOptions | string)[];
} {
  const asked: (SandboxOptions | string)[] = [];
  const running = {
    url: SMARTHR_URL,
    subdomain: "acme",
    accessToken: sandbox.accessToken,
    keep: () => void asked.push("kept"),
    close: async () => void asked.push("closed"),
  };
  const shell: Partial<Shell> = {
    serveSandbox: async (options) => {
      asked.push(options);
      return { ok: true, value: running };
    },
    openProduct: async () => ({ ok: true, value: { ...openedProduct(scene), given: null } }),
  };
  return { shell, asked };
}
