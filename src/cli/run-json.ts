import type { RunReport, RunRows, RunSummary } from "../app/run-report.ts";
import type { Instant } from "../core/calendar.ts";
import type { Findings } from "../core/findings.ts";
import { type Department, EMPLOYEE_FIELDS, type Employee } from "../core/roster.ts";
import { COUNT_NAMES, type Counts, type RunHolding } from "../core/run.ts";
import type { RunWaiting } from "../core/run-waiting.ts";
import type { RowChange, SubjectKeptRow } from "../core/undo.ts";
import { type GuardedRow, trippedGuards } from "./tripped-guards.ts";

/** The JSON of a run, in pieces that make one object: a plan of 100,000 rows is never one string. */
export function* runJson(report: RunReport): Generator<string> {
  const { summary, rows, undo } = report;
  const { runId: run, subject, kind, state, digest, counts, failure, waiting, holding } = summary;
  yield `{${pair("run", run)},${pair("subject", subject)},${pair("state", state)},${pair("digest", digest)}`;
  yield `,${pair("counts", countsJson(counts))}`;
  yield* array("changes", changesOf(rows));
  const { skips, rejections, notices } = findingsOf(rows);
  yield* array("skips", skips);
  yield* array("rejections", rejections);
  yield* array("notices", notices);
  yield* guardsArray(report);
  yield `,${pair("failure", failure)}`;
  yield `,${pair("kind", kind)},${pair("headCount", report.facts?.headCount ?? null)}`;
  if (holding !== null) yield `,${pair("holding", holdingJson(holding))}`;
  if (waiting !== null) yield `,${pair("waiting", waitingJson(waiting))}`;
  if (undo !== undefined) {
    yield `,"undo":{${pair("run", undo.undoOf)}`;
    yield* array("kept", undo.kept.map(keptJson));
    yield "}";
  }
  yield "}\n";
}

/** The JSON of a list of roster rows or runs under its name, in pieces. */
export function* listJson(name: string, rows: Iterable<unknown>): Generator<string> {
  yield "{";
  yield* array(name, rows, "");
  yield "}\n";
}

/** A run in the list of runs. */
export function summaryJson(summary: RunSummary): unknown {
  const { runId: run, subject, kind, state, digest, counts, failure, waiting, holding } = summary;
  const { actor, requestedAt, finishedAt } = summary;
  const putOff = waiting === null ? {} : { waiting: waitingJson(waiting) };
  const held = holding === null ? {} : { holding: holdingJson(holding) };
  const moments = { requestedAt: isoOf(requestedAt), finishedAt: isoOf(finishedAt) };
  const ended = { digest, counts: countsJson(counts), failure };
  return { run, subject, kind, state, ...ended, ...putOff, ...held, actor, ...moments };
}

/** An employee by the glossary's names, without what only the store needs. */
export function employeeJson(employee: Employee): Partial<Employee> {
  return Object.fromEntries(EMPLOYEE_FIELDS.map((field) => [field, employee[field]]));
}

/** A department by the glossary's names. */
export function departmentJson({ code, name, parentCode }: Department): Department {
  return { code, name, parentCode };
}

function* changesOf(rows: RunRows): Generator<unknown> {
  switch (rows.subject) {
    case "departments":
      for (const change of rows.changes) yield changeJson(change, departmentJson);
      return;
    case "employees":
      for (const change of rows.changes) yield changeJson(change, employeeJson);
  }
}

function changeJson<Row>(change: RowChange<Row>, rowJson: (row: Row) => unknown): unknown {
  const before = change.kind === "create" ? null : rowJson(change.before);
  const after = change.kind === "delete" ? null : rowJson(change.after);
  return { kind: change.kind, before, after };
}

/** The guards that stopped the plan, each with the rows it counts. */
function* guardsArray(report: RunReport): Generator<string> {
  yield `,"guards":[`;
  let comma = "";
  for (const { reading, rows } of trippedGuards(report)) {
    const { guard: kind, column, count, base, earlierCount } = reading;
    yield `${comma}{${pair("kind", kind)}`;
    if (column !== null) yield `,${pair("column", column)}`;
    yield `,${pair("count", count)},${pair("base", base)}`;
    if (earlierCount > 0) yield `,${pair("earlierCount", earlierCount)}`;
    yield* array("rows", rows.map(guardedRowJson));
    yield "}";
    comma = ",";
  }
  yield "]";
}

function guardedRowJson(row: GuardedRow): unknown {
  if (row.subject === "departments") return { code: row.code, name: row.name };
  const { crewId, employeeNumber, email, lastName, firstName } = row;
  return { crewId, employeeNumber, email, name: fullName(lastName, firstName) };
}

function keptJson(kept: SubjectKeptRow): unknown {
  const row = kept.subject === "departments" ? departmentJson(kept.row) : employeeJson(kept.row);
  return { ...row, reasons: kept.reasons.map(reasonJson) };
}

function reasonJson(reason: SubjectKeptRow["reasons"][number]): unknown {
  if (!("by" in reason)) return reason;
  const { actor, at, runId } = reason.by;
  return { ...reason, by: { actor, at: isoOf(at), run: runId } };
}

interface FindingsJson {
  readonly skips: readonly unknown[];
  readonly rejections: readonly unknown[];
  readonly notices: readonly unknown[];
}

function findingsOf(rows: RunRows): FindingsJson {
  switch (rows.subject) {
    case "departments":
      return findingsJson(rows.findings, ({ departmentId, code, name }) => ({ departmentId, code, name }));
    case "employees":
      return findingsJson(rows.findings, ({ crewId, employeeNumber, email, lastName, firstName }) => {
        return { crewId, employeeNumber, email, name: fullName(lastName, firstName) };
      });
  }
}

function findingsJson<Identity, Skipped, Rejected, Noticed extends object>(
  { skips, rejections, notices }: Findings<Identity, Skipped, Rejected, Noticed>,
  identify: (row: Identity) => object,
): FindingsJson {
  return {
    skips: skips.map(({ row, reason }) => ({ ...identify(row), reason })),
    rejections: rejections.map(({ row, reasons }) => ({ ...identify(row), reasons })),
    notices: notices.map(({ row, notice }) => ({ ...identify(row), ...noticeJson(notice) })),
  };
}

// The row has the address as SmartHR has it; the notice, as the roster will.
function noticeJson(notice: object): object {
  if (!("email" in notice)) return notice;
  const { email: normalisedEmail, ...rest } = notice;
  return { ...rest, normalisedEmail };
}

function fullName(lastName: string | null, firstName: string | null): string | null {
  return [lastName, firstName].filter((part) => part !== null).join(" ") || null;
}

// A database keeps an object's keys in an order of its own.
function countsJson(counts: Counts | null): Partial<Counts> | null {
  if (counts === null) return null;
  const deleted = counts.delete === undefined ? {} : { delete: counts.delete };
  return { ...Object.fromEntries(COUNT_NAMES.map((name) => [name, counts[name]])), ...deleted };
}

function holdingJson({ heldAt, expiresAt }: RunHolding): unknown {
  return { heldAt: isoOf(heldAt), expiresAt: isoOf(expiresAt) };
}

function waitingJson({ kind, since, until, nextTryAt }: RunWaiting): unknown {
  return { kind, since: isoOf(since), until: isoOf(until), nextTryAt: isoOf(nextTryAt) };
}

/** A moment as ISO 8601. */
export function isoOf(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function pair(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

function* array(name: string, rows: Iterable<unknown>, before = ","): Generator<string> {
  yield `${before}${JSON.stringify(name)}:[`;
  let comma = "";
  for (const row of rows) {
    yield comma + JSON.stringify(row);
    comma = ",";
  }
  yield "]";
}
