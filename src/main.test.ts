import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { expectOk, makeTestFolder } from "../test/database.ts";
import { freePort } from "../test/free-port.ts";
import type { SandboxOptions } from "./sandbox/create-sandbox.ts";
import { type ServedSandbox, serveSandbox } from "./sandbox/serve-sandbox.ts";
import { lockFolder } from "./store/folder-lock.ts";

// What only a process shows; everything else is shown in one, in src/cli.

const PROGRAM = resolve(import.meta.dirname, "../bin/mikiwame-sync.mjs");
const folder = makeTestFolder();
const made = join(folder.path, "made");

// Making a cluster takes seconds: all but the first command start from a copy.
beforeAll(async () => {
  expect(await run(["migrate"], { DATA_DIR: made })).toMatchObject({ code: 0, messages: "" });
});
afterAll(folder.remove);

describe("with the environment of the design", () => {
  test("departments, then employees are synced, and nothing but the result is said", async () => {
    const environment = { ...(await aSmartHr({ seed: "manual" })).environment, ...aDataFolder() };

    const departments = await run(["sync", "departments", "--apply", "--json"], environment);
    const employees = await run(["sync", "employees", "--apply", "--json"], environment);

    expect([departments.code, departments.messages, employees.code, employees.messages]).toEqual([0, "", 3, ""]);
    expect(JSON.parse(departments.output)).toMatchObject({ state: "succeeded", counts: { create: 3 } });
    expect(JSON.parse(employees.output)).toMatchObject({ state: "partly-failed", counts: { create: 2, reject: 6 } });
  });

  test("`doctor` finds all well", async () => {
    const environment = { ...(await aSmartHr({ seed: "manual" })).environment, ...aDataFolder() };

    const { code, output, messages } = await run(["doctor"], environment);

    expect([code, messages]).toEqual([0, ""]);
    expect(output.match(/^✓ /gm)).toHaveLength(13);
    expect(output).not.toContain("✗");
  });

  test("a token without permission fails the run, and says what to permit where", async () => {
    const { sandbox, environment } = await aSmartHr({ seed: "manual" });
    sandbox.control("resource-permission", { resource: "departments", read: false });

    const { code, output, messages } = await run(["sync", "departments", "--apply"], {
      ...environment,
      ...aDataFolder(),
    });

    expect([code, messages]).toEqual([1, ""]);
    expect(output).toMatch(/原因: .*権限がありません。\n対処: .*「参照」を許可して/);
  });
});

describe("bad settings end before anything is opened, one line each, without a stack", () => {
  test("wrong values", async () => {
    const { code, output, messages } = await run(["sync", "departments"], {
      DATABASE_URL: "mysql://hr:secret@localhost/acme",
      SMARTHR_SUBDOMAIN: "acme",
    });

    expect([code, output]).toEqual([2, ""]);
    expect(messages.split("\n").map((line) => /^環境変数「(\w+)」/.exec(line)?.[1])).toEqual([
      "DATABASE_URL",
      "SMARTHR_ACCESS_TOKEN",
      undefined,
    ]);
    expect(messages).not.toContain("secret");
  });

  test("a database that nobody answers for", async () => {
    const port = await freePort();

    const end = await run(["departments"], { DATABASE_URL: `postgres://hr:secret@127.0.0.1:${port}/acme` });

    expect(end).toEqual({
      code: 1,
      output: "",
      messages: `データベース（127.0.0.1:${port}）に接続できませんでした（ECONNREFUSED）。PostgreSQLが起動しているか、DATABASE_URLが正しいかを確認してください。\n`,
    });
  });

  test("a folder that another process uses", async () => {
    const { DATA_DIR } = aDataFolder();
    const lock = expectOk(lockFolder(DATA_DIR));

    const end = await run(["departments"], { DATA_DIR });

    lock.release();
    expect([end.code, end.output]).toEqual([1, ""]);
    expect(end.messages).toMatch(
      new RegExp(`^データフォルダ「.*」は、別のプロセス（プロセスID ${process.pid}）が使用中です。[^\\n]*\\n$`),
    );
  });
});

describe("a process that ends in the middle of a sync", () => {
  test("killed while it applies: nothing is half done, and the next sync does it all", async () => {
    const { sandbox, environment: access } = await aSmartHr({ seed: 1_500 });
    const environment = { ...access, ...aDataFolder() };
    await run(["sync", "departments", "--apply"], environment);
    sandbox.control("forget-requests", {});
    const killed = start(["sync", "employees", "--apply"], environment);
    // The field is looked for twice and made, the first and the last page are read, then the 14 before it: from here on it plans and applies.
    await vi.waitUntil(() => sandbox.control("requests", {}).total >= 4 + 2 + 14, { interval: 1, timeout: 60_000 });

    process.kill(holderOf(environment.DATA_DIR), "SIGKILL");
    await once(killed, "close");
    const next = await run(["sync", "employees", "--apply", "--json"], environment);

    const runs = await run(["runs", "--json"], environment);
    expect([next.code, JSON.parse(next.output).counts]).toMatchObject([0, { read: 1_500, create: 1_500 }]);
    expect(JSON.parse(runs.output).runs).toMatchObject([
      { subject: "employees", state: "succeeded" },
      { subject: "employees", state: "failed", failure: { kind: "interrupted" } },
      { subject: "departments", state: "succeeded" },
    ]);
  });

  test("Ctrl-C while it reads: the run ends as interrupted, and the program in order", async () => {
    const { sandbox, environment } = await aSmartHr({ seed: 1_500 });
    const child = start(["sync", "employees", "--apply", "--json"], { ...environment, ...aDataFolder() });
    const ending = endOf(child);
    await vi.waitUntil(() => sandbox.control("requests", {}).total > 5, { interval: 1, timeout: 60_000 });

    child.kill("SIGINT");
    const { code, output, messages } = await ending;

    expect([code, messages]).toEqual([1, ""]);
    expect(JSON.parse(output)).toMatchObject({ state: "failed", failure: { kind: "interrupted" }, changes: [] });
  });
});

test("a reader that goes away is no error", async () => {
  const child = start(["employees", "--help"], {});
  child.stdout?.destroy();

  const { code, messages } = await endOf(child);

  expect([code, messages]).toEqual([0, ""]);
});

async function aSmartHr(
  options: Pick<SandboxOptions, "seed">,
): Promise<Pick<ServedSandbox, "sandbox"> & { readonly environment: Record<string, string> }> {
  const { url, sandbox, close } = await serveSandbox({ ...options, limits: false, port: 0 });
  onTestFinished(close);
  const environment = {
    SMARTHR_API_URL: `${url}/api`,
    SMARTHR_SUBDOMAIN: "acme",
    SMARTHR_ACCESS_TOKEN: sandbox.accessToken,
  };
  return { sandbox, environment };
}

let folderCount = 0;

function aDataFolder(): { readonly DATA_DIR: string } {
  folderCount++;
  const DATA_DIR = join(folder.path, `data-${folderCount}`);
  cpSync(made, DATA_DIR, { recursive: true });
  return { DATA_DIR };
}

interface End {
  readonly code: number | null;
  readonly output: string;
  readonly messages: string;
}

function run(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<End> {
  return endOf(start(words, environment));
}

function start(words: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    // A folder of its own, so that a forgotten DATA_DIR makes no `data` in the repository.
    cwd: folder.path,
    env: { PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return child;
}

async function endOf(child: ChildProcess): Promise<End> {
  const [output, messages]: [string[], string[]] = [[], []];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => output.push(text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => messages.push(text));
  await once(child, "close");
  return { code: child.exitCode, output: output.join(""), messages: messages.join("") };
}

/** The process that holds the folder: the program itself, not the one that started it. */
function holderOf(dataDir: string): number {
  const lock = lockFolder(dataDir);
  if (lock.ok || lock.fault.holder === null) throw new Error("expected the program to hold its folder");
  return lock.fault.holder.processId;
}
