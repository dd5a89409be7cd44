import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { expectOk, makeTestFolder } from "../../test/database.ts";
import { lockFolder } from "./folder-lock.ts";

const folder = makeTestFolder();
const children: ChildProcess[] = [];

// Answers once, when asked, whether it got the folder; and then keeps it until it is killed.
const LOCKER = `
import { lockFolder } from ${JSON.stringify(new URL("./folder-lock.ts", import.meta.url).href)};
process.once("message", (folder) => process.send(lockFolder(folder).ok ? "got it" : "in use"));
process.send("here");
setInterval(() => {}, 60_000);
`;
const script = join(folder.path, "locker.mjs");
writeFileSync(script, LOCKER);

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});

afterAll(() => folder.remove());

test("a folder in use is refused, naming the process that holds it", async () => {
  const holder = await startLocker();
  await answerOf(holder);

  const second = lockFolder(folder.path);

  expect(second).toEqual({
    ok: false,
    fault: { holder: { processId: holder.pid, hostName: hostname(), since: expect.stringMatching(/^\d{4}-.*Z$/) } },
  });
});

test("a folder is refused to the same process, too", () => {
  const first = expectOk(lockFolder(folder.path));

  const second = lockFolder(folder.path);

  expect(second.ok).toBe(false);
  first.release();
});

test("a released folder can be taken again", () => {
  expectOk(lockFolder(folder.path)).release();

  const again = lockFolder(folder.path);

  expectOk(again).release();
  expect(again.ok).toBe(true);
});

test("a folder whose holder was killed can be taken at once", async () => {
  const holder = await startLocker();
  await answerOf(holder);
  holder.kill("SIGKILL");
  await once(holder, "exit");

  const taken = lockFolder(folder.path);

  expectOk(taken).release();
  expect(taken.ok).toBe(true);
});

test("of six processes that race for the folder of a killed one, exactly one gets it", async () => {
  const dead = await startLocker();
  await answerOf(dead);
  dead.kill("SIGKILL");
  await once(dead, "exit");
  const racers = await Promise.all(Array.from({ length: 6 }, () => startLocker()));

  const answers = await Promise.all(racers.map(answerOf));

  expect(answers.toSorted()).toEqual(["got it", ...Array.from({ length: 5 }, () => "in use")]);
});

async function startLocker(): Promise<ChildProcess> {
  const child = fork(script, { execArgv: [] });
  children.push(child);
  await once(child, "message");
  return child;
}

async function answerOf(child: ChildProcess): Promise<string> {
  const answer = once(child, "message");
  child.send(folder.path);
  return (await answer)[0];
}
