import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Gathered } from "../test/command-line-scene.ts";
import { expectOk, fillDataFolder, makeTestFolder } from "../test/database.ts";
import { composeShell } from "./compose.ts";

const folder = makeTestFolder();
beforeAll(() => fillDataFolder(folder.path));
afterAll(folder.remove);

describe("the product as the environment describes it", () => {
  test("keeps a key of its own beside the embedded database, the same at every start", async () => {
    const shell = aShell({ DATA_DIR: folder.path });

    const first = expectOk(await shell.openProduct());
    await first.close();
    const second = expectOk(await shell.openProduct());
    await second.close();

    expect(first.product.secretKeys).not.toBeNull();
    expect(second.product.secretKeys).toEqual(first.product.secretKeys);
    expect(first.given).toBeNull();
  });

  test("takes the environment's key, and refuses one that is none", async () => {
    const shell = aShell({ DATA_DIR: folder.path, SECRET_KEY: "short" });

    const opened = await shell.openProduct();
    const examined = await shell.examine();

    const fault = { kind: "wrong-setting", setting: "SECRET_KEY", expected: "secret-key" };
    expect(opened).toEqual({ ok: false, fault: [fault] });
    expect(examined).toEqual([{ kind: "fault", fault }]);
  });

  test("reads SmartHR with the access, addresses and registration that were set", async () => {
    const shell = aShell({
      DATA_DIR: folder.path,
      APP_URL: "https://mikiwame.example.com",
      SMARTHR_SUBDOMAIN: "acme",
      SMARTHR_ACCESS_TOKEN: "shr_1234_abcd",
      SMARTHR_CLIENT_ID: "client",
      SMARTHR_CLIENT_SECRET: "secret",
    });

    const { product, given, close } = expectOk(await shell.openProduct());

    await close();
    expect(given).toEqual({ subdomain: "acme", accessToken: "shr_1234_abcd" });
    expect(product.smarthr).toMatchObject({
      apiUrl: "https://{subdomain}.smarthr.jp/api",
      authUrl: "https://app.smarthr.jp",
      client: { id: "client", secret: "secret", redirectUri: "https://mikiwame.example.com/smarthr/callback" },
    });
  });

  test("sends mail where a mail server is set, and knows where people reach it", async () => {
    const mail = { SMTP_URL: "smtp://localhost:25", MAIL_FROM: "no-reply@example.com" };
    const shell = aShell({ DATA_DIR: folder.path, APP_URL: "https://mikiwame.example.com/", ...mail });

    const { product, close } = expectOk(await shell.openProduct());
    await close();
    const without = expectOk(await aShell({ DATA_DIR: folder.path }).openProduct());
    await without.close();

    expect([product.mail !== null, product.appUrl]).toEqual([true, "https://mikiwame.example.com"]);
    expect([without.product.mail, without.product.appUrl]).toEqual([null, "http://localhost:3000"]);
  });

  test("wrong settings open nothing", async () => {
    const shell = aShell({ DATA_DIR: join(folder.path, "unused"), APP_URL: "mikiwame" });

    const [opened, migrated] = [await shell.openProduct(), await shell.migrate()];

    const wrong = { ok: false, fault: [{ kind: "wrong-setting", setting: "APP_URL", expected: "https-url" }] };
    expect([opened, migrated]).toEqual([wrong, wrong]);
    expect(existsSync(join(folder.path, "unused"))).toBe(false);
  });
});

describe("a demo", () => {
  test("reads its own SmartHR as the app that is registered there, never with the environment's token or app", async () => {
    const access = { SMARTHR_SUBDOMAIN: "acme", SMARTHR_ACCESS_TOKEN: "shr_1234_abcd" };
    const app = { SMARTHR_CLIENT_ID: "client", SMARTHR_CLIENT_SECRET: "secret" };
    const shell = aShell({ DATA_DIR: folder.path, ...access, ...app });

    const opened = expectOk(await shell.openProduct({ smarthrUrl: "http://localhost:4000", reset: false }));

    await opened.close();
    expect(opened.given).toBeNull();
    expect(opened.product.smarthr).toMatchObject({
      apiUrl: "http://localhost:4000/tenants/{subdomain}/api",
      authUrl: "http://localhost:4000",
      client: {
        id: "mikiwame-demo",
        secret: "mikiwame-demo-secret",
        redirectUri: "http://localhost:3000/smarthr/callback",
      },
    });
  });

  test("that starts over takes away what is its own, and nothing beside it", async () => {
    const shell = aShell({ DATA_DIR: folder.path });
    const before = expectOk(await shell.openProduct());
    await before.close();
    const neighbour = join(folder.path, "退職金計算.xlsx");
    writeFileSync(neighbour, "");

    const after = expectOk(await shell.openProduct({ smarthrUrl: "http://localhost:4000", reset: true }));

    await after.close();
    expect(after.product.secretKeys).not.toEqual(before.product.secretKeys);
    expect(existsSync(neighbour)).toBe(true);
  });

  test("that is at work elsewhere is not taken away", async () => {
    const shell = aShell({ DATA_DIR: folder.path });
    const atWork = expectOk(await shell.openProduct());

    const opened = await shell.openProduct({ smarthrUrl: "http://localhost:4000", reset: true });

    await atWork.close();
    expect(opened).toEqual({
      ok: false,
      fault: [{ kind: "folder-in-use", folder: folder.path, processId: process.pid }],
    });
    expect(existsSync(join(folder.path, "postgres"))).toBe(true);
  });

  test("its SmartHR goes on from one start to the next, and starts over when asked", async () => {
    const shell = aShell({ DATA_DIR: folder.path });
    const options = { port: 0, seed: "manual", limits: false } as const;
    const countsAfterAdding: (string | null)[] = [];

    for (const kept of ["anew", "yes", "yes", "anew"] as const) {
      const { url, accessToken, close } = expectOk(await shell.serveSandbox({ ...options, kept }));
      const headers = { authorization: `Bearer ${accessToken}`, "content-type": "application/json" };
      const body = JSON.stringify({ name: `部署${countsAfterAdding.length}` });
      await fetch(`${url}/api/v1/departments`, { method: "POST", headers, body });
      const list = await fetch(`${url}/api/v1/departments`, { headers });
      countsAfterAdding.push(list.headers.get("x-total-count"));
      await close();
    }

    expect(countsAfterAdding).toEqual(["4", "5", "6", "4"]);
  });

  test("two sandboxes on one port: the second is told", async () => {
    const shell = aShell({ DATA_DIR: folder.path });
    const first = expectOk(await shell.serveSandbox({ port: 0, seed: "3", limits: false, kept: "no" }));
    const port = Number(new URL(first.url).port);

    const second = await shell.serveSandbox({ port, seed: "3", limits: false, kept: "no" });

    await first.close();
    expect(second).toEqual({ ok: false, fault: { kind: "port-in-use", port } });
  });
});

function aShell(environment: Record<string, string>) {
  return composeShell({
    environment,
    output: new Gathered(),
    messages: new Gathered(),
    columns: null,
    stop: new AbortController().signal,
  });
}
