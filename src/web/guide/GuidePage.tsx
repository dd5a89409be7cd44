import { Stack, Table, Td, Text, Th } from "smarthr-ui";
import { MANUAL_RULES, manualRuleText, RULES_HEADING } from "../../text/manual-rule-text.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { RouteButton } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { Wide } from "../frame/Wide.tsx";
import { useMe } from "../session/me-query.ts";
import { ContactFacts } from "../settings/ContactFacts.tsx";
import {
  EMPLOYEE_FIELD_PAIRS,
  EMPLOYMENT_TYPE_PAIRS,
  GUIDE_QUESTIONS,
  GUIDE_STEPS,
  GUIDE_TEXT,
  type GuidePart,
} from "./guide-text.ts";

/** The manual's steps and questions, where they are needed. */
export function GuidePage() {
  const { contact } = useMe();
  return (
    <Stack gap={2}>
      <ScreenHeading actions={<RouteButton to="/guide/errors">{GUIDE_TEXT.errors}</RouteButton>}>
        {GUIDE_TEXT.heading}
      </ScreenHeading>
      <Text>{GUIDE_TEXT.about}</Text>
      {GUIDE_STEPS.map((step) => (
        <Part key={step.heading} part={step} ordered />
      ))}
      <PageSection heading={RULES_HEADING}>
        <Text>{GUIDE_TEXT.rulesAbout}</Text>
        <Rules />
      </PageSection>
      <PageSection heading={GUIDE_TEXT.fields}>
        <Pairs label={GUIDE_TEXT.fields} pairs={EMPLOYEE_FIELD_PAIRS} />
      </PageSection>
      <PageSection heading={GUIDE_TEXT.employmentTypes}>
        <Pairs label={GUIDE_TEXT.employmentTypes} pairs={EMPLOYMENT_TYPE_PAIRS} />
      </PageSection>
      {GUIDE_QUESTIONS.map((question) => (
        <Part key={question.heading} part={question} />
      ))}
      <PageSection heading={GUIDE_TEXT.contact}>
        <ContactFacts contact={contact} />
      </PageSection>
    </Stack>
  );
}

function Part({ part, ordered = false }: { readonly part: GuidePart; readonly ordered?: boolean }) {
  return (
    <PageSection heading={part.heading}>
      <Lines as={ordered ? "ol" : "ul"} lines={part.lines} />
      {part.notes && <Lines as="ul" lines={part.notes} />}
      {part.to && (
        <div>
          <RouteButton to={part.to}>{part.linkText}</RouteButton>
        </div>
      )}
    </PageSection>
  );
}

function Lines({ as: List, lines }: { readonly as: "ol" | "ul"; readonly lines: readonly string[] }) {
  return (
    <List className="guide-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </List>
  );
}

/** Explanations lead to one of them by its number. */
function Rules() {
  return (
    <Wide label={RULES_HEADING}>
      <Table>
        <thead>
          <tr>
            {GUIDE_TEXT.ruleColumns.map((column) => (
              <Th key={column} scope="col">
                {column}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {MANUAL_RULES.map((number) => {
            const { title, text } = manualRuleText(number);
            return (
              <tr key={number} id={number}>
                <Th scope="row">{number}</Th>
                <Td>
                  <Text weight="bold">{title}</Text>
                  <br />
                  {text}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Wide>
  );
}

function Pairs({
  label,
  pairs,
}: {
  readonly label: string;
  readonly pairs: readonly (readonly [smarthr: string, ours: string])[];
}) {
  return (
    <Wide label={label}>
      <Table>
        <thead>
          <tr>
            {GUIDE_TEXT.fieldColumns.map((column) => (
              <Th key={column}>{column}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pairs.map(([smarthr, ours]) => (
            <tr key={smarthr}>
              <Td>{smarthr}</Td>
              <Td>{ours}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Wide>
  );
}
