import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import { emailKey } from "../core/email.ts";
import type { FormerEmployee, PersonExplanation } from "../core/explanation.ts";
import type { EmployeeFinding } from "../core/findings.ts";
import { KnownPeople } from "../core/known-people.ts";
import type { RosterEmployee } from "../core/roster.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import { EMPLOYEE_STATE_COLUMNS, type EmployeeStateRow, toEmployee } from "./employee-row.ts";
import { RUN_COLUMNS, type Run, toRun } from "./runs.ts";

/** Whom to find: everybody of whom one of these is true. Addresses are `emailKey`s. */
export interface PeopleSought {
  readonly keys: readonly string[];
  readonly crewIds: readonly string[];
  readonly employeeNumbers: readonly string[];
}

/** The roster's employees who are sought. */
export async function findEmployees(
  queries: Queries,
  companyId: CompanyId,
  { keys, crewIds, employeeNumbers }: PeopleSought,
): Promise<readonly RosterEmployee[]> {
  // One question each: the first is answered by an index, and only the others look at every row.
  const parts: RawBuilder<unknown>[] = [
    ...(keys.length === 0 ? [] : [employeesWhere(companyId, sql`email_key = any(${[...keys]}::text[])`)]),
    ...(crewIds.length === 0 ? [] : [employeesWhere(companyId, sql`crew_id = any(${[...crewIds]}::text[])`)]),
    ...(employeeNumbers.length === 0
      ? []
      : [employeesWhere(companyId, sql`employee_number = any(${[...employeeNumbers]}::text[])`)]),
  ];
  if (parts.length === 0) return [];
  const { rows } = await sql<EmployeeStateRow & { id: string }>`${sql.join(parts, sql` union `)} order by id`.execute(
    queries,
  );
  return rows.map((row) => toEmployee(row.id, row));
}

/** The employee whom the SmartHR person is synced to today, or null. */
export async function findEmployeeOfCrew(
  queries: Queries,
  companyId: CompanyId,
  crewId: string,
): Promise<RosterEmployee | null> {
  const synced = await findEmployees(queries, companyId, { keys: [], crewIds: [crewId], employeeNumbers: [] });
  return new KnownPeople(synced).byCrewId(crewId);
}

function employeesWhere(companyId: CompanyId, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select id, version, ${sql.raw(EMPLOYEE_STATE_COLUMNS.join(", "))} from employees where company_id = ${companyId} and ${condition}`;
}

/** Which of these department codes the roster has. */
export async function knownDepartmentCodes(
  queries: Queries,
  companyId: CompanyId,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set();
  const rows = await queries
    .selectFrom("departments")
    .select("code")
    .where("company_id", "=", companyId)
    .where("code", "in", codes)
    .execute();
  return new Set(rows.map(({ code }) => code));
}

/** The newest run that read everybody of that SmartHR account, and says what it found: applied, or waiting for approval. */
export async function lastRunOfEverybody(
  queries: Queries,
  companyId: CompanyId,
  subdomain: string,
): Promise<RunOfEverybody | null> {
  const runs = runsOfEverybody(queries, companyId).where("subdomain", "=", subdomain);
  const rows = await runs.orderBy("read_at", "desc").limit(1).execute();
  return rows.flatMap(toRunOfEverybody)[0] ?? null;
}

/** The newest such run of each SmartHR account, newest first. */
export async function lastRunsOfAccounts(queries: Queries, companyId: CompanyId): Promise<readonly RunOfEverybody[]> {
  const rows = await runsOfEverybody(queries, companyId)
    .distinctOn("subdomain")
    .orderBy("subdomain")
    .orderBy("read_at", "desc")
    .execute();
  return rows.flatMap(toRunOfEverybody).sort((one, other) => other.readAt - one.readAt);
}

/** A run that read all employees of a SmartHR account. */
export type RunOfEverybody = Run & { readonly readAt: Instant };

function runsOfEverybody(queries: Queries, companyId: CompanyId) {
  return queries
    .selectFrom("runs")
    .select([...RUN_COLUMNS, "read_at"])
    .where("company_id", "=", companyId)
    .where("subject", "=", "employees")
    .where("only_crew_id", "is", null)
    .where("undo_of", "is", null)
    .where("read_at", "is not", null)
    .where("rejections", "is not", null);
}

function toRunOfEverybody(row: Parameters<typeof toRun>[0] & { readonly read_at: Instant | null }) {
  return row.read_at === null ? [] : [{ ...toRun(row), readAt: row.read_at }];
}

/**
 * The SmartHR account of the person from whom the employee was last synced: whatever others wrote since, or took back, an id of SmartHR's is
 * of one account. Null when no sync wrote it.
 */
export async function accountOf(
  queries: Queries,
  companyId: CompanyId,
  { id, crewId }: Pick<RosterEmployee, "id" | "crewId">,
): Promise<string | null> {
  if (crewId === null) return null;
  const row = await queries
    .selectFrom("employee_history")
    .innerJoin("runs", "runs.id", "employee_history.run_id")
    .select("runs.subdomain")
    .where("employee_history.company_id", "=", companyId)
    .where("employee_id", "=", id)
    .where("crew_id", "=", crewId)
    .where("runs.undo_of", "is", null)
    .where("runs.subdomain", "is not", null)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.subdomain ?? null;
}

/** What a run of employees found about the people who are sought, in its order. */
export async function findFindings(
  queries: Queries,
  run: Pick<Run, "id" | "companyId">,
  sought: PeopleSought,
): Promise<readonly EmployeeFinding[]> {
  // The database leaves out most of them; which addresses are the same is core's to say, and needs no help where they are plain.
  const { rows } = await sql<{ found: StoredFinding }>`
    select found
      from runs, lateral jsonb_array_elements(
             coalesce(rejections, '[]') || coalesce(skips, '[]') || coalesce(notices, '[]')
           ) with ordinality as listed (found, place)
     where id = ${run.id} and company_id = ${run.companyId}
       and (found -> 'row' ->> 'crewId' = any(${[...sought.crewIds]}::text[])
         or found -> 'row' ->> 'employeeNumber' = any(${[...sought.employeeNumbers]}::text[])
         or lower(found -> 'row' ->> 'email') = any(${[...sought.keys]}::text[])
         or (${sought.keys.length > 0}::boolean and found -> 'row' ->> 'email' ~ '[^!-~]'))
     order by place`.execute(queries);
  return rows.flatMap(({ found }) => (isSought(found.row, sought) ? [toFinding(found)] : []));
}

interface StoredFinding {
  readonly row: EmployeeFinding["row"];
  readonly reason?: string;
}

function isSought({ crewId, employeeNumber, email }: EmployeeFinding["row"], sought: PeopleSought): boolean {
  if (sought.crewIds.includes(crewId)) return true;
  if (employeeNumber !== null && sought.employeeNumbers.includes(employeeNumber)) return true;
  return email !== null && sought.keys.includes(emailKey(email));
}

// Findings are read as they were written; among the skips, what is called the reason is the skip.
function toFinding({ reason, ...found }: StoredFinding): EmployeeFinding {
  return { subject: "employees", ...found, ...(reason === undefined ? {} : { skip: reason }) } as EmployeeFinding;
}

/** Which run last wrote the employee, and when; null when none did. */
export async function lastRunOf(
  queries: Queries,
  companyId: CompanyId,
  employeeId: string,
): Promise<NonNullable<PersonExplanation["lastWritten"]> | null> {
  const row = await queries
    .selectFrom("employee_history")
    .innerJoin("runs", "runs.id", "employee_history.run_id")
    .select(["runs.id", "runs.undo_of", "employee_history.at"])
    .where("employee_history.company_id", "=", companyId)
    .where("employee_id", "=", employeeId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { runId: row.id, at: row.at, isUndo: row.undo_of !== null };
}

/** Who had one of these addresses (`emailKey`s) or numbers once, as the history left them; a few at most. It looks at every row of a history. */
export async function findFormerEmployees(
  queries: Queries,
  companyId: CompanyId,
  { keys, employeeNumbers }: Omit<PeopleSought, "crewIds">,
): Promise<readonly FormerEmployee[]> {
  const { rows } = await sql<FormerEmployee>`
    with named as (
      select distinct employee_id from employee_history
       where company_id = ${companyId}
         and (lower(email) = any(${[...keys]}::text[]) or employee_number = any(${[...employeeNumbers]}::text[]))
       limit ${FORMER_AT_MOST}),
    newest as (
      select distinct on (employee_id) * from employee_history
       where company_id = ${companyId} and employee_id in (select employee_id from named)
       order by employee_id, version desc)
    select newest.employee_id::text as "employeeId", newest.crew_id as "crewId", newest.email, newest.deleted, newest.at,
           newest.employee_number as "employeeNumber", newest.last_name as "lastName", newest.first_name as "firstName",
           newest.run_id as "runId", runs.undo_of is not null as "isUndo"
      from newest left join runs on runs.id = newest.run_id
     order by newest.employee_id`.execute(queries);
  return rows;
}

const FORMER_AT_MOST = 20;
