import { once } from "node:events";

/** Waits until the person or the machine wants the process to end. */
export async function untilStopped(stop: AbortSignal): Promise<void> {
  if (!stop.aborted) await once(stop, "abort");
}
