import type { ShownExplanation } from "../app/explain-person.ts";
import type { ReachFault } from "../app/reach-smarthr.ts";
import type { RunReport } from "../app/run-report.ts";
import type { PersonCandidate } from "../core/explanation.ts";
import { EMPLOYEE_FIELDS, type Employee } from "../core/roster.ts";
import { type GivenOptions, MESSAGE_HEADINGS } from "../text/command-text.ts";
import { nameByCodeOf } from "../text/department-text.ts";
import {
  asOfText,
  commandOfOne,
  DIFFERENT_PERSON_TEXT,
  formerText,
  lastWrittenText,
  openRunText,
  othersKnownText,
  ruleText,
  sealText,
  syncedAsText,
  unreadText,
  verdictNameText,
  verdictTexts,
  waitingPlanText,
  waitsForText,
} from "../text/explanation-text.ts";
import { employeeFieldText, employeeValueText } from "../text/field-text.ts";
import { ruleNameText } from "../text/manual-rule-text.ts";
import type { Message } from "../text/message.ts";
import { employeeNoticeText } from "../text/notice-text.ts";
import { personText } from "../text/person-text.ts";
import { startFaultText } from "../text/start-fault-text.ts";
import { employeeJson, isoOf, summaryJson } from "./run-json.ts";

/** Why one person is synced or not, for a person at a terminal. */
export function* explanationText(
  explanation: ShownExplanation,
  {
    withNextSteps,
    unreached,
    given,
  }: {
    readonly withNextSteps: boolean;
    /** Why SmartHR could not be asked, as far as another call of the command puts it right. */
    readonly unreached: ReachFault | null;
    /** The options that the next command needs as well. */
    readonly given: GivenOptions;
  },
): Generator<string> {
  const { verdict, notices, unread, crew, crewUrl, employee, seal, lastRun, candidates } = explanation;
  const who = crew ?? employee;
  yield `\n${who === null ? "" : `${personText(who)} ${who.email ?? ""}: `}${verdictNameText(verdict)}\n`;
  yield `${asOfText(explanation)}\n`;
  if (unreached) yield `${startFaultText(unreached)}\n`;
  else if (unread) yield* messageText(unreadText(unread));
  for (const message of verdictTexts(explanation)) {
    yield* messageText(message);
    yield `${ruleText(message.rule)}\n`;
  }
  for (const candidate of candidates) yield candidateLine(candidate, given);
  if (crewUrl !== null) yield `SmartHR: ${crewUrl}\n`;
  yield* changeLines(explanation);
  if (explanation.syncedAs) yield `${syncedAsText(explanation.syncedAs)}\n`;
  for (const notice of notices) yield* messageText(employeeNoticeText(notice));
  if (explanation.lastWritten) yield `${lastWrittenText(explanation.lastWritten)}\n`;
  if (explanation.former) yield `${formerText(explanation.former)}\n`;
  const isToChange = verdict.kind === "create" || verdict.kind === "update";
  if (explanation.openRun && isToChange) yield* messageText(openRunText());
  if (explanation.waitsFor) yield* messageText(waitsForText(explanation.waitsFor));
  if (explanation.waitingPlan) yield* messageText(waitingPlanText(explanation.waitingPlan.heldAt, explanation));
  if (explanation.asOf === "now" && crew !== null) yield `${othersKnownText(lastRun?.readAt ?? null)}\n`;
  if (!withNextSteps || seal === null || explanation.openRun !== null) return;
  if (seal.differentPerson) yield* messageText(DIFFERENT_PERSON_TEXT);
  yield `${sealText(seal)}\n`;
}

function* messageText({ event, cause, remedy }: Message): Generator<string> {
  yield `\n${event}\n${MESSAGE_HEADINGS.cause}: ${cause}\n${MESSAGE_HEADINGS.remedy}: ${remedy}\n`;
}

function candidateLine(candidate: PersonCandidate, given: GivenOptions): string {
  const id = candidate.crewId === null ? "" : `（${commandOfOne(candidate.crewId, given)}）`;
  return `${personText(candidate)} ${candidate.email ?? ""}${id}\n`;
}

function* changeLines({ verdict, departmentNames }: ShownExplanation): Generator<string> {
  if (verdict.kind !== "create" && verdict.kind !== "update") return;
  const before = verdict.kind === "update" ? verdict.before : null;
  const nameByCode = nameByCodeOf(departmentNames);
  for (const field of EMPLOYEE_FIELDS) {
    if (before !== null && before[field] === verdict.after[field]) continue;
    const former = before === null ? "" : `${employeeValueText(before, field, nameByCode)} → `;
    yield `  ${employeeFieldText(field)}: ${former}${employeeValueText(verdict.after, field, nameByCode)}\n`;
  }
}

/** The same as JSON, with the run if there was one. */
export function explanationJson(explanation: ShownExplanation, report: RunReport | null): string {
  const { verdict, notices, asOf, unread, crew, crewUrl, employee, seal, waitsFor, candidates } = explanation;
  const { lastRun, lastWritten, waitingPlan, syncedAs, former } = explanation;
  const messages = verdictTexts(explanation).map(({ rule, ...message }) => ({ ...message, rule: ruleNameText(rule) }));
  const explained = {
    verdict: verdictJson(verdict),
    messages,
    notices,
    asOf,
    unread,
    crew,
    crewUrl,
    employee: employee && { id: employee.id, ...employeeJson(employee) },
    digest: seal?.digest ?? null,
    differentPerson: seal?.differentPerson ?? false,
    waitsFor,
    syncedAs,
    lastRun: lastRun && { run: lastRun.runId, readAt: isoOf(lastRun.readAt) },
    lastWritten: lastWritten && { run: lastWritten.runId, at: isoOf(lastWritten.at), isUndo: lastWritten.isUndo },
    former: former && { ...former, at: isoOf(former.at) },
    waitingPlan: waitingPlan && { run: waitingPlan.runId, heldAt: isoOf(waitingPlan.heldAt) },
    candidates,
    run: report && summaryJson(report.summary),
  };
  return `${JSON.stringify(explained)}\n`;
}

function verdictJson(verdict: ShownExplanation["verdict"]): object {
  switch (verdict.kind) {
    case "create":
      return { kind: verdict.kind, before: null, after: employeeJson(verdict.after) };
    case "update":
      return {
        kind: verdict.kind,
        before: employeeJson(verdict.before as Employee),
        after: employeeJson(verdict.after),
      };
    case "unchanged":
      return { kind: verdict.kind };
    default:
      return verdict;
  }
}
