import { isKatakana } from "./names.ts";
import type { Employee, RosterEmployee } from "./roster.ts";

/** What an administrator may change by hand: everything but the mail address (M24), and not whom of SmartHR the person is. */
export type EmployeeEdit = Omit<Employee, "email" | "crewId">;

/** The employee after an edit by hand; null when it changes nothing. */
export function editedEmployee(before: RosterEmployee, edit: EmployeeEdit): RosterEmployee | null {
  const fields = Object.keys(edit) as (keyof EmployeeEdit)[];
  if (fields.every((field) => before[field] === edit[field])) return null;
  return { ...before, ...edit, retiredByHand: isRetiredByHand(before, edit) };
}

/**
 * The readings that an edit changes into something other than full-width katakana, which SmartHR's own form refuses. One that SmartHR
 * gave may stay: whoever edits something else need not know it better.
 */
export function unreadableNames(before: RosterEmployee, edit: EmployeeEdit): readonly (typeof READINGS)[number][] {
  return READINGS.filter((field) => edit[field] !== before[field] && !isKatakana(edit[field]));
}

const READINGS = ["lastNameKana", "firstNameKana"] as const;

// M34: the flag is the hand's when the hand set it; one that SmartHR set stays SmartHR's until somebody takes it away.
function isRetiredByHand(before: RosterEmployee, edit: EmployeeEdit): boolean {
  return edit.retired && (!before.retired || before.retiredByHand);
}
