import type { Instant } from "./calendar.ts";

/** The door to time: the real one waits, the one of the tests jumps. */
export interface Clock {
  now(): Instant;
  sleep(milliseconds: number): Promise<void>;
}
