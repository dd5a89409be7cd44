import type { Transaction } from "../store/database.ts";
import { readPlannedChanges } from "../store/planned-changes.ts";
import type { RunWithFindings } from "../store/runs.ts";
import type { RunRows } from "./run-report.ts";

/** The rows of a plan that waits, as they were planned: those of a sync can be applied, those of an undo take rows away as well. */
export async function readKeptRows<Rows extends RunRows>(tx: Transaction, run: RunWithFindings): Promise<Rows> {
  const { subject, findings } = run;
  // They are read as they were written, for the run's own subject.
  return { subject, changes: await readPlannedChanges(tx, run.id), findings } as unknown as Rows;
}
