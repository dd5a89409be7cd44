import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { openTestDatabase } from "../database.ts";
import { type Played, play } from "./play.ts";
import { reportOf } from "./report.ts";
import { SHORT_STORY } from "./short-story.ts";
import { openSession, type Session } from "./simulated-database.ts";

// `npm run simulate -- --seeds N [--from S]`: so many stories, and a summary.
// `npm run simulate -- --seed S | --short-story [--crash-at P]`: one story with its trace.

type Told = Pick<Played, "seed" | "deaths" | "steps" | "happenings" | "runsByOutcome"> & {
  readonly report: string | null;
};

const { values } = parseArgs({
  options: {
    seeds: { type: "string" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    "short-story": { type: "boolean", default: false },
    "crash-at": { type: "string" },
    // Which of the seeds a child plays: from this place on, every so many.
    share: { type: "string" },
  },
});

if (values.share !== undefined) await playShare(values.share);
else if (values["short-story"] || values.seed !== undefined) await playOne();
else await playMany(Number(values.seeds ?? 100), Number(values.from));

async function withSession<T>(act: (session: Session) => Promise<T>): Promise<T> {
  const db = await openTestDatabase();
  const session = await openSession(db);
  try {
    return await act(session);
  } finally {
    await session.close();
    await db.close();
  }
}

async function playOne(): Promise<void> {
  const crashAt = values["crash-at"];
  const played = await withSession((session) =>
    play({
      session,
      seed: Number(values.seed ?? 0),
      ...(values["short-story"] ? { story: SHORT_STORY, crashAt: null } : {}),
      ...(crashAt === undefined ? {} : { crashAt: Number(crashAt) }),
    }),
  );
  console.log(played.trace.join("\n"));
  for (const { law, text } of played.violations) console.log(`broken: ${law}\n    ${text}`);
  console.log(`${played.steps} steps, trace ${played.digest.slice(0, 16)}, ${played.violations.length} violations`);
  if (played.violations.length > 0) process.exitCode = 1;
}

async function playMany(count: number, from: number): Promise<void> {
  const startedAt = performance.now();
  const told: Told[] = [];
  const processes = Math.min(availableParallelism(), count);
  const children = Array.from({ length: processes }, (_, place) =>
    startShare(`${from + place}:${from + count - 1}:${processes}`, (one) => {
      told.push(one);
      if (one.report !== null) console.log(one.report);
      if (told.length % 500 === 0) console.log(`${told.length} of ${count} …`);
    }),
  );
  await Promise.all(children.map((child) => once(child, "exit")));
  summarise(told, (performance.now() - startedAt) / 1000);
  if (told.length < count || told.some(({ report }) => report !== null)) process.exitCode = 1;
}

function startShare(share: string, onTold: (told: Told) => void): ChildProcess {
  const child = fork(new URL(import.meta.url), ["--share", share]);
  child.on("message", (message) => onTold(message as Told));
  return child;
}

async function playShare(share: string): Promise<void> {
  const [first = 1, last = 1, step = 1] = share.split(":").map(Number);
  await withSession(async (session) => {
    for (let seed = first; seed <= last; seed += step) {
      const played = await play({ session, seed });
      const { deaths, steps, happenings, runsByOutcome, violations } = played;
      const report = violations.length > 0 ? reportOf(played) : null;
      process.send?.({ seed, deaths, steps, happenings, runsByOutcome, report } satisfies Told);
    }
  });
  process.disconnect();
}

function summarise(told: readonly Told[], seconds: number): void {
  const sum = (counts: readonly Readonly<Record<string, number>>[]) => {
    const total: Record<string, number> = {};
    for (const one of counts) for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
    return Object.entries(total)
      .sort(([, one], [, other]) => other - one)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  };
  console.log(`seeds       ${told.length}`);
  console.log(`steps       ${told.reduce((total, { steps }) => total + steps, 0)}`);
  console.log(`happenings  ${sum(told.map(({ happenings }) => happenings))}`);
  console.log(`deaths      ${told.reduce((total, { deaths }) => total + deaths, 0)}`);
  console.log(`runs        ${sum(told.map(({ runsByOutcome }) => runsByOutcome))}`);
  console.log(`violations  ${told.filter(({ report }) => report !== null).length}`);
  console.log(`seconds     ${seconds.toFixed(0)}`);
}
