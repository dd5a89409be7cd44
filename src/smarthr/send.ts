import type { Clock } from "../core/clock.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { SmartHrFault } from "./fault.ts";
import type { Answer } from "./judge-answer.ts";

/** The door to the network; `globalThis.fetch` is the real one. */
export type Fetch = (request: Request) => Promise<Response>;

/** Sends one request and reads the answer to its end, whatever it says; no answer, or a broken one, is a fault. */
export async function send(
  request: Request,
  { fetch, timeout, stop }: { fetch: Fetch; timeout: AbortSignal; stop: AbortSignal | undefined },
): Promise<Result<Answer, SmartHrFault>> {
  stop?.throwIfAborted();
  const signal = stop ? AbortSignal.any([stop, timeout]) : timeout;
  try {
    return ok(await unlessAborted(signal, readAnswer(fetch, new Request(request, { signal }))));
  } catch {
    // Whoever stopped the read wants to hear so; anything else that a network does to us means: no answer.
    stop?.throwIfAborted();
    return fail({ kind: "unavailable" });
  }
}

/** A signal given after so many milliseconds. */
export function timeoutAfter(clock: Pick<Clock, "every">, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const stop = clock.every(milliseconds, () => {
    stop();
    controller.abort(new DOMException("no answer came in time", "TimeoutError"));
  });
  return controller.signal;
}

/** Settles as the promise does, or rejects with the signal's reason as soon as it is given, even if the promise never settles. */
export async function unlessAborted<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T> {
  if (!signal) return promise;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

async function readAnswer(fetch: Fetch, request: Request): Promise<Answer> {
  const response = await fetch(request);
  return { status: response.status, headers: response.headers, body: await response.text() };
}
