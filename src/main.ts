import { runCommandLine } from "./cli/run-command-line.ts";
import { composeShell } from "./compose.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // The first one lets the work at hand end in order; the second one finds no listener and ends the process.
  process.once(signal, () => stopping.abort(new Error(`stopped by ${signal}`)));
}
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever read it has read enough, as `| head` does; the work goes on, and writing waits no more.
    if (error.code !== "EPIPE") throw error;
  });
}

const shell = composeShell({
  environment: process.env,
  output: process.stdout,
  messages: process.stderr,
  columns: process.stdout.isTTY && process.stderr.isTTY ? process.stdout.columns : null,
  stop: stopping.signal,
});
process.exitCode = await runCommandLine(process.argv.slice(2), shell);
