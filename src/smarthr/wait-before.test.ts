import { describe, expect, test } from "vitest";
import type { SmartHrFault } from "./fault.ts";
import { waitBefore } from "./wait-before.ts";

const met = (fault: SmartHrFault, special: { method?: "GET" | "POST"; timesMet?: number; random?: number } = {}) =>
  waitBefore({
    method: special.method ?? "GET",
    fault,
    timesMet: special.timesMet ?? 1,
    random: () => special.random ?? 0.5,
  });

describe("design 2.3: the table of waits", () => {
  test("a rate limit is waited for as SmartHR told, in seconds", () => {
    expect(met({ kind: "rate-limited", resetSeconds: 3 })).toBe(3000);
  });

  test("a rate limit that resets now is waited for a second", () => {
    expect(met({ kind: "rate-limited", resetSeconds: 0 })).toBe(1000);
  });

  test("a rate limit without a word on how long is waited for longer each time, a minute at most", () => {
    const waits = [1, 2, 3, 20].map((timesMet) => met({ kind: "rate-limited", resetSeconds: null }, { timesMet }));

    expect(waits).toEqual([1000, 2000, 4000, 60_000]);
  });

  test("a rate limit never ends the tries, not even of a POST: the request was not carried out", () => {
    expect(met({ kind: "rate-limited", resetSeconds: 1 }, { method: "POST", timesMet: 100 })).toBe(1000);
  });

  test("a server in trouble is asked three times, later each time", () => {
    const waits = [1, 2, 3].map((timesMet) => met({ kind: "unavailable" }, { timesMet }));

    expect(waits).toEqual([1000, 2000, "give-up"]);
  });

  test("processes that failed together do not come back together", () => {
    const waits = [0, 0.5, 0.999].map((random) => met({ kind: "unavailable" }, { random }));

    expect(waits).toEqual([500, 1000, 1499]);
  });

  test("a POST without an answer is not repeated: it may have been carried out", () => {
    expect(met({ kind: "unavailable" }, { method: "POST" })).toBe("give-up");
  });

  test.each<SmartHrFault>([
    { kind: "maintenance" },
    { kind: "unauthorized" },
    { kind: "forbidden", resource: "crews" },
    { kind: "ip-not-permitted" },
    { kind: "not-found", resource: "crews" },
    { kind: "refused", status: 400, resource: "crews" },
    { kind: "unexpected-shape", path: "GET /v1/crews" },
    { kind: "source-changed" },
    { kind: "opt-out-field-missing" },
    { kind: "opt-out-field-unreadable" },
  ])("$kind would be the answer again", (fault) => {
    expect(met(fault)).toBe("give-up");
  });
});
