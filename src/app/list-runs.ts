import { fail, ok, type Result } from "../core/result.ts";
import type { Employee } from "../core/roster.ts";
import type { StartFault } from "../core/start-fault.ts";
import type { RowChange } from "../core/undo.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Transaction } from "../store/database.ts";
import { hasKeptPlan } from "../store/held-runs.ts";
import { readDepartmentChangesOfRun, readEmployeeChangesOfRun } from "../store/history.ts";
import { readOptedOutBefore, readPlanFacts } from "../store/plan-facts.ts";
import * as runs from "../store/runs.ts";
import { readUndoKeptRows } from "../store/undo-kept-rows.ts";
import type { Product } from "./product.ts";
import { readKeptRows } from "./read-kept-rows.ts";
import { isOptOutUnusedSince } from "./read-subject.ts";
import { type RunReport, type RunRows, type RunSummary, summaryOf } from "./run-report.ts";

/** The company's newest runs, newest first. */
export async function listRuns(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  limit: number,
): Promise<readonly RunSummary[]> {
  return (await runs.listRuns(db.queries, companyId, limit)).map(summaryOf);
}

/** One run of the company with all of its rows. */
export async function showRun(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  runId: string,
): Promise<Result<RunReport, StartFault>> {
  return db.snapshot(async (tx) => {
    const run = await runs.findRun(tx, companyId, runId);
    if (run === null) return fail({ kind: "no-run", runId });
    const rows = hasKeptPlan(run) ? await readKeptRows<RunRows>(tx, run) : await rowsOf(tx, run);
    const planned = await readPlanFacts(tx, run.id);
    const { undoOf } = run;
    const kept = undoOf === null ? [] : await readUndoKeptRows(tx, companyId, run.id, { offset: 0, limit: null });
    return ok({
      summary: summaryOf(run),
      rows,
      facts: planned?.facts ?? null,
      ...(planned === null ? {} : { optedOutBefore: await readOptedOutBefore(tx, run) }),
      ...(Object.keys(run.addressChoices).length === 0 ? {} : { chosenOnScreen: true as const }),
      optOutUnused: await isOptOutUnusedSince(tx, run),
      ...(undoOf === null ? {} : { undo: { undoOf, kept } }),
    });
  });
}

async function rowsOf(tx: Transaction, run: runs.RunWithFindings): Promise<RunRows> {
  switch (run.subject) {
    case "departments": {
      const changes = await readDepartmentChangesOfRun(tx, run.companyId, run.id);
      return { subject: run.subject, changes, findings: run.findings };
    }
    case "employees": {
      const changes: RowChange<Employee>[] = [];
      for await (const batch of readEmployeeChangesOfRun(tx, run.companyId, run.id)) changes.push(...batch);
      return { subject: run.subject, changes, findings: run.findings };
    }
  }
}
