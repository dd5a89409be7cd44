import { Stack, Td, Text, Th } from "smarthr-ui";
import type { Subject } from "../../core/run.ts";
import type { KeptReason, SubjectKeptRow } from "../../core/undo.ts";
import { MESSAGE_HEADINGS } from "../../text/command-text.ts";
import { departmentText } from "../../text/department-text.ts";
import { keptDepartmentText, keptEmployeeText } from "../../text/kept-text.ts";
import type { Message } from "../../text/message.ts";
import { personText } from "../../text/person-text.ts";
import { RunTable } from "../runs/RunTable.tsx";
import { TABLE_TEXT } from "../runs/runs-text.ts";
import type { ActorNames } from "../session/actor-names.ts";

/** Rows that an undo leaves as they are, wholly or in part: who, and every reason. */
export function KeptTable({
  subject,
  kept,
  label,
  nameOf,
}: {
  readonly subject: Subject;
  readonly kept: readonly SubjectKeptRow[];
  readonly label: string;
  readonly nameOf: ActorNames;
}) {
  return (
    <RunTable label={label} stacked>
      <thead>
        <tr>
          <Th scope="col">{subject === "employees" ? TABLE_TEXT.employee : TABLE_TEXT.department}</Th>
          <Th scope="col">{MESSAGE_HEADINGS.event}</Th>
          <Th scope="col">{MESSAGE_HEADINGS.cause}</Th>
          <Th scope="col">{MESSAGE_HEADINGS.remedy}</Th>
        </tr>
      </thead>
      <tbody>
        {kept.map((row) => (
          <KeptLines key={row.subject === "employees" ? row.row.id : row.row.code} kept={row} nameOf={nameOf} />
        ))}
      </tbody>
    </RunTable>
  );
}

// One line of the table for each reason; who it is about stands beside all of theirs.
function KeptLines({ kept, nameOf }: { readonly kept: SubjectKeptRow; readonly nameOf: ActorNames }) {
  const messages = messagesOf(kept, nameOf);
  const { name, detail } = whoOf(kept);
  return messages.map(({ event, cause, remedy }, place) => (
    <tr key={`${event}${cause}`}>
      {place === 0 && (
        <Th scope="row" rowSpan={messages.length} style={{ minWidth: 180 }}>
          <Stack gap={0.25}>
            <Text size="M">{name}</Text>
            {detail && <Text size="S">{detail}</Text>}
          </Stack>
        </Th>
      )}
      <Td style={{ minWidth: 150 }} data-label={MESSAGE_HEADINGS.event}>
        {event}
      </Td>
      <Td className="run-message" data-label={MESSAGE_HEADINGS.cause}>
        {cause}
      </Td>
      <Td className="run-message" data-label={MESSAGE_HEADINGS.remedy}>
        {remedy}
      </Td>
    </tr>
  ));
}

function messagesOf(kept: SubjectKeptRow, nameOf: ActorNames): readonly Message[] {
  return kept.subject === "departments"
    ? kept.reasons.map((reason) => keptDepartmentText(named(reason, nameOf)))
    : kept.reasons.map((reason) => keptEmployeeText(named(reason, nameOf)));
}

function named<Field>(reason: KeptReason<Field>, nameOf: ActorNames): KeptReason<Field> {
  return "by" in reason ? { ...reason, by: { ...reason.by, actor: nameOf(reason.by.actor) } } : reason;
}

function whoOf(kept: SubjectKeptRow): { readonly name: string; readonly detail: string | null } {
  if (kept.subject === "employees") return { name: personText(kept.row), detail: kept.row.email };
  return { name: departmentText(kept.row), detail: null };
}
