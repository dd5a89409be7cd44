import { afterAll, expect, test, vi } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import type { Database } from "../store/database.ts";
import { openRunQueue } from "./open-run-queue.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("what is sent arrives once, and nothing of a transaction that came to nothing", async () => {
  const queue = await openRunQueue({ db, logDefect: () => {}, role: "works" });
  await db.transaction((tx) => queue.send(tx, ["one", "two"]));
  await db.transaction((tx) => queue.send(tx, ["two", "one"]));
  const lost = db.transaction(async (tx) => {
    await queue.send(tx, ["lost"]);
    throw new Error("came to nothing");
  });
  await expect(lost).rejects.toThrow("came to nothing");
  const arrived: string[] = [];

  const working = await queue.work(1, async (runId) => void arrived.push(runId));
  await db.transaction((tx) => queue.send(tx, ["three"]));
  await vi.waitFor(() => [queue.wake(), expect(arrived).toHaveLength(3)], { interval: 10 });

  await working.stop();
  await queue.close();
  expect(arrived).toEqual(["one", "two", "three"]);
});

test("so many are performed at a time, and stopping waits for them", async () => {
  const queue = await openRunQueue({ db, logDefect: () => {}, role: "works" });
  const goOn = Promise.withResolvers<void>();
  const [begun, ended]: [string[], string[]] = [[], []];
  await db.transaction((tx) => queue.send(tx, ["a", "b", "c"]));
  const working = await queue.work(2, async (runId) => {
    begun.push(runId);
    await goOn.promise;
    ended.push(runId);
  });
  await vi.waitFor(() => expect(begun).toHaveLength(2), { interval: 10 });

  const stopped = working.stop();
  goOn.resolve();
  await stopped;

  await queue.close();
  expect([begun.sort(), ended.sort()]).toEqual([
    ["a", "b"],
    ["a", "b"],
  ]);
});

test("a process that only sends leaves work to others, and its queue can be opened by many at once", async () => {
  const other = await openTestDatabase();
  const open = (role: "sends" | "works") => openRunQueue({ db: other, logDefect: () => {}, role });

  const [sender, worker, third] = await Promise.all([open("sends"), open("works"), open("sends")]);

  const arrived = Promise.withResolvers<string>();
  const working = await worker.work(1, async (runId) => arrived.resolve(runId));
  await other.transaction((tx) => sender.send(tx, ["sent"]));
  worker.wake();
  expect(await arrived.promise).toBe("sent");
  await working.stop();
  for (const queue of [sender, worker, third]) await queue.close();
  await other.close();
});

test("a database that is away for a while is logged, once for each worker, and work goes on afterwards", async () => {
  const logged: unknown[] = [];
  let away = false;
  const script: Database["script"] = (text, values) =>
    away ? Promise.reject(new Error("the database is away")) : db.script(text, values);
  const logDefect = (defect: unknown) => void logged.push(defect);
  const queue = await openRunQueue({ db: { ...db, script }, logDefect, role: "works" });
  const arrived: string[] = [];
  const working = await queue.work(2, async (runId) => void arrived.push(runId));

  away = true;
  await vi.waitFor(() => [queue.wake(), expect(logged.length).toBeGreaterThanOrEqual(2)], { interval: 10 });
  for (let look = 0; look < 10; look++) queue.wake();
  away = false;
  await db.transaction((tx) => queue.send(tx, ["afterwards"]));
  await vi.waitFor(() => [queue.wake(), expect(arrived).toContain("afterwards")], { interval: 10 });

  await working.stop();
  await queue.close();
  expect(logged.map((defect) => (defect instanceof Error ? defect.message.slice(0, 20) : ""))).toEqual([
    "the database is away",
    "the database is away",
  ]);
});
