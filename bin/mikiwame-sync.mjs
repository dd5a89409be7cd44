#!/usr/bin/env node
// Starts src/main.ts on the Node 24 that `npm ci` brought. Plain JavaScript: the machine's own Node may be as old as 20.19.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const node = fileURLToPath(
  new URL(
    process.platform === "win32" ? "../node_modules/node/bin/node.exe" : "../node_modules/node/bin/node",
    import.meta.url,
  ),
);

if (existsSync(node)) {
  start();
} else {
  process.stderr.write("mikiwame-sync: its dependencies are missing. Run `npm ci` in its folder first.\n");
  process.exitCode = 2;
}

function start() {
  // A run of 100,000 people leaves much that nobody needs any more: without these V8 lets it lie until it is twice as much (the
  // bench measures it with them).
  const flags = JSON.parse(readFileSync(new URL("./node-flags.json", import.meta.url), "utf8"));
  const child = spawn(node, [...flags, program, ...process.argv.slice(2)], { stdio: "inherit" });
  // A terminal sends Ctrl-C to the child as well; passing it on would make two of it, and the second means "at once".
  const atTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !atTerminal) child.kill(signal);
    });
  }
  child.on("error", (error) => {
    process.stderr.write(`mikiwame-sync: Node could not be started: ${error.message}\n`);
    process.exitCode = 2;
  });
  child.on("exit", (code, signal) => {
    // A shell shows a program that died of signal n as 128 + n.
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}
