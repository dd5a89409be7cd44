import { groupBy } from "./group-by.ts";
import {
  type DepartmentChange,
  type DepartmentNotice,
  type DepartmentPlan,
  type DepartmentRejectionReason,
  type DepartmentSkipReason,
  LONGEST_DEPARTMENT_TEXT,
  type Notice,
  type Rejection,
  type Skip,
} from "./plan.ts";
import type { Department } from "./roster.ts";
import type { SourceDepartment } from "./source.ts";
import { visibleText } from "./text-shape.ts";

/** M15–M19: departments are the same department exactly when their codes are equal. */
export function planDepartments(roster: readonly Department[], source: readonly SourceDepartment[]): DepartmentPlan {
  const { coded, skips } = splitByCode(source);
  const refused = new Refusals();
  refuseRepeatedCodes(coded, refused);
  refuseUnfitTexts(coded, refused);

  const tree = new SourceTree(source);
  const current = new Map(roster.map((department) => [department.code, department]));
  let settlement = settle(coded, refused, current, tree);
  // A refusal changes which names are kept and which codes the roster will have: judge anew until nothing more is refused.
  while (refuseTakenNames(settlement, refused) || refuseLoops(settlement, refused)) {
    settlement = settle(coded, refused, current, tree);
  }

  return {
    ...compare(settlement),
    skips,
    rejections: refused.rejections(coded),
    notices: noticesOf(settlement, tree),
  };
}

/** A row that may become a department: its code and name are visible text. */
interface CodedRow {
  readonly row: SourceDepartment;
  readonly code: string;
}

/** The roster as it will be if every row not refused so far is accepted. */
interface Settlement {
  readonly current: ReadonlyMap<string, Department>;
  readonly accepted: readonly AcceptedRow[];
  readonly finalByCode: ReadonlyMap<string, Department>;
}

interface AcceptedRow extends CodedRow {
  readonly after: Department;
  readonly placement: Placement;
}

interface Placement {
  readonly parentCode: string | null;
  /** SmartHR says the same parent, or none. */
  readonly underDirectParent: boolean;
}

// M16: 部署コードが入力されていない部署は連携されない.
function splitByCode(source: readonly SourceDepartment[]): {
  coded: CodedRow[];
  skips: Skip<SourceDepartment, DepartmentSkipReason>[];
} {
  const coded: CodedRow[] = [];
  const skips: Skip<SourceDepartment, DepartmentSkipReason>[] = [];
  for (const row of source) {
    const code = departmentCodeOf(row.code);
    if (code === null) skips.push({ row, reason: "no-department-code" });
    else coded.push({ row, code });
  }
  return { coded, skips };
}

/** A department's code as an exact string: trimmed, never re-typed, never padded; null when there is none. */
export function departmentCodeOf(code: string | null): string | null {
  return visibleText(code)?.trim() ?? null;
}

function refuseRepeatedCodes(coded: readonly CodedRow[], refused: Refusals): void {
  for (const rows of groupBy(coded, ({ code }) => code).values()) {
    if (rows.length === 1) continue;
    const departmentIds = rows.map(({ row }) => row.departmentId).sort();
    for (const { row } of rows) {
      const otherDepartmentIds = departmentIds.filter((id) => id !== row.departmentId);
      refused.add(row, { kind: "duplicate-department-code", otherDepartmentIds });
    }
  }
}

function refuseUnfitTexts(coded: readonly CodedRow[], refused: Refusals): void {
  for (const { row, code } of coded) {
    const name = visibleText(row.name);
    if (code.length > LONGEST_DEPARTMENT_TEXT) refused.add(row, { kind: "department-code-too-long" });
    if (name === null) refused.add(row, { kind: "missing-department-name" });
    else if (name.length > LONGEST_DEPARTMENT_TEXT) refused.add(row, { kind: "department-name-too-long" });
  }
}

function settle(
  coded: readonly CodedRow[],
  refused: Refusals,
  current: ReadonlyMap<string, Department>,
  tree: SourceTree,
): Settlement {
  const standing = coded.filter(({ row }) => !refused.has(row));
  const codes = new Set(current.keys());
  for (const { code } of standing) codes.add(code);

  const finalByCode = new Map(current);
  const accepted = standing.map(({ row, code }) => {
    const placement = tree.placementOf(row, codes);
    const after: Department = { code, name: row.name ?? "", parentCode: placement.parentCode };
    finalByCode.set(code, after);
    return { row, code, after, placement };
  });
  return { current, accepted, finalByCode };
}

// M19, judged on the roster as it will be: a name somebody keeps is taken; a free name that several want is given to none.
function refuseTakenNames({ current, accepted, finalByCode }: Settlement, refused: Refusals): boolean {
  const newcomers = new Map(
    accepted.filter(({ code, after }) => current.get(code)?.name !== after.name).map((row) => [row.code, row]),
  );
  const codesByName = groupBy([...finalByCode.values()], ({ name }) => name);
  let any = false;
  for (const departments of codesByName.values()) {
    if (departments.length === 1) continue;
    const holder = departments.find(({ code }) => !newcomers.has(code)) ?? null;
    const wanting = departments.flatMap(({ code }) => newcomers.get(code) ?? []);
    const codes = wanting.map(({ code }) => code).sort();
    for (const { row, code } of wanting) {
      any = true;
      refused.add(row, {
        kind: "duplicate-department-name",
        holderCode: holder?.code ?? null,
        rivalCodes: holder ? [] : codes.filter((other) => other !== code),
      });
    }
  }
  return any;
}

// A new parent may lie below the department itself when a row between them was refused and so keeps its old parent.
function refuseLoops({ current, accepted, finalByCode }: Settlement, refused: Refusals): boolean {
  const movedByCode = new Map(
    accepted
      .filter(({ code, after }) => after.parentCode !== null && after.parentCode !== current.get(code)?.parentCode)
      .map((row) => [row.code, row]),
  );
  let any = false;
  for (const loop of loopsIn(finalByCode)) {
    for (const [place, code] of loop.entries()) {
      const moved = movedByCode.get(code);
      if (!moved) continue;
      any = true;
      refused.add(moved.row, { kind: "parent-loop", loopCodes: [...loop.slice(place), ...loop.slice(0, place)] });
    }
  }
  return any;
}

/** Every loop of parents, each once, as the codes met on the way up. */
function loopsIn(departments: ReadonlyMap<string, Department>): string[][] {
  const loops: string[][] = [];
  const done = new Set<string>();
  for (const start of departments.keys()) {
    const path = new Map<string, number>();
    let code: string | null = start;
    while (code !== null && !done.has(code) && !path.has(code)) {
      path.set(code, path.size);
      code = departments.get(code)?.parentCode ?? null;
    }
    const loopStart = code === null ? undefined : path.get(code);
    const codes = [...path.keys()];
    if (loopStart !== undefined) loops.push(codes.slice(loopStart));
    for (const visited of codes) done.add(visited);
  }
  return loops;
}

function compare({ current, accepted }: Settlement): { changes: DepartmentChange[]; unchangedCount: number } {
  const changes: DepartmentChange[] = [];
  for (const { code, after } of accepted) {
    const before = current.get(code);
    if (!before) changes.push({ kind: "create", after });
    else if (before.name !== after.name || before.parentCode !== after.parentCode) {
      changes.push({ kind: "update", before, after });
    }
  }
  return { changes, unchangedCount: accepted.length - changes.length };
}

function noticesOf({ accepted }: Settlement, tree: SourceTree): Notice<SourceDepartment, DepartmentNotice>[] {
  return accepted.flatMap(({ row, placement }) =>
    placement.underDirectParent
      ? []
      : [
          {
            row,
            notice: {
              kind: "parent-not-registered" as const,
              parentName: tree.parentOf(row)?.name ?? null,
              placedUnderCode: placement.parentCode,
            },
          },
        ],
  );
}

/** SmartHR's tree of departments, asked from below. */
class SourceTree {
  readonly #byId: ReadonlyMap<string, SourceDepartment>;

  constructor(source: readonly SourceDepartment[]) {
    this.#byId = new Map(source.map((row) => [row.departmentId, row]));
  }

  parentOf(row: SourceDepartment): SourceDepartment | null {
    return row.parentId === null ? null : (this.#byId.get(row.parentId) ?? null);
  }

  /** The nearest ancestor that the roster will have: the row never leaves the part of the tree it belongs to. */
  placementOf(row: SourceDepartment, codes: ReadonlySet<string>): Placement {
    const directParent = this.parentOf(row);
    const seen = new Set([row]);
    let ancestor = directParent;
    while (ancestor !== null && !seen.has(ancestor)) {
      const code = departmentCodeOf(ancestor.code);
      if (code !== null && codes.has(code)) {
        return { parentCode: code, underDirectParent: ancestor === directParent };
      }
      seen.add(ancestor);
      ancestor = this.parentOf(ancestor);
    }
    return { parentCode: null, underDirectParent: row.parentId === null };
  }
}

/** All reasons of every refused row, in the order they were found. */
class Refusals {
  readonly #reasonsByRow = new Map<SourceDepartment, [DepartmentRejectionReason, ...DepartmentRejectionReason[]]>();

  has(row: SourceDepartment): boolean {
    return this.#reasonsByRow.has(row);
  }

  add(row: SourceDepartment, reason: DepartmentRejectionReason): void {
    const reasons = this.#reasonsByRow.get(row);
    if (reasons) reasons.push(reason);
    else this.#reasonsByRow.set(row, [reason]);
  }

  rejections(coded: readonly CodedRow[]): Rejection<SourceDepartment, DepartmentRejectionReason>[] {
    return coded.flatMap(({ row }) => {
      const reasons = this.#reasonsByRow.get(row);
      return reasons ? [{ row, reasons }] : [];
    });
  }
}
