import { listDepartments } from "../app/list-roster.ts";
import type { RunReport, RunRows } from "../app/run-report.ts";
import type { Findings } from "../core/findings.ts";
import type { GuardReading } from "../core/guards.ts";
import { type Department, EMPLOYEE_FIELDS, type Employee } from "../core/roster.ts";
import type { Counts } from "../core/run.ts";
import type { RowChange, SubjectKeptRow } from "../core/undo.ts";
import { breakdownParts, createdRetiredText, HEAD_COUNT, headCountText, leavingText } from "../text/breakdown-text.ts";
import {
  AFTER_UNDO,
  CHANGE_HEADINGS,
  countsText,
  type GivenOptions,
  GUARDS_HEADING,
  guardedRowsText,
  heldOnScreenText,
  heldText,
  heldUndoText,
  KEPT_HEADING,
  MESSAGE_HEADINGS,
  moreRowsText,
  NOTHING_TO_UNDO,
  OPT_OUT_FIELD_HINT,
  OPT_OUT_UNUSED,
  plannedText,
  plannedUndoText,
  reportHeading,
  stoppedPlanText,
  tallyText,
  undoCountsText,
  undoHeading,
} from "../text/command-text.ts";
import { departmentText, type NameByCode, nameByCodeOf } from "../text/department-text.ts";
import { failureText } from "../text/failure-text.ts";
import { departmentFieldText, departmentValueText, employeeFieldText, employeeValueText } from "../text/field-text.ts";
import { guardText } from "../text/guard-text.ts";
import { keptDepartmentText, keptEmployeeText } from "../text/kept-text.ts";
import type { Message } from "../text/message.ts";
import { departmentNoticeText, employeeNoticeText } from "../text/notice-text.ts";
import { personText } from "../text/person-text.ts";
import { departmentRejectionText, employeeRejectionText } from "../text/rejection-text.ts";
import { runCancelledText, runHoldingText, runWaitingText } from "../text/run-summary-text.ts";
import { departmentSkipText, employeeSkipText } from "../text/skip-text.ts";
import { changeKindText, countText } from "../text/state-text.ts";
import type { CompanyAtWork } from "./command.ts";
import type { Shell } from "./shell.ts";
import { tableText } from "./table.ts";
import { type GuardedRow, trippedGuards } from "./tripped-guards.ts";

/** Where a report is read. */
export interface ReportPlace {
  readonly columns: number;
  /** Where people reach the product, without a slash at the end. */
  readonly appUrl: string;
  /** The company's departments as they are named now. */
  readonly nameByCode: NameByCode;
  /** What the next command has to be given as well. */
  readonly given: GivenOptions;
}

/** A terminal as wide as the person's own, or as a file is read well. */
export async function placeOf(
  { columns }: Pick<Shell, "columns">,
  { product, companyId }: Pick<CompanyAtWork, "product" | "companyId">,
  given: GivenOptions = {},
): Promise<ReportPlace> {
  const nameByCode = nameByCodeOf(await listDepartments(product, companyId));
  return { columns: columns ?? 120, appUrl: product.appUrl, nameByCode, given };
}

/** A run or a plan for a person at a terminal: why it waits, counts, changes, and who was left out and why. */
export function* reportText(report: RunReport, place: ReportPlace): Generator<string> {
  const { columns } = place;
  const { summary, rows, optOutUnused, undo } = report;
  yield `\n${undo === undefined ? reportHeading(summary) : undoHeading(summary, undo.undoOf)}\n`;
  if (summary.waiting) yield `${runWaitingText(summary.waiting)}\n`;
  const kind = undo === undefined ? "sync" : "undo";
  if (summary.holding) yield `${runHoldingText(summary.holding, kind)}\n`;
  if (summary.failure) yield* messageText(failureText(summary.failure, kind));
  if (summary.failure?.kind === "opt-out-field-missing") yield `${OPT_OUT_FIELD_HINT}\n`;
  if (summary.state === "cancelled") yield `${runCancelledText(summary.subject, kind, summary.cancelReason)}\n`;
  if (summary.counts === null) return;
  if (undo !== undefined) return yield* undoText(report, undo.kept, place);
  yield `${countsText(summary.counts)}\n`;
  yield* factLines(report);
  if (optOutUnused) yield `${OPT_OUT_UNUSED}\n`;
  yield* guardsTable(report, columns);
  yield* wayOn(report, place);
  const lines = findingLines(rows);
  for (const kind of ["reject", "skip", "notice"] as const) {
    yield* findingsTable(
      countText(kind),
      lines.filter((line) => line.kind === kind),
      columns,
    );
  }
  yield* changesTable(rows, place);
}

/** M33: the head count before and after, and what the counts are made of. */
function* factLines({ summary, facts }: RunReport): Generator<string> {
  if (facts === null) return;
  if (facts.headCount !== null) yield `${HEAD_COUNT}: ${headCountText(facts.headCount)}\n`;
  const leaving = leavingText(facts.guards);
  if (facts.headCount !== null && leaving !== null) yield `${leaving}\n`;
  const created = summary.counts && createdRetiredText(summary.counts, facts.headCount, facts.guards);
  if (created !== null) yield `${created}\n`;
  for (const { heading, tally } of breakdownParts(facts.breakdown)) yield `${tallyText(heading, tally)}\n`;
}

function* guardsTable(report: RunReport, columns: number): Generator<string> {
  const tripped = trippedGuards(report);
  if (tripped.length === 0) return;
  const head = [GUARDS_HEADING, MESSAGE_HEADINGS.cause, MESSAGE_HEADINGS.remedy];
  const cells = tripped.map(({ reading, rows }) => {
    const { event, cause, remedy } = guardText(reading);
    return [`${event}${rowsNamed(rows, reading)}`, cause, remedy];
  });
  yield `\n${tableText(columns, [null, null, null], head, cells)}\n`;
}

function rowsNamed(rows: readonly GuardedRow[], { guard, count }: Pick<GuardReading, "guard" | "count">): string {
  if (rows.length === 0) return "";
  const named = rows
    .slice(0, SHOWN_OF_GUARD)
    .map((row) => (row.subject === "departments" ? departmentText(row) : personText(row)));
  return `\n${guardedRowsText(guard, named, Math.max(count, rows.length) - named.length)}`;
}

function* wayOn({ summary, facts, chosenOnScreen }: RunReport, { appUrl, given }: ReportPlace): Generator<string> {
  const { runId, subject, state } = summary;
  const digest = summary.digest ?? "";
  const stopped = facts?.guards.some(({ tripped }) => tripped) ?? false;
  if (runId === null) yield `${stopped ? stoppedPlanText(subject, digest, given) : plannedText(digest)}\n`;
  if (runId === null || state !== "awaiting-approval") return;
  const address = `${appUrl}/runs/${runId}`;
  yield `${chosenOnScreen ? heldOnScreenText(address) : heldText(address, subject, digest, given)}\n`;
}

function* undoText(
  { summary, rows }: RunReport,
  kept: readonly SubjectKeptRow[],
  place: ReportPlace,
): Generator<string> {
  const { columns, appUrl } = place;
  if (summary.counts !== null) yield `${undoCountsText(summary.counts)}\n`;
  if (rows.changes.length === 0) yield `${NOTHING_TO_UNDO}\n`;
  else {
    yield `${AFTER_UNDO}\n`;
    if (summary.runId === null) yield `${plannedUndoText(summary.digest ?? "")}\n`;
    if (summary.state === "awaiting-approval") yield `${heldUndoText(`${appUrl}/runs/${summary.runId}`)}\n`;
  }
  yield* keptTable(kept, columns);
  yield* changesTable(rows, place);
}

// What a person reads at a terminal; --json has them all.
const SHOWN_FINDINGS = 30;
const SHOWN_CHANGES = 10;
const SHOWN_OF_GUARD = 5;

function* messageText({ event, cause, remedy }: Message): Generator<string> {
  yield `${event}\n${MESSAGE_HEADINGS.cause}: ${cause}\n${MESSAGE_HEADINGS.remedy}: ${remedy}\n`;
}

function* changesTable(rows: RunRows, { columns, nameByCode }: ReportPlace): Generator<string> {
  const { length } = rows.changes;
  if (length === 0) return;
  yield `\n${tableText(columns, [8, 30, null], CHANGE_HEADINGS, changeCells(rows, nameByCode))}\n`;
  if (length > SHOWN_CHANGES) yield `${moreRowsText(length - SHOWN_CHANGES)}\n`;
}

function changeCells(rows: RunRows, nameByCode: NameByCode): readonly string[][] {
  switch (rows.subject) {
    case "departments": {
      const names = new Map([...nameByCodeOf(createdIn(rows.changes)), ...nameByCode]);
      return rows.changes.slice(0, SHOWN_CHANGES).map((change) => departmentChangeCells(change, names));
    }
    case "employees":
      return rows.changes.slice(0, SHOWN_CHANGES).map((change) => employeeChangeCells(change, nameByCode));
  }
}

// As long as a plan is not applied, the roster does not name them.
function createdIn(changes: readonly RowChange<Department>[]): readonly Department[] {
  return changes.flatMap((change) => (change.kind === "create" ? [change.after] : []));
}

function departmentChangeCells(change: RowChange<Department>, nameByCode: NameByCode): string[] {
  const { kind } = change;
  const row = change.kind === "delete" ? change.before : change.after;
  const fields = (["name", "parentCode"] as const).flatMap((field) => {
    const value = departmentValueText(row, field, nameByCode);
    if (change.kind === "delete") return [];
    if (change.kind === "create") return field === "name" ? [] : [`${departmentFieldText(field)}: ${value}`];
    if (change.before[field] === change.after[field]) return [];
    return [`${departmentFieldText(field)}: ${departmentValueText(change.before, field, nameByCode)} → ${value}`];
  });
  return [changeKindText(kind), departmentText(row), fields.join("\n")];
}

function employeeChangeCells(change: RowChange<Employee>, nameByCode: NameByCode): string[] {
  const { kind } = change;
  if (change.kind === "delete") return [changeKindText(kind), personText(change.before), change.before.email];
  const { after } = change;
  if (change.kind === "create") return [changeKindText(kind), personText(after), after.email];
  const fields = EMPLOYEE_FIELDS.filter((field) => change.before[field] !== after[field]).map((field) => {
    const [before, now] = [change.before, after].map((row) => employeeValueText(row, field, nameByCode));
    return `${employeeFieldText(field)}: ${before} → ${now}`;
  });
  return [changeKindText(kind), personText(after), fields.join("\n")];
}

function* keptTable(kept: readonly SubjectKeptRow[], columns: number): Generator<string> {
  if (kept.length === 0) return;
  const head = [KEPT_HEADING, MESSAGE_HEADINGS.cause, MESSAGE_HEADINGS.remedy];
  const cells = kept
    .slice(0, SHOWN_FINDINGS)
    .flatMap((row) =>
      keptMessages(row).map(({ event, cause, remedy }) => [`${keptRowText(row)}\n${event}`, cause, remedy]),
    );
  yield `\n${tableText(columns, [24, null, null], head, cells)}\n`;
  if (kept.length > SHOWN_FINDINGS) yield `${moreRowsText(kept.length - SHOWN_FINDINGS)}\n`;
}

function keptMessages(kept: SubjectKeptRow): readonly Message[] {
  return kept.subject === "departments" ? kept.reasons.map(keptDepartmentText) : kept.reasons.map(keptEmployeeText);
}

function keptRowText(kept: SubjectKeptRow): string {
  return kept.subject === "departments" ? departmentText(kept.row) : personText(kept.row);
}

/** One thing to tell about one row. */
interface FindingLine {
  readonly kind: Extract<keyof Counts, "reject" | "skip" | "notice">;
  readonly who: string;
  readonly message: Message;
}

function findingLines(rows: RunRows): readonly FindingLine[] {
  switch (rows.subject) {
    case "departments":
      return linesOf(rows.findings, {
        who: departmentText,
        skip: departmentSkipText,
        reject: departmentRejectionText,
        notice: departmentNoticeText,
      });
    case "employees":
      return linesOf(rows.findings, {
        who: personText,
        skip: employeeSkipText,
        reject: employeeRejectionText,
        notice: employeeNoticeText,
      });
  }
}

function linesOf<Identity, Skipped, Rejected, Noticed>(
  findings: Findings<Identity, Skipped, Rejected, Noticed>,
  words: {
    readonly who: (row: Identity) => string;
    readonly skip: (reason: Skipped) => Message;
    readonly reject: (reason: Rejected) => Message;
    readonly notice: (notice: Noticed) => Message;
  },
): readonly FindingLine[] {
  const { who } = words;
  return [
    ...findings.rejections.flatMap(({ row, reasons }) =>
      reasons.map((reason) => ({ kind: "reject" as const, who: who(row), message: words.reject(reason) })),
    ),
    ...findings.skips.map(({ row, reason }) => ({ kind: "skip" as const, who: who(row), message: words.skip(reason) })),
    ...findings.notices.map(({ row, notice }) => {
      return { kind: "notice" as const, who: who(row), message: words.notice(notice) };
    }),
  ];
}

function* findingsTable(heading: string, lines: readonly FindingLine[], columns: number): Generator<string> {
  if (lines.length === 0) return;
  const head = [heading, MESSAGE_HEADINGS.cause, MESSAGE_HEADINGS.remedy];
  const shown = lines.slice(0, SHOWN_FINDINGS).map(({ who, message }) => [who, message.cause, message.remedy]);
  yield `\n${tableText(columns, [24, null, null], head, shown)}\n`;
  if (lines.length > SHOWN_FINDINGS) yield `${moreRowsText(lines.length - SHOWN_FINDINGS)}\n`;
}
