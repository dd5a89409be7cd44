import type { DepartmentRow } from "../../contract/departments.ts";
import type { EmployeeDetail, EmployeePage, EmployeeRow } from "../../contract/employees.ts";
import type { Form } from "../frame/use-form.ts";
import type { Newest } from "../frame/use-newest.ts";

/** Made-up departments, people and forms for the catalogue. */
export const DEPARTMENTS: readonly DepartmentRow[] = [
  aDepartmentRow({ code: "A000", name: "営業本部", headCount: 2, headCountBelow: 17 }),
  aDepartmentRow({ code: "A001", name: "営業部", parentCode: "A000", headCount: 10, headCountBelow: 15 }),
  aDepartmentRow({ code: "A0011", name: "営業支援課", parentCode: "A001", headCount: 5, headCountBelow: 5 }),
  aDepartmentRow({ code: "A002", name: "開発部", headCount: 1234, headCountBelow: 1234 }),
  aDepartmentRow({ code: "0012", name: "人事部" }),
];

export const LONG_DEPARTMENTS: readonly DepartmentRow[] = Array.from({ length: 10 }, (_, index) =>
  aDepartmentRow({
    code: `ORGANIZATION-UNIT-CODE-${index}`,
    name: `グローバルビジネストランスフォーメーション推進統括本部第${index}グループ`,
    parentCode: index === 0 ? null : `ORGANIZATION-UNIT-CODE-${index - 1}`,
  }),
);

/** As large as SmartHR's largest customers have it. */
export const MANY_DEPARTMENTS: readonly DepartmentRow[] = Array.from({ length: 3_000 }, (_, index) =>
  aDepartmentRow({
    code: String(index).padStart(4, "0"),
    name: `第${index}部`,
    parentCode: index < 5 ? null : String(Math.floor((index - 5) / 7)).padStart(4, "0"),
    headCount: 30,
    headCountBelow: 30,
  }),
);

/** A department of which only what is special is said. */
export function aDepartmentRow(special: Partial<DepartmentRow>): DepartmentRow {
  return { code: "A001", name: "営業部", parentCode: null, headCount: 0, headCountBelow: 0, version: 1, ...special };
}

/** A person of the list of whom only what is special is said. */
export function anEmployeeRow(special: Partial<EmployeeRow> = {}): EmployeeRow {
  return {
    id: "employee-1",
    employeeNumber: "0001",
    lastName: "見本",
    firstName: "太郎",
    lastNameKana: "ミホン",
    firstNameKana: "タロウ",
    email: "taro@example.com",
    departmentCode: "A001",
    departmentName: "営業部",
    jobTitle: "課長",
    employmentType: "permanent",
    hiredOn: "2020-04-01",
    retired: false,
    version: 1,
    ...special,
  };
}

export const LONG_ROW = anEmployeeRow({
  id: "employee-long",
  employeeNumber: "EMPLOYEE-000000000001",
  lastName: "ボンバール・ド・サン＝テグジュペリ",
  firstName: "クリストファー・アレクサンダー",
  lastNameKana: "ボンバール・ド・サンテグジュペリ",
  firstNameKana: "クリストファー・アレクサンダー",
  email: "christopher.alexander.bombard-de-saint-exupery@very-long-subdomain.example.com",
  departmentName: "グローバルビジネストランスフォーメーション推進統括本部",
  jobTitle: "シニアエグゼクティブマネージングディレクター",
  employmentType: "officer",
  retired: true,
});

/** One page with these people, the only one unless told otherwise. */
export function aPage(employees: readonly EmployeeRow[], special: Partial<EmployeePage> = {}): EmployeePage {
  return { employees: [...employees], total: employees.length, page: 1, perPage: 50, ...special };
}

export const MANY_ROWS: readonly EmployeeRow[] = Array.from({ length: 50 }, (_, index) =>
  anEmployeeRow({
    id: `employee-${index}`,
    employeeNumber: index === 3 ? null : String(index + 1).padStart(4, "0"),
    firstName: index % 2 === 0 ? "太郎" : "花子",
    firstNameKana: index % 2 === 0 ? "タロウ" : "ハナコ",
    email: `person${index}@example.com`,
    departmentCode: index % 7 === 0 ? null : "A001",
    departmentName: index % 7 === 0 ? null : "営業部",
    jobTitle: index % 3 === 0 ? null : "課長",
    employmentType: index % 5 === 0 ? null : index % 2 === 0 ? "permanent" : "part-time",
    hiredOn: index % 4 === 0 ? null : "2020-04-01",
    retired: index % 9 === 0,
  }),
);

const AT = Date.UTC(2026, 3, 1, 0, 5);

/** One person with some history: created by a sync, moved by another, edited by hand. */
export function aDetail(special: Partial<EmployeeDetail> = {}): EmployeeDetail {
  const employee: EmployeeDetail["employee"] = {
    email: "taro@example.com",
    employeeNumber: "0001",
    lastName: "見本",
    firstName: "太郎",
    lastNameKana: "ミホン",
    firstNameKana: "タロウ",
    gender: "male",
    birthDate: "1990-01-02",
    departmentCode: "A001",
    jobTitle: "課長",
    hiredOn: "2020-04-01",
    retiredOn: null,
    employmentType: "permanent",
    retired: false,
    crewId: "d9ed5b0c-6c2a-4e5f-9a77-0d4b0b8c9a11",
  };
  const now = { ...employee, retiredByHand: false };
  const moved = { ...now, departmentCode: "A002", jobTitle: null };
  return {
    id: "employee-1",
    employee,
    retiredByHand: false,
    version: 3,
    deletedAt: null,
    departmentPath: [
      { code: "A000", name: "営業本部" },
      { code: "A001", name: "営業部" },
    ],
    crewUrl: "https://acme.smarthr.jp/crews/d9ed5b0c-6c2a-4e5f-9a77-0d4b0b8c9a11",
    lastChangedBySyncAt: AT,
    lastSyncAt: AT + 3_600_000,
    history: [
      {
        kind: "update",
        at: AT + 7_200_000,
        actor: "admin@example.com",
        runId: null,
        runKind: null,
        before: { ...now, jobTitle: null },
        after: now,
      },
      {
        kind: "update",
        at: AT,
        actor: "admin@example.com",
        runId: "run-2",
        runKind: "sync",
        before: moved,
        after: { ...now, jobTitle: null },
      },
      {
        kind: "create",
        at: AT - 86_400_000,
        actor: "コマンドライン",
        runId: "run-1",
        runKind: "sync",
        before: null,
        after: moved,
      },
    ],
    ...special,
  };
}

/** A form that goes nowhere, in the state given. */
export function aForm<Values extends object>(
  values: Values,
  special: Partial<Pick<Form<Values>, "error" | "sending">> & {
    readonly faults?: Readonly<Record<string, string>>;
  } = {},
): Form<Values> {
  const { faults = {}, error = null, sending = false } = special;
  return { values, error, sending, set: () => {}, faultOf: (name) => faults[name], submit: async () => {} };
}

/** A row nobody else touched, unless told otherwise. */
export function aNewest<Row>(row: Row, special: Partial<Newest<Row>> = {}): Newest<Row> {
  return {
    row,
    loaded: null,
    gone: false,
    loading: false,
    error: null,
    answered: undefined,
    load: async () => {},
    begin: () => {},
    ...special,
  };
}
