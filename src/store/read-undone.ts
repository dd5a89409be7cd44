import { type RawBuilder, sql } from "kysely";
import { groupBy } from "../core/group-by.ts";
import type { Department, RosterEmployee } from "../core/roster.ts";
import type { LaterWrite, UndoneRow } from "../core/undo.ts";
import type { CompanyId } from "./companies.ts";
import type { Transaction } from "./database.ts";
import { EMPLOYEE_STATE_COLUMNS, type EmployeeStateRow, toEmployee } from "./employee-row.ts";
import {
  type AppliedDepartmentChange,
  type AppliedEmployeeChange,
  type Author,
  readDepartmentChangesOfRun,
  readEmployeeChangesOfRun,
} from "./history.ts";
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
  const since = new Map<string, LaterWrite<RosterEmployee>[]>();
  for await (const rows of readInBatches(tx, laterEmployees(companyId, runId))) {
    for (const row of rows) {
      const writes = since.get(row.employee_id) ?? [];
      writes.push(laterWrite(row, toEmployee(row.employee_id, row)));
      since.set(row.employee_id, writes);
    }
  }
  const undone: UndoneRow<RosterEmployee>[] = [];
  for await (const changes of readEmployeeChangesOfRun(tx, companyId, runId)) {
    for (const change of changes) undone.push({ change, since: since.get(idOf(change)) ?? [] });
  }
  return undone;
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
type LaterEmployeeRow = WriterRow & EmployeeStateRow & { readonly employee_id: string };

const WRITER = sql.raw("later.actor, later.at, later.run_id, later.deleted");

function laterEmployees(companyId: CompanyId, runId: string): RawBuilder<LaterEmployeeRow> {
  const state = sql.raw(EMPLOYEE_STATE_COLUMNS.map((column) => `later.${column}`).join(", "));
  return sql`
    select later.employee_id, later.version, ${state}, ${WRITER}
      from employee_history made
      join employee_history later
        on later.company_id = made.company_id and later.employee_id = made.employee_id and later.version > made.version
     where made.company_id = ${companyId} and made.run_id = ${runId}
     order by later.employee_id, later.version`;
}

function laterWrite<Row>({ actor, at, run_id, deleted }: WriterRow, state: Row): LaterWrite<Row> {
  return { after: deleted ? null : state, by: { actor, at, runId: run_id } };
}

function codeOf(change: AppliedDepartmentChange): string {
  return change.kind === "delete" ? change.before.code : change.after.code;
}

function idOf(change: AppliedEmployeeChange): string {
  return change.kind === "delete" ? change.before.id : change.after.id;
}
