import { DefinitionList, DefinitionListItem, Stack, Text } from "smarthr-ui";
import type { EmployeeDetail } from "../../contract/employees.ts";
import { EMPLOYEE_FIELDS } from "../../core/roster.ts";
import { departmentText, NO_DEPARTMENTS } from "../../text/department-text.ts";
import { employeeFieldText, employeeValueText } from "../../text/field-text.ts";
import { EMPLOYEE_TEXT } from "./employee-text.ts";

/** M3: the fields that both sides have; the id that ties them together is told elsewhere. */
const SHOWN_FIELDS = EMPLOYEE_FIELDS.filter((field) => field !== "crewId");

/**
 * All fields of a person with the manual's names. Either all of them come from SmartHR or none does, but for the flag that was set by
 * hand: said once, not at each field.
 */
export function EmployeeFields({ detail }: { readonly detail: EmployeeDetail }) {
  const { employee, retiredByHand } = detail;
  const synced = employee.crewId !== null;
  // What the next sync will do says nothing of somebody who was deleted.
  const there = detail.deletedAt === null;
  return (
    <Stack>
      {there && <Text size="S">{synced ? EMPLOYEE_TEXT.fromSmartHrNote : EMPLOYEE_TEXT.byHandNote}</Text>}
      <DefinitionList maxColumns={2}>
        {SHOWN_FIELDS.map((field) => (
          <DefinitionListItem key={field} className="anywhere" term={employeeFieldText(field)}>
            {field === "departmentCode"
              ? ownDepartmentText(detail)
              : employeeValueText(employee, field, NO_DEPARTMENTS)}
          </DefinitionListItem>
        ))}
      </DefinitionList>
      {there && employee.retired && <Text size="S">{EMPLOYEE_TEXT.flagHelp}</Text>}
      {there && employee.retired && retiredByHand && <Text size="S">{EMPLOYEE_TEXT.flagByHand}</Text>}
    </Stack>
  );
}

// The way down to the department: names alone may be alike.
function ownDepartmentText({ employee, departmentPath }: EmployeeDetail): string {
  const path = departmentPath.map(({ name }) => name).join("/");
  if (path === "") return employeeValueText(employee, "departmentCode", NO_DEPARTMENTS);
  return departmentText({ code: employee.departmentCode, name: path });
}
