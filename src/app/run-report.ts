import type { Instant } from "../core/calendar.ts";
import type { DepartmentFindings, EmployeeFindings } from "../core/findings.ts";
import type { DepartmentChange, EmployeeChange } from "../core/plan.ts";
import type { Department, Employee } from "../core/roster.ts";
import {
  type Counts,
  holdingOf,
  type RunFailure,
  type RunHolding,
  type RunKind,
  type RunState,
  type Subject,
} from "../core/run.ts";
import type { RunWaiting } from "../core/run-waiting.ts";
import type { RowChange, SubjectKeptRow } from "../core/undo.ts";
import type { PlanFacts } from "../store/plan-facts.ts";
import type { Run } from "../store/runs.ts";

/** What a run did, or a plan would do, to whom, and who was left out: the same for one just made and for one of last year. */
export interface RunReport {
  readonly summary: RunSummary;
  readonly rows: RunRows;
  /** Null when it came to no plan. */
  readonly facts: PlanFacts | null;
  /** The SmartHR persons with whom 「連携しない」 is compared: only a plan that a guard stops for their sake has to name them. */
  readonly optedOutBefore?: readonly string[];
  /** M27: people were read, and nobody has ever chosen anything in the SmartHR account's opt-out field. */
  readonly optOutUnused: boolean;
  /** Somebody decided among addresses (M24): no command makes the same plan. */
  readonly chosenOnScreen?: true;
  /** Of an undo alone. */
  readonly undo?: UndoReport;
}

/** What an undo takes back, and what it leaves as it is. */
export interface UndoReport {
  readonly undoOf: string;
  readonly kept: readonly SubjectKeptRow[];
}

/** A run without its rows. */
export interface RunSummary {
  readonly subject: Subject;
  /** Null when it was only planned; together with the kind, the state, the actor and the moments. */
  readonly runId: string | null;
  readonly kind: RunKind | null;
  readonly state: RunState | null;
  readonly actor: string | null;
  readonly requestedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** Null when it failed before there was a plan; together with the counts. */
  readonly digest: string | null;
  readonly counts: Counts | null;
  readonly failure: RunFailure | null;
  /** Why it is put off, while it is. */
  readonly waiting: RunWaiting | null;
  /** Until when its plan waits for approval, while it does. */
  readonly holding: RunHolding | null;
}

/** The rows of a run. */
export type RunRows =
  | {
      readonly subject: "departments";
      readonly changes: readonly RowChange<Department>[];
      readonly findings: DepartmentFindings;
    }
  | {
      readonly subject: "employees";
      readonly changes: readonly RowChange<Employee>[];
      readonly findings: EmployeeFindings;
    };

/** The rows of a sync's plan, with all that applying it takes; a sync takes nothing away. */
export type PlannedRows =
  | {
      readonly subject: "departments";
      readonly changes: readonly DepartmentChange[];
      readonly findings: DepartmentFindings;
    }
  | {
      readonly subject: "employees";
      readonly changes: readonly EmployeeChange[];
      readonly findings: EmployeeFindings;
    };

/** The rows of a run that came to nothing. */
export function noRows(subject: Subject): RunRows {
  return { subject, changes: [], findings: { skips: [], rejections: [], notices: [] } };
}

/** The summary of what was only planned: there is no run. */
export function onlyPlanned(subject: Subject): RunSummary {
  return {
    subject,
    runId: null,
    kind: null,
    state: null,
    actor: null,
    requestedAt: null,
    finishedAt: null,
    digest: null,
    counts: null,
    failure: null,
    waiting: null,
    holding: null,
  };
}

/** A stored run without its rows. */
export function summaryOf(run: Run): RunSummary {
  const { id: runId, subject, kind, state, actor, requestedAt, finishedAt, digest, counts, failure, waiting } = run;
  const holding = holdingOf(run);
  return { runId, subject, kind, state, actor, requestedAt, finishedAt, digest, counts, failure, waiting, holding };
}
