import type { z } from "zod";
import type { Instant } from "../core/calendar.ts";
import type { Clock } from "../core/clock.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { type Access, keepToken, type TokenKeeper } from "./access.ts";
import type { SmartHrFault } from "./fault.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { createPace, type Pace } from "./pace.ts";
import { readLimits } from "./rate-limit.ts";
import { type Fetch, send, timeoutAfter, unlessAborted } from "./send.ts";
import type { SharedBudget } from "./shared-budget.ts";
import { isSafeServiceUrl } from "./tenant-address.ts";
import { waitBefore } from "./wait-before.ts";

/** One tenant's API, as one link may use it; made anew for each run. */
export interface SmartHrClient {
  /** The answer in the shape the call describes, or why there is none after all that waiting and asking again can do. */
  ask<T>(call: Call<T>): Promise<Result<Asked<T>, SmartHrFault>>;
  /** The same for what can be done without: asked once, if it can be sent soon, and rejected as soon as the signal is given. */
  askInPassing<T>(call: Call<T>, signal: AbortSignal): Promise<Result<Asked<T>, SmartHrFault>>;
  /** How many requests may be under way at once. */
  readonly requestsInFlight: number;
  /** How many of them may be sent before it is known that they are needed. */
  readonly requestsAhead: number;
}

/** What is asked of SmartHR. */
export interface Call<T> {
  readonly method: "GET" | "POST" | "PATCH";
  /** Below the API's address, as `/v1/crews`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The name of what is asked for in a fault. */
  readonly resource: string;
  readonly schema: z.ZodType<T>;
}

/** An answer in the expected shape. */
export interface Asked<T> {
  readonly value: T;
  readonly headers: Headers;
}

/** What was sent, for counting; never what was answered. */
export interface SentRequest {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Null when no whole answer came. */
  readonly status: number | null;
}

/** A request that is going to be sent again, and why. */
export interface AskedAgain {
  readonly because: SmartHrFault["kind"];
  readonly milliseconds: number;
}

export interface SmartHrClientOptions {
  /** Without a slash at its end, as `https://acme.smarthr.jp/api`; https, or http on this machine. */
  readonly apiUrl: string;
  readonly access: Access;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** What SmartHR lets one token send, a whole number; 10 by default. */
  readonly requestsPerSecond?: number | "unlimited";
  readonly requestsInFlight?: number;
  /** What other clients of the same token may send is counted together; without it this one counts alone. */
  readonly budget?: SharedBudget;
  /** From 0 (inclusive) to 1 (exclusive): spreads the waits of processes that failed together. */
  readonly random?: () => number;
  /** The moment after which nothing is waited for any more; 70 minutes from now by default. */
  readonly giveUpAt?: Instant;
  /** Stops whatever is asked, at once, by throwing its reason. */
  readonly signal?: AbortSignal;
  /** A signal given after so many milliseconds without an answer. */
  readonly timeout?: (milliseconds: number) => AbortSignal;
  readonly onRequest?: (request: SentRequest) => void;
  /** Told whenever a request is going to be sent again. */
  readonly onWait?: (wait: AskedAgain) => void;
}

// smarthr-api 5: 10 requests a second for one token.
const REQUESTS_PER_SECOND = 10;
// At ten a second, enough for answers that take two seconds.
const REQUESTS_IN_FLIGHT = 20;
// One that was for nothing still keeps what is promised of calls above the fewest (docs/decisions/0048).
const REQUESTS_AHEAD = 1;
// What cannot be sent sooner is not asked in passing.
const SOON_MS = 1_000;
const TIMEOUT_MS = 30_000;
const PATIENCE_MS = 70 * 60_000;

/** The only way to SmartHR's API: obeys its limits, asks again where that helps, and renews a rejected token. */
export function createSmartHrClient(options: SmartHrClientOptions): SmartHrClient {
  if (!isSafeServiceUrl(options.apiUrl)) {
    throw new Error("SmartHR's address must begin with https:// (http:// only on this machine)");
  }
  const settled = settle(options);
  const tokens = keepToken(options.access);
  const pace = createPace(settled);
  const { requestsInFlight, requestsPerSecond } = settled;

  return {
    requestsInFlight,
    // Where nothing is limited, one that was not needed has cost nobody a turn.
    requestsAhead: requestsPerSecond === "unlimited" ? requestsInFlight : REQUESTS_AHEAD,
    async ask(call) {
      const answer = await askPatiently(call, settled, tokens, pace);
      return answer.ok ? shapeAnswer(call, answer.value) : answer;
    },
    async askInPassing(call, signal) {
      const answer = await unlessAborted(signal, askInPassing(call, settled, { tokens, pace, signal }));
      return answer.ok ? shapeAnswer(call, answer.value) : answer;
    },
  };
}

type Settled = ReturnType<typeof settle>;

function settle(options: SmartHrClientOptions) {
  const { clock, signal } = options;
  // Setting the clock must not make the requests rush, stand still or give up: paces and patience are counted in time that goes by.
  const steady = { now: () => clock.elapsed() };
  const patienceMs = options.giveUpAt === undefined ? PATIENCE_MS : options.giveUpAt - clock.now();
  return {
    ...options,
    clock: steady,
    requestsPerSecond: options.requestsPerSecond ?? REQUESTS_PER_SECOND,
    requestsInFlight: options.requestsInFlight ?? REQUESTS_IN_FLIGHT,
    random: options.random ?? Math.random,
    giveUpAt: steady.now() + patienceMs,
    timeout: options.timeout ?? ((milliseconds: number) => timeoutAfter(clock, milliseconds)),
    sleep: (milliseconds: number) => unlessAborted(signal, clock.sleep(milliseconds)),
  };
}

async function askPatiently(
  call: Call<unknown>,
  settled: Settled,
  tokens: TokenKeeper,
  pace: Pace,
): Promise<Result<Asked<unknown>, SmartHrFault>> {
  const { clock, sleep, random, giveUpAt } = settled;
  const timesMet = { unavailable: 0, "rate-limited": 0 };
  let renewed = false;
  for (;;) {
    const turn = await pace.takeTurn(await tokens.current());
    if (turn === "too-late") return fail({ kind: "rate-limited", resetSeconds: null });
    const token = await tokens.current();
    const judged = await askOnce(call, token, settled, (headers) => pace.heed(turn, readLimits(headers)));
    if (judged.ok) return judged;
    const { fault } = judged;
    if (fault.kind === "unauthorized" && !renewed) {
      const replaced = await tokens.replace(token);
      if (!replaced.ok) return replaced;
      renewed = true;
      continue;
    }
    const times = fault.kind === "unavailable" || fault.kind === "rate-limited" ? ++timesMet[fault.kind] : 1;
    const waitMs = waitBefore({ method: call.method, fault, timesMet: times, random });
    if (waitMs === "give-up" || clock.now() + waitMs > giveUpAt) return judged;
    settled.onWait?.({ because: fault.kind, milliseconds: waitMs });
    if (fault.kind === "rate-limited") pace.pauseFor(token, waitMs);
    else await sleep(waitMs);
  }
}

async function askInPassing(
  call: Call<unknown>,
  settled: Settled,
  { tokens, pace, signal }: { readonly tokens: TokenKeeper; readonly pace: Pace; readonly signal: AbortSignal },
): Promise<Result<Asked<unknown>, SmartHrFault>> {
  const by = settled.clock.now() + SOON_MS;
  const turn = await pace.takeTurn(await tokens.current(), { by, signal });
  if (turn === "too-late") return fail({ kind: "rate-limited", resetSeconds: null });
  const stops = settled.signal === undefined ? signal : AbortSignal.any([settled.signal, signal]);
  const heed = (headers: Headers) => pace.heed(turn, readLimits(headers));
  return askOnce(call, await tokens.current(), { ...settled, signal: stops }, heed);
}

async function askOnce(
  call: Call<unknown>,
  token: string,
  { apiUrl, fetch, timeout, signal, onRequest }: Settled,
  heed: (headers: Headers) => void,
): Promise<Result<Asked<unknown>, SmartHrFault>> {
  const request = toRequest(apiUrl, call, token);
  const answer = await send(request, { fetch, timeout: timeout(TIMEOUT_MS), stop: signal });
  const { method, path, query = {} } = call;
  onRequest?.({ method, path, query, status: answer.ok ? answer.value.status : null });
  if (!answer.ok) return answer;
  const { headers } = answer.value;
  heed(headers);
  const json = judgeAnswer(answer.value, call.resource);
  return json.ok ? ok({ value: json.value, headers }) : json;
}

function toRequest(apiUrl: string, { method, path, query, body }: Call<unknown>, token: string): Request {
  const url = new URL(`${apiUrl}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const headers = new Headers({ accept: "application/json", authorization: `Bearer ${token}` });
  // A redirect leads to a page for people, or to another host that must not get the token.
  if (body === undefined) return new Request(url, { method, headers, redirect: "manual" });
  headers.set("content-type", "application/json");
  return new Request(url, { method, headers, body: JSON.stringify(body), redirect: "manual" });
}

function shapeAnswer<T>(call: Call<T>, { value, headers }: Asked<unknown>): Result<Asked<T>, SmartHrFault> {
  const shaped = call.schema.safeParse(value);
  if (shaped.success) return ok({ value: shaped.data, headers });
  return fail(unexpectedShape(call, shaped.error.issues[0]?.path ?? []));
}

/** The fault that an answer is not as documented at that place. */
export function unexpectedShape(
  call: Pick<Call<unknown>, "method" | "path">,
  place: readonly PropertyKey[],
): SmartHrFault {
  const written = place.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return { kind: "unexpected-shape", path: `${call.method} ${call.path} ${written.replace(/^\./, "")}`.trim() };
}
