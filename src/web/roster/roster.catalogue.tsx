import type { ReactNode } from "react";
import { Stack } from "smarthr-ui";
import { AskError } from "../ask.ts";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { Waiting } from "../frame/Waited.tsx";
import {
  aDepartmentRow,
  aDetail,
  aForm,
  aNewest,
  anEmployeeRow,
  aPage,
  DEPARTMENTS,
  LONG_DEPARTMENTS,
  LONG_ROW,
  MANY_DEPARTMENTS,
  MANY_ROWS,
} from "./catalogue-roster.ts";
import { DeleteEmployeesDialog } from "./DeleteEmployeesDialog.tsx";
import { EditDepartmentDialog, NewDepartmentDialog } from "./DepartmentFormDialog.tsx";
import { DepartmentsHeading, DepartmentsView, type DepartmentsViewProps, NoDepartments } from "./DepartmentsView.tsx";
import { departmentTree } from "./department-tree.ts";
import { EmployeeFormView } from "./EmployeeForm.tsx";
import { NobodyHere } from "./EmployeePage.tsx";
import { EmployeesFilter } from "./EmployeesFilter.tsx";
import { EmployeesHeading, EmployeesView, type EmployeesViewProps, NoEmployees } from "./EmployeesView.tsx";
import { EmployeeHeading, EmployeeView } from "./EmployeeView.tsx";
import { valuesOf } from "./employee-values.ts";
import { type EmployeesSearch, WHOLE_ROSTER } from "./employees-search.ts";
import { RemoveDepartmentDialog } from "./RemoveDepartmentDialog.tsx";
import "./roster.css";

const TREE = departmentTree(DEPARTMENTS);
const OFFERED = { offered: true, start: () => {} };
const NOT_OFFERED = { offered: false, start: () => {} };
const STALE = new AskError({ kind: "stale" });
const NO_ANSWER = new AskError({ kind: "no-answer" });
const nothing = () => {};

export const rosterEntries: readonly CatalogueEntry[] = [
  ...departmentEntries(),
  ...departmentDialogEntries(),
  ...departmentInUseEntries(),
  ...employeesEntries(),
  ...deleteEntries(),
  ...employeeEntries(),
  ...employeeFormEntries(),
];

function departmentEntries(): CatalogueEntry[] {
  return [
    { name: "departments-list", element: departments() },
    { name: "departments-one", element: departments({ tree: departmentTree([aDepartmentRow({})]) }) },
    { name: "departments-search", element: departments({ typed: "支援" }) },
    { name: "departments-no-hit", element: departments({ typed: "経理" }) },
    { name: "departments-long-names", element: departments({ tree: departmentTree(LONG_DEPARTMENTS) }) },
    { name: "departments-3000", element: departments({ tree: departmentTree(MANY_DEPARTMENTS) }) },
    { name: "departments-viewer", element: departments({ canChange: false }) },
    { name: "departments-chart", element: departments({ view: "chart" }) },
    { name: "departments-chart-long", element: departments({ view: "chart", tree: departmentTree(LONG_DEPARTMENTS) }) },
    { name: "departments-chart-3000", element: departments({ view: "chart", tree: departmentTree(MANY_DEPARTMENTS) }) },
    { name: "departments-waiting", element: withHeading(<Waiting />) },
    { name: "departments-no-answer", element: withHeading(<ProblemMessage error={NO_ANSWER} />) },
    { name: "departments-empty", element: withHeading(<NoDepartments canChange linked />) },
    { name: "departments-empty-not-linked", element: withHeading(<NoDepartments canChange linked={false} />) },
    { name: "departments-empty-viewer", element: withHeading(<NoDepartments canChange={false} linked={false} />) },
  ];
}

function departmentDialogEntries(): CatalogueEntry[] {
  const row = aDepartmentRow({ parentCode: "A000" });
  const newer = { ...row, name: "第一営業部", parentCode: null, version: 2 };
  const values = { name: "営業部（東京）", parentCode: "A000" };
  const edit = { tree: TREE, without: new Set(["A001", "A0011"]), onClose: nothing };
  const remove = { childRows: [], sending: false, onRemove: nothing, onClose: nothing };
  const blank = { code: "", name: "", parentCode: null };
  const taken = new AskError({ kind: "department-code-taken", name: "人事部" });
  return Object.entries({
    "department-add": <NewDepartmentDialog form={aForm(blank)} {...edit} />,
    "department-add-faults": (
      <NewDepartmentDialog
        form={aForm(blank, { faults: { code: "入力してください。", name: "入力してください。" } })}
        {...edit}
      />
    ),
    "department-add-taken": (
      <NewDepartmentDialog form={aForm({ ...blank, code: "0012" }, { error: taken })} {...edit} />
    ),
    "department-edit": <EditDepartmentDialog form={aForm(values)} newest={aNewest(row)} {...edit} />,
    "department-edit-sending": (
      <EditDepartmentDialog form={aForm(values, { sending: true })} newest={aNewest(row)} {...edit} />
    ),
    "department-edit-stale": (
      <EditDepartmentDialog form={aForm(values, { error: STALE })} newest={aNewest(row)} {...edit} />
    ),
    "department-edit-newest": (
      <EditDepartmentDialog
        form={aForm(values, { error: STALE })}
        newest={aNewest(newer, { loaded: newer, answered: STALE })}
        {...edit}
      />
    ),
    "department-edit-gone": (
      <EditDepartmentDialog form={aForm(values)} newest={aNewest(row, { gone: true })} {...edit} />
    ),
    "department-remove": <RemoveDepartmentDialog newest={aNewest(row)} error={null} {...remove} />,
    "department-remove-has-employees": (
      <RemoveDepartmentDialog
        newest={aNewest(row)}
        error={new AskError({ kind: "department-has-employees", count: 12 })}
        {...remove}
      />
    ),
    "department-remove-has-children": (
      <RemoveDepartmentDialog
        newest={aNewest(row)}
        error={new AskError({ kind: "department-has-children", count: 1 })}
        {...remove}
        childRows={DEPARTMENTS.slice(2, 3)}
      />
    ),
    "department-remove-stale": <RemoveDepartmentDialog newest={aNewest(row)} error={STALE} {...remove} />,
  }).map(([name, dialog]) => ({ name, element: departments({}, dialog) }));
}

function departmentInUseEntries(): CatalogueEntry[] {
  const row = aDepartmentRow({ parentCode: "A000" });
  const remove = { childRows: [], sending: false, onRemove: nothing, onClose: nothing };
  return Object.entries({
    "department-remove-in-use": (
      <RemoveDepartmentDialog
        newest={aNewest({ ...row, headCount: 10 })}
        error={null}
        {...remove}
        childRows={DEPARTMENTS.slice(2, 4)}
      />
    ),
    "department-remove-in-use-long": (
      <RemoveDepartmentDialog newest={aNewest(row)} error={null} {...remove} childRows={LONG_DEPARTMENTS} />
    ),
    "department-remove-in-use-many": (
      <RemoveDepartmentDialog newest={aNewest(row)} error={null} {...remove} childRows={MANY_DEPARTMENTS} />
    ),
  }).map(([name, dialog]) => ({ name, element: departments({}, dialog) }));
}

function employeesEntries(): CatalogueEntry[] {
  const ticked = new Set(["employee-0", "employee-2"]);
  const narrowed: EmployeesSearch = {
    ...WHOLE_ROSTER,
    search: "みほん",
    department: "A001",
    employmentType: "permanent",
    retired: "not-retired",
    sort: "name",
    order: "desc",
    page: 2,
  };
  const many = aPage(MANY_ROWS, { total: 100_000, page: 2 });
  return [
    { name: "employees-many", element: employees({ page: many }) },
    { name: "employees-narrowed", element: employees({ page: many, search: narrowed }) },
    { name: "employees-ticked", element: employees({ page: many, ticking: { ticked, onTick: nothing } }) },
    { name: "employees-next-page-waiting", element: employees({ page: many, waiting: true }) },
    { name: "employees-one-row", element: employees({ page: aPage([anEmployeeRow()]) }) },
    { name: "employees-long-names", element: employees({ page: aPage([LONG_ROW, anEmployeeRow()]) }) },
    { name: "employees-viewer", element: employees({ page: many, ticking: null }) },
    { name: "employees-no-hit", element: employees({ page: aPage([]), search: narrowed }) },
    { name: "employees-waiting", element: employees({}, <Waiting />) },
    { name: "employees-no-answer", element: employees({}, <ProblemMessage error={NO_ANSWER} />) },
    { name: "employees-empty", element: employees({}, <NoEmployees canChange linked />) },
    { name: "employees-empty-not-linked", element: employees({}, <NoEmployees canChange linked={false} />) },
    {
      name: "employees-empty-viewer",
      element: employees({ ticking: null }, <NoEmployees canChange={false} linked={false} />),
    },
  ];
}

function deleteEntries(): CatalogueEntry[] {
  const ends = { sending: false, onRemove: nothing, onClose: nothing };
  const one = [anEmployeeRow()];
  return Object.entries({
    "employees-delete-one": <DeleteEmployeesDialog newest={aNewest(one)} error={null} {...ends} />,
    "employees-delete-many": <DeleteEmployeesDialog newest={aNewest(MANY_ROWS)} error={null} {...ends} />,
    "employees-delete-sending": <DeleteEmployeesDialog newest={aNewest(one)} error={null} {...ends} sending />,
    "employees-delete-stale": <DeleteEmployeesDialog newest={aNewest(one)} error={STALE} {...ends} />,
    "employees-delete-reloaded": (
      <DeleteEmployeesDialog newest={aNewest(one, { loaded: one, answered: STALE })} error={STALE} {...ends} />
    ),
    "employees-delete-all-gone": (
      <DeleteEmployeesDialog newest={aNewest(one, { gone: true })} error={STALE} {...ends} />
    ),
  }).map(([name, dialog]) => ({ name, element: employees({ page: aPage(one) }, undefined, dialog) }));
}

function employeeEntries(): CatalogueEntry[] {
  const synced = aDetail();
  const { employee } = synced;
  const byHand = aDetail({ employee: { ...employee, crewId: null }, crewUrl: null, history: [], departmentPath: [] });
  const retired = aDetail({ employee: { ...employee, retired: true, retiredOn: "2026-03-31" }, retiredByHand: true });
  const long = aDetail({ employee: { ...employee, ...LONG_ROW }, crewUrl: null });
  const deleted = {
    kind: "delete",
    at: 1_775_000_000_000,
    actor: "admin@example.com",
    runId: null,
    runKind: null,
    before: { ...employee, retiredByHand: false },
    after: null,
  } as const;
  const gone = aDetail({ deletedAt: deleted.at, history: [deleted, ...synced.history] });
  const undone = aDetail({
    deletedAt: deleted.at,
    history: [{ ...deleted, runId: "run-3", runKind: "undo" }, ...synced.history],
  });
  const restored = aDetail({
    history: [deleted, ...Array.from({ length: 24 }, () => synced.history).flat()].map((entry, index) => ({
      ...entry,
      at: entry.at - index,
    })),
  });
  return [
    { name: "employee", element: employeePage(synced) },
    { name: "employee-viewer", element: employeePage(synced, false) },
    { name: "employee-by-hand", element: employeePage(byHand) },
    { name: "employee-retired", element: employeePage(retired) },
    { name: "employee-long", element: employeePage(long) },
    { name: "employee-much-history", element: employeePage(restored) },
    { name: "employee-deleted", element: employeePage(gone) },
    { name: "employee-deleted-viewer", element: employeePage(gone, false) },
    { name: "employee-deleted-by-run", element: employeePage(undone) },
    { name: "employee-not-found", element: <NobodyHere /> },
  ];
}

function employeeFormEntries(): CatalogueEntry[] {
  const detail = aDetail();
  const values = valuesOf(detail);
  const shared = { tree: TREE, contact: CATALOGUE_ME.contact, onCancel: nothing };
  const newer = aDetail({
    employee: { ...detail.employee, departmentCode: "A002", hiredOn: "2021-04-01", retired: true },
  });
  const faults = { lastName: "入力してください。", birthDate: "実在する日付を入力してください。" };
  const reachable = { ...CATALOGUE_ME.contact, url: "https://example.com/contact", email: "support@example.com" };
  return Object.entries({
    "employee-edit": <EmployeeFormView form={aForm(values)} newest={aNewest(detail)} {...shared} contact={reachable} />,
    "employee-edit-faults": (
      <EmployeeFormView form={aForm({ ...values, lastName: "" }, { faults })} newest={aNewest(detail)} {...shared} />
    ),
    "employee-edit-sending": (
      <EmployeeFormView form={aForm(values, { sending: true })} newest={aNewest(detail)} {...shared} />
    ),
    "employee-edit-stale": (
      <EmployeeFormView form={aForm(values, { error: STALE })} newest={aNewest(detail)} {...shared} />
    ),
    "employee-edit-newest": (
      <EmployeeFormView
        form={aForm(values, { error: STALE })}
        newest={aNewest(newer, { loaded: newer, answered: STALE })}
        {...shared}
      />
    ),
    "employee-edit-gone": (
      <EmployeeFormView form={aForm(values)} newest={aNewest(detail, { gone: true })} {...shared} />
    ),
  }).map(([name, form]) => ({
    name,
    element: (
      <Stack>
        <EmployeeHeading detail={detail} />
        {form}
      </Stack>
    ),
  }));
}

function departments(special: Partial<DepartmentsViewProps> = {}, dialog?: ReactNode): ReactNode {
  const canChange = special.canChange ?? true;
  return (
    <Stack>
      <DepartmentsHeading sync={canChange ? OFFERED : NOT_OFFERED} canChange={canChange} onAdd={nothing} />
      <DepartmentsView
        tree={TREE}
        companyName={CATALOGUE_ME.company.name}
        view="list"
        onView={nothing}
        typed=""
        onType={nothing}
        canChange
        onEdit={nothing}
        onRemove={nothing}
        {...special}
      />
      {dialog}
    </Stack>
  );
}

function withHeading(content: ReactNode): ReactNode {
  return (
    <Stack>
      <DepartmentsHeading sync={NOT_OFFERED} canChange onAdd={nothing} />
      {content}
    </Stack>
  );
}

function employees(special: Partial<EmployeesViewProps>, content?: ReactNode, dialog?: ReactNode): ReactNode {
  const ticking = special.ticking === undefined ? { ticked: new Set<string>(), onTick: nothing } : special.ticking;
  const search = special.search ?? WHOLE_ROSTER;
  return (
    <Stack>
      <EmployeesHeading search={search} sync={ticking ? OFFERED : NOT_OFFERED} canChange={ticking !== null} />
      <EmployeesFilter search={search} onSearch={nothing} typed={search.search} onType={nothing} tree={TREE} />
      {content ?? (
        <EmployeesView
          page={aPage([])}
          onSearch={nothing}
          onType={nothing}
          waiting={false}
          onRemove={nothing}
          {...special}
          search={search}
          ticking={ticking}
        />
      )}
      {dialog}
    </Stack>
  );
}

function employeePage(detail: ReturnType<typeof aDetail>, canChange = true): ReactNode {
  return (
    <EmployeeView
      detail={detail}
      nameByCode={new Map(DEPARTMENTS.map(({ code, name }) => [code, name]))}
      canChange={canChange}
      onEdit={nothing}
      onDelete={nothing}
    />
  );
}
