import type { DepartmentRow } from "../../contract/departments.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { DEPARTMENT_GONE_TEXT, DEPARTMENTS_TEXT, REMOVE_CONSEQUENCES, removeQuestion } from "./departments-text.ts";
import { type Removal, RemoveDialog } from "./RemoveDialog.tsx";
import { NEWEST_ROW_TEXT } from "./roster-text.ts";
import { isProblem } from "./use-newest.ts";

/** Asks before a department is deleted. */
export function RemoveDepartmentDialog(removal: Removal<DepartmentRow>) {
  const { row } = removal.newest;
  return (
    <RemoveDialog
      removal={removal}
      size="S"
      title={DEPARTMENTS_TEXT.removeTitle}
      goneText={DEPARTMENT_GONE_TEXT}
      loadedText={NEWEST_ROW_TEXT}
      wayOut={
        isProblem(removal.error, "department-has-employees") && (
          <div>
            <RouteLink to="/employees" search={{ department: row.code, below: false }}>
              {DEPARTMENTS_TEXT.showEmployees}
            </RouteLink>
          </div>
        )
      }
      question={removeQuestion(row.name, row.code)}
      consequences={REMOVE_CONSEQUENCES}
    />
  );
}
