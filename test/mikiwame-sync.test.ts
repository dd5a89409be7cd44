import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

// bin/mikiwame-sync.mjs beside a program that stands in for src/main.ts: it says what it was given and ends as it is told.

const REPOSITORY = resolve(import.meta.dirname, "..");
const PROGRAM = `
const [how = "", ...rest]: string[] = process.argv.slice(2);
process.once("SIGTERM", () => process.exit(7));
console.log(JSON.stringify({ node: process.versions.node.split(".")[0], how, rest }));
if (how === "wait") setInterval(() => {}, 1_000);
else process.exitCode = Number(how);
`;

test("arguments go in as they are, the exit code comes out, and the program runs on Node 24", async () => {
  const child = await start(["3", "--as", "taro @example.com"], { withDependencies: true });

  const [output, code] = [await textOf(child), child.exitCode];

  expect([JSON.parse(output), code]).toEqual([{ node: "24", how: "3", rest: ["--as", "taro @example.com"] }, 3]);
});

test("a signal reaches the program, which decides how to end", async () => {
  const child = await start(["wait"], { withDependencies: true });
  if (child.stdout === null) throw new Error("expected a pipe");
  await once(child.stdout, "data");

  child.kill("SIGTERM");
  const [code] = await once(child, "close");

  expect(code).toBe(7);
});

test("without its dependencies it says what to run", async () => {
  const child = await start(["0"], { withDependencies: false });

  const [output, code] = [await textOf(child), child.exitCode];

  expect([output, code]).toEqual([
    "mikiwame-sync: its dependencies are missing. Run `npm ci` in its folder first.\n",
    2,
  ]);
});

async function start(options: readonly string[], given: { withDependencies: boolean }): Promise<ChildProcess> {
  const folder = await mkdtemp(join(tmpdir(), "mikiwame-sync-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(REPOSITORY, "bin"), join(folder, "bin"), { recursive: true });
  await mkdir(join(folder, "src"));
  await writeFile(join(folder, "src/main.ts"), PROGRAM);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  if (given.withDependencies) await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  return spawn(process.execPath, [join(folder, "bin/mikiwame-sync.mjs"), ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function textOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => said.push(text));
  await once(child, "close");
  return said.join("");
}
