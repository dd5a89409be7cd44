import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { editedEmployee } from "../core/edit-employee.ts";
import type { RosterEmployee } from "../core/roster.ts";
import { APPROVAL_MS } from "../core/run.ts";
import { claimRun } from "../store/background-runs.ts";
import { expirePlans } from "../store/held-runs.ts";
import { lockRoster } from "../store/lock-roster.ts";
import { updateEmployee } from "../store/write-by-hand.ts";
import { approveRun } from "./approve-run.ts";
import { browseChanges, browseKept, viewRun } from "./browse-runs.ts";
import { cancelRun } from "./cancel-run.ts";
import { showRun } from "./list-runs.ts";
import { performQueuedRun } from "./perform-queued-run.ts";
import type { RunReport } from "./run-report.ts";
import { performUndo, previewUndo, startUndo } from "./undo-run.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NO_SIGNAL = new AbortController().signal;
const ALONE = { signal: NO_SIGNAL, onRows: () => {} };
// What waits is taken up by the tests themselves.
const NOBODY = { send: async () => {}, wake: () => {} };
const ALL = { page: 1, perPage: 100, kind: null, field: null, guard: null, search: "" } as const;

describe("an undo that a command applies", () => {
  test("takes back a first import, employees and then departments, without asking SmartHR", async () => {
    const { scene, departments, employees } = await anImportedRoster();
    const askedBefore = scene.sent.length;

    const first = await undo(scene, employees);
    const second = await undo(scene, departments);

    expect([first.summary.state, second.summary.state]).toEqual(["succeeded", "succeeded"]);
    expect([await scene.employees(), await scene.departments()]).toEqual([[], []]);
    expect(scene.sent.length).toBe(askedBefore);
  });

  test("finds nothing to do the second time, and writes nothing but its run", async () => {
    const { scene, employees } = await anImportedRoster();
    await undo(scene, employees);
    const { runs: _, ...before } = await scene.writtenRows();

    const again = await undo(scene, employees);

    const { runs: __, ...after } = await scene.writtenRows();
    expect([again.summary.state, again.rows.changes, again.undo?.kept]).toEqual(["succeeded", [], []]);
    expect(again.summary.counts).toMatchObject({ create: 0, update: 0, delete: 0 });
    expect(after).toEqual(before);
  });

  test("is undone itself: everybody is back under the same id", async () => {
    const { scene, employees } = await anImportedRoster();
    const before = await scene.employees();
    const undone = await undo(scene, employees);

    await undo(scene, undone.summary.runId ?? "");

    expect(withoutVersions(await scene.employees())).toEqual(withoutVersions(before));
  });

  test("is undone itself after the next sync: who is registered again is left, and nobody has to act", async () => {
    const { scene, departments, employees } = await anImportedRoster();
    const undoneEmployees = await undo(scene, employees);
    const undoneDepartments = await undo(scene, departments);
    scene.edit({ op: "update", list: "departments", where: { code: "A001" }, values: { name: "営業本部" } });
    await scene.run("departments");
    await scene.run("employees");
    const before = [await scene.departments(), await scene.employees()];

    const second = await undo(scene, undoneDepartments.summary.runId ?? "");
    const first = await undo(scene, undoneEmployees.summary.runId ?? "");

    const again = { reasons: [{ kind: "registered-again", field: null }] };
    expect(second.undo?.kept).toMatchObject([{ row: { code: "A001", name: "営業本部" }, ...again }]);
    expect(first.undo?.kept).toMatchObject(before[1]?.map(() => again) ?? []);
    expect([await scene.departments(), await scene.employees()]).toEqual(before);
  });

  test("keeps and lists who was edited by hand since, with whom to ask", async () => {
    const { scene, employees } = await anImportedRoster();
    const [edited] = await editFirst(scene);

    const report = await undo(scene, employees);

    expect((await scene.employees()).map(({ id }) => id)).toEqual([edited?.id]);
    expect(report.undo?.kept).toMatchObject([
      { row: { id: edited?.id }, reasons: [{ kind: "changed-since", by: { actor: "hand@example.com", runId: null } }] },
    ]);
  });

  test("without a plan that was seen it does not take the place of one that waits", async () => {
    const { scene, employees } = await anImportedRoster();
    const held = await plannedUndo(scene, employees);
    const request = { companyId: scene.companyId, runId: employees, actor: "hr@example.com", signal: NO_SIGNAL };

    const answer = await performUndo(scene.product, { ...request, expectedDigest: null });

    expect(answer).toMatchObject({ ok: false, fault: { kind: "plan-waiting", runId: held } });
    expect((await viewRun(scene.product, scene.companyId, held))?.state).toBe("awaiting-approval");
  });

  test("applies nothing when the plan is not the one that was expected", async () => {
    const { scene, employees } = await anImportedRoster();
    const planned = expectOk(await previewUndo(scene.product, { companyId: scene.companyId, runId: employees }));
    await editFirst(scene);
    const before = await scene.employees();

    const report = await undo(scene, employees, planned.summary.digest);

    expect([report.summary.state, report.summary.failure]).toEqual(["failed", { kind: "plan-changed" }]);
    expect(await scene.employees()).toEqual(before);
  });

  test("does exactly what its preview said, by digest", async () => {
    const { scene, employees } = await anImportedRoster();
    const planned = expectOk(await previewUndo(scene.product, { companyId: scene.companyId, runId: employees }));

    const report = await undo(scene, employees, planned.summary.digest);

    expect(report.summary.digest).toBe(planned.summary.digest);
    expect(report.rows).toEqual(planned.rows);
  });

  test("is refused for a run that changed nothing, and for one that there is not", async () => {
    const { scene } = await anImportedRoster();
    const again = await scene.run("employees");
    const of = (runId: string) => previewUndo(scene.product, { companyId: scene.companyId, runId });

    expect([await of(again.summary.runId ?? ""), await of("nothing")]).toEqual([
      { ok: false, fault: { kind: "run-not-undoable", runId: again.summary.runId } },
      { ok: false, fault: { kind: "no-run", runId: "nothing" } },
    ]);
  });

  test("the next sync brings back what SmartHR has, people under new ids", async () => {
    const { scene, employees } = await anImportedRoster();
    const before = await scene.employees();
    await undo(scene, employees);

    await scene.run("employees");

    const after = await scene.employees();
    expect(after.map(({ email }) => email)).toEqual(before.map(({ email }) => email));
    expect(after.some(({ id }) => before.some((each) => each.id === id))).toBe(false);
  });
});

describe("an undo that is started on the screens", () => {
  test("waits for approval with its changes and what it keeps, and is then applied as it was seen", async () => {
    const { scene, employees } = await anImportedRoster();
    const [edited] = await editFirst(scene);

    const held = await plannedUndo(scene, employees);

    const waiting = await viewRun(scene.product, scene.companyId, held);
    const planned = await browseChanges(scene.product, scene.companyId, held, { ...ALL, kind: "delete" });
    expect(waiting).toMatchObject({
      kind: "undo",
      state: "awaiting-approval",
      keptCount: 1,
      undoOf: { id: employees },
      canUndo: false,
      plan: { guards: [], obstacles: [] },
    });
    expect(planned?.total).toBe(waiting?.counts?.delete);
    expect(await browseKept(scene.product, scene.companyId, held, ALL)).toMatchObject({
      kept: [{ subject: "employees", row: { id: edited?.id } }],
      total: 1,
    });

    await approve(scene, held);

    expect(await viewRun(scene.product, scene.companyId, held)).toMatchObject({
      state: "succeeded",
      keptCount: 1,
      canUndo: true,
    });
    expect((await scene.employees()).map(({ id }) => id)).toEqual([edited?.id]);
    const applied = await browseChanges(scene.product, scene.companyId, held, { ...ALL, kind: "delete" });
    expect(applied?.changes).toHaveLength(planned?.total ?? -1);
  });

  test("is planned as soon as it is taken up: it never seems to read SmartHR", async () => {
    const { scene, employees } = await anImportedRoster();
    await scene.clock.advance(1_000);
    const { id } = expectOk(await start(scene, employees, null));

    const planning = await phaseOnceTaken(scene, id);

    expect(planning).toBe("planning");
  });

  test("is held anew, with the row and who changed it, when the roster changed after it was seen", async () => {
    const { scene, employees } = await anImportedRoster();
    const held = await plannedUndo(scene, employees);
    const [edited] = await editFirst(scene);
    const before = await scene.employees();

    await approve(scene, held);

    expect(await viewRun(scene.product, scene.companyId, held)).toMatchObject({
      state: "awaiting-approval",
      keptCount: 1,
      plan: { obstacles: [{ kind: "row-changed", row: edited?.id, actor: "hand@example.com" }], approval: null },
    });
    expect(await scene.employees()).toEqual(before);
  });

  test.each(["cancelled", "replaced", "expired"] as const)(
    "that comes to nothing leaves no row as it is, and says so: %s",
    async (end) => {
      const { scene, employees } = await anImportedRoster();
      await editFirst(scene);
      const held = await plannedUndo(scene, employees);
      const keptWhileItWaits = await kept(scene, held);

      if (end === "cancelled") expectOk(await cancelRun(scene.product, scene.companyId, held, "見本 花子"));
      if (end === "replaced") expectOk(await start(scene, employees, held));
      if (end === "expired") await expirePlans(db.queries, scene.clock.now() + APPROVAL_MS);

      expect(keptWhileItWaits).toEqual({ keptCount: 1, listed: 1, reported: 1 });
      expect(await kept(scene, held)).toEqual({ keptCount: 0, listed: 0, reported: 0 });
    },
  );

  test("is shown with its rows while it waits and after it was applied", async () => {
    const { scene, employees } = await anImportedRoster();
    const held = await plannedUndo(scene, employees);
    const waiting = expectOk(await showRun(scene.product, scene.companyId, held));

    await approve(scene, held);

    const applied = expectOk(await showRun(scene.product, scene.companyId, held));
    expect(waiting.undo).toEqual({ undoOf: employees, kept: [] });
    expect(idsOf(applied)).toEqual(idsOf(waiting));
  });

  test("takes the place of a waiting plan only when it names it", async () => {
    const { scene, employees } = await anImportedRoster();
    const held = await plannedUndo(scene, employees);

    const refused = await start(scene, employees, null);
    const replacing = await start(scene, employees, held);

    expect(refused).toMatchObject({ ok: false, fault: { kind: "plan-waiting", runId: held } });
    expect(replacing.ok).toBe(true);
    expect(await viewRun(scene.product, scene.companyId, held)).toMatchObject({
      state: "cancelled",
      cancelReason: "replaced",
    });
  });

  test("of what is undone already ends at once: there is nothing to be approved", async () => {
    const { scene, employees } = await anImportedRoster();
    await undo(scene, employees);

    const again = await plannedUndo(scene, employees);

    const counts = { create: 0, update: 0, delete: 0 };
    expect(await viewRun(scene.product, scene.companyId, again)).toMatchObject({ state: "succeeded", counts });
  });

  test("is named by the run whose changes it has taken back, until it is taken back itself", async () => {
    const { scene, employees } = await anImportedRoster();
    const undoneBy = async (id: string) => (await viewRun(scene.product, scene.companyId, id))?.undoneBy;
    const asMade = await undoneBy(employees);
    const undoId = (await undo(scene, employees)).summary.runId ?? "";
    // Finds nothing to take back, and so took nothing back.
    await undo(scene, employees);
    const undone = await undoneBy(employees);
    const againId = (await undo(scene, undoId)).summary.runId;

    expect(asMade).toBeNull();
    expect(undone).toMatchObject({ id: undoId, actor: "hr@example.com" });
    expect([await undoneBy(employees), (await undoneBy(undoId))?.id]).toEqual([null, againId]);
  });

  test("is refused where there is nothing to undo, and for another company's run", async () => {
    const { scene } = await anImportedRoster();
    const other = await anImportedRoster();
    const again = await scene.run("employees");

    expect([await start(scene, again.summary.runId ?? "", null), await start(scene, other.employees, null)]).toEqual([
      { ok: false, fault: { kind: "run-not-undoable" } },
      { ok: false, fault: { kind: "not-found" } },
    ]);
  });
});

async function anImportedRoster() {
  const scene = await aProduct(db);
  const departments = (await scene.run("departments")).summary.runId ?? "";
  const employees = (await scene.run("employees")).summary.runId ?? "";
  return { scene, departments, employees };
}

async function undo(scene: ProductScene, runId: string, expectedDigest: string | null = null): Promise<RunReport> {
  const { product, companyId, clock } = scene;
  await clock.advance(1_000);
  const request = { companyId, runId, actor: "hr@example.com", expectedDigest, signal: NO_SIGNAL };
  return expectOk(await performUndo(product, request));
}

function start({ product, companyId }: ProductScene, runId: string, replaces: string | null) {
  const by = { administratorEmail: "hr@example.com", actor: "hr@example.com" };
  return startUndo(product, NOBODY, { companyId, runId, replaces, ...by });
}

/** What a worker that has just taken it up is doing. */
async function phaseOnceTaken({ product, companyId, clock }: ProductScene, runId: string) {
  await claimRun(db.queries, runId, { at: clock.now(), leaseUntil: clock.now() + 9_000 });
  return (await viewRun(product, companyId, runId))?.progress?.phase;
}

async function plannedUndo(scene: ProductScene, runId: string): Promise<string> {
  await scene.clock.advance(1_000);
  const { id } = expectOk(await start(scene, runId, null));
  await performQueuedRun(scene.product, NOBODY, id, ALONE);
  return id;
}

async function approve(scene: ProductScene, runId: string): Promise<void> {
  await letGoOn(scene, runId);
  await performQueuedRun(scene.product, NOBODY, runId, ALONE);
}

async function letGoOn({ product, companyId }: ProductScene, runId: string): Promise<void> {
  const digest = (await viewRun(product, companyId, runId))?.plan?.digest ?? "";
  const by = { administratorEmail: "hr@example.com", actor: "hr@example.com" };
  expectOk(await approveRun(product, NOBODY, { companyId, runId, digest, ...by }));
}

async function kept({ product, companyId }: ProductScene, runId: string) {
  const run = await viewRun(product, companyId, runId);
  const listed = await browseKept(product, companyId, runId, ALL);
  const { undo: reported } = expectOk(await showRun(product, companyId, runId));
  return { keptCount: run?.keptCount, listed: listed?.kept.length, reported: reported?.kept.length };
}

async function editFirst(scene: ProductScene): Promise<readonly RosterEmployee[]> {
  const [first] = await scene.employees();
  const after = first && editedEmployee(first, { ...first, jobTitle: "本部長" });
  if (!after) throw new Error("expected somebody to edit");
  const by = { actor: "hand@example.com", at: scene.clock.now() };
  await db.transaction(async (tx) => updateEmployee(await lockRoster(tx, scene.companyId), after, by));
  return scene.employees();
}

function withoutVersions(employees: readonly RosterEmployee[]): readonly unknown[] {
  return employees.map(({ version: _, ...employee }) => employee);
}

function idsOf({ rows }: RunReport): readonly string[] {
  const ids = rows.changes.map((change) => (change.kind === "delete" && "id" in change.before ? change.before.id : ""));
  return ids.map(String).toSorted();
}
