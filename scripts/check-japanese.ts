// npm run japanese: SmartHR's writing rules over everything that people read. The tool has packages of its own (tools/japanese), which
// are installed the first time, because they weigh more than the product.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const TOOL = resolve(import.meta.dirname, "../tools/japanese");
const INSTALLED = join(TOOL, "node_modules/.package-lock.json");
const WANTED = join(TOOL, "package-lock.json");

if (!existsSync(INSTALLED) || statSync(INSTALLED).mtimeMs < statSync(WANTED).mtimeMs) {
  run("npm", ["ci", "--no-audit", "--no-fund", "--silent"]);
}
run(process.execPath, ["check.mjs"]);

function run(command: string, words: readonly string[]): void {
  const { status } = spawnSync(command, words, { cwd: TOOL, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
