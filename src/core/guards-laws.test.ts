import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aDepartment, anEmployee, aRosterEmployee, aSourceDepartment, aSourceEmployee } from "../../test/builders.ts";
import {
  BLANKABLE_FIELDS,
  type BlankableField,
  DEFAULT_GUARD_LIMITS,
  GUARD_NAMES,
  type GuardedPlan,
  type GuardLimit,
  type GuardLimits,
  type GuardName,
  type GuardPast,
  type GuardReading,
  guardsCounting,
  judgeGuards,
} from "./guards.ts";
import type { DepartmentPlan, EmployeeChange, EmployeePlan } from "./plan.ts";
import type { Employee, RosterEmployee } from "./roster.ts";

const manyRuns = { numRuns: 1_000 };
const noPast: GuardPast = { lastApplied: null, earlier: [] };
const empty = { changes: [], unchangedCount: 0, skips: [], rejections: [], notices: [] };

/** A plan in which one guard sees exactly this count of this base, in a roster large enough for it to be awake. */
interface GuardScene {
  readonly guard: GuardName;
  readonly column: BlankableField | null;
  readonly planned: (base: number, count: number) => GuardedPlan;
  readonly past?: (base: number, count: number) => GuardPast;
  /** A count above the base is possible. */
  readonly unbounded?: true;
}

const FILLED: Employee = anEmployee({ retiredOn: "2030-03-31", departmentCode: "A", retired: false });

/** SmartHR has something in every column. */
const GIVEN = {
  employeeNumber: "000001",
  gender: "female",
  birthDate: "1990-04-01",
  department: { departmentId: "department-1", code: "A", name: "営業部" },
  jobTitle: "主任",
  hiredOn: "2015-04-01",
  retiredOn: "2030-03-31",
  employmentTypeName: "正社員",
} as const;

function person(place: number, special: Partial<RosterEmployee> = {}): RosterEmployee {
  const id = String(place);
  const employeeNumber = id.padStart(6, "0");
  return aRosterEmployee({
    ...FILLED,
    id,
    crewId: `crew-${id}`,
    email: `p${id}@example.com`,
    employeeNumber,
    ...special,
  });
}

const people = (count: number, special: Partial<RosterEmployee> = {}, from = 0): RosterEmployee[] =>
  Array.from({ length: count }, (_, place) => person(from + place, special));

function employees(plan: Partial<EmployeePlan>, roster: readonly RosterEmployee[]): GuardedPlan {
  const source = roster.map(({ crewId }) => aSourceEmployee({ ...GIVEN, crewId: crewId ?? "nobody" }));
  return { subject: "employees", plan: { ...empty, ...plan }, roster, source };
}

/** A scene of a guard that counts updates: so many of the roster's people change in this way. */
function updating(guard: GuardName, to: Partial<Employee>, from: Partial<RosterEmployee> = {}): GuardScene {
  return {
    guard,
    column: null,
    planned: (base, count) => {
      const roster = people(base, from);
      return employees({ changes: updates(roster.slice(0, count), to) }, roster);
    },
  };
}

function updates(before: readonly RosterEmployee[], to: Partial<Employee>): EmployeeChange[] {
  return before.map((each) => {
    const { id: _id, version: _version, crewSince: _crewSince, retiredByHand: _retiredByHand, ...after } = each;
    return { kind: "update", before: each, after: { ...after, ...to } };
  });
}

const blanking = (column: BlankableField): GuardScene => ({
  guard: "column-blank",
  column,
  planned: (base, count) => {
    const filled = people(base);
    const roster = [...filled, ...people(20, { [column]: null }, base)];
    return employees({ changes: updates(filled.slice(0, count), { [column]: null }) }, roster);
  },
});

const SCENES: readonly GuardScene[] = [
  updating("person-behind-address", { crewId: "another", firstName: "花子" }),
  {
    guard: "new-employees",
    column: null,
    unbounded: true,
    planned: (base, count) => {
      const changes = people(count, {}, base).map((after) => ({ kind: "create" as const, after }));
      return employees({ changes }, people(base));
    },
  },
  updating("newly-retired", { retired: true }),
  updating("no-longer-retired", { retired: false }, { retired: true }),
  updating("moved-department", { departmentCode: "B" }),
  updating("changed-name", { lastName: "山田" }),
  updating("changed-employee-number", { employeeNumber: "other" }),
  updating("changed-job-title", { jobTitle: "課長" }),
  updating("changed-employment-type", { employmentType: "contract" }),
  ...BLANKABLE_FIELDS.map(blanking),
  {
    guard: "rejected-rows",
    column: null,
    planned: (base, count) => {
      const source = people(base).map(({ crewId }) => aSourceEmployee({ crewId: crewId ?? "", email: null }));
      const rejected = source.slice(0, count);
      const rejections = rejected.map((row) => ({ row, reasons: [{ kind: "missing-email" }] as const }));
      return { subject: "employees", plan: { ...empty, rejections }, roster: people(20), source };
    },
  },
  {
    guard: "fewer-people",
    column: null,
    planned: (base, count) => {
      const source = people(base - count).map(({ crewId }) => aSourceEmployee({ crewId: crewId ?? "" }));
      return { subject: "employees", plan: empty, roster: people(Math.max(20, base)), source };
    },
    past: (base) => ({ lastApplied: { sourceCount: base, optedOutCrewIds: [] }, earlier: [] }),
  },
  {
    guard: "no-longer-opted-out",
    column: null,
    planned: (base, count) => {
      const source = people(base).map(({ crewId }, place) =>
        aSourceEmployee({ crewId: crewId ?? "", optedOut: place >= count }),
      );
      return { subject: "employees", plan: empty, roster: people(20, {}, base), source };
    },
    past: (base) => ({
      lastApplied: { sourceCount: base, optedOutCrewIds: people(base).map(({ crewId }) => crewId ?? "") },
      earlier: [],
    }),
  },
  {
    guard: "departments-changed",
    column: null,
    planned: (base, count) => {
      const roster = Array.from({ length: base }, (_, place) => aDepartment({ code: `D${place}` }));
      const changes = roster.slice(0, count).map((before, place) => {
        const after = place % 2 === 0 ? { ...before, name: `新${before.code}` } : { ...before, parentCode: "D0" };
        return { kind: "update" as const, before, after };
      });
      return { subject: "departments", plan: { ...empty, changes }, roster };
    },
  },
  {
    guard: "rejected-rows",
    column: null,
    planned: (base, count) => {
      const rows = Array.from({ length: count }, (_, place) => aSourceDepartment({ code: `D${place}`, name: null }));
      const rejections = rows.map((row) => ({ row, reasons: [{ kind: "missing-department-name" }] as const }));
      const roster = Array.from({ length: 20 }, (_, place) => aDepartment({ code: `E${place}` }));
      const plan: DepartmentPlan = { ...empty, unchangedCount: base - count, rejections };
      return { subject: "departments", plan, roster };
    },
  },
];

const anyLimit = (most: number): fc.Arbitrary<GuardLimit> =>
  fc.record({ percentage: fc.nat(100), minimum: fc.integer({ min: 1, max: most }) });

/** The smallest count that trips, in another arithmetic than the guards'. */
function threshold(base: number, { percentage, minimum }: GuardLimit): number {
  return Math.max(minimum, Number((BigInt(percentage) * BigInt(base) + 99n) / 100n));
}

function readingOf(scene: GuardScene, base: number, count: number, limit: GuardLimit, past?: GuardPast): GuardReading {
  const limits: GuardLimits = { ...DEFAULT_GUARD_LIMITS, [scene.guard]: limit };
  const readings = judgeGuards(scene.planned(base, count), past ?? scene.past?.(base, count) ?? noPast, limits);
  const reading = readings.find(({ guard, column }) => guard === scene.guard && column === scene.column);
  if (!reading) throw new Error(`no reading of ${scene.guard}`);
  return reading;
}

const titleOf = ({ guard, column, planned }: GuardScene): string =>
  [guard, column, planned(20, 0).subject].filter((part) => part !== null).join(" ");

describe.each(SCENES.map((scene) => [titleOf(scene), scene] as const))("laws of the guard %s", (_, scene) => {
  // Bases of departments and most employees are the roster itself, which has to be awake.
  const anyBase = fc.integer({ min: 20, max: 150 });

  test("it trips exactly at its limit, and not one below", () => {
    fc.assert(
      fc.property(
        anyBase.chain((base) => fc.tuple(fc.constant(base), anyLimit(base))),
        ([base, limit]) => {
          const least = threshold(base, limit);

          const at = readingOf(scene, base, least, limit);
          const below = readingOf(scene, base, least - 1, limit);

          expect(at).toMatchObject({ count: least, base, awake: true, tripped: true, limit });
          expect(below).toMatchObject({ count: least - 1, base, awake: true, tripped: false, limit, people: [] });
        },
      ),
      { numRuns: 200 },
    );
  });

  test("what earlier runs changed is added to what this one changes, and to nothing else", () => {
    const drips = scene.guard !== "rejected-rows";
    const anyEarlier = fc.array(fc.record({ count: fc.nat(15), awake: fc.boolean(), other: fc.boolean() }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        anyBase.chain((base) => fc.tuple(fc.constant(base), fc.nat(base), anyLimit(base * 2), anyEarlier)),
        ([base, count, limit, earlier]) => {
          const unlike: GuardName = scene.guard === "new-employees" ? "changed-name" : "new-employees";
          const past: GuardPast = {
            lastApplied: scene.past?.(base, count).lastApplied ?? null,
            earlier: earlier.map((each) => [
              { ...READING, guard: each.other ? unlike : scene.guard, column: scene.column, ...pick(each) },
            ]),
          };

          const { earlierCount, tripped } = readingOf(scene, base, count, limit, past);

          const added = earlier.reduce((sum, each) => sum + (each.awake && !each.other ? each.count : 0), 0);
          expect(earlierCount).toBe(drips ? added : 0);
          expect(tripped).toBe(count > 0 && count + earlierCount >= threshold(base, limit));
        },
      ),
      { numRuns: 200 },
    );
  });
});

const READING: GuardReading = {
  guard: "changed-name",
  column: null,
  count: 0,
  base: 100,
  earlierCount: 0,
  limit: { percentage: 100, minimum: 100 },
  awake: true,
  tripped: false,
  people: [],
};
const pick = ({ count, awake }: { count: number; awake: boolean }) => ({ count, awake });

/** Any plan of employees, however unlikely. */
const anyPlanned = fc
  .record({
    size: fc.nat(40),
    fates: fc.array(fc.constantFrom("update", "create", "reject", "unchanged", "gone"), {
      minLength: 40,
      maxLength: 40,
    }),
    afters: fc.array(
      fc.record({
        employeeNumber: fc.constantFrom(null, "1", "2"),
        lastName: fc.constantFrom("見本", "山田"),
        departmentCode: fc.constantFrom(null, "A", "B"),
        jobTitle: fc.constantFrom(null, "主任", "課長"),
        gender: fc.constantFrom(null, "male" as const),
        retired: fc.boolean(),
        anotherCrew: fc.boolean(),
      }),
      { minLength: 40, maxLength: 40 },
    ),
    optedOutBefore: fc.subarray(people(45).map(({ crewId }) => crewId ?? "")),
    lastCount: fc.nat(80),
  })
  .map(({ size, fates, afters, optedOutBefore, lastCount }) => {
    const roster = people(size).map((each, place) => ({ ...each, retired: place % 3 === 0 }));
    const source = people(45).map(({ crewId }) => aSourceEmployee({ crewId: crewId ?? "" }));
    const changes: EmployeeChange[] = [];
    const rejections: EmployeePlan["rejections"][number][] = [];
    const kept = source.filter(({ crewId }, place) => {
      const fate = fates[place] ?? "unchanged";
      const before = roster[place];
      const { anotherCrew, ...to } = afters[place] ?? { anotherCrew: false };
      const after = { ...FILLED, email: `p${place}@example.com`, ...to, crewId: anotherCrew ? `x${crewId}` : crewId };
      if (fate === "update" && before) changes.push({ kind: "update", before, after });
      if (fate === "create" && !before) changes.push({ kind: "create", after });
      const row = source[place];
      if (fate === "reject" && row) rejections.push({ row, reasons: [{ kind: "missing-kana" }] });
      return fate !== "gone";
    });
    const plan: EmployeePlan = { ...empty, changes, rejections };
    const planned: GuardedPlan & { subject: "employees" } = { subject: "employees", plan, roster, source: kept };
    const past: GuardPast = { lastApplied: { sourceCount: lastCount, optedOutCrewIds: optedOutBefore }, earlier: [] };
    return { planned, past };
  });

/** Limits at which everything that is seen trips. */
const WIDE_AWAKE = Object.fromEntries(
  GUARD_NAMES.map((guard) => [guard, { percentage: 0, minimum: 1 }]),
) as unknown as GuardLimits;

describe("law of whole columns: what SmartHR has for nobody any more is emptied by no limit", () => {
  test.each(BLANKABLE_FIELDS)("%s", (column) => {
    const key =
      column === "departmentCode" ? "department" : column === "employmentType" ? "employmentTypeName" : column;
    const anyCase = fc.record({
      filled: fc.integer({ min: 1, max: 30 }),
      left: fc.boolean(),
      limit: anyLimit(1_000_000),
    });
    fc.assert(
      fc.property(anyCase, ({ filled, left, limit }) => {
        const roster = [...people(filled), ...people(20, { [column]: null }, filled)];
        const source = roster.map(({ crewId }, place) =>
          // Whoever was filled first keeps something, though perhaps something else.
          aSourceEmployee({ ...GIVEN, crewId: crewId ?? "", ...(left && place === 0 ? {} : { [key]: null }) }),
        );
        const gone = roster.slice(left ? 1 : 0, filled);
        const plan = { ...empty, changes: updates(gone, { [column]: null }) };
        const limits = { ...DEFAULT_GUARD_LIMITS, "column-blank": limit };

        const readings = judgeGuards({ subject: "employees", plan, roster, source }, noPast, limits);

        const reading = readings.find((each) => each.guard === "column-blank" && each.column === column);
        const reached = gone.length >= threshold(filled, limit);
        expect(reading?.tripped).toBe(gone.length > 0 && (!left || reached));
        expect(reading?.regardless).toBe(gone.length > 0 && !left && !reached ? "column-emptied" : undefined);
      }),
      { numRuns: 200 },
    );
  });
});

describe("laws of all guards", () => {
  test("every guard of the subject has one reading in every plan, in the order people read them", () => {
    const columns = BLANKABLE_FIELDS.map((column) => `column-blank ${column}`);
    const expected = GUARD_NAMES.filter((guard) => guard !== "departments-changed").flatMap((guard) =>
      guard === "column-blank" ? columns : [`${guard} null`],
    );
    fc.assert(
      fc.property(anyPlanned, ({ planned, past }) => {
        const readings = judgeGuards(planned, past, DEFAULT_GUARD_LIMITS);

        expect(readings.map(({ guard, column }) => `${guard} ${column}`)).toEqual(expected);
      }),
      manyRuns,
    );
    const plan: GuardedPlan = { subject: "departments", plan: empty, roster: [] };
    const readings = judgeGuards(plan, noPast, DEFAULT_GUARD_LIMITS);
    expect(readings.map(({ guard }) => guard)).toEqual(["rejected-rows", "departments-changed"]);
  });

  test("while the roster is small all rest but the one about another person behind an address", () => {
    fc.assert(
      fc.property(anyPlanned, ({ planned, past }) => {
        const readings = judgeGuards(planned, past, WIDE_AWAKE);

        for (const { guard, count, base, awake, tripped } of readings) {
          expect(awake).toBe(planned.roster.length >= 20 || guard === "person-behind-address");
          expect(tripped).toBe(awake && count > 0 && base > 0);
        }
      }),
      manyRuns,
    );
  });

  test("the order of rows does not matter", () => {
    const shuffled = anyPlanned.chain(({ planned, past }) =>
      fc.record({
        planned: fc.constant(planned),
        past: fc.constant(past),
        changes: mixed(planned.plan.changes),
        rejections: mixed(planned.plan.rejections),
        roster: mixed(planned.roster),
        source: mixed(planned.source),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ planned, past, changes, rejections, roster, source }) => {
        const other: GuardedPlan = { ...planned, plan: { ...planned.plan, changes, rejections }, roster, source };

        expect(judgeGuards(other, past, WIDE_AWAKE)).toEqual(judgeGuards(planned, past, WIDE_AWAKE));
      }),
      manyRuns,
    );
  });

  test("a plan without changes and rejections trips nothing but fewer people and those no longer opted out", () => {
    fc.assert(
      fc.property(anyPlanned, ({ planned, past }) => {
        const idle: GuardedPlan = { ...planned, plan: empty };
        const earlier = [judgeGuards(planned, past, WIDE_AWAKE)];

        const tripped = judgeGuards(idle, { ...past, earlier }, WIDE_AWAKE).filter((reading) => reading.tripped);

        const others = tripped.filter(({ guard }) => guard !== "fewer-people" && guard !== "no-longer-opted-out");
        expect(others).toEqual([]);
      }),
      manyRuns,
    );
  });

  test("a reading counts as many changes as say that it counts them, and people are named once", () => {
    fc.assert(
      fc.property(anyPlanned, ({ planned, past }) => {
        const optedOutBefore = new Set(past.lastApplied?.optedOutCrewIds);

        for (const reading of judgeGuards(planned, past, WIDE_AWAKE)) {
          const counted = planned.plan.changes.filter((change) =>
            guardsCounting(change, [reading], optedOutBefore).includes(reading.guard),
          );
          if (reading.guard === "rejected-rows" || reading.guard === "fewer-people") expect(counted).toEqual([]);
          else if (reading.guard !== "no-longer-opted-out") expect(counted.length).toBe(reading.count);
          const named = new Set(reading.people.map(({ crewId }) => crewId));
          expect(named.size).toBe(reading.people.length);
          if (reading.guard === "no-longer-opted-out" && reading.tripped) {
            for (const { after } of counted) expect(named.has(after.crewId ?? "")).toBe(false);
          }
        }
      }),
      manyRuns,
    );
  });
});

function mixed<Row>(rows: readonly Row[]): fc.Arbitrary<Row[]> {
  return fc.shuffledSubarray([...rows], { minLength: rows.length });
}
