import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openedProduct, runCommand } from "../../test/command-line-scene.ts";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, SMARTHR_URL, TEST_KEYS } from "../../test/product-scene.ts";
import { linkByTokens } from "../app/link-by-tokens.ts";
import { listRuns } from "../app/list-runs.ts";
import { prepareDemo } from "../app/prepare-demo.ts";
import { endLink, listLinks } from "../store/links.ts";
import type { SandboxOptions, ServedParts, Shell } from "./shell.ts";

// The demo's company is the installation's only one, so this database has one scene.
const db = await openTestDatabase();
afterAll(() => db.close());
const COMPANY = { slug: "demo", name: "見本株式会社" };
const LINKED = { email: "admin@example.com", name: "見本 太郎" };
const NOT_LINKED = { email: "sub@example.com", name: "見本 花子" };
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

describe("a demo that was killed in its first start", () => {
  test.each([
    ["after its people were there", [], ["連携設定が完了しました", "部署の同期: ", "社員の同期: "]],
    ["after it was linked", ["link"], ["部署の同期: ", "社員の同期: "]],
    ["after its departments were synced", ["link", "departments"], ["社員の同期: "]],
  ] as const)("%s goes on from there", async (_, done, expected) => {
    const own = await openTestDatabase();
    onTestFinished(() => own.close());
    const begun = await aProduct(own, { seed: "manual" });
    await prepareDemo(begun.product, COMPANY, [LINKED, NOT_LINKED], async () => "hash");
    for (const step of done) {
      if (step === "link") await linkAsDemo(begun);
      else await begun.run(step);
    }

    const { code, output } = await runCommand(begun, ["demo"], aDemo(begun).shell);

    const said = ["連携設定が完了しました", "部署の同期: ", "社員の同期: "].filter((words) => output.includes(words));
    expect([code, said]).toEqual([0, expected]);
  });
});

test("M30: who ended the link after the first syncs is not linked again, and no password is hashed for people who are there", async () => {
  const owner = { companyId: scene.companyId, administratorEmail: "admin@example.com" };
  await endLink(scene.product.db.queries, owner);
  const hashed: string[] = [];
  const hashPassword = async (password: string) => `hash ${hashed.push(password)}`;

  const { code, output } = await runCommand(scene, ["demo"], { ...aDemo(scene).shell, hashPassword });

  expect([code, hashed, output.includes("連携設定が完了しました")]).toEqual([0, [], false]);
  expect(await listLinks(scene.product.db.queries, scene.companyId)).toEqual([]);
});

test("a port that is taken is told, and the sandbox of somebody else left alone", async () => {
  const serveSandbox: Shell["serveSandbox"] = async ({ port }) => ({ ok: false, fault: { kind: "port-in-use", port } });

  const end = await runCommand(scene, ["demo"], { serveSandbox });

  expect(end).toEqual({
    code: 1,
    output: "",
    messages:
      "ポート4000は、別のプロセスが使用中です。そのプロセスを終了するか、別のポート番号を指定してください。ミキワメは環境変数PORTまたはOPERATING_PORT、練習用のSmartHRは「npm start -- --sandbox-port」または「sandbox --port」で指定します。\n",
  });
});

async function linkAsDemo({ product, companyId, sandbox }: ProductScene): Promise<void> {
  const tokens = { kind: "token", accessToken: sandbox.accessToken } as const;
  const signal = new AbortController().signal;
  const request = { companyId, administratorEmail: LINKED.email, subdomain: "acme", tokens, signal };
  expectOk(await linkByTokens(product, TEST_KEYS, request));
}

/** The shell of a demo whose SmartHR is the scene's, and what the demo asked of it. */
function aDemo(own: ProductScene): {
  readonly shell: Partial<Shell>;
  readonly asked: (SandboxOptions | ServedParts | string)[];
} {
  const asked: (SandboxOptions | ServedParts | string)[] = [];
  const stopping = new AbortController();
  const running = {
    url: SMARTHR_URL,
    subdomain: "acme",
    accessToken: own.sandbox.accessToken,
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
    openProduct: async () => ({ ok: true, value: { ...openedProduct(own), given: null } }),
  };
  return { shell, asked };
}
