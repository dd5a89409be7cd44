import { useState } from "react";
import { Button, Cluster, Stack, StatusLabel, Table, Td, Text, Th } from "smarthr-ui";
import type { EmployeeHistoryEntry } from "../../contract/employees.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { byRunText, HISTORY_TEXT, historyCaption, historyKindText, runLinkText } from "./history-text.ts";

/** Entries that are shown at first: who looks for older ones says so. */
const FIRST_ENTRIES = 20;

/** One change of a person or of a department, in words. */
export interface ShownEntry extends Pick<EmployeeHistoryEntry, "kind" | "at" | "actor" | "runId" | "runKind"> {
  readonly lines: readonly HistoryLine[];
}

/** One field of a change; before there was anything, and after there is nothing any more, the value is null. */
export interface HistoryLine {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What became of a person or a department, newest first: who or which run, when, and each field before and after. */
export function ChangeHistory({ entries }: { readonly entries: readonly ShownEntry[] }) {
  const [all, setAll] = useState(false);
  if (entries.length === 0) return <Text>{HISTORY_TEXT.empty}</Text>;
  return (
    <Stack>
      <ol className="history">
        {(all ? entries : entries.slice(0, FIRST_ENTRIES)).map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: counted from the oldest: entries come in at the other end, and two may be of one moment
          <li key={entries.length - index}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {!all && entries.length > FIRST_ENTRIES && (
        <div>
          <Button onClick={() => setAll(true)}>{HISTORY_TEXT.more}</Button>
        </div>
      )}
    </Stack>
  );
}

function Entry({ entry }: { readonly entry: ShownEntry }) {
  return (
    <Stack gap={0.5}>
      <Cluster align="center" gap={0.5}>
        <StatusLabel type={entry.kind === "delete" ? "red" : "grey"}>{historyKindText(entry.kind)}</StatusLabel>
        <Text weight="bold">{dateTimeText(entry.at)}</Text>
        <Text>{entry.actor}</Text>
        <Text color="TEXT_GREY">{entry.runId === null ? HISTORY_TEXT.byHand : byRunText(entry.runKind)}</Text>
        {entry.runId !== null && (
          <RouteLink to="/runs/$id" params={{ id: entry.runId }}>
            {runLinkText(entry.runKind)}
          </RouteLink>
        )}
      </Cluster>
      {entry.kind === "update" ? (
        <Changes entry={entry} />
      ) : (
        <details>
          <summary>{HISTORY_TEXT.showFields}</summary>
          <Changes entry={entry} />
        </details>
      )}
    </Stack>
  );
}

function Changes({ entry }: { readonly entry: ShownEntry }) {
  const columns =
    entry.kind === "update"
      ? ([
          { side: "before", label: HISTORY_TEXT.before },
          { side: "after", label: HISTORY_TEXT.after },
        ] as const)
      : ([{ side: entry.kind === "delete" ? "before" : "after", label: HISTORY_TEXT.value }] as const);
  return (
    <Table layout="fixed" aria-label={historyCaption(entry)}>
      <thead>
        <tr>
          <Th scope="col">{HISTORY_TEXT.field}</Th>
          {columns.map(({ label }) => (
            <Th key={label} scope="col">
              {label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entry.lines.map((line) => (
          <tr key={line.field}>
            <Th scope="row">{line.field}</Th>
            {columns.map(({ side, label }) => (
              <Td key={label} className="anywhere">
                {line[side]}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
