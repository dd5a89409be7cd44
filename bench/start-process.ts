import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A process that has printed its first line. */
export interface StartedProcess {
  readonly firstLine: string;
  /** Resolves when the process ended by itself; rejects when it did not end well. */
  ended(): Promise<void>;
  /** Ends the process, whatever it does. */
  stop(): Promise<void>;
}

/** Starts a script in a fresh process with one argument as JSON, and waits for its first line; the signal ends it. */
export async function startProcess(
  script: string,
  argument: unknown,
  nodeOptions: readonly string[],
  signal: AbortSignal,
): Promise<StartedProcess> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [...nodeOptions, script, JSON.stringify(argument)], {
    stdio: ["ignore", "pipe", "inherit"],
    signal,
    killSignal: "SIGKILL",
  });
  const exit = once(child, "close");
  // Whoever waits for the end hears of a failure; before that, nobody does.
  exit.catch(() => {});
  for await (const firstLine of createInterface({ input: child.stdout })) {
    return {
      firstLine,
      async ended() {
        const [exitCode] = await exit;
        if (exitCode !== 0) throw new Error(`${script} ended with code ${exitCode}`);
      },
      async stop() {
        child.kill("SIGKILL");
        await exit.catch(() => {});
      },
    };
  }
  signal.throwIfAborted();
  throw new Error(`${script} ended without a word`);
}
