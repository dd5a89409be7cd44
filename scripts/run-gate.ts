import { spawn } from "node:child_process";
import { delimiter, resolve } from "node:path";
import type { Gate } from "./gates.ts";

/** What a gate said: all its output in the order it came, and whether it lets the change through. */
export interface GateResult {
  readonly passed: boolean;
  readonly output: string;
}

const BINARIES = resolve(import.meta.dirname, "../node_modules/.bin");

/** Runs a gate in a folder that is laid out like the repository. */
export function runGate({ command: [tool, ...options] }: Gate, folder: string): Promise<GateResult> {
  return new Promise((done, refuse) => {
    const path = `${BINARIES}${delimiter}${process.env["PATH"] ?? ""}`;
    const gate = spawn(tool, options, {
      cwd: folder,
      env: { ...process.env, PATH: path, NO_COLOR: "1", FORCE_COLOR: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said: string[] = [];
    for (const stream of [gate.stdout, gate.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
    gate.on("error", refuse);
    gate.on("close", (code) => done({ passed: code === 0, output: said.join("") }));
  });
}
