import { fail, ok, type Result } from "../core/result.ts";
import type { SmartHrFault } from "./fault.ts";
import { readLimits, secondsToWait } from "./rate-limit.ts";

/** What came back over HTTP, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

// smarthr-api 6: the `code` of an error's body, which is what to match on (texts change).
const CODE_MAINTENANCE = 9;
const CODE_IP_NOT_PERMITTED = 15;

/** SmartHR's answer as JSON, or why there is none. `resource` names what was asked for. */
export function judgeAnswer(answer: Answer, resource: string): Result<unknown, SmartHrFault> {
  const { status } = answer;
  if (status >= 200 && status < 300) return parseBody(answer.body);
  if (status === 401) return fail({ kind: "unauthorized" });
  if (status === 403) return fail(judgeForbidden(answer, resource));
  if (status === 404) return fail({ kind: "not-found", resource });
  if (status === 429) return fail({ kind: "rate-limited", resetSeconds: secondsToWait(readLimits(answer.headers)) });
  if (status === 503 && codeOf(answer) === CODE_MAINTENANCE) return fail({ kind: "maintenance" });
  if (status >= 500) return fail({ kind: "unavailable" });
  return fail({ kind: "refused", status, resource });
}

function parseBody(body: string): Result<unknown, SmartHrFault> {
  try {
    return ok(JSON.parse(body));
  } catch {
    // The parser's message quotes the body, which may hold a person: only that it is broken may leave.
    return fail({ kind: "unavailable" });
  }
}

function judgeForbidden(answer: Answer, resource: string): SmartHrFault {
  return codeOf(answer) === CODE_IP_NOT_PERMITTED ? { kind: "ip-not-permitted" } : { kind: "forbidden", resource };
}

function codeOf(answer: Answer): unknown {
  const parsed = parseBody(answer.body);
  if (!parsed.ok || typeof parsed.value !== "object" || parsed.value === null) return null;
  return "code" in parsed.value ? parsed.value.code : null;
}
