// npm run verify [-- <part of a gate's name> …]
import { resolve } from "node:path";
import { type Gate, gates } from "./gates.ts";
import { runGate } from "./run-gate.ts";

const AT_A_TIME = 2;
const REPOSITORY = resolve(import.meta.dirname, "..");

const wanted = process.argv.slice(2);
const waiting = gates.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (waiting.length === 0) throw new Error(`no such gate; there are: ${gates.map(({ name }) => name).join(", ")}`);

const total = waiting.length;
const failedNames: string[] = [];
await Promise.all(Array.from({ length: AT_A_TIME }, work));

for (const name of failedNames) console.log(`✗ ${name}`);
console.log(`${total - failedNames.length} passed, ${failedNames.length} failed`);
process.exitCode = failedNames.length === 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) await judge(gate);
}

async function judge(gate: Gate): Promise<void> {
  const startedAt = performance.now();
  const { passed, output } = await runGate(gate, REPOSITORY);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (passed) {
    console.log(`✓ ${gate.name} (${seconds} s)`);
    return;
  }
  failedNames.push(gate.name);
  console.log(`✗ ${gate.name} (${seconds} s): ${gate.command.join(" ")}\n${indented(output)}`);
}

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, "    ");
}
