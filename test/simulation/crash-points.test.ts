import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../database.ts";
import { play } from "./play.ts";
import { reportOf } from "./report.ts";
import { SHORT_STORY } from "./short-story.ts";
import { openSession } from "./simulated-database.ts";

const db = await openTestDatabase();
const session = await openSession(db);
afterAll(async () => {
  await session.close();
  await db.close();
});

test("a process may die at any step, before it or after it", { timeout: 300_000 }, async () => {
  const whole = await play({ session, seed: 0, story: SHORT_STORY, crashAt: null });
  const reports = whole.violations.length > 0 ? [reportOf(whole)] : [];
  let deaths = 0;
  for (let crashAt = 2; crashAt <= 2 * whole.steps + 1; crashAt++) {
    const played = await play({ session, seed: 0, story: SHORT_STORY, crashAt });
    if (played.violations.length > 0) reports.push(reportOf(played, crashAt));
    deaths += played.deaths;
  }

  expect(reports.join("\n")).toBe("");
  // Each story has the death it was given, and no other.
  expect(deaths).toBe(2 * whole.steps);
});
