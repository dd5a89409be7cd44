import type { Instant } from "../../src/core/calendar.ts";
import type { RunState, Subject } from "../../src/core/run.ts";
import { isOver } from "../simulation/law-names.ts";
import { pause } from "./pause.ts";

/** What a press of 「SmartHRと同期」 came to. */
export type Pressed =
  | { readonly kind: "started" | "open"; readonly runId: string }
  /** Whoever was asked died, or has lost the database. */
  | { readonly kind: "no-answer" }
  | { readonly kind: "refused"; readonly status: number };

/** An administrator in front of a browser. */
export interface Person {
  press(origin: string, subject: Subject): Promise<Pressed>;
  /** Wants whatever plan of the run waits, and tells how the run ended, once it has; null when it was not seen to end by then. */
  untilEnded(runId: string, until: Instant): Promise<RunState | null>;
}

const LONGEST_ANSWER_MS = 20_000;
const ASK_AGAIN_MS = 250;

/** Somebody who signs in once: a session stays whatever dies. Any of the addresses leads to the product. */
export function aPerson(
  { email, password }: { readonly email: string; readonly password: string },
  origins: readonly string[],
  signal: AbortSignal,
): Person {
  let cookie: string | null = null;

  /** Read to its end, since whoever answers may die in the middle of it. */
  async function ask(url: string, body?: object): Promise<Answered | null> {
    try {
      const answer = await fetch(url, {
        method: body === undefined ? "GET" : "POST",
        headers: { "content-type": "application/json", ...(cookie === null ? {} : { cookie }) },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ANSWER_MS)]),
      });
      const { status, headers } = answer;
      const text = await answer.text();
      if (status >= 500) return null;
      return { status, cookies: headers.getSetCookie(), told: text === "" ? {} : JSON.parse(text) };
    } catch {
      // Nobody answers there now.
      return null;
    }
  }

  /** Null when it succeeded, now or earlier. */
  async function signIn(origin: string): Promise<Exclude<Pressed, { readonly runId: string }> | null> {
    if (cookie !== null) return null;
    const answer = await ask(`${origin}/api/sign-in`, { email, password });
    if (answer === null) return { kind: "no-answer" };
    if (answer.status !== 204) return { kind: "refused", status: answer.status };
    cookie = answer.cookies.map((text) => text.split(";")[0]).join("; ");
    return null;
  }

  async function stateOf(runId: string): Promise<RunState | null> {
    for (const origin of origins) {
      const answer = await ask(`${origin}/api/runs/${runId}`);
      if (answer?.status !== 200) continue;
      const { state = null, plan } = answer.told;
      // A guard trips like any day: somebody looks, and wants exactly that.
      if (state === "awaiting-approval") await ask(`${origin}/api/runs/${runId}/approve`, { digest: plan?.digest });
      return state;
    }
    return null;
  }

  return {
    async press(origin, subject) {
      const notSignedIn = await signIn(origin);
      if (notSignedIn !== null) return notSignedIn;
      const answer = await ask(`${origin}/api/runs`, { subject });
      if (answer === null) return { kind: "no-answer" };
      const { status, told } = answer;
      if (status === 200 && told.id !== undefined) return { kind: "started", runId: told.id };
      if (status === 409 && told.problem?.runId !== undefined) return { kind: "open", runId: told.problem.runId };
      return { kind: "refused", status };
    },
    async untilEnded(runId, until) {
      while (!signal.aborted && Date.now() < until) {
        const state = await stateOf(runId);
        if (state !== null && isOver(state)) return state;
        await pause(ASK_AGAIN_MS, signal);
      }
      return null;
    },
  };
}

interface Answered {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly told: {
    readonly id?: string;
    readonly state?: RunState;
    readonly plan?: { readonly digest: string } | null;
    readonly problem?: { readonly runId?: string };
  };
}
