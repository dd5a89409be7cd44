import type { Employee, RosterEmployee } from "../../core/roster.ts";
import type { NameByCode } from "../../text/department-text.ts";
import type { ShownChange } from "./ChangesTable.tsx";

const TARO: Employee = {
  email: "taro@example.com",
  employeeNumber: "0001",
  lastName: "見本",
  firstName: "太郎",
  lastNameKana: "ミホン",
  firstNameKana: "タロウ",
  gender: "male",
  birthDate: "1990-04-01",
  departmentCode: "A001",
  jobTitle: "課長",
  hiredOn: "2015-04-01",
  retiredOn: null,
  employmentType: "permanent",
  retired: false,
  crewId: "0198f5a0-1111-7000-8000-000000000001",
};

const TARO_BEFORE: RosterEmployee = {
  ...TARO,
  id: "employee-1",
  version: 1,
  crewSince: null,
  retiredByHand: false,
  jobTitle: null,
  departmentCode: "A002",
  employmentType: "contract",
};

const LONG = "見本市場調査および新規事業開発推進本部東日本統括第一グループ".repeat(3);

/** The departments of these changes as a roster may name them; A000 is not there any more. */
export const NAME_BY_CODE: NameByCode = new Map([
  ["A001", "営業部"],
  ["A002", `${LONG}営業支援課`],
]);

/** A person who is new, one who changed, and one whose every text is long. */
export const EMPLOYEE_CHANGES: readonly ShownChange[] = [
  { kind: "create", employeeId: "employee-2", after: { ...TARO, email: "hanako@example.com", firstName: "花子" } },
  { kind: "update", employeeId: "employee-1", before: TARO_BEFORE, after: TARO },
  {
    kind: "update",
    employeeId: "employee-3",
    before: { ...TARO_BEFORE, id: "employee-3", jobTitle: LONG },
    after: { ...TARO, lastName: LONG, email: `${"nagai-".repeat(30)}@example.com`, jobTitle: `${LONG}長` },
  },
];

/** What an undo does: a person who goes, and one who gets back nothing but who had set 退職者フラグ. */
export const UNDO_CHANGES: readonly ShownChange[] = [
  {
    kind: "delete",
    employeeId: "employee-2",
    before: { ...TARO_BEFORE, email: "hanako@example.com", firstName: "花子" },
  },
  {
    kind: "update",
    employeeId: "employee-1",
    before: { ...TARO_BEFORE, retired: true, retiredByHand: false },
    after: { ...TARO_BEFORE, retired: true, retiredByHand: true },
  },
];

export const DEPARTMENT_CHANGES: readonly ShownChange[] = [
  { kind: "create", after: { code: "A004", name: "人事本部", parentCode: null } },
  {
    kind: "update",
    before: { code: "A001", name: "営業部", parentCode: null },
    after: { code: "A001", name: "営業本部", parentCode: "A000" },
  },
];

/** A whole page of people who are new. */
export const MANY_CHANGES: readonly ShownChange[] = Array.from({ length: 500 }, (_, place) => ({
  kind: "create" as const,
  employeeId: `employee-${place}`,
  after: { ...TARO, employeeNumber: String(place + 1).padStart(4, "0"), email: `p${place}@example.com` },
}));
