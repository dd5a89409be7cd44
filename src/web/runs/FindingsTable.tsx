import { Stack, Td, Text, TextLink, Th, VisuallyHiddenText } from "smarthr-ui";
import type { Finding } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { MESSAGE_HEADINGS } from "../../text/command-text.ts";
import { LongText } from "../frame/LongText.tsx";
import { shortenedText } from "../frame/shortened-text.ts";
import { keyOf, messagesOf, whoOf } from "./finding-messages.ts";
import { RunTable } from "./RunTable.tsx";
import { TABLE_TEXT } from "./runs-text.ts";

/** Rows that were left out or are worth a look: who, all that is to say about them, and the way to the record in SmartHR. */
export function FindingsTable({
  subject,
  findings,
  label,
}: {
  readonly subject: Subject;
  readonly findings: readonly Finding[];
  readonly label: string;
}) {
  return (
    <RunTable label={label} stacked>
      <thead>
        <tr>
          <Th scope="col">{subject === "employees" ? TABLE_TEXT.employee : TABLE_TEXT.department}</Th>
          <Th scope="col">{MESSAGE_HEADINGS.event}</Th>
          <Th scope="col">{MESSAGE_HEADINGS.cause}</Th>
          <Th scope="col">{MESSAGE_HEADINGS.remedy}</Th>
          <Th scope="col">{TABLE_TEXT.inSmartHr}</Th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <FindingRows key={keyOf(finding)} finding={finding} />
        ))}
      </tbody>
    </RunTable>
  );
}

// One line of the table for each reason; the person and the link stand beside all of theirs.
function FindingRows({ finding }: { readonly finding: Finding }) {
  const messages = messagesOf(finding);
  const { name, detail } = whoOf(finding);
  return messages.map(({ event, cause, remedy }, place) => (
    <tr key={cause}>
      {place === 0 && (
        <Th scope="row" rowSpan={messages.length} style={{ minWidth: 180 }}>
          <Stack gap={0.25}>
            <Text size="M">
              <LongText text={name} />
            </Text>
            {detail && <Text size="S">{detail}</Text>}
          </Stack>
        </Th>
      )}
      <Td style={{ minWidth: 150 }} data-label={MESSAGE_HEADINGS.event}>
        <LongText text={event} />
      </Td>
      <Td className="run-message" data-label={MESSAGE_HEADINGS.cause}>
        <LongText text={cause} />
      </Td>
      <Td className="run-message" data-label={MESSAGE_HEADINGS.remedy}>
        <LongText text={remedy} />
      </Td>
      {place === 0 && (
        <Td rowSpan={messages.length} style={{ minWidth: 180 }}>
          <SmartHrLink finding={finding} name={name} />
        </Td>
      )}
    </tr>
  ));
}

function SmartHrLink({ finding, name }: { readonly finding: Finding; readonly name: string }) {
  if (finding.url === null) return TABLE_TEXT.noUrl;
  const text = finding.subject === "employees" ? TABLE_TEXT.openEmployee : TABLE_TEXT.openDepartment;
  // Fifty links of one text say nothing in a list of links: each is read out with whose it is.
  return (
    <TextLink href={finding.url} target="_blank">
      <VisuallyHiddenText>{`${shortenedText(name)} `}</VisuallyHiddenText>
      {text}
    </TextLink>
  );
}
