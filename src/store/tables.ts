import { type ColumnType, type Generated, type JSONColumnType, type RawBuilder, sql } from "kysely";
import type { Role } from "../core/administrator.ts";
import type { Breakdown } from "../core/breakdown.ts";
import type { CalendarDate, Instant } from "../core/calendar.ts";
import type { EmployeeIdentity } from "../core/findings.ts";
import type { GuardLimits, GuardReading } from "../core/guards.ts";
import type { LinkOutcome } from "../core/link-outcome.ts";
import type { RestorationOutcome } from "../core/opt-out-restoration.ts";
import type { PlanObstacle } from "../core/plan-standing.ts";
import type { EmploymentType, Gender } from "../core/roster.ts";
import type { CancelReason, Counts, RunFailure, RunPhase, RunState, Subject } from "../core/run.ts";
import type { AddressChoices, SyncSettings } from "../core/settings.ts";

/** The tables as the migrations leave them, for the query builder. Snake case lives in this folder alone. */
export interface Tables {
  companies: CompaniesTable;
  departments: DepartmentsTable;
  employees: EmployeesTable;
  department_history: DepartmentHistoryTable;
  employee_history: EmployeeHistoryTable;
  employee_writes: EmployeeWritesTable;
  runs: RunsTable;
  planned_changes: PlannedChangesTable;
  undo_kept_rows: UndoKeptRowsTable;
  tenants: TenantsTable;
  links: LinksTable;
  administrators: AdministratorsTable;
  administrator_sessions: AdministratorSessionsTable;
  administrator_accounts: AdministratorAccountsTable;
  invitations: InvitationsTable;
  tries: TriesTable;
  link_attempts: LinkAttemptsTable;
  pending_links: PendingLinksTable;
  smarthr_budgets: SmartHrBudgetsTable;
  opt_out_restorations: OptOutRestorationsTable;
  opt_out_restored_people: OptOutRestoredPeopleTable;
}

/** A moment: read as an `Instant`, written as `toTimestamp` gives it. */
export type Timestamp = ColumnType<Instant, string, string>;

/** An `Instant` as the database takes it. */
export function toTimestamp(at: Instant): string {
  return new Date(at).toISOString();
}

/** An `Instant` as a column is compared with it. */
export function moment(at: Instant): RawBuilder<Instant> {
  return sql`${toTimestamp(at)}`;
}

interface CompaniesTable {
  id: Generated<number>;
  slug: string;
  name: string;
  create_retired: Generated<boolean>;
  when_address_changed: Generated<SyncSettings["whenAddressChanged"]>;
  contact_name: string | null;
  contact_url: string | null;
  contact_email: string | null;
  contact_hours: string | null;
  guard_limits: ColumnType<Partial<GuardLimits>, string | undefined, string>;
}

interface DepartmentsTable {
  company_id: number;
  code: string;
  name: string;
  parent_code: string | null;
  version: Generated<number>;
}

/** The columns that an employee and each of its former states have in common. */
export interface EmployeeStateColumns {
  email: string;
  employee_number: string | null;
  last_name: string;
  first_name: string;
  last_name_kana: string;
  first_name_kana: string;
  gender: Gender | null;
  birth_date: CalendarDate | null;
  department_code: string | null;
  job_title: string | null;
  hired_on: CalendarDate | null;
  retired_on: CalendarDate | null;
  employment_type: EmploymentType | null;
  retired: boolean;
  crew_id: string | null;
  crew_since: Timestamp | null;
  retired_by_hand: boolean;
}

interface EmployeesTable extends EmployeeStateColumns {
  id: Generated<string>;
  company_id: number;
  email_key: string;
  version: Generated<number>;
}

interface HistoryColumns {
  company_id: number;
  version: number;
  run_id: string | null;
  actor: string;
  at: Timestamp;
  deleted: Generated<boolean>;
}

interface DepartmentHistoryTable extends HistoryColumns {
  code: string;
  name: string;
  parent_code: string | null;
}

interface EmployeeHistoryTable extends HistoryColumns, EmployeeStateColumns {
  employee_id: string;
}

interface EmployeeWritesTable {
  company_id: number;
  number: Generated<string>;
  employee_ids: string[];
}

interface RunsTable {
  id: string;
  company_id: number;
  subject: Subject;
  state: RunState;
  actor: string;
  subdomain: string | null;
  requested_at: Timestamp;
  started_at: Timestamp | null;
  finished_at: Timestamp | null;
  lease_until: Timestamp | null;
  digest: string | null;
  counts: JSONColumnType<Counts> | null;
  failure: JSONColumnType<RunFailure> | null;
  skips: JSONColumnType<object[]> | null;
  rejections: JSONColumnType<object[]> | null;
  notices: JSONColumnType<object[]> | null;
  address_suspects: number | null;
  read_at: Timestamp | null;
  source_count: number | null;
  newest_crew_id: string | null;
  opted_out_crew_ids: string[] | null;
  opt_out_values_read: number | null;
  administrator_email: string | null;
  attempts: Generated<number>;
  phase: RunPhase | null;
  progress_read: number | null;
  progress_total: number | null;
  error_line_count: number | null;
  maintenance_since: Timestamp | null;
  resume_at: Timestamp | null;
  preview: Generated<boolean>;
  undo_of: string | null;
  only_crew_id: string | null;
  guards: JSONColumnType<readonly GuardReading[]> | null;
  breakdown: JSONColumnType<Breakdown> | null;
  head_count_before: number | null;
  head_count_after: number | null;
  address_choices: ColumnType<AddressChoices, string | undefined, string>;
  administrator_before: string | null;
  wanted_choices: JSONColumnType<AddressChoices> | null;
  held_at: Timestamp | null;
  announced_at: Timestamp | null;
  approved_digest: string | null;
  approved_by: string | null;
  approved_at: Timestamp | null;
  replan_reasons: JSONColumnType<readonly PlanObstacle[]> | null;
  replan_failure: JSONColumnType<RunFailure> | null;
  roster_mark: string | null;
  cancel_reason: CancelReason | null;
  cancelled_by: string | null;
  replaced_by: string | null;
}

interface PlannedChangesTable {
  run_id: string;
  place: number;
  kind: "create" | "update" | "delete";
  fields: string[];
  guards: string[];
  search: string;
  crew_id: string | null;
  change: JSONColumnType<object>;
}

interface UndoKeptRowsTable {
  run_id: string;
  place: number;
  kept: JSONColumnType<object>;
}

interface TenantsTable {
  company_id: number;
  subdomain: string;
  opt_out_field_id: string | null;
  opt_out_failure: JSONColumnType<RunFailure> | null;
  opt_out_looked_at: Timestamp | null;
  opt_out_remade_at: Timestamp | null;
  opt_out_claim: string | null;
  opt_out_claimed_until: Timestamp | null;
  people_count: number | null;
  newest_crew_id: string | null;
}

interface LinksTable {
  company_id: number;
  administrator_email: string;
  subdomain: string;
  tenant_url: string;
  kind: "oauth" | "token";
  access_token: string;
  refresh_token: string | null;
  access_token_expires_at: Timestamp | null;
  linked_at: Timestamp;
  refresh_claim: string | null;
  refresh_claimed_until: Timestamp | null;
}

// The next three are shared with the sign-in library (api/sign-in.ts): columns that only it uses are not named here.

interface AdministratorsTable {
  id: Generated<string>;
  company_id: number;
  email: string;
  name: string;
  role: Role;
  joined_at: Timestamp | null;
  last_sign_in_at: Timestamp | null;
}

interface AdministratorSessionsTable {
  administrator_id: string;
  expires_at: Timestamp;
}

interface AdministratorAccountsTable {
  administrator_id: string;
  provider_id: string;
  account_id: string;
  password: string | null;
  updated_at: Timestamp;
}

interface InvitationsTable {
  token_hash: string;
  administrator_id: string;
  expires_at: Timestamp;
}

interface TriesTable {
  key: string;
  free_at: Timestamp;
}
interface LinkAttemptsTable {
  id: string;
  company_id: number;
  administrator_email: string;
  state_hash: string | null;
  started_at: Timestamp;
  taken_at: Timestamp | null;
  outcome: JSONColumnType<LinkOutcome> | null;
  shown: Generated<boolean>;
}

interface PendingLinksTable {
  company_id: number;
  administrator_email: string;
  subdomain: string | null;
  access_token: string;
  refresh_token: string | null;
  access_token_expires_at: Timestamp | null;
  expires_at: Timestamp;
}

interface SmartHrBudgetsTable {
  key: string;
  version: Generated<string>;
  next_at: Timestamp;
  holder: string | null;
  busy_since: Timestamp;
  turns: Generated<string>;
  paused_until: Timestamp | null;
  quota_turns: string | null;
  quota_until: Timestamp | null;
}

interface OptOutRestorationsTable {
  id: string;
  company_id: number;
  subdomain: string;
  administrator_email: string | null;
  actor: string;
  requested_at: Timestamp;
  claim: string | null;
  claimed_until: Timestamp | null;
  finished_at: Timestamp | null;
  failure: JSONColumnType<RunFailure> | null;
}

interface OptOutRestoredPeopleTable {
  restoration_id: string;
  place: number;
  crew_id: string;
  person: JSONColumnType<EmployeeIdentity>;
  outcome: RestorationOutcome | null;
}
