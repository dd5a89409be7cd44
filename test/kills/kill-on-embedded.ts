import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listCompanies } from "../../src/store/companies.ts";
import { openEmbeddedDatabase } from "../../src/store/embedded-database.ts";
import { expectOk } from "../database.ts";
import { freePort } from "../free-port.ts";
import { type ProductProcess, startProduct } from "../product-process.ts";
import { isApplied } from "../simulation/law-names.ts";
import type { Chance } from "../simulation/random.ts";
import { type Court, openCourt, sum } from "./court.ts";
import { type DemoSmartHr, demoSmartHr } from "./demo-smarthr.ts";
import { keepSyncing } from "./keep-syncing.ts";
import { type KillReport, lateTakeUps } from "./kill-report.ts";
import { pause } from "./pause.ts";
import { aPerson } from "./person.ts";
import { listenTo, type ProductLog } from "./product-log.ts";
import { countStarts, type Starts } from "./starts.ts";
import { followTakeUps, type TakeUps } from "./take-ups.ts";

// A folder lives through so many kills; the first of them may fall into its first start, which makes everything.
const KILLS_OF_A_FOLDER = 12;
const FIRST_START_MS = 6_000;
const LATER_START_MS = 3_000;
const LONGEST_LIFE_MS = 4_000;
const ONE_RUN_MS = 60_000;
const PEOPLE = { email: "admin@example.com", password: "mikiwame-demo" };

/** Kills what `npm start` starts, and the SmartHR in it, at random moments, from the first start of a folder on. */
export async function killOnEmbedded(times: number, chance: Chance): Promise<KillReport> {
  const ports = { product: await freePort(), sandbox: await freePort() };
  const takeUps = followTakeUps();
  const log = listenTo(takeUps);
  const starts = countStarts();
  const courts: Court[] = [];
  const killed: Record<string, number>[] = [];
  let done = 0;
  while (done < times) {
    const kills = Math.min(KILLS_OF_A_FOLDER, times - done);
    const demo = openDemo({ ports, takeUps, log, starts, chance: chance.branch(`folder ${courts.length}`) });
    courts.push(demo.court);
    for (let count = 0; count < kills; count++) killed.push({ [await liveOnce(demo)]: 1 });
    await endWell(demo);
    rmSync(demo.folder, { recursive: true, force: true });
    done += kills;
    console.log(
      `${done} of ${times} …, ${courts.reduce((all, { violations }) => all + violations.length, 0)} violations`,
    );
  }
  const [court = openCourt()] = courts;
  for (const violation of [...starts.violations, ...lateTakeUps(takeUps)]) court.violate(violation);
  return {
    killed: sum(killed),
    stopped: courts.length,
    outcomes: sum(courts.map((one) => one.outcomes())),
    starts,
    takeUps,
    defects: log.defects,
    violations: courts.flatMap(({ violations }) => violations),
  };
}

/** A folder in which `npm start` is pressed again and again. */
interface Demo {
  readonly folder: string;
  readonly ports: { readonly product: number; readonly sandbox: number };
  readonly origin: string;
  readonly smarthr: DemoSmartHr;
  readonly court: Court;
  readonly takeUps: TakeUps;
  readonly log: ProductLog;
  readonly starts: Starts;
  readonly chance: Chance;
  /** Whether it has ever served: until then a start may be anywhere. */
  served: boolean;
}

function openDemo(parts: Pick<Demo, "ports" | "takeUps" | "log" | "starts" | "chance">): Demo {
  const folder = mkdtempSync(join(tmpdir(), "mikiwame-kill-"));
  const { product, sandbox } = parts.ports;
  const smarthr = demoSmartHr(join(folder, "sandbox.json"), `http://localhost:${sandbox}`);
  const origin = `http://localhost:${product}`;
  return { ...parts, folder, origin, smarthr, court: openCourt(), served: false };
}

function start({ folder, ports, log }: Demo): ProductProcess {
  return startProduct({
    words: ["demo", "--sandbox-port", String(ports.sandbox)],
    folder,
    environment: { DATA_DIR: folder, PORT: String(ports.product), LOG_LEVEL: "info" },
    onMessage: (line) => log.heard("demo", line),
  });
}

/** Starts it, and kills it: while it begins, or at work; tells when. */
async function liveOnce(demo: Demo): Promise<string> {
  const { chance, takeUps } = demo;
  const process = start(demo);
  const isFirst = !demo.served;
  const diesEarly = chance.happens(isFirst ? 0.8 : 0.3);
  const earlyMs = chance.between(0, isFirst ? FIRST_START_MS : LATER_START_MS);
  const began = await Promise.race([
    beginning(demo, process),
    ...(diesEarly ? [pause(earlyMs).then(() => false)] : []),
  ]);
  const living = new AbortController();
  const working = began ? work(demo, living.signal) : Promise.resolve();
  if (began) await pause(chance.between(0, LONGEST_LIFE_MS));
  if (began && process.hasEnded()) demo.court.violate({ law: "stays up", text: "it ended by itself while it served" });
  const alone = chance.happens(0.3);
  const at = Date.now();
  await (alone ? process.killProgram() : process.kill());
  takeUps.ends("demo", at);
  living.abort();
  await working;
  demo.smarthr.look();
  if (demo.served && chance.happens(0.2)) await judge(demo, false);
  return began ? "at work" : isFirst ? "in the first start" : "while beginning";
}

/** Whether it began to serve; that it could not is nobody's wish. */
async function beginning({ court }: Demo, process: ProductProcess): Promise<boolean> {
  try {
    await process.serving();
    return true;
  } catch (error) {
    if (!process.wasKilled()) court.violate({ law: "stays up", text: String(error) });
    return false;
  }
}

async function work(demo: Demo, signal: AbortSignal): Promise<void> {
  const { takeUps, smarthr, starts, chance, origin } = demo;
  takeUps.begins("demo", Date.now());
  demo.served = true;
  smarthr.look();
  const person = aPerson(PEOPLE, [origin], signal);
  await keepSyncing({ person, origins: [origin], smarthr, chance, starts, signal });
}

/** Left alone, it carries out all that is left, syncs once more, and ends when it is told to. */
async function endWell(demo: Demo): Promise<void> {
  const { takeUps, court, origin, smarthr } = demo;
  const process = start(demo);
  if (!(await beginning(demo, process))) return;
  takeUps.begins("demo", Date.now());
  demo.served = true;
  smarthr.look();
  const person = aPerson(PEOPLE, [origin], new AbortController().signal);
  const until = Date.now() + ONE_RUN_MS;
  let pressed = await person.press(origin, "departments");
  if (pressed.kind === "open") {
    await person.untilEnded(pressed.runId, until);
    pressed = await person.press(origin, "departments");
  }
  const end = pressed.kind === "started" ? await person.untilEnded(pressed.runId, until) : null;
  if (end === null || !isApplied(end)) {
    court.violate({ law: "goes on", text: `the last sync was ${pressed.kind}, and came to ${end}` });
  }
  const code = await process.stop();
  takeUps.ends("demo", Date.now());
  if (code !== 0) court.violate({ law: "stays up", text: `told to end, it ended with ${code}` });
  await judge(demo, true);
}

/** As the folder was left: nothing is brought up to date or looked after before. */
async function judge({ folder, court, smarthr }: Demo, atRest: boolean): Promise<void> {
  if (!existsSync(join(folder, "postgres"))) return;
  const db = expectOk(await openEmbeddedDatabase({ dataDir: folder }));
  try {
    const [company] = await listCompanies(db.queries);
    if (company !== undefined && court.companies() === 0) court.add({ id: company.id, smarthr });
    await court.judge(db, atRest);
  } finally {
    await db.close();
  }
}
