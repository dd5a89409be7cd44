import type { Finding } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { ListPages } from "../frame/ListPages.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { ChangesTable, type ShownChange } from "./ChangesTable.tsx";
import { DEPARTMENT_CHANGES, EMPLOYEE_CHANGES, MANY_CHANGES, NAME_BY_CODE } from "./catalogue-changes.ts";
import {
  anEmployeeFinding,
  DEPARTMENT_NOTICE_ROWS,
  DEPARTMENT_REJECTIONS,
  DEPARTMENT_SKIPS,
  EMPLOYEE_NOTICE_ROWS,
  EMPLOYEE_REJECTIONS,
  EMPLOYEE_SKIPS,
  LONG_NAMES,
} from "./catalogue-findings.ts";
import { FindingsTable } from "./FindingsTable.tsx";
import { NoRows } from "./RunRows.tsx";
import { emptyChangesText, emptyTabText, RUNS_TEXT } from "./runs-text.ts";

const LONG_NAME = "見本市場調査および新規事業開発推進本部".repeat(6);

const LONG_ROWS: readonly Finding[] = [
  anEmployeeFinding({
    row: {
      crewId: "long",
      employeeNumber: "0".repeat(80),
      lastName: LONG_NAME,
      firstName: LONG_NAME,
      email: `${"nagai-".repeat(30)}@example.com`,
    },
    reasons: [
      { kind: "unknown-department", departmentId: "d", departmentCode: "A".repeat(80), departmentName: LONG_NAME },
    ],
  }),
];

const MANY_ROWS: readonly Finding[] = Array.from({ length: 500 }, (_, place) =>
  anEmployeeFinding({
    row: {
      crewId: `crew-${place}`,
      employeeNumber: String(place + 1).padStart(4, "0"),
      lastName: "見本",
      firstName: "太郎",
      email: null,
    },
    reasons: [{ kind: "missing-email" }],
  }),
);

function part(name: string, element: CatalogueEntry["element"]): CatalogueEntry {
  return {
    name: `run-part-${name}`,
    element: (
      <>
        <ScreenHeading>{RUNS_TEXT.detail}</ScreenHeading>
        {element}
      </>
    ),
  };
}

function findings(name: string, subject: Subject, rows: readonly Finding[]): CatalogueEntry {
  return part(name, <FindingsTable subject={subject} findings={rows} label={name} />);
}

function changes(name: string, subject: Subject, rows: readonly ShownChange[]): CatalogueEntry {
  return part(name, <ChangesTable subject={subject} changes={rows} nameByCode={NAME_BY_CODE} label={name} />);
}

/** The tables of a run's page with every kind of row. */
export const runPartEntries: readonly CatalogueEntry[] = [
  findings("department-rejections", "departments", DEPARTMENT_REJECTIONS),
  findings("long-department-names", "departments", LONG_NAMES),
  findings("department-skips", "departments", DEPARTMENT_SKIPS),
  findings("department-notices", "departments", DEPARTMENT_NOTICE_ROWS),
  findings("employee-rejections", "employees", EMPLOYEE_REJECTIONS),
  findings("employee-skips", "employees", EMPLOYEE_SKIPS),
  findings("employee-notices", "employees", EMPLOYEE_NOTICE_ROWS),
  findings("long-names", "employees", LONG_ROWS),
  findings("500-rejections", "employees", MANY_ROWS),
  changes("employee-changes", "employees", EMPLOYEE_CHANGES),
  changes("department-changes", "departments", DEPARTMENT_CHANGES),
  changes("500-changes", "employees", MANY_CHANGES),
  ...(["rejection", "skip", "notice"] as const).map((tab) =>
    part(`empty-${tab}`, <NoRows>{emptyTabText(tab)}</NoRows>),
  ),
  ...(["sync", "undo"] as const).map((kind) => part(`empty-change-${kind}`, <NoRows>{emptyChangesText(kind)}</NoRows>)),
  part("empty-create", <NoRows>{emptyChangesText("sync", "create")}</NoRows>),
  part("pages", <ListPages total={12_345} page={7} perPage={50} onPage={() => {}} />),
  part("last-page", <ListPages total={101} page={3} perPage={50} onPage={() => {}} />),
];
