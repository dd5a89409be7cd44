import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { logSeldom } from "./log-seldom.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("the same defect is logged once a minute, another one at once", () => {
  const logged: unknown[] = [];
  const log = logSeldom((defect) => logged.push(defect));
  const [away, refused] = [new Error("the database is away"), new Error("permission denied")];

  log(away);
  log(new Error("the database is away"));
  log(refused);
  vi.advanceTimersByTime(60_000);
  log(away);

  expect(logged).toEqual([away, refused, away]);
});
