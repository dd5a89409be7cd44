import { useState } from "react";
import { Button, Cluster, Stack, StatusLabel, Table, Td, Text, Th } from "smarthr-ui";
import type { EmployeeHistoryEntry } from "../../contract/employees.ts";
import type { EMPLOYEE_FIELDS, Employee } from "../../core/roster.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { employeeFieldText, employeeValueText } from "../../text/field-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { changedFields } from "./employee-changes.ts";
import { EMPLOYEE_TEXT, historyCaption, historyKindText } from "./employee-text.ts";

/** Entries that are shown at first: who looks for older ones says so. */
const FIRST_ENTRIES = 20;

/** What became of a person, newest first: who or which run, when, and each field before and after. */
export function EmployeeHistory({
  entries,
  nameByCode,
}: {
  readonly entries: readonly EmployeeHistoryEntry[];
  /** Departments that there are now: a code alone says little. */
  readonly nameByCode: ReadonlyMap<string, string>;
}) {
  const [all, setAll] = useState(false);
  if (entries.length === 0) return <Text>{EMPLOYEE_TEXT.historyEmpty}</Text>;
  return (
    <Stack>
      <ol className="history">
        {(all ? entries : entries.slice(0, FIRST_ENTRIES)).map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: counted from the oldest: entries come in at the other end, and two may be of one moment
          <li key={entries.length - index}>
            <Entry entry={entry} nameByCode={nameByCode} />
          </li>
        ))}
      </ol>
      {!all && entries.length > FIRST_ENTRIES && (
        <div>
          <Button onClick={() => setAll(true)}>{EMPLOYEE_TEXT.more}</Button>
        </div>
      )}
    </Stack>
  );
}

interface EntryProps {
  readonly entry: EmployeeHistoryEntry;
  readonly nameByCode: ReadonlyMap<string, string>;
}

function Entry({ entry, nameByCode }: EntryProps) {
  return (
    <Stack gap={0.5}>
      <Cluster align="center" gap={0.5}>
        <StatusLabel type={entry.kind === "delete" ? "red" : "grey"}>{historyKindText(entry.kind)}</StatusLabel>
        <Text weight="bold">{dateTimeText(entry.at)}</Text>
        <Text>{entry.actor}</Text>
        <Text color="TEXT_GREY">{entry.runId === null ? EMPLOYEE_TEXT.byHand : EMPLOYEE_TEXT.byRun}</Text>
        {entry.runId !== null && (
          <RouteLink to="/runs/$id" params={{ id: entry.runId }}>
            {EMPLOYEE_TEXT.runLink}
          </RouteLink>
        )}
      </Cluster>
      {entry.kind === "update" ? (
        <Changes entry={entry} nameByCode={nameByCode} />
      ) : (
        <details>
          <summary>{EMPLOYEE_TEXT.showFields}</summary>
          <Changes entry={entry} nameByCode={nameByCode} />
        </details>
      )}
    </Stack>
  );
}

function Changes({ entry, nameByCode }: EntryProps) {
  const { before, after } = entry;
  const columns = [
    ...(before ? [{ state: before, label: after ? EMPLOYEE_TEXT.before : EMPLOYEE_TEXT.value }] : []),
    ...(after ? [{ state: after, label: before ? EMPLOYEE_TEXT.after : EMPLOYEE_TEXT.value }] : []),
  ];
  return (
    <Table layout="fixed" aria-label={historyCaption(entry)}>
      <thead>
        <tr>
          <Th scope="col">{EMPLOYEE_TEXT.field}</Th>
          {columns.map(({ label }) => (
            <Th key={label} scope="col">
              {label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changedFields(before, after).map((field) => (
          <tr key={field}>
            <Th scope="row">{employeeFieldText(field)}</Th>
            {columns.map(({ state, label }) => (
              <Td key={label} className="anywhere">
                {valueText(state, field, nameByCode)}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function valueText(
  employee: Employee,
  field: (typeof EMPLOYEE_FIELDS)[number],
  nameByCode: ReadonlyMap<string, string>,
): string {
  const value = employeeValueText(employee, field);
  const name = field === "departmentCode" ? nameByCode.get(value) : undefined;
  return name === undefined ? value : `${value} ${name}`;
}
