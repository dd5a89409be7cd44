import type { Department, Employee, RosterEmployee } from "../../src/core/roster.ts";
import type { Counts, RunFailure, RunState, Subject } from "../../src/core/run.ts";
import type { AddressChoices } from "../../src/core/settings.ts";
import type { CompanyId } from "../../src/store/companies.ts";
import { EMPLOYEE_STATE_COLUMNS, type EmployeeStateRow, toEmployee } from "../../src/store/employee-row.ts";
import type { Session } from "./simulated-database.ts";

/** A company's departments and employees. */
export interface Roster {
  readonly departments: readonly Department[];
  readonly employees: readonly RosterEmployee[];
}

/** A run's row, with what it says about rows. */
export interface RunRow {
  readonly id: string;
  readonly subject: Subject;
  readonly state: RunState;
  readonly attempts: number;
  readonly requestedAt: number;
  readonly startedAt: number | null;
  readonly at: number | null;
  readonly counts: Counts | null;
  readonly failure: RunFailure | null;
  readonly sourceCount: number | null;
  readonly errorLines: number | null;
  readonly skips: readonly Found[];
  readonly rejections: readonly Found[];
  readonly notices: readonly Found[];
  readonly preview: boolean;
  readonly undoOf: string | null;
  readonly digest: string | null;
  readonly heldAt: number | null;
  readonly approvedDigest: string | null;
  readonly choices: AddressChoices;
  /** Whether a guard tripped. */
  readonly tripped: boolean;
}

interface Found {
  readonly row: { readonly crewId?: string; readonly departmentId?: string };
  readonly notice?: { readonly kind: string };
}

/** A row of a plan that waits. */
export type PlannedRow =
  | { readonly kind: "create"; readonly after: Department | Employee }
  | { readonly kind: "update"; readonly before: Department | RosterEmployee; readonly after: Department | Employee }
  | { readonly kind: "delete"; readonly before: Department | RosterEmployee };

/** One version of a row of the roster. */
export interface HistoryRow<Row> {
  /** Whose history it is. */
  readonly key: string;
  readonly version: number;
  readonly runId: string | null;
  readonly at: number;
  readonly deleted: boolean;
  readonly row: Row;
}

/** What the tables hold of one company, read past the product. */
export interface Tables {
  roster(): Promise<Roster>;
  runs(): Promise<readonly RunRow[]>;
  plannedRows(runId: string): Promise<readonly PlannedRow[]>;
  departmentHistory(): Promise<readonly HistoryRow<Department>[]>;
  employeeHistory(): Promise<readonly HistoryRow<RosterEmployee>[]>;
}

export function tablesOf(session: Pick<Session, "query">, companyId: CompanyId): Tables {
  const select = async <Row>(text: string) => (await session.query(text, [companyId])).rows as readonly Row[];
  return {
    async roster() {
      const departments = await select<DepartmentRow>(
        "select code, name, parent_code from departments where company_id = $1",
      );
      const employees = await select<EmployeeStateRow & { id: string }>(
        `select id, version, ${STATE} from employees where company_id = $1`,
      );
      return { departments: departments.map(toDepartment), employees: employees.map((row) => toEmployee(row.id, row)) };
    },
    runs: () =>
      select(`select id, subject, state, attempts, requested_at as "requestedAt", started_at as "startedAt", finished_at as at, counts, failure, source_count as "sourceCount",
                     error_line_count as "errorLines", coalesce(skips, '[]') as skips,
                     coalesce(rejections, '[]') as rejections, coalesce(notices, '[]') as notices,
                     preview, undo_of as "undoOf", digest, held_at as "heldAt", approved_digest as "approvedDigest", address_choices as choices,
                     jsonb_path_exists(coalesce(guards, '[]'), '$[*] ? (@.tripped == true)') as tripped
                from runs where company_id = $1 order by requested_at, id`),
    async plannedRows(runId) {
      const { rows } = await session.query("select change from planned_changes where run_id = $1 order by place", [
        runId,
      ]);
      const changes = rows.map(({ change }) => change as { kind: string; before?: object; after?: object });
      // Of an update's `before`, only what `after` does not say as well is kept.
      return changes.map((change) =>
        change.kind === "update" ? { ...change, before: { ...change.after, ...change.before } } : change,
      ) as PlannedRow[];
    },
    async departmentHistory() {
      const rows = await select<DepartmentRow & HistoryColumns>(
        `select code, name, parent_code, version, run_id, at, deleted from department_history
          where company_id = $1 order by code, version`,
      );
      return rows.map((row) => ({ ...toHistory(row), key: row.code, row: toDepartment(row) }));
    },
    async employeeHistory() {
      const rows = await select<EmployeeStateRow & HistoryColumns & { employee_id: string }>(
        `select employee_id, ${STATE}, version, run_id, at, deleted from employee_history
          where company_id = $1 order by employee_id, version`,
      );
      return rows.map((row) => ({ ...toHistory(row), key: row.employee_id, row: toEmployee(row.employee_id, row) }));
    },
  };
}

const STATE = EMPLOYEE_STATE_COLUMNS.join(", ");

interface DepartmentRow {
  readonly code: string;
  readonly name: string;
  readonly parent_code: string | null;
}

interface HistoryColumns {
  readonly version: number;
  readonly run_id: string | null;
  readonly at: number;
  readonly deleted: boolean;
}

function toDepartment({ code, name, parent_code }: DepartmentRow): Department {
  return { code, name, parentCode: parent_code };
}

function toHistory({ version, run_id, at, deleted }: HistoryColumns) {
  return { version, runId: run_id, at, deleted };
}
