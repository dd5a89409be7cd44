import type { ReactNode } from "react";
import { Td, Text, Th } from "smarthr-ui";
import type { DepartmentChangeRow, EmployeeChangeRow } from "../../contract/runs.ts";
import type { GuardName } from "../../core/guards.ts";
import type { Subject } from "../../core/run.ts";
import { departmentText, type NameByCode } from "../../text/department-text.ts";
import { guardNameText } from "../../text/guard-text.ts";
import { personText } from "../../text/person-text.ts";
import { changeKindText } from "../../text/state-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { PLAN_TEXT } from "../plan/plan-text.ts";
import { type ChangeLine, departmentLines, employeeLines } from "./change-lines.ts";
import { RunTable } from "./RunTable.tsx";
import { TABLE_TEXT } from "./runs-text.ts";

export type ShownChange = (DepartmentChangeRow | EmployeeChangeRow) & {
  /** The guards that trip because of it. */
  readonly guards?: readonly GuardName[];
};

/** What a run changed, or is going to change: before and after of each field, and all values of what comes or goes. */
export function ChangesTable({
  subject,
  changes,
  nameByCode,
  label,
}: {
  readonly subject: Subject;
  readonly changes: readonly ShownChange[];
  readonly nameByCode: NameByCode;
  readonly label: string;
}) {
  return (
    <RunTable label={label} stacked>
      <thead>
        <tr>
          <Th scope="col">{TABLE_TEXT.kind}</Th>
          <Th scope="col">{subject === "employees" ? TABLE_TEXT.employee : TABLE_TEXT.department}</Th>
          <Th scope="col">{TABLE_TEXT.field}</Th>
          <Th scope="col">{TABLE_TEXT.before}</Th>
          <Th scope="col">{TABLE_TEXT.after}</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => {
          const shared = { nameByCode, guards: change.guards ?? [] };
          return "employeeId" in change ? (
            <EmployeeRows key={change.employeeId ?? rowOf(change).email} change={change} {...shared} />
          ) : (
            <DepartmentRows key={rowOf(change).code} change={change} {...shared} />
          );
        })}
      </tbody>
    </RunTable>
  );
}

function rowOf<Row>(change: { readonly kind: "delete"; readonly before: Row } | { readonly after: Row }): Row {
  return "after" in change ? change.after : change.before;
}

interface Rows<Change> {
  readonly change: Change;
  readonly nameByCode: NameByCode;
  readonly guards: readonly GuardName[];
}

function EmployeeRows({ change, nameByCode, guards }: Rows<EmployeeChangeRow>) {
  const { employeeId, kind } = change;
  const row = rowOf(change);
  return (
    <ChangeRows kind={kind} lines={employeeLines(change, nameByCode)} guards={guards}>
      {employeeId === null ? (
        personText(row)
      ) : (
        <RouteLink to="/employees/$id" params={{ id: employeeId }}>
          {personText(row)}
        </RouteLink>
      )}
      <br />
      <Text size="S">{row.email}</Text>
    </ChangeRows>
  );
}

function DepartmentRows({ change, nameByCode, guards }: Rows<DepartmentChangeRow>) {
  return (
    <ChangeRows kind={change.kind} lines={departmentLines(change, nameByCode)} guards={guards}>
      {departmentText(rowOf(change))}
    </ChangeRows>
  );
}

function ChangeRows({
  kind,
  lines,
  guards,
  children,
}: {
  readonly kind: ShownChange["kind"];
  readonly lines: readonly ChangeLine[];
  readonly guards: readonly GuardName[];
  readonly children: ReactNode;
}) {
  const height = kind === "update" ? lines.length : 1;
  const head = (
    <>
      <Td className="run-short" rowSpan={height}>
        {changeKindText(kind)}
      </Td>
      <Th scope="row" rowSpan={height} style={{ minWidth: 180 }}>
        {children}
        {guards.length > 0 && <Because guards={guards} />}
      </Th>
    </>
  );
  if (kind !== "update") {
    return (
      <tr>
        {head}
        <Td colSpan={3}>
          <AllValues lines={lines} />
        </Td>
      </tr>
    );
  }
  return lines.map(({ field, before, after }, place) => (
    <tr key={field}>
      {place === 0 && head}
      <Td className="run-short">{field}</Td>
      <Td style={{ minWidth: 120 }} data-label={TABLE_TEXT.before}>
        {before}
      </Td>
      <Td style={{ minWidth: 120 }} data-label={TABLE_TEXT.after}>
        <Text weight="bold">{after}</Text>
      </Td>
    </tr>
  ));
}

function Because({ guards }: { readonly guards: readonly GuardName[] }) {
  return (
    <>
      <br />
      <Text size="S">{PLAN_TEXT.because + guards.map((guard) => guardNameText(guard)).join("、")}</Text>
    </>
  );
}

function AllValues({ lines }: { readonly lines: readonly ChangeLine[] }) {
  return (
    <Facts className="run-values" facts={lines.map(({ field, before, after }) => [field, after ?? before] as const)} />
  );
}
