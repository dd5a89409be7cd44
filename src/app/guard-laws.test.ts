import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { acmeOf, change, chosen, crewsOf, insert, saveLimits, smartHrDepartment } from "../../test/law-scene.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { BLANKABLE_FIELDS, type BlankableField, GUARD_NAMES, type GuardLimit, type GuardName } from "../core/guards.ts";
import type { Subject } from "../core/run.ts";
import type { OPERATIONS } from "../sandbox/control-operations.ts";
import { createSandbox, type Sandbox } from "../sandbox/create-sandbox.ts";
import type { CrewRow, Json } from "../sandbox/tenant.ts";
import { browseChanges, viewRun } from "./browse-runs.ts";
import { cancelRun } from "./cancel-run.ts";
import type { RunReport } from "./run-report.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

// Each run of a law is a company of its own with a first import, and half a dozen syncs; the table has 21 rows.
const LAW = { numRuns: 1, seed: 5 };
const HOUR_MS = 3_600_000;

type Values = { readonly [key: string]: Json };

/** How the sandbox is made to hold what one guard counts. */
interface Cause {
  readonly guard: GuardName;
  readonly column: BlankableField | null;
  readonly subject: Subject;
  /** How many rows the guard compares with, when the roster has so many of the subject. */
  readonly base: (size: number) => number;
  /** What SmartHR is like at the last sync that was applied. */
  readonly prepare: (scene: ProductScene, size: number) => Promise<void> | void;
  /** Makes one such change at each of the places, from 0 up to the base; gives whom the guard has to name. */
  readonly edit: (scene: ProductScene, places: readonly number[]) => readonly string[];
}

const NOBODY_SPECIAL = { emp_status: "employed", resigned_at: null, business_last_name: null };

/** So many people, all of whom are like this. */
function everybody(scene: ProductScene, values: (crew: CrewRow, place: number) => Values): void {
  scene.edit(
    ...crewsOf(scene).map((crew, place) => change("crews", crew.id, { ...NOBODY_SPECIAL, ...values(crew, place) })),
  );
}

/** Something else is written in the records of so many people. */
function updating(
  guard: GuardName,
  from: (scene: ProductScene) => Values,
  to: (scene: ProductScene, place: number) => Values,
): Cause {
  return {
    guard,
    column: null,
    subject: "employees",
    base: (size) => size,
    prepare: (scene) => {
      const values = from(scene);
      everybody(scene, () => values);
    },
    edit: (scene, places) =>
      peopleAt(scene, places).map(({ id }, index) => {
        scene.edit(change("crews", id, to(scene, places[index] ?? 0)));
        return id;
      }),
  };
}

const KEY_BY_COLUMN: Readonly<Record<BlankableField, string>> = {
  employeeNumber: "emp_code",
  gender: "gender",
  birthDate: "birth_at",
  departmentCode: "department_ids",
  jobTitle: "positions",
  hiredOn: "entered_at",
  retiredOn: "resigned_at",
  employmentType: "employment_type_id",
};

/** One column becomes blank; five people have nothing in it from the beginning. */
function blanking(column: BlankableField): Cause {
  const key = KEY_BY_COLUMN[column];
  const blank = { [key]: key === "department_ids" || key === "positions" ? [] : null };
  return {
    guard: "column-blank",
    column,
    subject: "employees",
    base: (size) => size - 5,
    prepare: (scene, size) => {
      const filled: Values = { resigned_at: "2026-12-31", positions: ["課長"] };
      everybody(scene, (_, place) => (place < size - 5 ? filled : { ...filled, ...blank }));
    },
    edit: (scene, places) =>
      peopleAt(scene, places).map(({ id }) => {
        scene.edit(change("crews", id, blank));
        return id;
      }),
  };
}

/** Every guard: one without an entry is found below. */
const CAUSES: readonly Cause[] = [
  {
    guard: "person-behind-address",
    column: null,
    subject: "employees",
    base: (size) => size,
    prepare: (scene) => everybody(scene, () => ({})),
    // The person leaves SmartHR, and their address goes to somebody new.
    edit: (scene, places) =>
      peopleAt(scene, places).map(({ id, values }) => {
        scene.edit({ op: "delete", list: "crews", where: { id } });
        return insert(scene, "crews", { ...aNewcomer(scene), email: values["email"] ?? null });
      }),
  },
  {
    guard: "new-employees",
    column: null,
    subject: "employees",
    base: (size) => size,
    prepare: () => {},
    edit: (scene, places) => places.map(() => insert(scene, "crews", aNewcomer(scene))),
  },
  updating(
    "newly-retired",
    () => ({}),
    () => ({ emp_status: "retired", resigned_at: "2026-03-31" }),
  ),
  updating(
    "no-longer-retired",
    () => ({ emp_status: "retired", resigned_at: "2026-03-31" }),
    () => ({ emp_status: "employed", resigned_at: null }),
  ),
  updating(
    "moved-department",
    (scene) => ({ department_ids: [smartHrDepartment(scene, "D0002").id] }),
    (scene) => ({ department_ids: [smartHrDepartment(scene, "D0003").id] }),
  ),
  updating(
    "changed-name",
    () => ({ last_name: "見本", first_name: "花子" }),
    (_, place) => (place % 2 === 0 ? { last_name: "山田" } : { first_name: "桜" }),
  ),
  updating(
    "changed-employee-number",
    () => ({}),
    (_, place) => ({ emp_code: `X${place}` }),
  ),
  updating(
    "changed-job-title",
    () => ({ positions: ["課長"] }),
    () => ({ positions: ["部長"] }),
  ),
  updating(
    "changed-employment-type",
    (scene) => ({ employment_type_id: employmentType(scene, "正社員") }),
    (scene) => ({ employment_type_id: employmentType(scene, "契約社員") }),
  ),
  ...BLANKABLE_FIELDS.map(blanking),
  updating(
    "rejected-rows",
    () => ({}),
    (_, place) => (place % 2 === 0 ? { email: null } : { email: "nobody", first_name_yomi: null }),
  ),
  {
    guard: "fewer-people",
    column: null,
    subject: "employees",
    base: (size) => size,
    prepare: () => {},
    edit: (scene, places) =>
      peopleAt(scene, places).map(({ id }) => {
        scene.edit({ op: "delete", list: "crews", where: { id } });
        return id;
      }),
  },
  {
    guard: "no-longer-opted-out",
    column: null,
    subject: "employees",
    base: () => OPTED_OUT,
    // The first half were in the roster before they were opted out, and the others never were.
    prepare: async (scene) => {
      await sync(scene);
      for (const { id } of crewsOf(scene).slice(0, OPTED_OUT / 2))
        scene.edit(change("crews", id, chosen(scene, "skip")));
      for (let count = OPTED_OUT / 2; count < OPTED_OUT; count++)
        insert(scene, "crews", { ...aNewcomer(scene), ...chosen(scene, "skip") });
    },
    edit: (scene, places) => {
      const crews = crewsOf(scene);
      const optedOut = [...crews.slice(0, OPTED_OUT / 2), ...crews.slice(-OPTED_OUT / 2)];
      return places.map((place) => {
        const id = optedOut[place]?.id ?? "";
        scene.edit(change("crews", id, chosen(scene, place % 2 === 0 ? "sync" : null)));
        return id;
      });
    },
  },
  {
    guard: "departments-changed",
    column: null,
    subject: "departments",
    base: (size) => size,
    prepare: (scene, size) => {
      for (let number = acmeOf(scene).departments.length; number < size; number++)
        insert(scene, "departments", { code: `N${number}`, name: `第${number}部` });
    },
    // Each gets another name, or another place.
    edit: (scene, places) => {
      const departments = acmeOf(scene).departments;
      const top = departments.find(({ parentId }) => parentId === null)?.id ?? null;
      return places.map((place) => {
        const { id, code, name, parentId } = departments[place] ?? {};
        const movable = parentId === null && id !== top;
        scene.edit(change("departments", id ?? "", movable ? { parent_id: top } : { name: `改称${name}` }));
        return code ?? "";
      });
    },
  },
];

const OPTED_OUT = 10;

test("the table has every guard", () => {
  expect(new Set(CAUSES.map(({ guard }) => guard))).toEqual(new Set(GUARD_NAMES));
});

const titled = CAUSES.map((cause) => ({ title: cause.column ?? cause.guard, ...cause }));
// Which people, counted from whom on.
const anyPlace = fc.nat(39);
const anyMinimum = fc.integer({ min: 1, max: 6 });

/** The minimum decides, or the percentage does, in between two people or exactly at one. */
const anyLimits = fc.record({
  size: fc.integer({ min: 4, max: 8 }).map((fives) => fives * 5),
  limits: fc.tuple(
    fc.record({ minimum: anyMinimum, percentage: fc.integer({ min: 0, max: 60 }) }),
    // Every base here is a multiple of five.
    fc.record({ minimum: fc.integer({ min: 1, max: 2 }), percentage: fc.constantFrom(20, 40, 60) }),
  ),
});

describe("at its limit a guard holds the run, and below it says no word", () => {
  test.each(titled)("$guard: $title", async (cause) => {
    await fc.assert(
      fc.asyncProperty(anyLimits, anyPlace, async ({ size, limits }, from) => {
        const scene = await aCompany(cause, size);
        const base = cause.base(size);
        for (const limit of limits) {
          await saveLimits(scene, { [cause.guard]: limit });
          const places = placesOf(smallestThatTrips(base, limit), base, from);
          const snapshot = scene.sandbox.snapshot();
          const named = cause.edit(scene, places);
          await cancel(scene, await expectHeld(scene, cause, { named, base, limit }));
          scene.goBackTo(snapshot);
        }
        const [limit] = limits;
        await saveLimits(scene, { [cause.guard]: limit });
        const oneLess = smallestThatTrips(base, limit) - 1;
        cause.edit(scene, placesOf(oneLess, base, from));
        expectApplied(await scene.run(cause.subject), cause, oneLess);
      }),
      LAW,
    );
  });
});

describe("what earlier runs of seven days changed counts, and is forgotten after eight", () => {
  const anyDrip = fc.integer({ min: 3, max: 6 }).chain((minimum) =>
    fc.record({
      limit: fc.record({ minimum: fc.constant(minimum), percentage: fc.integer({ min: 0, max: 5 }) }),
      first: fc.integer({ min: 1, max: minimum - 1 }),
      hours: fc.tuple(fc.integer({ min: 1, max: 83 }), fc.integer({ min: 1, max: 83 })),
    }),
  );

  test.each(titled.filter(({ guard }) => guard !== "rejected-rows"))("$guard: $title", async (cause) => {
    await fc.assert(
      fc.asyncProperty(anyPlace, anyDrip, async (from, { limit, first, hours }) => {
        const places = placesOf(limit.minimum, cause.base(20), from);
        const scene = await aCompany(cause, 20);
        await saveLimits(scene, { [cause.guard]: limit });
        const edit = editorOf(scene, cause);
        const sync = async () => {
          const { summary, facts } = await scene.run(cause.subject);
          const reading = facts?.guards.find(isOf(cause));
          expect(summary.state).toBe(reading?.tripped ? "awaiting-approval" : "succeeded");
          return { ...reading, runId: summary.runId };
        };

        edit(places.slice(0, first));
        expect(await sync()).toMatchObject({ count: first, earlierCount: 0, tripped: false });
        await scene.clock.advance(hours[0] * HOUR_MS);
        const second = limit.minimum - 1 - first;
        edit(places.slice(first, first + second));
        expect(await sync()).toMatchObject({ count: second, earlierCount: first, tripped: false });
        await scene.clock.advance(hours[1] * HOUR_MS);
        edit(places.slice(-1));
        const last = await sync();
        expect(last).toMatchObject({ count: 1, earlierCount: first + second, tripped: true });
        await cancel(scene, last.runId ?? "");
        await scene.clock.advance(8 * 24 * HOUR_MS);
        expect(await sync()).toMatchObject({ count: 1, earlierCount: 0, tripped: false });
      }),
      LAW,
    );
  });

  test("rejected rows of earlier runs do not count: they are no change of the roster", async () => {
    const cause = CAUSES.find(({ guard }) => guard === "rejected-rows") as Cause;
    const scene = await aCompany(cause, 20);
    await saveLimits(scene, { [cause.guard]: { minimum: 3, percentage: 0 } });
    const before = crewsOf(scene);
    const [one = "", other = ""] = cause.edit(scene, [0, 1]);
    expectApplied(await scene.run("employees"), cause, 2);
    for (const id of [one, other]) {
      const { email, first_name_yomi: kana } = before.find((crew) => crew.id === id)?.values ?? {};
      scene.edit(change("crews", id, { email: email ?? null, first_name_yomi: kana ?? null }));
    }
    cause.edit(scene, [2, 3]);

    expectApplied(await scene.run("employees"), cause, 2);
  });
});

describe("guards rest while the roster holds fewer than 20 rows, but for the first", () => {
  // What a column is called makes no difference here.
  const once = titled.filter(({ column }) => column === null || column === "jobTitle");
  test.each(once)("$guard: $title", async (cause) => {
    const limit = { minimum: 1, percentage: 0 };
    const scene = await aCompany(cause, 19);
    await saveLimits(scene, { [cause.guard]: limit });
    const named = cause.edit(scene, [0, 1, 2]);

    if (cause.guard === "person-behind-address") {
      await expectHeld(scene, cause, { named, base: 19, limit });
    } else {
      const { summary, facts } = await scene.run(cause.subject);
      expect(facts?.guards.find(isOf(cause))).toMatchObject({ count: 3, awake: false, tripped: false });
      expect(["succeeded", "partly-failed"]).toContain(summary.state);
    }
  });
});

/** A company whose SmartHR can be what it was before. */
interface GuardScene extends ProductScene {
  readonly goBackTo: (snapshot: unknown) => void;
}

/** A synced company with so many rows of the subject, in which no guard trips. */
async function aCompany(cause: Cause, size: number): Promise<GuardScene> {
  const now: { sandbox?: Sandbox } = {};
  const scene = await aProduct(db, {
    seed: cause.subject === "employees" ? size : 3,
    smarthr: { fetch: async (request) => now.sandbox?.fetch(request) ?? Response.error() },
  });
  now.sandbox = scene.sandbox;
  await saveLimits(scene);
  await cause.prepare(scene, size);
  await sync(scene);
  return {
    ...scene,
    get sandbox() {
      return now.sandbox ?? scene.sandbox;
    },
    edit: (...edits) => void now.sandbox?.control("edits", { edits: edits as InputOfEdits }),
    goBackTo: (snapshot) => {
      now.sandbox = createSandbox({ seed: 0, limits: false, clock: scene.clock, from: snapshot });
    },
  };
}

// The operation takes plain JSON, of which an edit's values are the read-only kind.
type InputOfEdits = Parameters<typeof OPERATIONS.edits.run>[1]["edits"];

async function cancel({ product, companyId }: ProductScene, runId: string): Promise<void> {
  expectOk(await cancelRun(product, companyId, runId, "見本 花子"));
}

async function sync(scene: ProductScene): Promise<void> {
  for (const subject of ["departments", "employees"] as const) {
    expect((await scene.run(subject)).summary.state).toBe("succeeded");
  }
}

// By the definition, and not by arithmetic that might be the product's own.
function smallestThatTrips(base: number, { minimum, percentage }: GuardLimit): number {
  let count = minimum;
  while (count / base < percentage / 100) count++;
  return count;
}

function placesOf(count: number, available: number, from: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (from + index) % available);
}

function peopleAt(scene: ProductScene, places: readonly number[]): readonly CrewRow[] {
  const crews = crewsOf(scene);
  return places.flatMap((place) => crews[place] ?? []);
}

/** Edits at places as they are now, whoever comes and goes meanwhile. */
function editorOf(scene: ProductScene, cause: Cause): (places: readonly number[]) => readonly string[] {
  const removed: number[] = [];
  return (places) => {
    // Whoever was deleted before gave their place to the next.
    const goes = cause.guard === "fewer-people" || cause.guard === "person-behind-address";
    const shifted = places.map((place) => place - (goes ? removed.filter((gone) => gone < place).length : 0));
    removed.push(...places);
    return cause.edit(scene, shifted);
  };
}

async function expectHeld(
  scene: ProductScene,
  cause: Cause,
  { named, base, limit }: { readonly named: readonly string[]; readonly base: number; readonly limit: GuardLimit },
): Promise<string> {
  const before = await scene.writtenRows();
  const report = await scene.run(cause.subject);

  const { runId, state } = report.summary;
  expect(state).toBe("awaiting-approval");
  const tripped = report.facts?.guards.filter((reading) => reading.tripped);
  expect(tripped).toMatchObject([{ guard: cause.guard, column: cause.column, count: named.length, base, limit }]);
  expect(await namedBy(scene, cause, report)).toEqual(new Set(named));
  const shown = await viewRun(scene.product, scene.companyId, runId ?? "");
  expect(shown?.plan?.guards.filter((reading) => reading.tripped)).toEqual(tripped);
  // Nothing but the run and its plan.
  const { runs: _, planned_changes: __, ...written } = await scene.writtenRows();
  const { runs: ___, planned_changes: ____, ...unwritten } = before;
  expect(written).toEqual(unwritten);
  return runId ?? "";
}

function expectApplied({ summary, facts }: RunReport, cause: Cause, count: number): void {
  const reading = facts?.guards.find(isOf(cause));
  expect(reading).toMatchObject({ count, awake: true, tripped: false, people: [] });
  expect(facts?.guards.filter(({ tripped }) => tripped)).toEqual([]);
  expect(summary.state).toBe(cause.guard === "rejected-rows" && count > 0 ? "partly-failed" : "succeeded");
}

function isOf({ guard, column }: Cause) {
  return (reading: { readonly guard: GuardName; readonly column: BlankableField | null }) =>
    reading.guard === guard && reading.column === column;
}

/** Whom the guard names, wherever it does: on the changes of the plan, in a list of its own, or as what was rejected. */
async function namedBy(
  { product, companyId }: ProductScene,
  { guard }: Cause,
  { summary, facts, rows }: RunReport,
): Promise<ReadonlySet<string>> {
  const filter = { page: 1, perPage: 100, kind: null, field: null, guard, search: "" };
  const planned = await browseChanges(product, companyId, summary.runId ?? "", filter);
  const changed = (planned?.changes ?? []).flatMap((shown) => {
    if (shown.kind === "delete") return [];
    return "code" in shown.after ? shown.after.code : (shown.after.crewId ?? []);
  });
  const listed = (facts?.guards ?? []).filter(({ tripped }) => tripped).flatMap(({ people }) => people);
  const rejected = guard === "rejected-rows" && rows.subject === "employees" ? rows.findings.rejections : [];
  return new Set([...changed, ...listed.map(({ crewId }) => crewId), ...rejected.map(({ row }) => row.crewId)]);
}

function aNewcomer(scene: ProductScene): Values {
  const number = crewsOf(scene).length + newcomers++;
  return {
    emp_code: `N${number}`,
    last_name: "新田",
    first_name: "次",
    last_name_yomi: "ニッタ",
    first_name_yomi: "ツギ",
    email: `nitta.${number}@example.com`,
    emp_status: "employed",
  };
}

let newcomers = 1;

function employmentType(scene: ProductScene, name: string): string {
  const found = acmeOf(scene).masters.employment_types.find(({ values }) => values["name"] === name);
  return found?.id ?? "";
}
