import { describe, expect, test } from "vitest";
import { judgeAnswer } from "./judge-answer.ts";

const answer = (status: number, body: unknown = "", headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const errorBody = (code: number) => ({ code, type: "any", message: "どの文でもよい", errors: null });

describe("smarthr-api 6: an answer is judged by its status and its code, never by its text", () => {
  test("a good answer is its JSON", () => {
    const judged = judgeAnswer(answer(200, [{ id: "1" }]), "crews");

    expect(judged).toEqual({ ok: true, value: [{ id: "1" }] });
  });

  test.each([
    ["401 code 2", answer(401, errorBody(2)), { kind: "unauthorized" }],
    ["403 code 3", answer(403, errorBody(3)), { kind: "forbidden", resource: "crews" }],
    ["403 without a body", answer(403), { kind: "forbidden", resource: "crews" }],
    ["403 code 15", answer(403, errorBody(15)), { kind: "ip-not-permitted" }],
    ["404 code 4", answer(404, errorBody(4)), { kind: "not-found", resource: "crews" }],
    ["404 with a page for people", answer(404, "<html></html>"), { kind: "not-found", resource: "crews" }],
    ["400 code 1", answer(400, errorBody(1)), { kind: "refused", status: 400, resource: "crews" }],
    ["302 to a sign-in page", answer(302), { kind: "refused", status: 302, resource: "crews" }],
    ["500 code 5", answer(500, errorBody(5)), { kind: "unavailable" }],
    ["502 from a proxy", answer(502, "Bad Gateway"), { kind: "unavailable" }],
    ["503 without code 9", answer(503, errorBody(5)), { kind: "unavailable" }],
    ["503 code 9", answer(503, errorBody(9)), { kind: "maintenance" }],
    ["a body that was cut off", answer(200, '[{"id":"1"},{"i'), { kind: "unavailable" }],
    ["an empty body", answer(200), { kind: "unavailable" }],
  ])("%s", (_, given, fault) => {
    expect(judgeAnswer(given, "crews")).toEqual({ ok: false, fault });
  });
});

describe("smarthr-api 5: how long a 429 asks to wait", () => {
  const limit = (family: string, remaining: number, reset: number) => ({
    [`${family}-limit`]: "10",
    [`${family}-remaining`]: String(remaining),
    [`${family}-reset`]: String(reset),
  });

  test.each([
    [
      "the limit that is used up",
      { ...limit("x-rate-limit", 4000, 3000), ...limit("x-intensive-rate-limit", 0, 1) },
      1,
    ],
    ["the longer of two", { ...limit("x-rate-limit", 0, 3000), ...limit("x-intensive-rate-limit", 0, 1) }, 3000],
    ["retry-after", { "retry-after": "7" }, 7],
    ["nothing, when no header says so", {}, null],
    ["nothing, when a header is not a number of seconds", { "retry-after": "Wed, 01 Apr 2026 00:00:00 GMT" }, null],
  ])("%s", (_, headers, resetSeconds) => {
    const judged = judgeAnswer(answer(429, errorBody(6), headers as Record<string, string>), "crews");

    expect(judged).toEqual({ ok: false, fault: { kind: "rate-limited", resetSeconds } });
  });
});
