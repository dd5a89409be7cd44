import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

/** A process of the product, started by the very program that operators start. */
export interface ProductProcess {
  /** Resolves when it says that it serves; rejects when it ends before. */
  serving(): Promise<void>;
  /** Resolves with its exit code when it has ended, and nobody holds its output any more. */
  readonly ended: Promise<number | null>;
  hasEnded(): boolean;
  /** Whether it was this that ended it, or is ending it. */
  wasKilled(): boolean;
  /** Asks the first process to end, as a service manager does. */
  stop(): Promise<number | null>;
  /** Ends it and whatever it has started at one instant. */
  kill(): Promise<number | null>;
  /** Ends the program alone, as a system does that is short of memory: what the program had started goes on. */
  killProgram(): Promise<number | null>;
}

/** What is to be started, and who listens. */
export interface ProductStart {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where it is started. Default: here. */
  readonly folder?: string;
  /** Each line of its log. */
  readonly onMessage?: (line: string) => void;
}

/** Starts `mikiwame-sync` with nothing of this process's environment but where programs and homes are. */
export function startProduct({ words, environment, folder, onMessage = () => {} }: ProductStart): ProductProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    cwd: folder,
    env: { PATH, HOME, TMPDIR: tmpdir(), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that one signal reaches all of it.
    detached: true,
  });
  endWithThisProcess(child);
  const said: string[] = [];
  const serving = Promise.withResolvers<void>();
  // Only who waits for it hears that it failed.
  serving.promise.catch(() => {});
  createInterface({ input: child.stdout }).on("line", (line) => {
    remember(said, line);
    if (SERVING.test(line)) serving.resolve();
  });
  createInterface({ input: child.stderr }).on("line", (line) => {
    remember(said, line);
    onMessage(line);
  });
  const ended = once(child, "close").then(() => child.exitCode);
  const command = `mikiwame-sync ${words.join(" ")}`;
  ended.then((code) =>
    serving.reject(new Error(`${command} ended with ${code} before it served, having said:\n${said.join("\n")}`)),
  );
  let killed = false;
  const killBy = (signal: () => void) => {
    killed = true;
    return send(signal);
  };
  const send = (signal: () => void) => {
    if (child.exitCode === null && child.signalCode === null) signal();
    return ended;
  };
  return {
    serving: () => serving.promise,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: () => send(() => child.kill("SIGTERM")),
    wasKilled: () => killed,
    kill: () => killBy(() => killGroup(child)),
    killProgram: () =>
      killBy(() => {
        const program = programOf(child);
        if (program === null) killGroup(child);
        else process.kill(program, "SIGKILL");
      }),
  };
}

const PROGRAM = resolve(import.meta.dirname, "../bin/mikiwame-sync.mjs");
// What `serve`, `serve --worker-only` and `demo` say.
const SERVING = /ミキワメを開始しました|同期の処理を開始しました|終了するにはCtrl\+Cを押してください/;
const LINES_REMEMBERED = 30;

function remember(said: string[], line: string): void {
  said.push(line);
  if (said.length > LINES_REMEMBERED) said.shift();
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // All of it has just ended by itself.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** The process that the first one started; null while there is none, or where the system does not say. */
function programOf({ pid }: ChildProcess): number | null {
  try {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
    return first ? Number(first) : null;
  } catch {
    return null;
  }
}

const living = new Set<ChildProcess>();

// A terminal's Ctrl-C reaches this process's group, and theirs no more: none is to be left behind.
function endWithThisProcess(child: ChildProcess): void {
  if (living.size === 0) {
    process.on("exit", endAll);
    for (const signal of SIGNALS) process.on(signal, endBySignal);
  }
  living.add(child);
  child.once("close", () => {
    living.delete(child);
    if (living.size > 0) return;
    process.off("exit", endAll);
    for (const signal of SIGNALS) process.off(signal, endBySignal);
  });
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function endAll(): void {
  for (const child of living) killGroup(child);
}

function endBySignal(signal: NodeJS.Signals): void {
  endAll();
  for (const each of SIGNALS) process.off(each, endBySignal);
  // As if nobody had listened.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
