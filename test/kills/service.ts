import type { Instant } from "../../src/core/calendar.ts";
import { type ProductProcess, startProduct } from "../product-process.ts";
import { pause } from "./pause.ts";

/** A process of the product that is started again whenever it has ended, as a service manager does. */
export interface Service {
  readonly name: string;
  isServing(): boolean;
  /** Serving, beginning or ending. */
  isAlive(): boolean;
  /** Kills it with -9, wherever it is; it comes back after so long. */
  kill(backAfterMs: number): Promise<void>;
  /** Asks it to end; its exit code. It comes back after so long, or never. */
  stop(backAfterMs: number | null): Promise<number | null>;
}

export interface ServiceOptions {
  readonly name: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly onMessage: (line: string) => void;
  readonly onServing: (at: Instant) => void;
  readonly onEnd: (at: Instant) => void;
  /** Nobody had told it to end. */
  readonly onOwnEnd: (end: OwnEnd) => void;
}

/** How a process ended by itself. */
export interface OwnEnd {
  readonly startedAt: Instant;
  /** Whether it had said that it serves. */
  readonly served: boolean;
  readonly text: string;
}

const TRY_AGAIN_MS = 500;

export function keepRunning(options: ServiceOptions): Service {
  const { name, words, environment, onMessage, onServing, onEnd, onOwnEnd } = options;
  let current: ProductProcess;
  let serving = false;
  let told: { readonly at: Instant; readonly backAfterMs: number | null } | null = null;

  async function live(): Promise<void> {
    for (;;) {
      const startedAt = Date.now();
      current = startProduct({ words, environment, onMessage });
      const failure = await current.serving().then(
        () => null,
        (error: Error) => error.message,
      );
      if (failure === null && told === null) {
        serving = true;
        onServing(Date.now());
      }
      const code = await current.ended;
      serving = false;
      onEnd(told?.at ?? Date.now());
      const text = failure ?? `${name} ended with ${code}, though nobody had told it to`;
      if (told === null) onOwnEnd({ startedAt, served: failure === null, text });
      const backAfterMs = told === null ? TRY_AGAIN_MS : told.backAfterMs;
      told = null;
      if (backAfterMs === null) return;
      await pause(backAfterMs);
    }
  }
  void live();

  async function end(backAfterMs: number | null, by: "kill" | "stop"): Promise<number | null> {
    if (current.hasEnded()) return current.ended;
    told = { at: Date.now(), backAfterMs };
    serving = false;
    return current[by]();
  }
  return {
    name,
    isServing: () => serving,
    isAlive: () => !current.hasEnded(),
    kill: async (backAfterMs) => void (await end(backAfterMs, "kill")),
    stop: (backAfterMs) => end(backAfterMs, "stop"),
  };
}
