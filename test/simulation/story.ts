import { approveRun, chooseAddresses } from "../../src/app/approve-run.ts";
import { cancelRun } from "../../src/app/cancel-run.ts";
import { endLink } from "../../src/app/end-link.ts";
import { startRun } from "../../src/app/start-run.ts";
import { startUndo } from "../../src/app/undo-run.ts";
import type { Subject } from "../../src/core/run.ts";
import type { SyncSettings } from "../../src/core/settings.ts";
import { FAULT_KINDS, type FaultKind } from "../../src/sandbox/faults.ts";
import { readAddressSuspects } from "../../src/store/address-suspects.ts";
import { findWaitingPlan, listWaitingPlans } from "../../src/store/held-runs.ts";
import { findOpenRun, listRuns } from "../../src/store/runs.ts";
import { drawEdits, drawShift } from "./draw-edits.ts";
import { editByHand } from "./hand-edits.ts";
import { isApplied, isOpen } from "./law-names.ts";
import { type Chance, chanceOf } from "./random.ts";
import { type RunRow, tablesOf } from "./roster-reading.ts";
import type { Base } from "./simulated-smarthr.ts";
import { ADMINISTRATOR, isLostConnection, type ProductProcess, type Role, type World } from "./world.ts";

/** Something that happens at a moment after the beginning. */
export interface Happening {
  readonly atMs: number;
  /** Counted in the summary. */
  readonly kind: string;
  readonly act: (world: World, chance: Chance) => Promise<void> | void;
}

/** One history: what there is at the beginning, and what happens. */
export interface Story {
  readonly base: Base;
  readonly roles: readonly Role[];
  readonly settings: SyncSettings;
  readonly access: "token" | "oauth";
  readonly limits: boolean;
  readonly runsAtOnce: number;
  readonly happenings: readonly Happening[];
  /** When everything is over, and faults end. */
  readonly overAtMs: number;
}

/** The story of a seed. */
export function storyOf(seed: number): Story {
  const chance = chanceOf(seed).branch("story");
  const presses = drawPresses(chance);
  const last = presses.at(-1)?.atMs ?? 0;
  const disturbances = presses.flatMap(({ atMs }) =>
    Array.from({ length: chance.between(1, 4) }, () =>
      drawDisturbance(chance, Math.max(0, atMs + chance.between(-400, 3_500))),
    ),
  );
  return {
    base: chance.pick<Base>(["manual", "manual", "manual", 4, 9, 9, 23, 23, 104, 205]),
    roles: chance.pick<readonly Role[]>([["all"], ["all"], ["web", "worker"], ["web", "worker", "worker"]]),
    settings: {
      createRetired: chance.happens(0.7),
      whenAddressChanged: chance.happens(0.5) ? "create-new" : "follow-person",
    },
    access: chance.happens(0.3) ? "oauth" : "token",
    limits: chance.happens(0.3),
    runsAtOnce: chance.between(1, 3),
    happenings: [...presses, ...disturbances].sort((one, other) => one.atMs - other.atMs),
    overAtMs: last + 9_000,
  };
}

function drawPresses(chance: Chance): Happening[] {
  const subjects: Subject[] = ["departments", "employees", "employees"];
  if (chance.happens(0.3)) subjects.push(chance.pick(["departments", "employees"]));
  let atMs = 300;
  return subjects.map((subject) => {
    const press = {
      atMs,
      kind: "start",
      act: (world: World, drawn: Chance) => pressSync(world, subject, { replaces: drawn.happens(0.6) }),
    };
    atMs += chance.between(3_000, 11_000);
    return press;
  });
}

/** A press of the button by whichever process answers: to sync, or to look first; in the place of the plan that waits, or not. */
export async function pressSync(
  world: World,
  subject: Subject,
  { preview = false, replaces = false }: { readonly preview?: boolean; readonly replaces?: boolean } = {},
): Promise<void> {
  const process = webOf(world);
  if (process === null) return;
  world.scheduler.note(`${process.life.name} is asked to ${preview ? "plan" : "sync"} ${subject}`);
  await attempt(world, async () => {
    const { companyId } = world;
    const waiting = replaces ? await findWaitingPlan(process.product.db.queries, companyId, subject) : null;
    const request = { companyId, subject, administratorEmail: ADMINISTRATOR, actor: ACTOR };
    await startRun(process.product, process.queue, { ...request, preview, replaces: waiting?.id ?? null });
  });
}

/** Somebody wants exactly the plan that waits. */
export async function approvePlan(world: World, plan: SeenRun): Promise<void> {
  const process = webOf(world);
  if (process === null || plan.digest === null) return;
  world.scheduler.note(`${process.life.name} is told that the plan of ${world.nameOf(plan.id)} is wanted`);
  world.judge.approved(plan.id, plan.digest);
  await approveRun(process.product, process.queue, seenPlan(world, plan));
}

/** A plan as somebody has it in front of them. */
type SeenRun = Pick<RunRow, "id" | "digest">;

function seenPlan({ companyId }: World, { id: runId, digest }: SeenRun) {
  return { companyId, runId, digest: digest ?? "", administratorEmail: ADMINISTRATOR, actor: ACTOR };
}

const ACTOR = "見本 花子";

// What each is drawn for, as often as it stands here.
const DISTURBANCES: readonly ((chance: Chance) => Omit<Happening, "atMs">)[] = [
  () => ({ kind: "edit", act: ({ smarthr }, chance) => smarthr.edit(drawEdits(chance, smarthr)) }),
  () => ({ kind: "edit", act: ({ smarthr }, chance) => smarthr.edit(drawEdits(chance, smarthr)) }),
  drawEditBetweenPages,
  drawEditBetweenPages,
  drawFault,
  drawFault,
  drawFault,
  drawMaintenance,
  drawPermission,
  drawPreview,
  drawPreview,
  () => ({ kind: "approval", act: (world) => approveWaiting(world) }),
  () => ({ kind: "approval", act: (world) => approveWaiting(world) }),
  () => ({ kind: "choice of addresses", act: (world, chance) => chooseForSomebody(world, chance) }),
  drawUndo,
  () => ({ kind: "expired token", act: ({ smarthr }) => void smarthr.sandbox.control("expire-tokens", {}) }),
  () => ({ kind: "opt-out field deleted", act: ({ smarthr }) => deleteField(smarthr) }),
  () => ({ kind: "opt-out field hidden", act: (world) => hideField(world) }),
  () => ({ kind: "edit by hand", act: (world, chance) => byHand(world, chance) }),
  () => ({ kind: "edit by hand", act: (world, chance) => byHand(world, chance) }),
  () => ({ kind: "clock jump", act: (world, chance) => jumpClock(world, chance) }),
  () => ({ kind: "cancel", act: (world) => cancelOpen(world) }),
  () => ({ kind: "two starts", act: (world, chance) => pressTwice(world, chance) }),
  () => ({ kind: "worker stopped", act: (world, chance) => stopWorker(world, chance) }),
  () => ({ kind: "database away", act: ({ database }, chance) => database.loseConnections(chance.between(1, 3)) }),
  () => ({ kind: "process killed", act: (world, chance) => killOne(world, chance) }),
  () => ({ kind: "link ended", act: (world) => endOwnLink(world) }),
];

function drawDisturbance(chance: Chance, atMs: number): Happening {
  return { atMs, ...chance.pick(DISTURBANCES)(chance) };
}

// Those that are met most often in life are drawn twice as often.
const USUAL: ReadonlySet<FaultKind> = new Set(["rate-limited", "server-error"]);
const FAULT_DRAWS = FAULT_KINDS.flatMap((kind) => (USUAL.has(kind) ? [kind, kind] : [kind]));

function drawFault(chance: Chance): Omit<Happening, "atMs"> {
  const kind = chance.pick(FAULT_DRAWS);
  const path = chance.pick([null, "/v1/crews", "/v1/departments", "/v1/crew_custom_field"]);
  const order = {
    kind,
    path,
    after: chance.between(0, 3),
    count: chance.between(1, 3),
    resetSeconds: chance.between(1, 20),
  };
  return { kind, act: ({ smarthr }) => smarthr.sandbox.control("faults", order) };
}

function drawMaintenance(chance: Chance): Omit<Happening, "atMs"> {
  const minutes = chance.pick([1, 5, 20, 60, 180]);
  return {
    kind: "maintenance",
    act({ smarthr, scheduler, everlasting }) {
      smarthr.sandbox.control("faults", { kind: "maintenance", count: null });
      scheduler.at(scheduler.now() + minutes * 60_000, everlasting, () => smarthr.calm());
    },
  };
}

function drawPermission(chance: Chance): Omit<Happening, "atMs"> {
  const resource = chance.pick(["crews", "departments", "crew_custom_field_templates"] as const);
  const seconds = chance.between(1, 8);
  return {
    kind: "permission taken away",
    act({ smarthr, scheduler, everlasting }) {
      smarthr.sandbox.control("resource-permission", { resource, read: false });
      const giveBack = () => void smarthr.sandbox.control("resource-permission", { resource, read: true });
      scheduler.at(scheduler.now() + seconds * 1_000, everlasting, giveBack);
    },
  };
}

function drawPreview(chance: Chance): Omit<Happening, "atMs"> {
  const subject = chance.pick<Subject>(["departments", "employees", "employees"]);
  const approvedAfter = drawPatience(chance);
  return {
    kind: "preview",
    async act(world) {
      approvedAfter(world);
      await pressSync(world, subject, { preview: true, replaces: true });
    },
  };
}

/** Whoever asked looks at the plan after a while, and mostly wants it. */
function drawPatience(chance: Chance): (world: World) => void {
  const seconds = chance.between(2, 9);
  if (chance.happens(0.25)) return () => {};
  return (world) => {
    const { scheduler, everlasting } = world;
    scheduler.at(scheduler.now() + seconds * 1_000, everlasting, () => void approveWaiting(world));
  };
}

/** Somebody wants whatever plan waits. */
export async function approveWaiting(world: World): Promise<void> {
  const process = webOf(world);
  if (process === null) return;
  await attempt(world, async () => {
    const [waiting] = await listWaitingPlans(process.product.db.queries, world.companyId);
    if (waiting !== undefined) await approvePlan(world, waiting.run);
  });
}

async function chooseForSomebody(world: World, chance: Chance): Promise<void> {
  const process = webOf(world);
  if (process === null) return;
  await attempt(world, async () => {
    const { queries } = process.product.db;
    const plan = await findWaitingPlan(queries, world.companyId, "employees");
    if (plan === null) return;
    const suspects = await readAddressSuspects(queries, plan.id, { offset: 0, limit: 20, meant: "all" });
    if (suspects.length === 0) return;
    const choice = chance.pick(["create-new", "follow-person"] as const);
    const choices = { [chance.pick(suspects).crewId]: choice };
    await chooseAddresses(process.product, process.queue, seenPlan(world, plan), choices);
  });
}

function drawUndo(chance: Chance): Omit<Happening, "atMs"> {
  const approvedAfter = drawPatience(chance);
  return {
    kind: "undo",
    async act(world, drawn) {
      approvedAfter(world);
      await takeBackOne(world, drawn);
    },
  };
}

async function takeBackOne(world: World, chance: Chance): Promise<void> {
  const process = webOf(world);
  if (process === null) return;
  const { companyId } = world;
  const { queries } = process.product.db;
  await attempt(world, async () => {
    const applied = (await listRuns(queries, companyId, 20)).filter(({ state }) => isApplied(state));
    if (applied.length === 0) return;
    const { id: runId, subject } = chance.pick(applied);
    world.scheduler.note(`${process.life.name} is asked to take back ${world.nameOf(runId)}`);
    const replaces = (await findWaitingPlan(queries, companyId, subject))?.id ?? null;
    const request = { companyId, runId, administratorEmail: ADMINISTRATOR, actor: ACTOR, replaces };
    await startUndo(process.product, process.queue, request);
  });
}

function drawEditBetweenPages(chance: Chance): Omit<Happening, "atMs"> {
  const list = chance.pick(["crews", "crews", "departments"] as const);
  const pages = chance.between(1, 4);
  return {
    kind: "edit between pages",
    act: ({ smarthr }, drawn) => smarthr.editAfterPages(list, pages, () => drawShift(list, drawn, smarthr)),
  };
}

function deleteField(smarthr: World["smarthr"]): void {
  const id = smarthr.fieldId();
  if (id !== null) smarthr.edit([{ op: "delete", list: "crew_custom_field_templates", where: { id } }]);
}

function hideField({ smarthr, scheduler, everlasting }: World): void {
  smarthr.showField(false);
  scheduler.at(scheduler.now() + 5_000, everlasting, () => smarthr.showField(true));
}

/** An edit by hand in whichever process answers. */
export async function byHand(world: World, chance: Chance): Promise<void> {
  const process = webOf(world);
  if (process !== null) await attempt(world, () => editByHand(world, process, chance));
}

function jumpClock(world: World, chance: Chance): void {
  if (world.processes.length === 0) return;
  const process = chance.pick(world.processes);
  process.skewMs += 1_000 * chance.pick([-3_600, -40, -5, 5, 40, 3_600]);
  world.scheduler.note(`the clock of ${process.life.name} is off by ${process.skewMs / 1_000} s`);
}

async function cancelOpen(world: World): Promise<void> {
  const process = webOf(world);
  if (process === null) return;
  await attempt(world, async () => {
    const { queries } = process.product.db;
    const open = await findOpenRun(queries, world.companyId);
    const waiting = await listWaitingPlans(queries, world.companyId);
    for (const { id } of [...(open === null ? [] : [open]), ...waiting.map(({ run }) => run)])
      await cancelRun(process.product, world.companyId, id, "見本 花子");
  });
}

async function pressTwice(world: World, chance: Chance): Promise<void> {
  const subjects = [
    chance.pick<Subject>(["departments", "employees"]),
    chance.pick<Subject>(["departments", "employees"]),
  ];
  await Promise.all(subjects.map((subject) => pressSync(world, subject)));
}

async function stopWorker(world: World, chance: Chance): Promise<void> {
  const working = world.processes.filter(({ worker }) => worker !== null);
  if (working.length === 0) return;
  const process = chance.pick(working);
  world.scheduler.note(`${process.life.name} is told to stop`);
  await attempt(world, async () => {
    await process.worker?.stop();
    world.scheduler.kill(process.life, "as it was told");
  });
}

function killOne(world: World, chance: Chance): void {
  if (world.processes.length > 0) world.scheduler.kill(chance.pick(world.processes).life, "by kill -9");
}

async function endOwnLink(world: World): Promise<void> {
  const process = webOf(world);
  if (process === null) return;
  await attempt(world, async () => {
    await endLink(process.product, { companyId: world.companyId, administratorEmail: ADMINISTRATOR });
  });
}

/** A process that answers administrators; null while none does. */
export function webOf({ processes }: World): ProductProcess | null {
  return processes.find(({ role }) => role !== "worker") ?? null;
}

/** The company's runs that are at work or wait for it, read past the product. */
export async function openRuns({ session, companyId }: World) {
  return (await tablesOf(session, companyId).runs()).filter(({ state }) => isOpen(state));
}

/** A plan that waits for approval, read past the product. */
export async function waitingPlan({ session, companyId }: World) {
  return (await tablesOf(session, companyId).runs()).find(({ state }) => state === "awaiting-approval") ?? null;
}

// What an administrator sees when the database is away is a message; anything else is a defect.
async function attempt(world: World, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isLostConnection(error))
      world.judge.violate("no defect", error instanceof Error ? `${error.stack}` : String(error));
  }
}
