import { cancelRun } from "../../src/app/cancel-run.ts";
import { remakeOptOutField } from "../../src/app/remake-opt-out-field.ts";
import { startRun } from "../../src/app/start-run.ts";
import { isApplied, isOver, type Violation } from "./law-names.ts";
import { chanceOf } from "./random.ts";
import { tablesOf } from "./roster-reading.ts";
import type { Session } from "./simulated-database.ts";
import { approvePlan, openRuns, type Story, storyOf, waitingPlan, webOf } from "./story.ts";
import { ADMINISTRATOR, createWorld, firstTokens, type Sabotage, type World } from "./world.ts";

/** What became of one story. */
export interface Played {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
  /** Equal exactly when everything happened in the same order at the same time. */
  readonly digest: string;
  readonly steps: number;
  readonly deaths: number;
  /** How often each kind of fault, edit or hand was part of it. */
  readonly happenings: Readonly<Record<string, number>>;
  readonly runsByOutcome: Readonly<Record<string, number>>;
}

export interface PlayOptions {
  readonly session: Session;
  readonly seed: number;
  /** By the seed when it is not given; null for no crash. */
  readonly crashAt?: number | null;
  /** By the seed when it is not given. */
  readonly story?: Story;
  readonly sabotage?: Sabotage;
}

/** Plays one story to its end, and judges it. */
export async function play(options: PlayOptions): Promise<Played> {
  const { session, seed, sabotage = {} } = options;
  const story = options.story ?? storyOf(seed);
  const chance = chanceOf(seed).branch("play");
  const drawnCrash = chance.happens(0.85) ? chance.between(2, 900) : null;
  const world = await createWorld({
    ...story,
    session,
    seed,
    crashAt: options.crashAt === undefined ? drawnCrash : options.crashAt,
    tokenLifeSeconds: 20,
    lookAfterMs: 5_000,
    sabotage,
    restartMs: () => chance.between(300, 12_000),
  });
  await openStory(world, story);
  await playHappenings(world, story, seed);
  await calmDown(world);
  await untilNothingIsOpen(world);
  await decideOnPlans(world, () => chance.happens(0.5));
  await syncOnceMore(world);
  await world.judge.atEnd();
  return conclude(world, story, seed);
}

async function openStory(world: World, story: Story): Promise<void> {
  await untilDone(world, () => world.link(firstTokens(story.access, world.smarthr)));
  for (const role of story.roles) world.begin(role);
}

async function playHappenings(world: World, { happenings, overAtMs }: Story, seed: number): Promise<void> {
  for (const [index, { atMs, kind, act }] of happenings.entries()) {
    world.scheduler.at(world.startedAt + atMs, world.everlasting, () => {
      world.scheduler.note(`· ${kind}`);
      void act(world, chanceOf(`${seed}/${index}`));
    });
  }
  await world.scheduler.runUntil(() => false, world.startedAt + overAtMs);
}

// Everything that can be put right is put right; what the runs then do by themselves is the product's promise.
async function calmDown(world: World): Promise<void> {
  const { smarthr, scheduler, companyId, session, operator } = world;
  scheduler.note("all faults are over");
  smarthr.calm();
  world.database.calm();
  for (const resource of ["crews", "departments", "crew_custom_field_templates"] as const) {
    smarthr.sandbox.control("resource-permission", { resource, read: true });
  }
  smarthr.showField(true);
  const { token } = smarthr.sandbox.control("issue-token", {});
  await untilDone(world, () => world.link({ kind: "token", accessToken: token }));
  const { rows } = await session.query("select opt_out_field_id as id from tenants where company_id = $1", [companyId]);
  const remembered = rows[0]?.["id"] ?? null;
  if (remembered !== null && remembered !== smarthr.fieldId()) {
    const reach = { subdomain: "acme", access: { token: async () => token } };
    await untilDone(world, async () => {
      await remakeOptOutField(operator, companyId, reach, { signal: new AbortController().signal });
    });
  }
  // M35: where people were opted out and nobody has a value any more, be it by a last edit, runs stop until somebody chooses again.
  const [somebody] = smarthr.rows().crews;
  const fieldId = smarthr.fieldId();
  if (somebody === undefined || fieldId === null) return;
  const values = { custom_fields: [{ template_id: fieldId, value: "skip" }] };
  smarthr.edit([{ op: "update", list: "crews", where: { id: somebody.id }, values }]);
}

/** Lets the world go on until that is done, or nobody is left to do it; tells whether it was done. */
async function untilDone(world: World, act: () => Promise<void>, isLost = () => false): Promise<boolean> {
  let ended: { readonly failure: unknown } | null = null;
  void act().then(
    () => {
      ended = { failure: null };
    },
    (failure) => {
      ended = { failure };
    },
  );
  await world.scheduler.runUntil(() => ended !== null || isLost(), world.scheduler.now() + 3_600_000);
  const { failure } = (ended as { readonly failure: unknown } | null) ?? { failure: null };
  if (failure !== null) throw failure;
  return ended !== null;
}

const LONGEST_MS = 24 * 3_600_000;

/** Lets time go by until no run is open; gives up after a day. */
async function untilNothingIsOpen(world: World): Promise<void> {
  const giveUpAt = world.scheduler.now() + LONGEST_MS;
  let patienceMs = 3_000;
  while ((await openRuns(world)).length > 0 && world.scheduler.now() < giveUpAt) {
    await world.scheduler.runUntil(() => false, world.scheduler.now() + patienceMs);
    patienceMs = Math.min(patienceMs * 1.5, 600_000);
  }
}

/** Somebody approves each plan that waits, or ends it, until none does. */
async function decideOnPlans(world: World, isWanted: () => boolean): Promise<void> {
  for (;;) {
    const plan = await waitingPlan(world);
    if (plan === null) return;
    await world.scheduler.runUntil(() => webOf(world) !== null, world.scheduler.now() + 60_000);
    const process = webOf(world);
    if (process === null) return world.judge.violate("goes on", "no process answers any more");
    const decide = async () => {
      if (isWanted()) return approvePlan(world, plan);
      await cancelRun(process.product, world.companyId, plan.id, "見本 花子");
    };
    await untilDone(world, decide, () => !process.life.alive);
    await untilNothingIsOpen(world);
  }
}

async function syncOnceMore(world: World): Promise<void> {
  const { scheduler, judge, companyId, session, nameOf } = world;
  await scheduler.runUntil(() => webOf(world) !== null, scheduler.now() + 60_000);
  const process = webOf(world);
  if (process === null) return judge.violate("goes on", "no process answers any more");
  const request = { companyId, subject: "employees", administratorEmail: ADMINISTRATOR, actor: "見本 花子" } as const;
  let runId: string | null = null;
  scheduler.note("a last sync of employees");
  const press = async () => {
    const started = await startRun(process.product, process.queue, request);
    if (started.ok) runId = started.value.id;
    else judge.violate("goes on", `the last sync is refused: ${started.fault.kind}`);
  };
  const isPressed = await untilDone(world, press, () => !process.life.alive);
  await untilNothingIsOpen(world);
  // A guard trips like any day: somebody looks, and wants it.
  await decideOnPlans(world, () => true);
  // The crash point was here: whoever pressed the button presses it again.
  if (!isPressed) return syncOnceMore(world);
  const run = (await tablesOf(session, companyId).runs()).find(({ id }) => id === runId);
  if (run !== undefined && isOver(run.state) && !isApplied(run.state)) {
    judge.violate("goes on", `${nameOf(run.id)} of the last sync is ${run.state}: ${run.failure?.kind}`);
  }
}

async function conclude(world: World, { happenings }: Story, seed: number): Promise<Played> {
  const { judge, session, companyId, scheduler, trace, deaths } = world;
  const lost = happenings.some(({ kind }) => kind === "database away");
  const runs = await tablesOf(session, companyId).runs();
  const runsByOutcome: Record<string, number> = {};
  for (const { id, state, failure, approvedDigest, undoOf } of runs) {
    const way = undoOf !== null ? "undo " : approvedDigest !== null ? "approved, " : "";
    const outcome = failure === null ? `${way}${state}` : failure.kind;
    runsByOutcome[outcome] = (runsByOutcome[outcome] ?? 0) + 1;
    if (outcome === "internal" && !lost) judge.violate("no defect", `${world.nameOf(id)} failed as internal`);
  }
  const counts: Record<string, number> = {};
  for (const { kind } of happenings) counts[kind] = (counts[kind] ?? 0) + 1;
  // What a broken law left open must not meet the next story.
  await session.query(
    `update runs set state = 'cancelled', finished_at = now(), lease_until = null
      where company_id = $1 and state in ('queued', 'running', 'awaiting-approval')`,
    [companyId],
  );
  return {
    seed,
    violations: [...judge.violations],
    trace,
    digest: world.digest(),
    steps: scheduler.stepCount(),
    deaths: deaths.count,
    happenings: counts,
    runsByOutcome,
  };
}
