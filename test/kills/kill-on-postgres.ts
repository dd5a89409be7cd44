import { startThrowAwayPostgres } from "../../bench/throw-away-postgres.ts";
import { isApplied } from "../simulation/law-names.ts";
import type { Chance } from "../simulation/random.ts";
import { sum } from "./court.ts";
import { type Installation, openInstallation, PASSWORD } from "./installation.ts";
import { keepSyncing } from "./keep-syncing.ts";
import { type KillReport, lateTakeUps } from "./kill-report.ts";
import { pause } from "./pause.ts";
import { aPerson } from "./person.ts";
import type { Service } from "./service.ts";
import { countStarts } from "./starts.ts";

type Victim = "worker" | "web" | "database" | "worker and database";
const VICTIMS: readonly Victim[] = [
  ...Array<Victim>(12).fill("worker"),
  ...Array<Victim>(3).fill("web"),
  ...Array<Victim>(3).fill("database"),
  ...Array<Victim>(2).fill("worker and database"),
];
const LONGEST_PAUSE_MS = 3_500;
const LONGEST_ABSENCE_MS = 2_500;
const MOST_WORKERS = 5;
const FEWEST_WORKERS = 3;
const JUDGE_AFTER_KILLS = 10;
// So long one worker is left alone: somebody has to live long enough to notice a death.
const SPARED_MS = 45_000;
const SETTLING_MS = 150_000;
const ONE_RUN_MS = 60_000;

/** Kills workers, webs and the database of an installation on PostgreSQL at random, in the middle of many companies' syncs. */
export async function killOnPostgres(times: number, chance: Chance): Promise<KillReport> {
  const server = await startThrowAwayPostgres();
  if (server === null) throw new Error("PostgreSQL's programs are not on this machine");
  // The server is no child of this process, and would go on without it.
  const leave = () => void server.remove().finally(() => process.exit(1));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, leave);
  try {
    const installation = await openInstallation(server);
    const report = await killAll(installation, times, chance);
    installation.close();
    return report;
  } finally {
    await server.remove();
  }
}

async function killAll(at: Installation, times: number, chance: Chance): Promise<KillReport> {
  const { companies, origins, court, takeUps, log } = at;
  const starts = countStarts();
  await at.untilServing();
  const enough = new AbortController();
  const working = companies.map(({ email, smarthr }) => {
    const person = aPerson({ email, password: PASSWORD }, origins, enough.signal);
    const own = chance.branch(email);
    return keepSyncing({ person, origins, smarthr, chance: own, starts, signal: enough.signal });
  });
  const allWorking = Promise.all(working);
  const killing = killAgainAndAgain(at, times, chance.branch("kills"));
  // Only an error of the script ends their work before it is enough.
  await Promise.race([killing, allWorking]);
  const { killed, stopped } = await killing;
  enough.abort();
  await allWorking;
  await at.untilServing();
  await untilNothingIsOpen(at);
  await at.withDatabase((db) => court.judge(db, true));
  await syncOnceMore(at);
  await at.withDatabase((db) => court.judge(db, true));
  for (const service of [...at.webs, ...at.workers]) await stopInOrder(at, () => service.stop(null));
  for (const violation of [...starts.violations, ...lateTakeUps(takeUps)]) court.violate(violation);
  const ended = stopped + at.webs.length + at.workers.length;
  const { violations } = court;
  return { killed, stopped: ended, outcomes: court.outcomes(), starts, takeUps, defects: log.defects, violations };
}

async function killAgainAndAgain(at: Installation, times: number, chance: Chance) {
  const killed: Record<string, number>[] = [];
  let stopped = 0;
  for (let time = 1; time <= times; time++) {
    await pause(chance.between(300, LONGEST_PAUSE_MS));
    if (chance.happens(0.2)) stopped += await changeWorkers(at, chance);
    const victim = chance.pick(VICTIMS);
    await kill(at, victim, chance);
    killed.push({ [victim]: 1 });
    if (time % JUDGE_AFTER_KILLS > 0) continue;
    await at.withDatabase((db) => at.court.judge(db, false));
    console.log(`${time} of ${times} …, ${at.court.violations.length} violations`);
  }
  return { killed: sum(killed), stopped };
}

async function kill(at: Installation, victim: Victim, chance: Chance): Promise<void> {
  const absence = chance.between(0, LONGEST_ABSENCE_MS);
  switch (victim) {
    case "worker":
      await killWorker(at, absence, chance);
      break;
    case "web":
      await (await oneAlive(() => at.webs, chance)).kill(absence);
      break;
    case "database":
      await at.killDatabase(absence);
      break;
    case "worker and database":
      await Promise.all([killWorker(at, absence, chance), at.killDatabase(absence)]);
  }
  await lookWhoIsAtWork(at);
}

async function killWorker(at: Installation, absence: number, chance: Chance): Promise<void> {
  const worker = await oneAlive(() => notSpared(at.workers), chance);
  await worker.kill(absence);
}

function notSpared(workers: readonly Service[]): readonly Service[] {
  const spared = workers[Math.floor(Date.now() / SPARED_MS) % workers.length];
  return workers.filter((worker) => worker !== spared);
}

// Beginning is a moment, too; but few runs end with whoever has only begun.
const KILLED_WHILE_BEGINNING = 0.15;

async function oneAlive(services: () => readonly Service[], chance: Chance): Promise<Service> {
  const isOfInterest = (service: Service) =>
    chance.happens(KILLED_WHILE_BEGINNING) ? service.isAlive() : service.isServing();
  for (;;) {
    const alive = services().filter(isOfInterest);
    if (alive.length > 0) return chance.pick(alive);
    await pause(100);
  }
}

// Long enough for what living processes said meanwhile to be heard.
const HEARD_AFTER_MS = 300;

async function lookWhoIsAtWork({ withDatabase, takeUps }: Installation): Promise<void> {
  const now = Date.now();
  const rows = await withDatabase((db) => db.script("select id from runs where state = 'running'"));
  await pause(HEARD_AFTER_MS);
  const ids = rows.map((row) => String(row["id"]));
  takeUps.runsAtWork(ids, now);
}

/** Adds a worker, or tells one to end, which may come back; how many ended. */
async function changeWorkers(at: Installation, chance: Chance): Promise<number> {
  const choice = chance.next();
  const candidates = notSpared(at.workers).filter((worker) => worker.isServing());
  if (candidates.length === 0 || (choice < 0.4 && at.workers.length < MOST_WORKERS)) {
    if (at.workers.length < MOST_WORKERS) at.addWorker();
    return 0;
  }
  const worker = chance.pick(candidates);
  const leaves = at.workers.length > FEWEST_WORKERS;
  await stopInOrder(at, () => (leaves ? at.removeWorker(worker) : worker.stop(chance.between(0, LONGEST_ABSENCE_MS))));
  return 1;
}

async function stopInOrder({ court }: Installation, stop: () => Promise<number | null>): Promise<void> {
  const code = await stop();
  if (code !== 0) court.violate({ law: "stays up", text: `told to end, a process ended with ${code}` });
}

async function untilNothingIsOpen({ withDatabase }: Installation): Promise<void> {
  const until = Date.now() + SETTLING_MS;
  const open = "select count(*)::integer as count from runs where state in ('queued', 'running')";
  while (Date.now() < until) {
    const [row] = await withDatabase((db) => db.script(open));
    if (row?.["count"] === 0) return;
    await pause(500);
  }
}

async function syncOnceMore({ companies, origins, court }: Installation): Promise<void> {
  const { signal } = new AbortController();
  const ends = companies.map(async ({ email }) => {
    const person = aPerson({ email, password: PASSWORD }, origins, signal);
    const pressed = await person.press(origins[0] ?? "", "departments");
    const end = pressed.kind === "started" ? await person.untilEnded(pressed.runId, Date.now() + ONE_RUN_MS) : null;
    if (end !== null && isApplied(end)) return;
    court.violate({ law: "goes on", text: `${email}: the last sync was ${pressed.kind}, and came to ${end}` });
  });
  await Promise.all(ends);
}
