import { Text } from "smarthr-ui";
import type { DepartmentRow } from "../../contract/departments.ts";
import { ConfirmDialog } from "../frame/ConfirmDialog.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { DEPARTMENT_GONE_TEXT, DEPARTMENTS_TEXT, REMOVE_CONSEQUENCES, removeQuestion } from "./departments-text.ts";
import { NEWEST_ROW_TEXT, ROSTER_TEXT } from "./roster-text.ts";
import { StaleMessage } from "./StaleMessage.tsx";
import { isProblem, type Newest } from "./use-newest.ts";

/** Asks before a department is deleted, and says why the server refused. */
export function RemoveDepartmentDialog({
  newest,
  error,
  sending,
  onRemove,
  onClose,
}: {
  readonly newest: Newest<DepartmentRow>;
  readonly error: unknown;
  readonly sending: boolean;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}) {
  const { row } = newest;
  return (
    <ConfirmDialog
      size="S"
      danger
      title={DEPARTMENTS_TEXT.removeTitle}
      actionText={ROSTER_TEXT.remove}
      disabled={newest.gone}
      sending={sending}
      onConfirm={onRemove}
      onClose={onClose}
    >
      <StaleMessage
        error={error}
        newest={newest}
        event={ROSTER_TEXT.notRemoved}
        goneText={DEPARTMENT_GONE_TEXT}
        loadedText={NEWEST_ROW_TEXT}
      />
      {isProblem(error, "department-has-employees") && (
        <div>
          <RouteLink to="/employees" search={{ department: row.code, below: false }}>
            {DEPARTMENTS_TEXT.showEmployees}
          </RouteLink>
        </div>
      )}
      <Text weight="bold">{removeQuestion(row.name, row.code)}</Text>
      <ul className="plain-list">
        {REMOVE_CONSEQUENCES.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
