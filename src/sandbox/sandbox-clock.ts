/** The sandbox's time: rate windows, latency and expiry use nothing else. */
export interface SandboxClock {
  /** Epoch milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** The time of the machine. */
export const REAL_CLOCK: SandboxClock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Waits, or rejects with the signal's reason as soon as the client gives up. */
export function waitUnlessAborted(wait: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    wait.then(() => resolve(), reject);
  });
}
