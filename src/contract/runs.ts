import { z } from "zod";
import type { Breakdown } from "../core/breakdown.ts";
import type { EmployeeIdentity } from "../core/findings.ts";
import { GUARD_NAMES, type GuardName, type GuardReading } from "../core/guards.ts";
import type { PersonName } from "../core/person-name.ts";
import type {
  DepartmentChange,
  DepartmentNotice,
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeNotice,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "../core/plan.ts";
import type { PlanObstacle } from "../core/plan-standing.ts";
import { type Department, EMPLOYEE_FIELDS, type Employee, type RosterEmployee } from "../core/roster.ts";
import type { RunFailure } from "../core/run.ts";
import { RUN_STATES } from "../core/run-transitions.ts";
import type { SubjectKeptRow } from "../core/undo.ts";
import { DepartmentName } from "./department-name.ts";
import { endpoint } from "./endpoint.ts";
import { InstantSchema, Paging } from "./form-fields.ts";

/** The fields by which a plan's updates can be narrowed. */
const CHANGED_FIELDS = [...EMPLOYEE_FIELDS, "name", "parentCode"] as const;

export const SubjectSchema = z.enum(["departments", "employees"]);
export const RunKindSchema = z.enum(["sync", "preview", "undo", "person"]);
export const RunStateSchema = z.enum(RUN_STATES);

export const CountsSchema = z.object({
  read: z.number().int(),
  create: z.number().int(),
  update: z.number().int(),
  /** Of an undo alone. */
  delete: z.number().int().optional(),
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

/** How long a plan has waited for approval, and until when it does. */
export const RunHolding = z.object({ heldAt: InstantSchema, expiresAt: InstantSchema });

/** A run as 処理一覧 shows it. */
export const RunRow = z.object({
  id: z.string(),
  subject: SubjectSchema,
  /** `preview`: started to be looked at, and not approved yet. `undo`: takes back what another run changed. `person`: one person only. */
  kind: RunKindSchema,
  state: RunStateSchema,
  actor: z.string(),
  /** The SmartHR account that it reads; null for an undo. */
  subdomain: z.string().nullable(),
  requestedAt: InstantSchema,
  startedAt: InstantSchema.nullable(),
  finishedAt: InstantSchema.nullable(),
  counts: CountsSchema.nullable(),
  /** Why it failed; the words are in src/text. */
  failure: z.custom<RunFailure>().meta({ title: "RunFailure" }).nullable(),
  progress: RunProgress.nullable(),
  waiting: RunWaiting.nullable(),
  /** Null unless it waits for approval. */
  holding: RunHolding.nullable(),
  /** Why it was cancelled; null when it was not, or in the days before that was kept. */
  cancelReason: z.enum(["by-hand", "replaced", "expired"]).nullable(),
});

/** What there is to see of a plan besides its rows. */
export const RunPlan = z.object({
  /** What is approved. */
  digest: z.string(),
  /** People without 退職者フラグ before and after (M33); null for departments. */
  headCount: z.object({ before: z.number().int(), after: z.number().int() }).nullable(),
  breakdown: z.custom<Breakdown>().meta({ title: "Breakdown" }),
  /** What every guard saw; empty for an undo. */
  guards: z.array(z.custom<GuardReading>().meta({ title: "GuardReading" })),
  /** Why an approved plan was made anew; empty when it was not. */
  obstacles: z.array(z.custom<PlanObstacle>().meta({ title: "PlanObstacle" })),
  /** Why it could not be made anew for the addresses chosen last: it is the plan from before (docs/decisions/0044). */
  replanFailure: z.custom<RunFailure>().meta({ title: "RunFailure" }).nullable(),
  /** How many people's address seems to have changed. */
  addressSuspects: z.number().int(),
  approval: z.object({ by: z.string(), at: InstantSchema }).nullable(),
});

export const RunDetail = RunRow.extend({
  /** Null before there is one. */
  plan: RunPlan.nullable(),
  /** The run that this one takes back. */
  undoOf: z.object({ id: z.string(), kind: RunKindSchema, requestedAt: InstantSchema }).nullable(),
  /** Of a plan that was replaced: the run that took its place; null for those of the days before that was kept. */
  replacedBy: z.object({ id: z.string(), actor: z.string(), requestedAt: InstantSchema }).nullable(),
  /** Who cancelled it by hand; null when nobody did, or in the days before that was kept. */
  cancelledBy: z.string().nullable(),
  /** For an undo: how many of that run's rows stay as they are, wholly or in part (`/kept`). */
  keptCount: z.number().int(),
  /** Whether what this run applied can be taken back. */
  canUndo: z.boolean(),
  /** The undo by which its changes are taken back now. */
  undoneBy: z.object({ id: z.string(), actor: z.string(), at: InstantSchema }).nullable(),
  /** The person of a run of one person: their page, as long as the roster has them. */
  personId: z.string().nullable(),
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
      .custom<(DepartmentChangeRow | EmployeeChangeRow) & { readonly guards: readonly GuardName[] }>()
      .meta({ title: "A change with kind, before and after; guards: those that trip because of it" }),
  ),
  total: z.number().int(),
  /** Of those that the page's changes name by code, as far as they are there now or come with the plan. */
  departmentNames: z.array(DepartmentName),
});

/** A change of a department: a sync creates and updates, an undo deletes, too. */
export type DepartmentChangeRow = DepartmentChange | { readonly kind: "delete"; readonly before: Department };

/** A change of an employee; the id is null as long as nobody was created. */
export type EmployeeChangeRow = { readonly employeeId: string | null } & (
  | { readonly kind: "create"; readonly after: EmployeeOfChange }
  | { readonly kind: "update"; readonly before: EmployeeOfChange; readonly after: EmployeeOfChange }
  | { readonly kind: "delete"; readonly before: EmployeeOfChange }
);

/** As the roster has somebody it also says who set 退職者フラグ; as SmartHR has somebody it does not. */
export type EmployeeOfChange = Employee & Partial<Pick<RosterEmployee, "retiredByHand">>;

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
    /** Whether the company's runs are of more than one SmartHR account. */
    severalAccounts: z.boolean(),
    total: z.number().int(),
    page: z.number().int(),
    perPage: z.number().int(),
  }),
});

export const startRun = endpoint({
  method: "POST",
  path: "/api/runs",
  about:
    "M22: 「SmartHRと同期」. A run at work already is answered with the problem run-open, which names it; a plan that waits and is not named as the one to replace, with plan-waiting.",
  who: "administrator",
  body: z.object({
    subject: SubjectSchema,
    /** 「変更内容を確認する」: it waits for approval before anything is written. */
    preview: z.boolean().default(false),
    /** The waiting plan of the subject whose place it takes. */
    replaces: z.string().optional(),
  }),
  answer: RunRow,
});

/** What the sync dialog says before anything is started. */
export const SyncOutlook = z.object({
  /** Nobody was ever synced, or what syncs made was taken back or deleted: M33's warning, and M27's advice, are due. */
  firstSync: z.boolean(),
  /** M27: nobody has been found who chose 「連携しない」 as long as nobody ever has. Null when it does not apply or was never read. */
  optOutUnused: z.boolean().nullable(),
  rosterDepartments: z.number().int(),
  /** M33: the fee may depend on it; people with 退職者フラグ are not counted. */
  rosterEmployees: z.number().int(),
  openRun: RunRow.nullable(),
  /** The plan of the subject that waits for approval: a start takes its place. */
  waitingPlan: RunRow.nullable(),
  /** The SmartHR account that is going to be read; null when whoever asks has no link that can be used. */
  account: z.object({ subdomain: z.string(), url: z.string() }).nullable(),
  /** The account of the last sync of the subject that was not taken back, where it is another one: a warning is due. */
  lastAccount: z.string().nullable(),
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
  about:
    "One page of what the run changed, or is going to change, each with before and after. Only of a plan that waits: one field, one guard, or what somebody seeks.",
  who: "viewer",
  query: Paging.extend({
    kind: z.enum(["create", "update", "delete"]).optional(),
    field: z.enum(CHANGED_FIELDS).optional(),
    guard: z.enum(GUARD_NAMES).optional(),
    search: z.string().trim().max(200).default(""),
  }),
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

export const undoRun = endpoint({
  method: "POST",
  path: "/api/runs/:id/undo",
  about:
    "「この処理を取り消す」: plans in the background what takes back what the run changed, without SmartHR; it waits for approval. Answered like a start.",
  who: "administrator",
  body: z.object({
    /** The waiting plan of the subject whose place it takes. */
    replaces: z.string().optional(),
  }),
  answer: RunRow,
});

/** What an undo leaves as it is. */
export const RunKept = z.object({
  kept: z.array(
    z
      .custom<SubjectKeptRow>()
      .meta({ title: "A row as it is now, or was when it is gone, and the reasons why it is kept" }),
  ),
  total: z.number().int(),
});

export const listRunKept = endpoint({
  method: "GET",
  path: "/api/runs/:id/kept",
  about: "One page of the rows that an undo leaves as they are, wholly or in part, each with every reason.",
  who: "viewer",
  query: Paging,
  answer: RunKept,
});

export const downloadErrorFile = endpoint({
  method: "GET",
  path: "/api/runs/:id/error-file",
  about: "M23: 「エラーファイル」, for 30 days.",
  who: "viewer",
  query: z.object({ format: z.enum(["csv", "xlsx"]).default("csv") }),
  answer: null,
});

export const approveRun = endpoint({
  method: "POST",
  path: "/api/runs/:id/approve",
  about: "「この内容で同期する」: lets exactly the plan of that digest be applied.",
  who: "administrator",
  body: z.object({ digest: z.string() }),
  answer: RunRow,
});

export const listWaitingPlans = endpoint({
  method: "GET",
  path: "/api/waiting-plans",
  about: "The plans that wait for approval, with how many guards stopped them.",
  who: "viewer",
  answer: z.object({ plans: z.array(RunRow.extend({ trippedGuards: z.number().int() })) }),
});

/** Somebody whose address seems to have changed (M24), on both sides. */
export const AddressSuspect = z.object({
  crewId: z.string(),
  formerId: z.string(),
  former: z.custom<Employee>().meta({ title: "Employee" }),
  /** As far as SmartHR's record is kept of everybody. */
  crew: z.custom<EmployeeIdentity>().meta({ title: "EmployeeIdentity" }),
  /** Null for whoever the plan leaves out. */
  now: z.custom<Employee>().meta({ title: "Employee" }).nullable(),
  /** The employee whom the run made; null while its plan waits. */
  nowId: z.string().nullable(),
  /** What the plan does with them. */
  choice: z.enum(["create-new", "follow-person"]),
  /** The other employee who has the new address. */
  holder: z.custom<PersonName>().meta({ title: "PersonName" }).nullable(),
  /** What `create-new` would do: by M24 nobody new comes of an address that the roster has. */
  whenNotFollowed: z.enum(["made-new", "updates-holder", "not-possible"]),
  /** Who has the former address in SmartHR now. */
  formerTakenBy: z.custom<PersonName>().meta({ title: "PersonName" }).nullable(),
});

export const listAddressSuspects = endpoint({
  method: "GET",
  path: "/api/runs/:id/address-suspects",
  about: "One page of the people whose address seems to have changed, the roster's record and SmartHR's side by side.",
  who: "viewer",
  query: Paging,
  answer: z.object({
    suspects: z.array(AddressSuspect),
    total: z.number().int(),
    /** Of those that both sides name by code, as far as they are there now. */
    departmentNames: z.array(DepartmentName),
  }),
});

export const chooseAddresses = endpoint({
  method: "POST",
  path: "/api/runs/:id/address-choices",
  about: "Decides for people of a waiting plan whether they are new or the same; the plan is made anew.",
  who: "administrator",
  body: z.object({
    digest: z.string(),
    choices: z
      .array(z.object({ crewId: z.string(), choice: z.enum(["create-new", "follow-person"]) }))
      .min(1)
      .max(10_000),
  }),
  answer: RunRow,
});

export const getPlannedDepartments = endpoint({
  method: "GET",
  path: "/api/runs/:id/departments",
  about: "The departments before and after a waiting plan, for the organisation chart.",
  who: "viewer",
  answer: z.object({
    before: z.array(z.custom<Department>().meta({ title: "Department" })),
    after: z.array(z.custom<Department>().meta({ title: "Department" })),
  }),
});

export type RunPlan = z.infer<typeof RunPlan>;
export type AddressSuspect = z.infer<typeof AddressSuspect>;
export type RunRow = z.infer<typeof RunRow>;
export type RunDetail = z.infer<typeof RunDetail>;
export type RunProgress = z.infer<typeof RunProgress>;
export type SyncOutlook = z.infer<typeof SyncOutlook>;
