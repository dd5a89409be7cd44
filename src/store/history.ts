import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Department, RosterEmployee } from "../core/roster.ts";
import type { Subject } from "../core/run.ts";
import type { RowChange } from "../core/undo.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries, Transaction } from "./database.ts";
import { isEmployeeId } from "./employee-id.ts";
import { EMPLOYEE_STATE_COLUMNS, type EmployeeStateRow, toEmployee } from "./employee-row.ts";
import { readInBatches } from "./read-in-batches.ts";

/** Who changed the roster, and when: a run, or a person's hand when the run is null. */
export interface Author {
  readonly runId: string | null;
  readonly actor: string;
  readonly at: Instant;
}

/** One change of one row, as it was applied. */
export interface HistoryEntry<Change> extends Author {
  readonly change: Change;
}

/** A change that was applied to a department. */
export type AppliedDepartmentChange = RowChange<Department>;

/** A change that was applied to an employee, with what the roster alone knows of the person on both sides. */
export type AppliedEmployeeChange = RowChange<RosterEmployee>;

/** What a run changed in the departments, by code. */
export async function readDepartmentChangesOfRun(
  queries: Queries,
  companyId: CompanyId,
  runId: string,
): Promise<readonly AppliedDepartmentChange[]> {
  const { rows } = await departmentHistory(companyId, sql`changed.run_id = ${runId} order by changed.code`).execute(
    queries,
  );
  return rows.map(toDepartmentChange);
}

/** What happened to one department, oldest first. */
export async function readDepartmentHistory(
  queries: Queries,
  companyId: CompanyId,
  code: string,
): Promise<readonly HistoryEntry<AppliedDepartmentChange>[]> {
  const { rows } = await departmentHistory(companyId, sql`changed.code = ${code} order by changed.version`).execute(
    queries,
  );
  return rows.map((row) => ({ ...authorOf(row), change: toDepartmentChange(row) }));
}

/** Which of a run's changes: so many from a place on, of every kind or of one. */
export interface ChangesPage {
  readonly offset: number;
  readonly limit: number;
  readonly kind: RowChange<unknown>["kind"] | null;
}

/** Some of what a run changed in the departments, by code. */
export async function readDepartmentChangesPage(
  queries: Queries,
  companyId: CompanyId,
  runId: string,
  page: ChangesPage,
): Promise<readonly AppliedDepartmentChange[]> {
  const onPage = sql`(changed.code, changed.version) in (
    select code, version from department_history made
     where company_id = ${companyId} and run_id = ${runId} and ${isDepartmentOfKind(page.kind)}
     order by code limit ${page.limit} offset ${page.offset})`;
  const { rows } = await departmentHistory(companyId, sql`${onPage} order by changed.code`).execute(queries);
  return rows.map(toDepartmentChange);
}

/** Some of what a run changed in the employees, in the order they came into the roster. */
export async function readEmployeeChangesPage(
  queries: Queries,
  companyId: CompanyId,
  runId: string,
  page: ChangesPage,
): Promise<readonly AppliedEmployeeChange[]> {
  // From the index alone, which knows no company: a page far down does not read all the rows before it.
  const onPage = sql`(changed.employee_id, changed.version) in (
    select employee_id, version from employee_history made
     where run_id = ${runId} and ${isEmployeeOfKind(companyId, runId, page.kind)}
     order by employee_id limit ${page.limit} offset ${page.offset})`;
  const { rows } = await employeeHistory(companyId, sql`${onPage} order by changed.employee_id`).execute(queries);
  return rows.map(toEmployeeChange);
}

// A sync makes version 1 and takes nobody away. For an undo the rows beside it are looked up: whoever was deleted comes back under
// the same id, with versions that go on.
function isEmployeeOfKind(companyId: CompanyId, runId: string, kind: ChangesPage["kind"]): RawBuilder<unknown> {
  if (kind === null) return sql`true`;
  const byUndo = sql`exists (select from runs where id = ${runId} and undo_of is not null)`;
  const deletedAt = (version: RawBuilder<unknown>) => sql`exists (
    select from employee_history beside
     where beside.company_id = ${companyId} and beside.employee_id = made.employee_id and beside.version = ${version}
       and beside.deleted)`;
  const isDeletion = deletedAt(sql`made.version`);
  const comesBack = deletedAt(sql`made.version - 1`);
  switch (kind) {
    case "create":
      return sql`(version = 1 or (${byUndo} and ${comesBack}))`;
    case "update":
      return sql`version > 1 and (not ${byUndo} or not (${isDeletion} or ${comesBack}))`;
    case "delete":
      return sql`version > 1 and ${byUndo} and ${isDeletion}`;
  }
}

// A code that was deleted may come back: its versions go on, and it is new all the same.
function isDepartmentOfKind(kind: ChangesPage["kind"]): RawBuilder<unknown> {
  if (kind === null) return sql`true`;
  if (kind === "delete") return sql`made.deleted`;
  const isNew = sql`not exists (
    select from department_history former
     where former.company_id = made.company_id and former.code = made.code and former.version = made.version - 1
       and not former.deleted)`;
  return kind === "create" ? sql`not made.deleted and ${isNew}` : sql`not made.deleted and not (${isNew})`;
}

/** What a run changed in the employees, in the order they came into the roster, in batches. */
export async function* readEmployeeChangesOfRun(
  tx: Transaction,
  companyId: CompanyId,
  runId: string,
): AsyncGenerator<readonly AppliedEmployeeChange[]> {
  const query = employeeHistory(companyId, sql`changed.run_id = ${runId} order by changed.employee_id`);
  for await (const rows of readInBatches(tx, query)) {
    yield rows.map(toEmployeeChange);
  }
}

/** What happened to one employee, oldest first; any text may be asked for. */
export async function readEmployeeHistory(
  queries: Queries,
  companyId: CompanyId,
  employeeId: string,
): Promise<readonly HistoryEntry<AppliedEmployeeChange>[]> {
  if (!isEmployeeId(employeeId)) return [];
  const { rows } = await employeeHistory(
    companyId,
    sql`changed.employee_id = ${employeeId} order by changed.version`,
  ).execute(queries);
  return rows.map((row) => ({ ...authorOf(row), change: toEmployeeChange(row) }));
}

/** Who last changed a department, by its code, or an employee, by the id; null when nothing is known of it. */
export async function lastAuthorOf(
  queries: Queries,
  companyId: CompanyId,
  subject: Subject,
  row: string,
): Promise<Author | null> {
  const { rows } = await (subject === "departments"
    ? sql<AuthorRow>`
        select run_id, actor, at, deleted from department_history
         where company_id = ${companyId} and code = ${row} order by version desc limit 1`
    : sql<AuthorRow>`
        select run_id, actor, at, deleted from employee_history
         where company_id = ${companyId} and employee_id = ${row}::bigint order by version desc limit 1`
  ).execute(queries);
  return rows[0] === undefined ? null : authorOf(rows[0]);
}

interface AuthorRow {
  readonly run_id: string | null;
  readonly actor: string;
  readonly at: Instant;
  readonly deleted: boolean;
}

interface DepartmentHistoryRow extends AuthorRow {
  readonly version: number;
  readonly code: string;
  readonly name: string;
  readonly parent_code: string | null;
  readonly before_name: string | null;
  readonly before_parent_code: string | null;
}

function departmentHistory(companyId: CompanyId, which: RawBuilder<unknown>): RawBuilder<DepartmentHistoryRow> {
  return sql`
    select changed.version, changed.run_id, changed.actor, changed.at, changed.deleted,
           changed.code, changed.name, changed.parent_code,
           before.name as before_name, before.parent_code as before_parent_code
      from department_history changed
      left join department_history before
        on before.company_id = changed.company_id and before.code = changed.code and before.version = changed.version - 1
       and not before.deleted
     where changed.company_id = ${companyId} and ${which}`;
}

function toDepartmentChange(row: DepartmentHistoryRow): AppliedDepartmentChange {
  const after: Department = { code: row.code, name: row.name, parentCode: row.parent_code };
  // The row of a deletion says what was deleted.
  if (row.deleted) return { kind: "delete", before: after };
  if (row.before_name === null) return { kind: "create", after };
  return {
    kind: "update",
    before: { code: row.code, name: row.before_name, parentCode: row.before_parent_code },
    after,
  };
}

type BeforeColumns = { readonly [Column in keyof EmployeeStateRow as `before_${Column}`]: EmployeeStateRow[Column] };

type EmployeeHistoryRow = AuthorRow &
  EmployeeStateRow &
  (BeforeColumns | { readonly [Column in keyof BeforeColumns]: null }) & { readonly employee_id: string };

function employeeHistory(companyId: CompanyId, which: RawBuilder<unknown>): RawBuilder<EmployeeHistoryRow> {
  const columns = EMPLOYEE_STATE_COLUMNS.map((column) => `changed.${column}, before.${column} as before_${column}`);
  return sql`
    select changed.employee_id, changed.run_id, changed.actor, changed.at, changed.deleted,
           changed.version, before.version as before_version,
           ${sql.raw(columns.join(", "))}
      from employee_history changed
      left join employee_history before
        on before.company_id = changed.company_id and before.employee_id = changed.employee_id
       and before.version = changed.version - 1 and not before.deleted
     where changed.company_id = ${companyId} and ${which}`;
}

function toEmployeeChange(row: EmployeeHistoryRow): AppliedEmployeeChange {
  const after = toEmployee(row.employee_id, row);
  // The row of a deletion is the state that was deleted, one version on.
  if (row.deleted) return { kind: "delete", before: { ...after, version: row.version - 1 } };
  if (row.before_version === null) return { kind: "create", after };
  const before: Partial<Record<keyof EmployeeStateRow, unknown>> = {};
  for (const [column, beforeColumn] of BEFORE_COLUMNS) before[column] = row[beforeColumn];
  return { kind: "update", before: toEmployee(row.employee_id, before as EmployeeStateRow), after };
}

const BEFORE_COLUMNS = (["version", ...EMPLOYEE_STATE_COLUMNS] as const).map(
  (column) => [column, `before_${column}`] as const,
);

function authorOf(row: AuthorRow): Author {
  return { runId: row.run_id, actor: row.actor, at: row.at };
}
