import { type RawBuilder, sql } from "kysely";
import type { Department } from "../core/roster.ts";
import type { RowChange } from "../core/undo.ts";
import { toArrayLiteral } from "./array-literal.ts";
import type { Author } from "./history.ts";
import type { LockedRoster } from "./lock-roster.ts";
import { toTimestamp } from "./tables.ts";
import { writeInChunks } from "./write-in-chunks.ts";

/**
 * Writes the department changes of a sync's or an undo's plan and their history. Names may swap and parents may come after their children; the departments
 * must be sound once all is written. Throws, and so undoes the transaction, when one is not or when a row no longer holds its `before`.
 */
export async function applyDepartments(
  roster: LockedRoster,
  changes: readonly DepartmentChange[],
  author: Author,
): Promise<void> {
  if (changes.length === 0) return;
  await sql`set constraints ${sql.raw(CONSTRAINTS)} deferred`.execute(roster.tx);
  await writeInChunks(changes.filter(isDeletion), (chunk) => prepare(roster, author, deletionOf(roster, chunk), true));
  await writeInChunks(changes.filter(isCreate), (chunk) => prepare(roster, author, insertOf(roster, chunk)));
  await writeInChunks(changes.filter(isUpdate), (chunk) => prepare(roster, author, updateOf(roster, chunk)));
  // The checks keep the plan of their first use; made for a handful of departments it reads all of them for each of thousands.
  if (changes.length > MANY) await sql`analyze departments`.execute(roster.tx);
  await sql`set constraints ${sql.raw(CONSTRAINTS)} immediate`.execute(roster.tx);
}

const MANY = 100;

type DepartmentChange = RowChange<Department>;
type DepartmentCreate = Extract<DepartmentChange, { kind: "create" }>;
type DepartmentDeletion = Extract<DepartmentChange, { kind: "delete" }>;
type DepartmentUpdate = Extract<DepartmentChange, { kind: "update" }>;

const CONSTRAINTS = "departments_name_unique, departments_parent_exists, departments_parent_loop";

function isCreate(change: DepartmentChange): change is DepartmentCreate {
  return change.kind === "create";
}

function isUpdate(change: DepartmentChange): change is DepartmentUpdate {
  return change.kind === "update";
}

function isDeletion(change: DepartmentChange): change is DepartmentDeletion {
  return change.kind === "delete";
}

function deletionOf({ companyId }: LockedRoster, chunk: readonly DepartmentDeletion[]): RawBuilder<unknown> {
  return sql`
    delete from departments department
     using unnest(
        ${toArrayLiteral(chunk, ({ before }) => before.code)}::text[],
        ${toArrayLiteral(chunk, ({ before }) => before.name)}::text[],
        ${toArrayLiteral(chunk, ({ before }) => before.parentCode)}::text[]
      ) as change (code, name, parent_code)
     where department.company_id = ${companyId} and department.code = change.code
       and (department.name, department.parent_code) is not distinct from (change.name, change.parent_code)
    returning department.company_id, department.code, department.version + 1 as version, department.name, department.parent_code`;
}

function insertOf({ companyId }: LockedRoster, chunk: readonly DepartmentCreate[]): RawBuilder<unknown> {
  return sql`
    insert into departments (company_id, code, name, parent_code, version)
    select ${companyId}::integer, code, name, parent_code,
           -- A code that was deleted once goes on counting where it ended.
           1 + coalesce((
             select max(former.version) from department_history former
              where former.company_id = ${companyId} and former.code = change.code
           ), 0)
      from unnest(
        ${toArrayLiteral(chunk, ({ after }) => after.code)}::text[],
        ${toArrayLiteral(chunk, ({ after }) => after.name)}::text[],
        ${toArrayLiteral(chunk, ({ after }) => after.parentCode)}::text[]
      ) as change (code, name, parent_code)
    returning company_id, code, version, name, parent_code`;
}

function updateOf({ companyId }: LockedRoster, chunk: readonly DepartmentUpdate[]): RawBuilder<unknown> {
  return sql`
    update departments department
       set name = change.name, parent_code = change.parent_code, version = department.version + 1
      from unnest(
        ${toArrayLiteral(chunk, ({ after }) => after.code)}::text[],
        ${toArrayLiteral(chunk, ({ after }) => after.name)}::text[],
        ${toArrayLiteral(chunk, ({ after }) => after.parentCode)}::text[],
        ${toArrayLiteral(chunk, ({ before }) => before.name)}::text[],
        ${toArrayLiteral(chunk, ({ before }) => before.parentCode)}::text[]
      ) as change (code, name, parent_code, before_name, before_parent_code)
     where department.company_id = ${companyId} and department.code = change.code
       and (department.name, department.parent_code) is not distinct from (change.before_name, change.before_parent_code)
    returning department.company_id, department.code, department.version, department.name, department.parent_code`;
}

function prepare(
  { tx }: LockedRoster,
  author: Author,
  write: RawBuilder<unknown>,
  deleted = false,
): () => Promise<number> {
  const statement = sql`
    with changed as (${write})
    insert into department_history (company_id, code, version, run_id, actor, at, deleted, name, parent_code)
    select company_id, code, version, ${author.runId}::uuid, ${author.actor}, ${toTimestamp(author.at)}::timestamptz,
           ${sql.lit(deleted)}, name, parent_code
      from changed`;
  return async () => Number((await statement.execute(tx)).numAffectedRows);
}
