import type { EmploymentType } from "./roster.ts";

// M7: by name, so a preset that the customer renamed is その他 like one the customer added.
const TYPE_BY_NAME: ReadonlyMap<string, EmploymentType> = new Map([
  ["正社員", "permanent"],
  ["契約社員", "contract"],
  ["派遣社員", "dispatched"],
  ["アルバイト・パート", "part-time"],
  ["業務委託", "outsourced"],
  ["役員", "officer"],
  ["その他", "other"],
]);

/** M7: the roster's employment type for the name SmartHR shows; none given is none. */
export function employmentTypeNamed(name: string | null): EmploymentType | null {
  if (name === null) return null;
  return TYPE_BY_NAME.get(name) ?? "other";
}

/** Whether the name is one of the seven that M7 lists; every other one becomes その他. */
export function isListedEmploymentType(name: string): boolean {
  return TYPE_BY_NAME.has(name);
}
