import type { Instant } from "../src/core/calendar.ts";
import { emailKey } from "../src/core/email.ts";
import type { DepartmentChange, EmployeeChange } from "../src/core/plan.ts";
import type { Department, RosterEmployee } from "../src/core/roster.ts";

/** The departments after a plan was applied, by the meaning of a change alone: what the store must arrive at, too. */
export function departmentsAfter(
  departments: readonly Department[],
  changes: readonly DepartmentChange[],
): readonly Department[] {
  const byCode = new Map(departments.map((department) => [department.code, department]));
  for (const { after } of changes) byCode.set(after.code, after);
  return [...byCode.values()];
}

/** The employees after a plan was applied at that moment; new ones get ids of their own. */
export function employeesAfter(
  employees: readonly RosterEmployee[],
  changes: readonly EmployeeChange[],
  at: Instant,
): readonly RosterEmployee[] {
  const byId = new Map(employees.map((employee) => [employee.id, employee]));
  for (const change of changes) {
    if (change.kind === "create") {
      const id = `after-${at}-${emailKey(change.after.email)}`;
      byId.set(id, { ...change.after, id, version: 1, crewSince: at, retiredByHand: false });
    } else {
      const { before, after } = change;
      const crewSince = before.crewId === after.crewId ? before.crewSince : at;
      byId.set(before.id, { ...after, id: before.id, version: before.version + 1, crewSince, retiredByHand: false });
    }
  }
  return [...byId.values()];
}
