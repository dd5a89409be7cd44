import { Button, Cluster, Heading, Stack, StatusLabel, Text, TextLink } from "smarthr-ui";
import type { Explanation } from "../../contract/explain.ts";
import { overwrites } from "../../core/explanation.ts";
import { nameByCodeOf } from "../../text/department-text.ts";
import {
  asOfText,
  type ExplainedMessage,
  formerText,
  lastWrittenText,
  openRunText,
  othersKnownText,
  syncedAsText,
  unreadText,
  verdictNameText,
  verdictTexts,
  waitingPlanText,
  waitsForText,
} from "../../text/explanation-text.ts";
import { type Rule, ruleNameText } from "../../text/manual-rule-text.ts";
import type { Message } from "../../text/message.ts";
import { employeeNoticeText } from "../../text/notice-text.ts";
import { personText } from "../../text/person-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { EXPLAIN_TEXT } from "./explain-text.ts";
import { PersonChanges } from "./PersonChanges.tsx";

export interface ExplanationViewProps {
  readonly explanation: Explanation;
  readonly canChange: boolean;
  /** Being asked once more. */
  readonly asking: boolean;
  readonly onAgain: () => void;
  readonly onSync: () => void;
}

/** Why one person is synced, held or left out, and what somebody does about it. */
export function ExplanationView(props: ExplanationViewProps) {
  const { explanation } = props;
  const { verdict, notices } = explanation;
  return (
    <Stack gap={1.5}>
      {explanation.unread && (
        <Stack gap={0.5}>
          <MessageBox
            type={explanation.unread.kind === "viewer" ? "info" : "warning"}
            message={unreadText(explanation.unread)}
          />
          {props.canChange && isOfLink(explanation.unread) && (
            <div>
              <RouteLink to="/settings/smarthr">{EXPLAIN_TEXT.noLink}</RouteLink>
            </div>
          )}
        </Stack>
      )}
      <Result {...props} />
      {(verdict.kind === "create" || verdict.kind === "update") && (
        <PageSection heading={EXPLAIN_TEXT.changes}>
          <PersonChanges
            verdict={verdict}
            nameByCode={nameByCodeOf(explanation.departmentNames)}
            label={EXPLAIN_TEXT.changesLabel}
          />
        </PageSection>
      )}
      {notices.length > 0 && (
        <PageSection heading={EXPLAIN_TEXT.notices}>
          {notices.map((notice) => (
            <Reason key={notice.kind} message={employeeNoticeText(notice)} />
          ))}
        </PageSection>
      )}
      <Records explanation={explanation} />
    </Stack>
  );
}

/** Whether the page of the link is where it is put right. */
function isOfLink(unread: NonNullable<Explanation["unread"]>): boolean {
  return unread.kind !== "failed" || unread.failure.kind === "link-rejected";
}

function Result({ explanation, canChange, asking, onAgain, onSync }: ExplanationViewProps) {
  const { crew, crewUrl, employee, seal, openRun, verdict } = explanation;
  const who = crew ?? employee;
  return (
    <PageSection heading={EXPLAIN_TEXT.result}>
      <Cluster align="center" justify="space-between" gap={1}>
        <Cluster align="center">
          <StatusLabel type={labelOf(verdict)}>{verdictNameText(verdict)}</StatusLabel>
          {who && (
            <Text weight="bold" className="anywhere">{`${personText(who)}${who.email ? ` ${who.email}` : ""}`}</Text>
          )}
        </Cluster>
        <Button onClick={onAgain} loading={asking}>
          {EXPLAIN_TEXT.again}
        </Button>
      </Cluster>
      <Text aria-live="polite">{asOfText(explanation)}</Text>
      {verdictTexts(explanation).map((message) => (
        <Reason key={message.cause} message={message} />
      ))}
      <Candidates explanation={explanation} />
      <InTheWay explanation={explanation} />
      <Cluster align="center">
        {canChange && seal && openRun === null && (
          <Button variant={seal.differentPerson ? "secondary" : "primary"} onClick={onSync}>
            {EXPLAIN_TEXT.syncOne}
          </Button>
        )}
        {crewUrl && (
          <TextLink href={crewUrl} target="_blank" rel="noreferrer">
            {EXPLAIN_TEXT.openInSmartHr}
          </TextLink>
        )}
        {employee && (
          <RouteLink to="/employees/$id" params={{ id: employee.id }}>
            {EXPLAIN_TEXT.openEmployee}
          </RouteLink>
        )}
      </Cluster>
    </PageSection>
  );
}

/** Other runs that a sync of this person alone has to do with, or another person. */
function InTheWay({ explanation }: Pick<ExplanationViewProps, "explanation">) {
  const { verdict, openRun, waitsFor, waitingPlan } = explanation;
  const changes = verdict.kind === "create" || verdict.kind === "update";
  return (
    <>
      {openRun && changes && (
        <MessageOfRun message={openRunText()} runId={openRun.runId} linkText={EXPLAIN_TEXT.openOpenRun} />
      )}
      {waitsFor && <MessageBox type="info" message={waitsForText(waitsFor)} />}
      {waitingPlan && (
        <MessageOfRun
          message={waitingPlanText(waitingPlan.heldAt, explanation)}
          runId={waitingPlan.runId}
          linkText={EXPLAIN_TEXT.openPlan}
        />
      )}
    </>
  );
}

function MessageOfRun({
  message,
  runId,
  linkText,
}: {
  readonly message: Message;
  readonly runId: string;
  readonly linkText: string;
}) {
  return (
    <Stack gap={0.5}>
      <MessageBox type="info" message={message} />
      <div>
        <RouteLink to="/runs/$id" params={{ id: runId }}>
          {linkText}
        </RouteLink>
      </div>
    </Stack>
  );
}

function RuleLink({ rule }: { readonly rule: Rule }) {
  return rule.kind === "manual" ? (
    <RouteLink to="/guide" hash={rule.number}>
      {ruleNameText(rule)}
    </RouteLink>
  ) : (
    <RouteLink to="/settings">{ruleNameText(rule)}</RouteLink>
  );
}

function Reason({ message }: { readonly message: Message | ExplainedMessage }) {
  return (
    <Stack gap={0.5}>
      <Heading type="blockTitle">{message.event}</Heading>
      <Facts
        facts={[
          [EXPLAIN_TEXT.cause, message.cause],
          [EXPLAIN_TEXT.remedy, message.remedy],
          ...("rule" in message ? [[EXPLAIN_TEXT.rule, <RuleLink key="rule" rule={message.rule} />] as const] : []),
        ]}
      />
    </Stack>
  );
}

function Candidates({ explanation: { candidates } }: Pick<ExplanationViewProps, "explanation">) {
  if (candidates.length === 0) return null;
  return (
    <ul className="plain-list" aria-label={EXPLAIN_TEXT.candidates}>
      {candidates.map((candidate) => {
        const { crewId, employeeId, email } = candidate;
        const search = crewId === null ? { employee: employeeId ?? "" } : { crew: crewId };
        return (
          <li key={crewId ?? employeeId}>
            <RouteLink to="/employees/explain" search={search}>
              {`${personText(candidate)}${email === null ? "" : ` ${email}`}`}
            </RouteLink>
          </li>
        );
      })}
    </ul>
  );
}

function Records({ explanation }: Pick<ExplanationViewProps, "explanation">) {
  const { lastWritten, lastRun, syncedAs, former, asOf, crew } = explanation;
  const isKnown = asOf === "now" && crew !== null;
  if (lastWritten === null && syncedAs === null && former === null && !isKnown) return null;
  return (
    <PageSection heading={EXPLAIN_TEXT.records}>
      {lastWritten && (
        <div>
          <Text>{lastWrittenText(lastWritten)}</Text>{" "}
          <RouteLink to="/runs/$id" params={{ id: lastWritten.runId }}>
            {EXPLAIN_TEXT.openRun}
          </RouteLink>
        </div>
      )}
      {former && (
        <div>
          <Text>{formerText(former)}</Text>{" "}
          {former.deleted && former.runId !== null && (
            <RouteLink to="/runs/$id" params={{ id: former.runId }}>
              {EXPLAIN_TEXT.openRun}
            </RouteLink>
          )}
          {!former.deleted && (
            <RouteLink to="/employees/$id" params={{ id: former.employeeId }}>
              {EXPLAIN_TEXT.openEmployee}
            </RouteLink>
          )}
        </div>
      )}
      {syncedAs && (
        <div>
          <Text>{syncedAsText(syncedAs)}</Text>{" "}
          <RouteLink to="/employees/$id" params={{ id: syncedAs.id }}>
            {EXPLAIN_TEXT.openEmployee}
          </RouteLink>
        </div>
      )}
      {isKnown && <Text>{othersKnownText(lastRun?.readAt ?? null)}</Text>}
    </PageSection>
  );
}

function labelOf(verdict: Explanation["verdict"]): "green" | "blue" | "grey" | "red" | "warning" {
  if (overwrites(verdict)) return "warning";
  switch (verdict.kind) {
    case "unchanged":
      return "green";
    case "create":
    case "update":
      return "blue";
    case "rejected":
      return "red";
    case "skip":
    case "several":
    case "not-read":
      return "grey";
    case "gone":
    case "other-account":
    case "never-synced":
    case "not-found":
      return "warning";
  }
}
