import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { acmeOf, approveOnScreen, change, crewsOf, saveLimits, syncOnScreen } from "../../test/law-scene.ts";
import { aProduct, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import { drawEdits } from "../../test/simulation/draw-edits.ts";
import { type Chance, chanceOf } from "../../test/simulation/random.ts";
import { fieldIdOf } from "../../test/simulation/smarthr-state.ts";
import { type Department, EMPLOYEE_FIELDS, type Employee, type RosterEmployee } from "../core/roster.ts";
import type { Subject } from "../core/run.ts";
import { saveSettings } from "../store/companies.ts";
import { saveLink } from "../store/links.ts";
import { browseChanges, viewRun } from "./browse-runs.ts";
import { changeEmployee } from "./change-employee.ts";
import { deleteEmployees } from "./delete-employees.ts";
import { addDepartment, changeDepartment } from "./edit-departments.ts";
import { showDepartments } from "./show-departments.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

// Each run of a law is a company of its own with a dozen syncs and edits.
const LAW = { numRuns: 4, seed: 5 };
const HAND = "hand@example.com";
const ALL = { page: 1, perPage: 1_000, kind: null, field: null, guard: null, search: "" } as const;

const anySubject = fc.constantFrom<Subject>("departments", "employees");
const anySeed = fc.nat(1_000_000);

describe("what a preview says is what is applied", () => {
  test("on the command line, after any history: the run has the preview's digest, and its history is the changes that were listed", async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, async (seed) => {
        const chance = chanceOf(seed);
        const scene = await aCompanyWithHistory(chance);
        for (const subject of ["departments", "employees"] as const) {
          editSmartHr(scene, chance);
          const before = await rosterOf(scene, subject);
          const planned = await scene.preview(subject);
          const { digest } = planned.summary;
          expect(digest).not.toBeNull();

          const { summary } = await scene.run(subject, { expectedDigest: digest });

          expect(["succeeded", "partly-failed"]).toContain(summary.state);
          expect([summary.digest, summary.counts]).toEqual([digest, planned.summary.counts]);
          const listed = planned.rows.changes.map(asWritten);
          expect(await changesOf(scene, summary.runId)).toEqual(sorted(listed));
          expect(await rosterOf(scene, subject)).toEqual(rosterAfter(before, listed));
        }
      }),
      LAW,
    );
  });

  test("on the screen, whatever is edited in SmartHR and in rows that the plan does not touch", async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, anySubject, async (seed, subject) => {
        const { scene, chance, runId, digest, listed } = await aWaitingPlan(seed, subject);

        editSmartHr(scene, chance);
        await editUntouched(scene, chance, subject, listed);
        const before = await rosterOf(scene, subject);
        await approveOnScreen(scene, runId);

        const run = await viewRun(scene.product, scene.companyId, runId);
        expect(["succeeded", "partly-failed"]).toContain(run?.state);
        expect(run?.plan?.digest).toBe(digest);
        expect(await changesOf(scene, runId)).toEqual(listed);
        expect(await rosterOf(scene, subject)).toEqual(rosterAfter(before, listed));
      }),
      LAW,
    );
  });

  test("on the screen, when touched rows were changed by hand nothing is applied: it waits again, and names exactly those", async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, anySubject, async (seed, subject) => {
        const { scene, chance, runId, digest, listed } = await aWaitingPlan(seed, subject);

        if (chance.happens(0.5)) editSmartHr(scene, chance);
        await editUntouched(scene, chance, subject, listed);
        const touched = await editTouched(scene, chance, subject, runId);
        const before = await rosterOf(scene, subject);
        await approveOnScreen(scene, runId);

        const again = await viewRun(scene.product, scene.companyId, runId);
        expect(again?.state).toBe("awaiting-approval");
        expect(again?.plan?.approval).toBeNull();
        expect(again?.plan?.digest).not.toBe(digest);
        const named = again?.plan?.obstacles.map((obstacle) =>
          "row" in obstacle ? [obstacle.kind, obstacle.row] : [],
        );
        expect(named?.toSorted()).toEqual(touched.toSorted());
        expect(await rosterOf(scene, subject)).toEqual(before);

        const relisted = await changesOf(scene, runId);
        await approveOnScreen(scene, runId);
        const run = await viewRun(scene.product, scene.companyId, runId);
        expect(["succeeded", "partly-failed"]).toContain(run?.state);
        expect(run?.plan?.digest).toBe(again?.plan?.digest);
        expect(await changesOf(scene, runId)).toEqual(relisted);
        expect(await rosterOf(scene, subject)).toEqual(rosterAfter(before, relisted));
      }),
      LAW,
    );
  });
});

/** A change without what only the roster knows of its rows. */
interface Written {
  readonly kind: "create" | "update";
  readonly before: Row | null;
  readonly after: Row;
}

type Row = Department | Employee;
type AnyChange =
  | { readonly kind: "create"; readonly after: Row }
  | { readonly kind: "update"; readonly before: Row; readonly after: Row }
  | { readonly kind: "delete"; readonly before: Row };

function asWritten(planned: AnyChange): Written {
  if (planned.kind === "delete") throw new Error("expected a sync to delete nothing");
  return {
    kind: planned.kind,
    before: planned.kind === "update" ? plain(planned.before) : null,
    after: plain(planned.after),
  };
}

function plain(row: Row): Row {
  if ("code" in row) return { code: row.code, name: row.name, parentCode: row.parentCode };
  // fromEntries forgets which keys it was given.
  return Object.fromEntries(EMPLOYEE_FIELDS.map((field) => [field, row[field]])) as unknown as Employee;
}

function keyOf(row: Row): string {
  return "code" in row ? row.code : row.email.toLowerCase();
}

function sorted(changes: readonly Written[]): readonly Written[] {
  return changes.toSorted((one, other) => (keyOf(one.after) < keyOf(other.after) ? -1 : 1));
}

/** The changes of a run: those that are planned while it waits, and those of the history once it was applied. */
async function changesOf({ product, companyId }: ProductScene, runId: string | null): Promise<readonly Written[]> {
  const shown = await browseChanges(product, companyId, runId ?? "", ALL);
  expect(shown?.changes).toHaveLength(shown?.total ?? -1);
  return sorted((shown?.changes ?? []).map(asWritten));
}

async function rosterOf(scene: ProductScene, subject: Subject): Promise<ReadonlyMap<string, Row>> {
  const rows: readonly Row[] = subject === "departments" ? await scene.departments() : await scene.employees();
  return new Map(rows.map((row) => [keyOf(row), plain(row)]));
}

function rosterAfter(before: ReadonlyMap<string, Row>, changes: readonly Written[]): ReadonlyMap<string, Row> {
  const after = new Map(before);
  // Addresses may be swapped: all go before any comes.
  for (const each of changes) if (each.before !== null) after.delete(keyOf(each.before));
  for (const each of changes) after.set(keyOf(each.after), each.after);
  return after;
}

/** A company to which everything happened that can: edits in SmartHR and by hand, syncs, other choices for its syncs. */
async function aCompanyWithHistory(chance: Chance): Promise<ProductScene> {
  const scene = await aProduct(db, { seed: 8 });
  await saveLimits(scene);
  await saveLink(db.queries, TEST_KEYS, {
    companyId: scene.companyId,
    administratorEmail: "hr@example.com",
    subdomain: "acme",
    tenantUrl: "http://localhost:4000/tenants/acme",
    tokens: { kind: "token", accessToken: scene.sandbox.accessToken },
    linkedAt: scene.clock.now(),
  });
  for (const subject of ["departments", "employees"] as const) await scene.run(subject);
  for (let steps = chance.between(0, 4); steps > 0; steps--) {
    editSmartHr(scene, chance);
    await chance.pick(DEEDS)(scene, chance);
  }
  return scene;
}

const DEEDS: readonly ((scene: ProductScene, chance: Chance) => Promise<unknown>)[] = [
  (scene) => scene.run("departments"),
  (scene) => scene.run("employees"),
  async (scene, chance) => {
    const employees = await scene.employees();
    if (employees.length > 0) await editEmployee(scene, chance, chance.pick(employees));
  },
  (scene, chance) =>
    saveSettings(db.queries, scene.companyId, {
      createRetired: chance.happens(0.5),
      whenAddressChanged: chance.pick(["create-new", "follow-person"]),
    }),
];

function editSmartHr(scene: ProductScene, chance: Chance): void {
  const smarthr = { rows: () => acmeOf(scene), fieldId: () => fieldIdOf(acmeOf(scene)) };
  for (let count = chance.between(1, 5); count > 0; count--) scene.edit(...drawEdits(chance, smarthr));
}

/** 「変更内容を確認する」 after any history, with some updates in its plan. */
async function aWaitingPlan(seed: number, subject: Subject) {
  const chance = chanceOf(seed);
  const scene = await aCompanyWithHistory(chance);
  for (const each of ["departments", "employees"] as const) await scene.run(each);
  editSmartHr(scene, chance);
  const synced = new Set((await scene.employees()).map(({ crewId }) => crewId));
  const known = crewsOf(scene).filter(({ id }) => synced.has(id));
  for (const { id } of known.slice(0, 3)) scene.edit(change("crews", id, { emp_code: `P${chance.between(1, 9_999)}` }));
  for (const { id, code } of acmeOf(scene).departments.slice(0, 2))
    scene.edit(change("departments", id, { name: `計画${code}第${chance.between(1, 9_999)}部` }));
  const runId = await syncOnScreen(scene, subject, { preview: true });
  const run = await viewRun(scene.product, scene.companyId, runId);
  expect(run?.state).toBe("awaiting-approval");
  return { scene, chance, runId, digest: run?.plan?.digest, listed: await changesOf(scene, runId) };
}

async function editUntouched(
  scene: ProductScene,
  chance: Chance,
  subject: Subject,
  listed: readonly Written[],
): Promise<void> {
  const keys = new Set(listed.flatMap(({ before, after }) => [keyOf(before ?? after), keyOf(after)]));
  const employees = (await scene.employees()).filter((row) => subject === "departments" || !keys.has(keyOf(row)));
  for (const employee of employees) if (chance.happens(0.3)) await editEmployee(scene, chance, employee);
  const code = `H${chance.between(1, 9_999)}`;
  const editor = { companyId: scene.companyId, actor: HAND };
  expectOk(await addDepartment(scene.product, editor, { code, name: `手入力${code}部`, parentCode: null }));
}

/** Edits some of the rows that the plan touches, at least one; gives the obstacles that this is. */
async function editTouched(
  scene: ProductScene,
  chance: Chance,
  subject: Subject,
  runId: string,
): Promise<readonly (readonly [string, string])[]> {
  const shown = (await browseChanges(scene.product, scene.companyId, runId, ALL))?.changes ?? [];
  const candidates = shown.filter(({ kind }) => subject === "departments" || kind === "update");
  const first = chance.pick(candidates);
  const obstacles: (readonly [string, string])[] = [];
  for (const each of candidates) {
    if (each !== first && !chance.happens(0.3)) continue;
    if (each.kind === "delete") continue;
    if ("code" in each.after)
      obstacles.push([await touchDepartment(scene, each.kind, each.after.code), each.after.code]);
    else if (each.kind === "update" && "employeeId" in each) {
      const employee = (await scene.employees()).find(({ id }) => id === each.employeeId);
      if (employee !== undefined) obstacles.push([await editEmployee(scene, chance, employee), employee.id]);
    }
  }
  return obstacles;
}

async function touchDepartment(scene: ProductScene, kind: "create" | "update", code: string) {
  const { product, companyId } = scene;
  const name = `手入力${code}部`;
  if (kind === "create") {
    expectOk(await addDepartment(product, { companyId, actor: HAND }, { code, name, parentCode: null }));
    return "row-there";
  }
  const found = (await showDepartments(product, companyId)).find((department) => department.code === code);
  if (found === undefined) throw new Error(`expected the roster to have the department ${code}`);
  const after = { code, name, parentCode: found.parentCode };
  expectOk(await changeDepartment(product, { companyId, actor: HAND }, after, found.version));
  return "row-changed";
}

async function editEmployee({ product, companyId }: ProductScene, chance: Chance, employee: RosterEmployee) {
  const { id, version, crewSince: _, retiredByHand: __, email: ___, crewId: ____, ...fields } = employee;
  if (chance.happens(0.3)) {
    expectOk(await deleteEmployees(product, { companyId, employees: [{ id, version }], actor: HAND }));
    return "row-gone";
  }
  const edit = { ...fields, jobTitle: `職務${chance.between(1, 9_999)}`, retired: chance.happens(0.2) };
  expectOk(await changeEmployee(product, { companyId, employeeId: id, version, actor: HAND, edit }));
  return "row-changed";
}
