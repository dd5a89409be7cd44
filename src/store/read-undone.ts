import { type RawBuilder, sql } from "kysely";
import { groupBy } from "../core/group-by.ts";
import { copyField, type Department, EMPLOYEE_FIELDS, type RosterEmployee } from "../core/roster.ts";
import type { LaterWrite, RowChange, UndoneRow } from "../core/undo.ts";
import type { CompanyId } from "./companies.ts";
import type { Transaction } from "./database.ts";
import { EMPLOYEE_STATE_COLUMNS, type EmployeeStateRow, toEmployee } from "./employee-row.ts";
import { type AppliedDepartmentChange, type Author, readDepartmentChangesOfRun } from "./history.ts";
import { readInBatches } from "./read-in-batches.ts";

/** What a run did to departments, and what was written to each of them since. */
export async function readUndoneDepartments(
  tx: Transaction,
  companyId: CompanyId,
  runId: string,
): Promise<readonly UndoneRow<Department>[]> {
  const changes = await readDepartmentChangesOfRun(tx, companyId, runId);
  const { rows } = await sql<LaterDepartmentRow>`
    select later.code, later.name, later.parent_code, ${WRITER}
      from department_history made
      join department_history later
        on later.company_id = made.company_id and later.code = made.code and later.version > made.version
     where made.company_id = ${companyId} and made.run_id = ${runId}
     order by later.code, later.version`.execute(tx);
  const since = groupBy(rows, ({ code }) => code);
  return changes.map((change) => ({
    change,
    since: (since.get(codeOf(change)) ?? []).map((row) =>
      laterWrite(row, { code: row.code, name: row.name, parentCode: row.parent_code }),
    ),
  }));
}

/** What a run did to employees, and what was written to each of them since. */
export async function readUndoneEmployees(
  tx: Transaction,
  companyId: CompanyId,
  runId: string,
): Promise<readonly UndoneRow<RosterEmployee>[]> {
  const undone: UndoneRow<RosterEmployee>[] = [];
  let before: RosterEmployee | null = null;
  let since: LaterWrite<RosterEmployee>[] = [];
  let former: RosterEmployee | null = null;
  for await (const rows of readInBatches(tx, undoneEmployees(companyId, runId))) {
    for (const row of rows) {
      const state = toEmployee(row.employee_id, row);
      if (former?.id === state.id) shareTexts(state, former);
      former = state;
      if (row.written === "before") before = state;
      else if (row.written === "since") since.push(laterWrite(row, state));
      else {
        since = [];
        undone.push({ change: changeOf(row, state, before), since });
        before = null;
      }
    }
  }
  return undone;
}

// Two states of a person mostly say the same; each with texts of its own, 100,000 of them took 100 MB more.
function shareTexts(state: RosterEmployee, former: RosterEmployee): void {
  for (const field of EMPLOYEE_FIELDS) if (state[field] === former[field]) copyField(state, former, field);
}

function changeOf(
  { deleted, version }: UndoneEmployeeRow,
  state: RosterEmployee,
  before: RosterEmployee | null,
): RowChange<RosterEmployee> {
  // The row of a deletion is the state that was deleted, one version on.
  if (deleted) return { kind: "delete", before: { ...state, version: version - 1 } };
  return before === null ? { kind: "create", after: state } : { kind: "update", before, after: state };
}

interface WriterRow {
  readonly actor: string;
  readonly at: Author["at"];
  readonly run_id: string | null;
  readonly deleted: boolean;
}

type LaterDepartmentRow = WriterRow & {
  readonly code: string;
  readonly name: string;
  readonly parent_code: string | null;
};
/** One state of somebody whom the run wrote: the one it found, the one it left, or a later one. */
type UndoneEmployeeRow = EmployeeStateRow & {
  readonly employee_id: string;
  readonly deleted: boolean;
} & (
    | (Omit<WriterRow, "deleted"> & { readonly written: "since" })
    | ({ readonly [Column in keyof Omit<WriterRow, "deleted">]: null } & { readonly written: "before" | "by-run" })
  );

const WRITER = sql.raw("later.actor, later.at, later.run_id, later.deleted");

// One walk along the history, both sides in the order of its key; a state that was deleted is none that the run found.
function undoneEmployees(companyId: CompanyId, runId: string): RawBuilder<UndoneEmployeeRow> {
  const state = sql.raw(EMPLOYEE_STATE_COLUMNS.map((column) => `later.${column}`).join(", "));
  return sql`
    select later.employee_id, later.version, ${state}, later.deleted,
           -- Only of later writes is it asked whose they are; to say it costs the database more than to leave it out.
           case when later.version > made.version then later.actor end as actor,
           case when later.version > made.version then later.at end as at,
           case when later.version > made.version then later.run_id end as run_id,
           case when later.version > made.version then 'since' when later.version = made.version then 'by-run' else 'before' end
             as written
      from employee_history made
      join employee_history later
        on later.company_id = made.company_id and later.employee_id = made.employee_id
       and later.version >= made.version - 1 and (later.version >= made.version or not later.deleted)
     where made.company_id = ${companyId} and made.run_id = ${runId}
     order by later.employee_id, later.version`;
}

function laterWrite<Row>({ actor, at, run_id, deleted }: WriterRow, state: Row): LaterWrite<Row> {
  return { after: deleted ? null : state, by: { actor, at, runId: run_id } };
}

function codeOf(change: AppliedDepartmentChange): string {
  return change.kind === "delete" ? change.before.code : change.after.code;
}
