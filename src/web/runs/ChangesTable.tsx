import { Td, Text, Th } from "smarthr-ui";
import type { DepartmentChange, EmployeeChange } from "../../core/plan.ts";
import type { Subject } from "../../core/run.ts";
import { personText } from "../../text/person-text.ts";
import { changeKindText } from "../../text/state-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { type ChangeLine, departmentLines, employeeLines } from "./change-lines.ts";
import { RunTable } from "./RunTable.tsx";
import { TABLE_TEXT } from "./runs-text.ts";

export type ShownChange = DepartmentChange | (EmployeeChange & { readonly employeeId: string });

/** What a run changed: before and after of each field, and all values of what is new. */
export function ChangesTable({
  subject,
  changes,
  label,
}: {
  readonly subject: Subject;
  readonly changes: readonly ShownChange[];
  readonly label: string;
}) {
  return (
    <RunTable label={label}>
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
        {changes.map((change) =>
          "employeeId" in change ? (
            <EmployeeRows key={change.employeeId} change={change} />
          ) : (
            <DepartmentRows key={change.after.code} change={change} />
          ),
        )}
      </tbody>
    </RunTable>
  );
}

function EmployeeRows({ change }: { readonly change: EmployeeChange & { readonly employeeId: string } }) {
  return (
    <ChangeRows kind={change.kind} lines={employeeLines(change)}>
      <RouteLink to="/employees/$id" params={{ id: change.employeeId }}>
        {personText(change.after)}
      </RouteLink>
      <br />
      <Text size="S">{change.after.email}</Text>
    </ChangeRows>
  );
}

function DepartmentRows({ change }: { readonly change: DepartmentChange }) {
  return (
    <ChangeRows kind={change.kind} lines={departmentLines(change)}>
      {`${change.after.code} ${change.after.name}`}
    </ChangeRows>
  );
}

function ChangeRows({
  kind,
  lines,
  children,
}: {
  readonly kind: "create" | "update";
  readonly lines: readonly ChangeLine[];
  readonly children: React.ReactNode;
}) {
  if (kind === "create") {
    return (
      <tr>
        <Td className="run-short">{changeKindText(kind)}</Td>
        <Th scope="row" style={{ minWidth: 180 }}>
          {children}
        </Th>
        <Td colSpan={3}>
          <NewValues lines={lines} />
        </Td>
      </tr>
    );
  }
  return lines.map(({ field, before, after }, place) => (
    <tr key={field}>
      {place === 0 && (
        <>
          <Td className="run-short" rowSpan={lines.length}>
            {changeKindText(kind)}
          </Td>
          <Th scope="row" rowSpan={lines.length} style={{ minWidth: 180 }}>
            {children}
          </Th>
        </>
      )}
      <Td className="run-short">{field}</Td>
      <Td style={{ minWidth: 120 }}>{before}</Td>
      <Td style={{ minWidth: 120 }}>
        <Text weight="bold">{after}</Text>
      </Td>
    </tr>
  ));
}

function NewValues({ lines }: { readonly lines: readonly ChangeLine[] }) {
  return <Facts className="run-values" facts={lines.map(({ field, after }) => [field, after] as const)} />;
}
