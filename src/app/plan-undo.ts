import { breakdownOf } from "../core/breakdown.ts";
import { undoPlanLines } from "../core/plan-digest.ts";
import { planUndoDepartments } from "../core/plan-undo-departments.ts";
import { addressesSought, planUndoEmployees } from "../core/plan-undo-employees.ts";
import type { Counts, HeadCount } from "../core/run.ts";
import { countsOfUndo, type EmployeeUndo, type SubjectKeptRow, type SubjectUndo } from "../core/undo.ts";
import { countRoster } from "../store/count-roster.ts";
import type { Transaction } from "../store/database.ts";
import type { PlanFacts } from "../store/plan-facts.ts";
import { readUndoneDepartments, readUndoneEmployees } from "../store/read-undone.ts";
import { readDepartments } from "../store/roster.ts";
import type { Run } from "../store/runs.ts";
import { countEmployeesByDepartment, findAddressHolders } from "../store/undo-surroundings.ts";
import { digestOf } from "./plan-source.ts";
import { noRows, type RunRows } from "./run-report.ts";

/** The plan of an undo and its seal. */
export type SealedUndo = SubjectUndo & {
  readonly digest: string;
  readonly counts: Counts;
  readonly facts: PlanFacts;
};

/** What taking back that run would do to the roster as the transaction sees it. Nothing of SmartHR is asked (docs/decisions/0038). */
export async function planUndo(
  tx: Transaction,
  undone: Pick<Run, "id" | "companyId" | "subject">,
): Promise<SealedUndo> {
  const undo = await planOf(tx, undone);
  const breakdown = breakdownOf({ changes: undo.plan.changes, skips: [], rejections: [] });
  const headCount = undo.subject === "departments" ? null : await headCountAfter(tx, undone.companyId, undo.plan);
  const digest = await digestOf(undoPlanLines(undo, undone.id));
  return { ...undo, digest, counts: countsOfUndo(undo.plan), facts: { guards: [], breakdown, headCount } };
}

/** What the undo does to each row, as it is shown; it leaves none out for somebody to act. */
export function undoRows({ subject, plan }: SubjectUndo): RunRows {
  const { findings } = noRows(subject);
  return { subject, changes: plan.changes, findings } as RunRows;
}

/** What the undo leaves as it is, as it is stored. */
export function keptRowsOf(undo: SubjectUndo): readonly SubjectKeptRow[] {
  return undo.subject === "departments"
    ? undo.plan.kept.map((row) => ({ subject: undo.subject, ...row }))
    : undo.plan.kept.map((row) => ({ subject: undo.subject, ...row }));
}

async function planOf(
  tx: Transaction,
  { id, companyId, subject }: Pick<Run, "id" | "companyId" | "subject">,
): Promise<SubjectUndo> {
  const departments = await readDepartments(tx, companyId);
  switch (subject) {
    case "departments": {
      const employeeCountByCode = await countEmployeesByDepartment(tx, companyId);
      const rows = await readUndoneDepartments(tx, companyId, id);
      return { subject, plan: planUndoDepartments(rows, { departments, employeeCountByCode }) };
    }
    case "employees": {
      const rows = await readUndoneEmployees(tx, companyId, id);
      const holderByEmailKey = await findAddressHolders(tx, companyId, addressesSought(rows));
      const departmentCodes = new Set(departments.map(({ code }) => code));
      return { subject, plan: planUndoEmployees(rows, { departmentCodes, holderByEmailKey }) };
    }
  }
}

async function headCountAfter(tx: Transaction, companyId: number, { changes }: EmployeeUndo): Promise<HeadCount> {
  const { employees: before } = await countRoster(tx, companyId);
  let after = before;
  for (const change of changes) {
    if (change.kind !== "create" && !change.before.retired) after -= 1;
    if (change.kind !== "delete" && !change.after.retired) after += 1;
  }
  return { before, after };
}
