import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aSourceDepartment, aSourceEmployee } from "../../test/builders.ts";
import { employeesAfter } from "../../test/roster-after.ts";
import { type PastWrite, rowKey, rowsAfter, undoneRows } from "../../test/roster-after-undo.ts";
import { emailKey } from "./email.ts";
import { planDepartments } from "./plan-departments.ts";
import { undoPlanLines } from "./plan-digest.ts";
import { planEmployees } from "./plan-employees.ts";
import { planUndoDepartments } from "./plan-undo-departments.ts";
import { addressesSought, planUndoEmployees } from "./plan-undo-employees.ts";
import { type Department, EMPLOYEE_FIELDS, type RosterEmployee } from "./roster.ts";
import type { RowChange, UndoneRow } from "./undo.ts";

/** A roster and how it came to be. */
interface World<Row> {
  readonly rows: readonly Row[];
  readonly history: readonly PastWrite<Row>[];
}

type Step<Source, Touch> =
  | { readonly kind: "sync"; readonly source: readonly Source[] }
  | { readonly kind: "hand"; readonly touch: Touch }
  | { readonly kind: "undo"; readonly which: number };

type Drawn<Any> = Any extends fc.Arbitrary<infer Value> ? Value : never;

const CODES = ["A", "B", "C", "D"];
const NAMES = ["営業部", "開発部", "人事部", "総務部"];
const anyDepartment = fc.record({
  code: fc.constantFrom(...CODES),
  name: fc.constantFrom(...NAMES),
  parentCode: fc.constantFrom(null, ...CODES),
});
const anyDepartmentStep = fc.oneof(
  fc.uniqueArray(anyDepartment, { selector: ({ code }) => code }).map((rows) => ({
    kind: "sync" as const,
    source: rows.map(({ code, name, parentCode }) =>
      aSourceDepartment({ code, name, parentId: parentCode === null ? null : `department-${parentCode}` }),
    ),
  })),
  fc.record({ wanted: anyDepartment, gone: fc.boolean() }).map((touch) => ({ kind: "hand" as const, touch })),
  fc.nat(5).map((which) => ({ kind: "undo" as const, which })),
);

const EMAILS = ["a@x.jp", "B@x.jp", "c@x.jp", "D@x.jp"];
const anyEmployeeStep = fc.oneof(
  fc
    .uniqueArray(
      fc.record({
        crewId: fc.constantFrom("c1", "c2", "c3", "c4"),
        email: fc.constantFrom(...EMAILS),
        jobTitle: fc.constantFrom(null, "主任", "課長"),
        code: fc.constantFrom(null, "A", "B"),
        employmentStatus: fc.constantFrom("employed" as const, "retired" as const),
      }),
      { selector: ({ crewId }) => crewId },
    )
    .map((rows) => ({
      kind: "sync" as const,
      source: rows.map(({ code, ...row }) =>
        aSourceEmployee({ ...row, department: code === null ? null : { departmentId: code, code, name: "部" } }),
      ),
    })),
  fc
    .record({
      place: fc.nat(5),
      jobTitle: fc.constantFrom(null, "主任", "課長", "部長"),
      retired: fc.boolean(),
      gone: fc.boolean(),
    })
    .map((touch) => ({ kind: "hand" as const, touch })),
  fc.nat(5).map((which) => ({ kind: "undo" as const, which })),
);

const departments = {
  steps: fc.array(anyDepartmentStep, { minLength: 1, maxLength: 7 }),
  employeeCounts: new Map([["D", 1]]),
  undo: (rows: readonly Department[], undone: readonly UndoneRow<Department>[]) =>
    planUndoDepartments(undone, { departments: rows, employeeCountByCode: departments.employeeCounts }),
};

function departmentWorld(steps: readonly Drawn<typeof anyDepartmentStep>[]): World<Department> {
  return play<Department, (typeof steps)[number]>(steps, departments.undo, ({ rows }, step) => {
    if (step.kind === "sync") return planDepartments(rows, step.source).changes;
    const { wanted, gone } = step.touch;
    const before = rows.find(({ code }) => code === wanted.code);
    const used =
      rows.some(({ parentCode }) => parentCode === wanted.code) || departments.employeeCounts.has(wanted.code);
    if (gone) return before && !used ? [{ kind: "delete", before }] : [];
    // As by hand, but only what leaves the roster sound: a free name, a parent that is there, no loop.
    const plan = planDepartments(rows, [
      ...rows
        .map(({ code, name, parentCode }) =>
          aSourceDepartment({ code, name, parentId: parentCode && `department-${parentCode}` }),
        )
        .filter(({ code }) => code !== wanted.code),
      aSourceDepartment({ ...wanted, parentId: wanted.parentCode && `department-${wanted.parentCode}` }),
    ]);
    return plan.changes.filter(({ after }) => after.code === wanted.code);
  });
}

const employees = {
  steps: fc.array(anyEmployeeStep, { minLength: 1, maxLength: 7 }),
  departmentCodes: new Set(["A", "B"]),
  undo: (rows: readonly RosterEmployee[], undone: readonly UndoneRow<RosterEmployee>[]) => {
    const sought = addressesSought(undone);
    const holders = rows.map((row) => [emailKey(row.email), row] as const).filter(([key]) => sought.has(key));
    return planUndoEmployees(undone, {
      departmentCodes: employees.departmentCodes,
      holderByEmailKey: new Map(holders),
    });
  },
};

function employeeWorld(steps: readonly Drawn<typeof anyEmployeeStep>[]): World<RosterEmployee> {
  return play<RosterEmployee, (typeof steps)[number]>(steps, employees.undo, ({ rows }, step, at) => {
    if (step.kind === "sync") {
      const settings = { createRetired: true, whenAddressChanged: at % 2 ? "follow-person" : "create-new" } as const;
      const roster = { employees: rows, departmentCodes: employees.departmentCodes };
      const { changes } = planEmployees(roster, step.source, settings, "2026-11-23");
      const after = employeesAfter(rows, changes, at);
      return after.flatMap((row): readonly RowChange<RosterEmployee>[] => {
        const before = rows.find(({ id }) => id === row.id);
        if (before === row) return [];
        return [before ? { kind: "update", before, after: row } : { kind: "create", after: row }];
      });
    }
    const { place, jobTitle, retired, gone } = step.touch;
    const before = rows[place];
    if (before === undefined) return [];
    if (gone) return [{ kind: "delete", before }];
    return [{ kind: "update", before, after: { ...before, jobTitle, retired, retiredByHand: retired } }];
  });
}

/** Lives through the steps; run n is called `run-n`, and an undo takes back one of the runs before it. */
function play<Row extends Department | RosterEmployee, S extends Step<unknown, unknown>>(
  steps: readonly S[],
  undo: (rows: readonly Row[], undone: readonly UndoneRow<Row>[]) => { readonly changes: readonly RowChange<Row>[] },
  act: (world: World<Row>, step: Exclude<S, { kind: "undo" }>, at: number) => readonly RowChange<Row>[],
): World<Row> {
  let world: World<Row> = { rows: [], history: [] };
  for (const [at, step] of steps.entries()) {
    const changes =
      step.kind === "undo"
        ? undo(world.rows, undoneRows(world.history, `run-${step.which}`)).changes
        : act(world, step as Exclude<S, { kind: "undo" }>, at);
    world = applied(world, changes, step.kind === "hand" ? null : `run-${at}`, at);
  }
  return world;
}

function applied<Row extends Department | RosterEmployee>(
  { rows, history }: World<Row>,
  changes: readonly RowChange<Row>[],
  runId: string | null,
  at: number,
): World<Row> {
  const by = { actor: runId ?? "hand@example.com", at, runId };
  return { rows: rowsAfter(rows, changes), history: [...history, ...changes.map((change) => ({ change, by }))] };
}

describe.each([{ subject: "departments" as const }, { subject: "employees" as const }])(
  "an undo of $subject",
  ({ subject }) => {
    type Row = Department | RosterEmployee;
    const laws = subject === "departments" ? departments : employees;
    const undo = laws.undo as (
      rows: readonly Row[],
      undone: readonly UndoneRow<Row>[],
    ) => ReturnType<typeof departments.undo>;
    const anyWorld = (
      subject === "departments" ? departments.steps.map(departmentWorld) : employees.steps.map(employeeWorld)
    ) as fc.Arbitrary<World<Row>>;
    const anyRun = fc.nat(6).map((run) => `run-${run}`);
    const check = (law: (world: World<Row>, runId: string) => void) =>
      fc.assert(fc.property(anyWorld, anyRun, law), { numRuns: 1_500 });

    test("right after a run restores every row as it was", () => {
      check((world) => {
        const last = world.history.at(-1)?.by.runId ?? null;
        if (last === null) return;
        const before = rowsAfter<Row>(
          [],
          world.history.filter(({ by }) => by.runId !== last).map(({ change }) => change),
        );

        const { changes, kept } = undo(world.rows, undoneRows(world.history, last));

        // Somebody belongs to department D, so that it stays.
        if (
          world.history.some(({ change, by }) => by.runId === last && change.kind === "create" && keyOf(change) === "D")
        )
          return;
        expect({ rows: sorted(rowsAfter<Row>(world.rows, changes)), kept }).toEqual({ rows: sorted(before), kept: [] });
      });
    });

    test("and the undo of that undo leave the roster as it was before both", () => {
      check((world, runId) => {
        const undone = applied(world, undo(world.rows, undoneRows(world.history, runId)).changes, "undo-1", 100);

        const back = undo(undone.rows, undoneRows(undone.history, "undo-1"));

        expect(sorted(rowsAfter<Row>(undone.rows, back.changes))).toEqual(sorted(world.rows));
        expect(back.kept).toEqual([]);
      });
    });

    test("planned again right after it was applied finds nothing to do", () => {
      check((world, runId) => {
        const first = undo(world.rows, undoneRows(world.history, runId));
        const undone = applied(world, first.changes, "undo-1", 100);

        const again = undo(undone.rows, undoneRows(undone.history, runId));

        expect(again.changes).toEqual([]);
        expect(again.kept.map(({ row }) => rowKey(row)).toSorted()).toEqual(
          first.kept.map(({ row }) => rowKey(row)).toSorted(),
        );
      });
    });

    test("does not depend on the order of the rows", () => {
      check((world, runId) => {
        const undone = undoneRows(world.history, runId);
        const lines = (rows: readonly UndoneRow<Row>[], roster: readonly Row[]) => [
          ...undoPlanLines({ subject, plan: undo(roster, rows) } as never, runId),
        ];

        expect(lines(undone.toReversed(), world.rows.toReversed())).toEqual(lines(undone, world.rows));
      });
    });

    test("changes no field that has another value than the run gave it, and no row that a hand has written", () => {
      check((world, runId) => {
        const undone = undoneRows(world.history, runId);
        const byKey = new Map(undone.map((each) => [keyOf(each.change), each]));

        for (const change of undo(world.rows, undone).changes) {
          const row = byKey.get(keyOf(change));
          if (row === undefined) throw new Error("an undo changes rows of its run alone");
          const touched = row.since.some(({ by }) => by.runId === null);
          if (change.kind !== "update") expect(touched).toBe(false);
          else if (row.change.kind === "update")
            expect(changedFields(change.before, change.after)).toEqual(
              changedFields(change.before, change.after).filter(
                (field) => at(change.before, field) === at(after(row.change), field),
              ),
            );
        }
      });
    });

    test("leaves a sound roster: no address or name twice, no parent or department missing, no loop", () => {
      check((world, runId) => {
        const after = rowsAfter<Row>(world.rows, undo(world.rows, undoneRows(world.history, runId)).changes);

        expect(faultsOf(after)).toEqual([]);
      });
    });

    test("either does or has done with every row of the run, or lists why not", () => {
      check((world, runId) => {
        const undone = undoneRows(world.history, runId);
        const plan = undo(world.rows, undone);
        const kept = new Set(plan.kept.map(({ row }) => rowKey(row)));
        const after = new Map(rowsAfter<Row>(world.rows, plan.changes).map((row) => [rowKey(row), row]));

        for (const { change } of undone) {
          if (kept.has(keyOf(change))) continue;
          const now = after.get(keyOf(change));
          if (change.kind === "create") expect(now).toBeUndefined();
          else if (change.kind === "delete") expect(changedFields(now, change.before)).toEqual([]);
          else {
            const fields = changedFields(change.before, change.after);
            expect(fields.filter((field) => at(now, field) !== at(change.before, field))).toEqual([]);
          }
        }
        expect(plan.changes.length + plan.unchangedCount).toBe(undone.length);
      });
    });
  },
);

const FIELDS = [...EMPLOYEE_FIELDS, "name", "parentCode"] as const;

function at(row: object | undefined, field: string): unknown {
  return (row as Record<string, unknown> | undefined)?.[field];
}

function changedFields(one: object | undefined, other: object): readonly string[] {
  return FIELDS.filter((field) => at(one, field) !== at(other, field));
}

function after<Row>(change: RowChange<Row>): Row {
  if (change.kind === "delete") throw new Error("a deletion leaves nothing");
  return change.after;
}

function keyOf(change: RowChange<Department | RosterEmployee>): string {
  return rowKey(change.kind === "create" ? change.after : change.before);
}

/** In one order, without the versions, which are the store's. */
function sorted<Row extends Department | RosterEmployee>(rows: readonly Row[]): readonly Row[] {
  return rows
    .map((row) => ("id" in row ? { ...row, version: 0 } : row))
    .toSorted((one, other) => (rowKey(one) < rowKey(other) ? -1 : 1));
}

function faultsOf(rows: readonly (Department | RosterEmployee)[]): readonly string[] {
  const codes = new Map(rows.flatMap((row) => ("code" in row ? [[row.code, row] as const] : [])));
  const unique = rows.map((row) => ("code" in row ? row.name : emailKey(row.email)));
  const faults = unique.filter((value, place) => unique.indexOf(value) !== place).map((value) => `twice ${value}`);
  for (const start of codes.values()) {
    const seen = new Set<string>();
    for (let code = start.parentCode; code !== null; code = codes.get(code)?.parentCode ?? null) {
      if (!codes.has(code)) faults.push(`no parent ${code}`);
      if (seen.has(code) || code === start.code) {
        faults.push(`loop at ${code}`);
        break;
      }
      seen.add(code);
    }
  }
  return faults;
}
