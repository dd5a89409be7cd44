import type { Department } from "./roster.ts";
import type { DepartmentField, DepartmentUndo, UndoneRow } from "./undo.ts";
import {
  changeOf,
  isWished,
  keptOf,
  type Refusal,
  type RowShape,
  refusedField,
  settleWishes,
  stateWished,
  type WishedRow,
  wishOf,
} from "./undo-wishes.ts";

/** The departments' roster as an undo finds it. */
export interface DepartmentSurroundings {
  readonly departments: readonly Department[];
  /** How many employees belong to a department itself. */
  readonly employeeCountByCode: ReadonlyMap<string, number>;
}

/** What taking back a run does to departments: as much as can be restored without undoing what others did since (docs/decisions/0038). */
export function planUndoDepartments(
  rows: readonly UndoneRow<Department>[],
  surroundings: DepartmentSurroundings,
): DepartmentUndo {
  const wished = rows.map((row) => wishOf(DEPARTMENT_SHAPE, row));
  const settled = settleWishes(wished, (each) => {
    const final = finalRoster(each, surroundings.departments);
    return [
      ...refuseUsed(each, final, surroundings),
      ...refuseHeldNames(each, final),
      ...refuseGoneParents(each, final),
      ...refuseLoops(each, final),
    ];
  });
  const changes = settled.flatMap(({ wish }) => (wish === null ? [] : [changeOf(DEPARTMENT_SHAPE, wish)]));
  const kept = settled.flatMap((row) => keptOf(row) ?? []);
  return { changes, kept, unchangedCount: rows.length - changes.length };
}

type WishedDepartment = WishedRow<Department, DepartmentField>;
type DepartmentRefusal = Refusal<DepartmentField>;
type FinalRoster = ReadonlyMap<string, Department>;

const DEPARTMENT_SHAPE: RowShape<Department, DepartmentField> = {
  fields: ["name", "parentCode"],
  keyOf: ({ code }) => code,
  isSame: (field, one, other) => one[field] === other[field],
  withFields: (row, fields, from) => ({
    ...row,
    ...Object.fromEntries(fields.map((field) => [field, from[field]])),
  }),
};

/** The roster as it would be were all wishes granted. */
function finalRoster(wished: readonly WishedDepartment[], departments: readonly Department[]): FinalRoster {
  const final = new Map(departments.map((department) => [department.code, department]));
  for (const { key, wish } of wished) {
    if (wish === null) continue;
    const state = stateWished(DEPARTMENT_SHAPE, wish);
    if (state === null) final.delete(key);
    else final.set(key, state);
  }
  return final;
}

function refuseUsed(
  wished: readonly WishedDepartment[],
  final: FinalRoster,
  { employeeCountByCode }: DepartmentSurroundings,
): readonly DepartmentRefusal[] {
  const belowCounts = new Map<string, number>();
  // Who would only come below it finds no parent and is refused for that; whoever is there and stays keeps it.
  const moving = new Set(wished.flatMap(({ key, wish }) => (isWished(wish, "parentCode") ? [key] : [])));
  for (const { code, parentCode } of final.values()) {
    if (parentCode === null || moving.has(code)) continue;
    belowCounts.set(parentCode, (belowCounts.get(parentCode) ?? 0) + 1);
  }
  return wished.flatMap(({ key, wish }): readonly DepartmentRefusal[] => {
    if (wish?.kind !== "remove") return [];
    const employeeCount = employeeCountByCode.get(key) ?? 0;
    const belowCount = belowCounts.get(key) ?? 0;
    if (employeeCount === 0 && belowCount === 0) return [];
    return [{ key, reason: { kind: "department-in-use", field: null, employeeCount, belowCount } }];
  });
}

// Before the run all its rows had different names, so only who stays can be in the way.
function refuseHeldNames(wished: readonly WishedDepartment[], final: FinalRoster): readonly DepartmentRefusal[] {
  const wishing = new Set(wished.flatMap(({ key, wish }) => (isWished(wish, "name") ? [key] : [])));
  const staying = new Map<string, string>();
  for (const { code, name } of final.values()) if (!wishing.has(code)) staying.set(name, code);
  return wished.flatMap(({ key, wish }): readonly DepartmentRefusal[] => {
    if (wish === null || !wishing.has(key)) return [];
    const holderCode = staying.get(final.get(key)?.name ?? "");
    if (holderCode === undefined) return [];
    return [{ key, reason: { kind: "name-held", field: refusedField(wish, "name"), holderCode } }];
  });
}

function refuseGoneParents(wished: readonly WishedDepartment[], final: FinalRoster): readonly DepartmentRefusal[] {
  return wished.flatMap(({ key, wish }): readonly DepartmentRefusal[] => {
    if (wish === null || !isWished(wish, "parentCode")) return [];
    const departmentCode = final.get(key)?.parentCode ?? null;
    if (departmentCode === null || final.has(departmentCode)) return [];
    return [{ key, reason: { kind: "department-gone", field: refusedField(wish, "parentCode"), departmentCode } }];
  });
}

/** Every row of a loop whose parent would change is refused: without them the loop cannot be. */
function refuseLoops(wished: readonly WishedDepartment[], final: FinalRoster): readonly DepartmentRefusal[] {
  const looped = codesInLoops(final);
  return wished.flatMap(({ key, wish }): readonly DepartmentRefusal[] => {
    if (wish === null || !isWished(wish, "parentCode") || !looped.has(key)) return [];
    return [{ key, reason: { kind: "parent-loop", field: refusedField(wish, "parentCode") } }];
  });
}

function codesInLoops(final: FinalRoster): ReadonlySet<string> {
  const looped = new Set<string>();
  const seen = new Set<string>();
  for (const start of final.keys()) {
    const path: string[] = [];
    const onPath = new Map<string, number>();
    let code: string | null = start;
    while (code !== null && !seen.has(code)) {
      seen.add(code);
      onPath.set(code, path.length);
      path.push(code);
      code = final.get(code)?.parentCode ?? null;
    }
    const loopStart = code === null ? undefined : onPath.get(code);
    if (loopStart !== undefined) for (const each of path.slice(loopStart)) looped.add(each);
  }
  return looped;
}
