import type { Instant } from "./calendar.ts";

/** The door to time: the real one waits, the one of the tests jumps. */
export interface Clock {
  /** What people call the time. It may be set, forward or back, at any moment: how long something took is not its business. */
  now(): Instant;
  /** Milliseconds since some moment: they go by evenly, whatever becomes of the time of day. */
  elapsed(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Calls `act` again and again, so far apart, until what is given back is called. It keeps no process alive. */
  every(milliseconds: number, act: () => void): () => void;
}
