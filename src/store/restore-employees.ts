import { type RawBuilder, sql } from "kysely";
import { emailKey } from "../core/email.ts";
import type { RosterEmployee } from "../core/roster.ts";
import type { RowChange } from "../core/undo.ts";
import { toArrayLiteral } from "./array-literal.ts";
import { columnArrays, preparedWithHistory, STATE_COLUMNS } from "./employee-columns.ts";
import type { Author } from "./history.ts";
import type { LockedRoster } from "./lock-roster.ts";
import { writeInChunks } from "./write-in-chunks.ts";

/**
 * Writes an undo's employee changes, whole states, and their history: who is made again has the id of before, and versions that go
 * on. Addresses may swap. Throws, and so undoes the transaction, when something is not sound or a row no longer holds its `before`.
 */
export async function restoreEmployees(
  roster: LockedRoster,
  changes: readonly RowChange<RosterEmployee>[],
  author: Author,
): Promise<void> {
  if (changes.length === 0) return;
  await sql`set constraints employees_email_unique deferred`.execute(roster.tx);
  // What goes gives up its address, and so does what is updated: who is made again may have it.
  await writeInChunks(changes.filter(isDeletion), (chunk) =>
    preparedWithHistory(roster, author, deletionOf(roster, chunk), true),
  );
  await writeInChunks(changes.filter(isUpdate), (chunk) =>
    preparedWithHistory(roster, author, updateOf(roster, chunk)),
  );
  await writeInChunks(changes.filter(isCreate), (chunk) =>
    preparedWithHistory(roster, author, insertOf(roster, chunk)),
  );
  await sql`set constraints employees_email_unique immediate`.execute(roster.tx);
}

type EmployeeChange = RowChange<RosterEmployee>;
type Creation = Extract<EmployeeChange, { kind: "create" }>;
type Update = Extract<EmployeeChange, { kind: "update" }>;
type Deletion = Extract<EmployeeChange, { kind: "delete" }>;

function isCreate(change: EmployeeChange): change is Creation {
  return change.kind === "create";
}

function isUpdate(change: EmployeeChange): change is Update {
  return change.kind === "update";
}

function isDeletion(change: EmployeeChange): change is Deletion {
  return change.kind === "delete";
}

const NAMES = STATE_COLUMNS.map(({ name }) => name);
const STATE = sql.raw(NAMES.join(", "));
const EMPLOYEE_STATE = sql.raw(NAMES.map((name) => `employee.${name}`).join(", "));

function deletionOf({ companyId }: LockedRoster, chunk: readonly Deletion[]): RawBuilder<unknown> {
  return sql`
    delete from employees employee
     using unnest(
        ${toArrayLiteral(chunk, ({ before }) => before.id)}::bigint[],
        ${toArrayLiteral(chunk, ({ before }) => before.version)}::integer[]
      ) as change (id, version)
     where employee.company_id = ${companyId} and employee.id = change.id and employee.version = change.version
    returning employee.company_id, employee.id, employee.version + 1 as version, ${EMPLOYEE_STATE}`;
}

function updateOf({ companyId }: LockedRoster, chunk: readonly Update[]): RawBuilder<unknown> {
  return sql`
    update employees employee
       set email_key = change.email_key, ${sql.raw(NAMES.map((name) => `${name} = change.${name}`).join(", "))},
           version = employee.version + 1
      from unnest(
        ${toArrayLiteral(chunk, ({ before }) => before.id)}::bigint[],
        ${toArrayLiteral(chunk, ({ before }) => before.version)}::integer[],
        ${toArrayLiteral(chunk, ({ after }) => emailKey(after.email))}::text[],
        ${columnArrays(STATE_COLUMNS, chunk, ({ after }) => after)}
      ) as change (id, before_version, email_key, ${STATE})
     where employee.company_id = ${companyId} and employee.id = change.id and employee.version = change.before_version
    returning employee.company_id, employee.id, employee.version, ${EMPLOYEE_STATE}`;
}

function insertOf({ companyId }: LockedRoster, chunk: readonly Creation[]): RawBuilder<unknown> {
  return sql`
    insert into employees (company_id, id, version, email_key, ${STATE})
    overriding system value
    select ${companyId}::integer, change.id, last.version + 1, change.email_key,
           ${sql.raw(NAMES.map((name) => `change.${name}`).join(", "))}
      from unnest(
        ${toArrayLiteral(chunk, ({ after }) => after.id)}::bigint[],
        ${toArrayLiteral(chunk, ({ after }) => emailKey(after.email))}::text[],
        ${columnArrays(STATE_COLUMNS, chunk, ({ after }) => after)}
      ) as change (id, email_key, ${STATE})
      -- Only an id that the company had, so that nobody's else can be taken.
      join lateral (
        select version from employee_history former
         where former.company_id = ${companyId} and former.employee_id = change.id
         order by version desc limit 1
      ) last on true
    returning company_id, id, version, ${STATE}`;
}
