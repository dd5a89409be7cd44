import type { DepartmentRow } from "../../contract/departments.ts";
import { AskError } from "../ask.ts";
import { NEWEST_ROW_TEXT } from "../frame/newest-text.ts";
import { DepartmentInUseDialog } from "./DepartmentInUseDialog.tsx";
import { DEPARTMENT_GONE_TEXT, DEPARTMENTS_TEXT, REMOVE_CONSEQUENCES, removeQuestion } from "./departments-text.ts";
import { type Removal, RemoveDialog } from "./RemoveDialog.tsx";

/** Asks before a department is deleted, or says who and what is in the way. */
export function RemoveDepartmentDialog({
  childRows,
  ...removal
}: Removal<DepartmentRow> & {
  /** The departments right below it. */
  readonly childRows: readonly DepartmentRow[];
}) {
  const { newest, error, onClose } = removal;
  const { row } = newest;
  // The head count leaves out who left; the server counts them, and knows of what came since the page was drawn.
  const employeeCount = refusedCount(error, "department-has-employees") ?? row.headCount;
  const childCount = refusedCount(error, "department-has-children") ?? childRows.length;
  if (!newest.gone && (employeeCount > 0 || childCount > 0)) {
    return <DepartmentInUseDialog {...{ row, employeeCount, childRows, childCount, onClose }} />;
  }
  return (
    <RemoveDialog
      removal={removal}
      size="S"
      title={DEPARTMENTS_TEXT.removeTitle}
      goneText={DEPARTMENT_GONE_TEXT}
      loadedText={NEWEST_ROW_TEXT}
      question={removeQuestion(row.name, row.code)}
      consequences={REMOVE_CONSEQUENCES}
    />
  );
}

function refusedCount(error: unknown, kind: "department-has-employees" | "department-has-children"): number | null {
  if (!(error instanceof AskError) || error.problem.kind !== kind) return null;
  return error.problem.count;
}
