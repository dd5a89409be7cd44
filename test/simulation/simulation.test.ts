import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../database.ts";
import { play } from "./play.ts";
import { reportOf } from "./report.ts";
import { openSession } from "./simulated-database.ts";

const db = await openTestDatabase();
const session = await openSession(db);
afterAll(async () => {
  await session.close();
  await db.close();
});

// What every change is asked; `npm run simulate -- --seeds N` asks more.
const SEEDS = 80;

test("whatever fails, dies and changes meanwhile, every law holds", { timeout: 300_000 }, async () => {
  const reports: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const played = await play({ session, seed });
    if (played.violations.length > 0) reports.push(reportOf(played));
  }

  expect(reports.join("\n")).toBe("");
});

test("the same seed is the same story, step by step", async () => {
  for (const seed of [8, 16, 33, 59]) {
    const first = await play({ session, seed });
    const second = await play({ session, seed });

    expect(second.trace).toEqual(first.trace);
    expect(second.digest).toBe(first.digest);
  }
});

test("another seed is another story", async () => {
  expect((await play({ session, seed: 1 })).digest).not.toBe((await play({ session, seed: 2 })).digest);
});
