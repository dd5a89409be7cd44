import { z } from "zod";
import type {
  DepartmentChange,
  DepartmentNotice,
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeChange,
  EmployeeNotice,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "../core/plan.ts";
import type { RunFailure } from "../core/run.ts";
import { RUN_STATES } from "../core/run-transitions.ts";
import { endpoint } from "./endpoint.ts";
import { InstantSchema, Paging } from "./form-fields.ts";

export const SubjectSchema = z.enum(["departments", "employees"]);
export const RunStateSchema = z.enum(RUN_STATES);

export const CountsSchema = z.object({
  read: z.number().int(),
  create: z.number().int(),
  update: z.number().int(),
  unchanged: z.number().int(),
  skip: z.number().int(),
  reject: z.number().int(),
  notice: z.number().int(),
});

/** How far a run at work has come. `total` is null until SmartHR has said how many there are. */
export const RunProgress = z.object({
  phase: z.enum(["reading", "planning", "applying"]),
  read: z.number().int(),
  total: z.number().int().nullable(),
});

/** That an open run is put off: why, since when, until when at most, and when it is tried next. */
export const RunWaiting = z.object({
  kind: z.enum(["smarthr-maintenance"]),
  since: InstantSchema,
  until: InstantSchema,
  nextTryAt: InstantSchema,
});

/** A run as 処理一覧 shows it. */
export const RunRow = z.object({
  id: z.string(),
  subject: SubjectSchema,
  state: RunStateSchema,
  actor: z.string(),
  requestedAt: InstantSchema,
  startedAt: InstantSchema.nullable(),
  finishedAt: InstantSchema.nullable(),
  counts: CountsSchema.nullable(),
  /** Why it failed; the words are in src/text. */
  failure: z.custom<RunFailure>().meta({ title: "RunFailure" }).nullable(),
  progress: RunProgress.nullable(),
  waiting: RunWaiting.nullable(),
});

export const RunDetail = RunRow.extend({
  /** M27: nobody has ever chosen anything in 「ミキワメ連携」. */
  optOutUnused: z.boolean(),
  /** 「エラーファイル」: null when nothing was left out and nothing is worth a look. */
  errorFile: z.object({ expiresAt: InstantSchema, expired: z.boolean(), lineCount: z.number().int() }).nullable(),
  /** `https://{subdomain}.smarthr.jp` of the account that was read: where rows are to be put right. */
  tenantUrl: z.string().nullable(),
});

/** Changes of a run, with before and after. */
export const RunChanges = z.object({
  changes: z.array(
    z
      .custom<DepartmentChange | (EmployeeChange & { readonly employeeId: string })>()
      .meta({ title: "DepartmentChange, or EmployeeChange with employeeId" }),
  ),
  total: z.number().int(),
});

export interface DepartmentFindingRow {
  readonly departmentId: string;
  readonly code: string | null;
  readonly name: string | null;
}

export interface EmployeeFindingRow {
  readonly crewId: string;
  readonly employeeNumber: string | null;
  readonly email: string | null;
  readonly lastName: string | null;
  readonly firstName: string | null;
}

/** A row that was left out or is worth a look, in core's words; src/text makes sentences of them. */
export type Finding =
  | {
      readonly subject: "departments";
      readonly row: DepartmentFindingRow;
      /** The very record in SmartHR. */
      readonly url: string | null;
      readonly skip?: DepartmentSkipReason;
      readonly reasons?: readonly DepartmentRejectionReason[];
      readonly notice?: DepartmentNotice;
    }
  | {
      readonly subject: "employees";
      readonly row: EmployeeFindingRow;
      readonly url: string | null;
      readonly skip?: EmployeeSkipReason;
      readonly reasons?: readonly EmployeeRejectionReason[];
      readonly notice?: EmployeeNotice;
    };

export const RunFindings = z.object({
  findings: z.array(z.custom<Finding>().meta({ title: "Finding" })),
  total: z.number().int(),
});

export const listRuns = endpoint({
  method: "GET",
  path: "/api/runs",
  about: "One page of the company's runs, newest first.",
  who: "viewer",
  query: Paging,
  answer: z.object({
    runs: z.array(RunRow),
    total: z.number().int(),
    page: z.number().int(),
    perPage: z.number().int(),
  }),
});

export const startRun = endpoint({
  method: "POST",
  path: "/api/runs",
  about: "M22: 「SmartHRと同期」. A run at work already is answered with the problem run-open, which names it.",
  who: "administrator",
  body: z.object({ subject: SubjectSchema }),
  answer: RunRow,
});

/** What the sync dialog says before anything is started. */
export const SyncOutlook = z.object({
  /** No run of employees was ever applied: M33's warning, and M27's advice, are due. */
  firstSync: z.boolean(),
  /** M27: nobody has been found who chose 「連携しない」 as long as nobody ever has. Null when it does not apply or was never read. */
  optOutUnused: z.boolean().nullable(),
  rosterDepartments: z.number().int(),
  /** M33: the fee may depend on it; people with 退職者フラグ are not counted. */
  rosterEmployees: z.number().int(),
  openRun: RunRow.nullable(),
});

export const getSyncOutlook = endpoint({
  method: "GET",
  path: "/api/sync-outlook",
  about: "What a sync dialog says before anything is started.",
  who: "administrator",
  query: z.object({ subject: SubjectSchema }),
  answer: SyncOutlook,
});

export const getRun = endpoint({
  method: "GET",
  path: "/api/runs/:id",
  about: "One run with its counts, its failure, and how far it has come.",
  who: "viewer",
  answer: RunDetail,
});

export const cancelRun = endpoint({
  method: "POST",
  path: "/api/runs/:id/cancel",
  about: "Stops a run that has not applied anything yet.",
  who: "administrator",
  answer: RunRow,
});

export const listRunChanges = endpoint({
  method: "GET",
  path: "/api/runs/:id/changes",
  about: "One page of what the run changed, each with before and after.",
  who: "viewer",
  query: Paging.extend({ kind: z.enum(["create", "update"]).optional() }),
  answer: RunChanges,
});

export const listRunFindings = endpoint({
  method: "GET",
  path: "/api/runs/:id/findings",
  about: "One page of the rows the run left out, or found worth a look.",
  who: "viewer",
  query: Paging.extend({ category: z.enum(["rejection", "skip", "notice"]) }),
  answer: RunFindings,
});

export const downloadErrorFile = endpoint({
  method: "GET",
  path: "/api/runs/:id/error-file",
  about: "M23: 「エラーファイル」, for 30 days.",
  who: "viewer",
  query: z.object({ format: z.enum(["csv", "xlsx"]).default("csv") }),
  answer: null,
});

export type RunRow = z.infer<typeof RunRow>;
export type RunDetail = z.infer<typeof RunDetail>;
export type RunProgress = z.infer<typeof RunProgress>;
export type SyncOutlook = z.infer<typeof SyncOutlook>;
