import type { Transaction } from "../store/database.ts";

/** The door to what carries waiting runs to a worker. It may lose or double them: the run's row alone says what is to be done. */
export interface RunQueue {
  /** Part of the transaction that lets the runs wait: neither happens without the other. */
  send(tx: Transaction, runIds: readonly string[]): Promise<void>;
  /** After that transaction: a worker of this process looks at once, one of another process within seconds. */
  wake(): void;
}
