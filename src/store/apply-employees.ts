import { type RawBuilder, sql } from "kysely";
import { emailKey } from "../core/email.ts";
import type { EmployeeChange } from "../core/plan.ts";
import { toArrayLiteral } from "./array-literal.ts";
import { AGREED_COLUMNS, columnArrays, preparedWithHistory } from "./employee-columns.ts";
import { EMPLOYEE_STATE_COLUMNS } from "./employee-row.ts";
import type { Author } from "./history.ts";
import type { LockedRoster } from "./lock-roster.ts";
import { toTimestamp } from "./tables.ts";
import { writeInChunks } from "./write-in-chunks.ts";

/**
 * Writes a plan's employee changes and their history. Addresses may swap; they must be unique once all is written. Throws, and so
 * undoes the transaction, when they are not, when a department is unknown or when a row no longer holds its `before`.
 */
export async function applyEmployees(
  roster: LockedRoster,
  changes: readonly EmployeeChange[],
  author: Author,
): Promise<void> {
  if (changes.length === 0) return;
  await sql`set constraints employees_email_unique deferred`.execute(roster.tx);
  // Updates first: an address that one of them gives up may be the one of somebody new.
  await writeInChunks(changes.filter(isUpdate), (chunk) =>
    preparedWithHistory(roster, author, updateOf(roster, chunk, author)),
  );
  await writeInChunks(changes.filter(isCreate), (chunk) =>
    preparedWithHistory(roster, author, insertOf(roster, chunk, author)),
  );
  await sql`set constraints employees_email_unique immediate`.execute(roster.tx);
}

type EmployeeCreate = Extract<EmployeeChange, { kind: "create" }>;
type EmployeeUpdate = Extract<EmployeeChange, { kind: "update" }>;

function isCreate(change: EmployeeChange): change is EmployeeCreate {
  return change.kind === "create";
}

function isUpdate(change: EmployeeChange): change is EmployeeUpdate {
  return change.kind === "update";
}

const NAMES = AGREED_COLUMNS.map(({ name }) => name);
const STATE = sql.raw(EMPLOYEE_STATE_COLUMNS.join(", "));

function insertOf({ companyId }: LockedRoster, chunk: readonly EmployeeCreate[], { at }: Author): RawBuilder<unknown> {
  return sql`
    insert into employees (company_id, email_key, ${sql.raw(NAMES.join(", "))}, crew_since)
    select ${companyId}::integer, change.*, case when change.crew_id is not null then ${toTimestamp(at)}::timestamptz end
      from unnest(
        ${toArrayLiteral(chunk, ({ after }) => emailKey(after.email))}::text[],
        ${columnArrays(AGREED_COLUMNS, chunk, ({ after }) => after)}
      ) as change (email_key, ${sql.raw(NAMES.join(", "))})
    returning company_id, id, version, ${STATE}`;
}

function updateOf({ companyId }: LockedRoster, chunk: readonly EmployeeUpdate[], { at }: Author): RawBuilder<unknown> {
  const assignments = NAMES.map((name) => `${name} = change.${name}`);
  return sql`
    update employees employee
       set email_key = change.email_key, ${sql.raw(assignments.join(", "))},
           crew_since = case
             when employee.crew_id is not distinct from change.crew_id then employee.crew_since
             when change.crew_id is not null then ${toTimestamp(at)}::timestamptz
           end,
           retired_by_hand = false,
           version = employee.version + 1
      from unnest(
        ${toArrayLiteral(chunk, ({ before }) => before.id)}::bigint[],
        ${toArrayLiteral(chunk, ({ after }) => emailKey(after.email))}::text[],
        ${toArrayLiteral(chunk, ({ before }) => before.version)}::integer[],
        ${columnArrays(AGREED_COLUMNS, chunk, ({ after }) => after)}
      ) as change (id, email_key, before_version, ${sql.raw(NAMES.join(", "))})
     where employee.company_id = ${companyId} and employee.id = change.id and employee.version = change.before_version
    returning employee.company_id, employee.id, employee.version,
              ${sql.raw(EMPLOYEE_STATE_COLUMNS.map((name) => `employee.${name}`).join(", "))}`;
}
