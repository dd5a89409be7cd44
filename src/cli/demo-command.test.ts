import { afterAll, expect, test } from "vitest";
import { openedProduct, runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, SMARTHR_URL } from "../../test/product-scene.ts";
import { listRuns } from "../app/list-runs.ts";
import type { SandboxOptions, ServedParts, Shell } from "./shell.ts";

// The demo's company is the installation's only one, so this database has one scene.
const db = await openTestDatabase();
afterAll(() => db.close());
const scene = await aProduct(db, { seed: "demo" });

test("links and syncs the first time, says where the product is, and serves it until it is stopped", async () => {
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
  expect(output).toMatch(
    /ミキワメ: http:\/\/localhost:3000\n.*admin@example.com、sub@example.com（パスワード: mikiwame-demo）/,
  );
  expect(asked).toEqual([
    { port: 4000, seed: "demo", limits: true, kept: "yes" },
    "kept",
    { web: true, worker: true },
    "product closed",
    "closed",
  ]);
});

test("started again it goes on where it ended", async () => {
  const before = await scene.employees();
  await scene.clock.advance(1_000);

  const { code, output } = await runCommand(scene, ["demo"], aDemo(scene).shell);

  expect(code).toBe(0);
  expect(output).not.toContain("社員の同期");
  expect(output).toContain("ミキワメ: http://localhost:3000");
  expect(await scene.employees()).toEqual(before);
});

test("the sandbox listens where it is told to", async () => {
  const { shell, asked } = aDemo(scene);

  const { code } = await runCommand(scene, ["demo", "--sandbox-port", "4100"], shell);

  expect([code, asked[0]]).toEqual([0, { port: 4100, seed: "demo", limits: true, kept: "yes" }]);
});

test("a port that is taken is told, and the sandbox of somebody else left alone", async () => {
  const serveSandbox: Shell["serveSandbox"] = async ({ port }) => ({ ok: false, fault: { kind: "port-in-use", port } });

  const end = await runCommand(scene, ["demo"], { serveSandbox });

  expect(end).toEqual({
    code: 1,
    output: "",
    messages:
      "ポート4000は、別のプロセスが使用中です。そのプロセスを終了するか、別のポート番号（ミキワメは環境変数PORT、練習用のSmartHRは、「npm start」では「-- --sandbox-port」、「sandbox」では「--port」）を指定してください。\n",
  });
});

/** The shell of a demo whose SmartHR is the scene's, and what the demo asked of it. */
function aDemo({ sandbox }: ProductScene): {
  readonly shell: Partial<Shell>;
  readonly asked: (SandboxOptions | ServedParts | string)[];
} {
  const asked: (SandboxOptions | ServedParts | string)[] = [];
  const stopping = new AbortController();
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
    stop: stopping.signal,
    hashPassword: async (password) => `hash of ${password}`,
    serveProduct: async (_, parts) => {
      asked.push(parts);
      // Somebody has looked around, and presses Ctrl-C.
      setImmediate(() => stopping.abort());
      return {
        ok: true,
        value: { port: 3000, operatingPort: null, close: async () => void asked.push("product closed") },
      };
    },
    openProduct: async () => ({ ok: true, value: { ...openedProduct(scene), given: null } }),
  };
  return { shell, asked };
}
