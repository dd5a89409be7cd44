import { MessageDialog, Stack, Text } from "smarthr-ui";
import type { DepartmentRow } from "../../contract/departments.ts";
import { departmentText } from "../../text/department-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import {
  childrenInWayText,
  DEPARTMENTS_TEXT,
  employeesInWayText,
  inUseText,
  moreDepartmentsText,
} from "./departments-text.ts";

const CHILDREN_SHOWN = 10;

/** Says who and what is in the way of deleting a department, and leads there; there is nothing to press but 「閉じる」. */
export function DepartmentInUseDialog({
  row,
  employeeCount,
  childRows,
  childCount,
  onClose,
}: {
  readonly row: DepartmentRow;
  readonly employeeCount: number;
  /** The departments below it, as far as the page knows them. */
  readonly childRows: readonly DepartmentRow[];
  readonly childCount: number;
  readonly onClose: () => void;
}) {
  return (
    <MessageDialog isOpen title={DEPARTMENTS_TEXT.removeTitle} size="S" onClickClose={onClose}>
      <Stack>
        <Text weight="bold">{inUseText(row.name, row.code)}</Text>
        {employeeCount > 0 && (
          <Stack gap={0.5}>
            <Text>{employeesInWayText(employeeCount)}</Text>
            <div>
              <RouteLink to="/employees" search={{ department: row.code, below: false }}>
                {DEPARTMENTS_TEXT.showEmployees}
              </RouteLink>
            </div>
          </Stack>
        )}
        {childCount > 0 && (
          <Stack gap={0.5}>
            <Text>{childrenInWayText(childCount)}</Text>
            <Children rows={childRows} onClose={onClose} />
          </Stack>
        )}
      </Stack>
    </MessageDialog>
  );
}

function Children({ rows, onClose }: { readonly rows: readonly DepartmentRow[]; readonly onClose: () => void }) {
  const unnamed = rows.length - CHILDREN_SHOWN;
  return (
    <ul className="plain-list">
      {rows.slice(0, CHILDREN_SHOWN).map((row) => (
        <li key={row.code} className="anywhere">
          <RouteLink to="/departments" search={{ search: row.code }} onClick={onClose}>
            {departmentText(row)}
          </RouteLink>
        </li>
      ))}
      {unnamed > 0 && <li>{moreDepartmentsText(unnamed)}</li>}
    </ul>
  );
}
