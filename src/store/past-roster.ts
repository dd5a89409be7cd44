import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Department } from "../core/roster.ts";
import type { CompanyId } from "./companies.ts";
import type { Database, Queries } from "./database.ts";
import { EmployeeIndex, type EmployeeQuestion } from "./employee-index.ts";
import { EMPLOYEE_STATE_COLUMNS, type EmployeeStateRow, toEmployee } from "./employee-row.ts";
import { INDEXED_COLUMNS, type IndexedRow, indexedReader } from "./indexed-employee-row.ts";
import type { ListedEmployee } from "./listed-employees.ts";
import { moment } from "./tables.ts";

/** Which roster: a company's, as it was just before a moment that has passed (docs/decisions/0039). */
export interface PastMoment {
  readonly companyId: CompanyId;
  readonly before: Instant;
  /** Whether everything that was begun before it has been written, or never will be. */
  readonly isAtRest: boolean;
}

/** An employee as a list of a past day shows one. */
export interface PastEmployee extends ListedEmployee {
  /** Whether the roster has the person today. */
  readonly stillThere: boolean;
}

/** The departments there were, by code. */
export async function readPastDepartments(
  queries: Queries,
  { companyId, before }: PastMoment,
): Promise<readonly Department[]> {
  const { rows } = await sql<Department>`
    select code, name, parent_code as "parentCode"
      from (
        select distinct on (code) code, name, parent_code, deleted from department_history
         where company_id = ${companyId} and at < ${moment(before)}::timestamptz order by code, version desc
      ) newest
     where not deleted order by code`.execute(queries);
  return rows;
}

/** When the company's history begins; null while nothing has ever been written. */
export async function firstChangeAt(queries: Queries, companyId: CompanyId): Promise<Instant | null> {
  // Ids are given in the order of writing, under the company's lock: the first of everybody's versions is the first one of all.
  const { rows } = await sql<{ at: Instant | null }>`
    select least(
      (select min(at) from department_history where company_id = ${companyId}),
      (select at from employee_history where company_id = ${companyId} order by company_id, employee_id, version limit 1)
    ) as at`.execute(queries);
  return rows[0]?.at ?? null;
}

/** One page of the employees there were, and how many there were in all. */
export async function findPastEmployees(
  db: Database,
  of: PastMoment,
  question: EmployeeQuestion,
): Promise<{ readonly employees: readonly PastEmployee[]; readonly total: number }> {
  const { index, versionById } = await pastEmployees(db, of);
  const { ids, total } = index.find(question);
  return { employees: await readListed(db.queries, of, ids, versionById), total };
}

/** All employees sought, in order, in batches. */
export async function* readFoundPastEmployees(
  db: Database,
  of: PastMoment,
  question: Omit<EmployeeQuestion, "offset" | "limit">,
): AsyncGenerator<readonly PastEmployee[]> {
  const { index, versionById } = await pastEmployees(db, of);
  const { ids } = index.find({ ...question, offset: 0, limit: Number.POSITIVE_INFINITY });
  for (let start = 0; start < ids.length; start += BATCH_ROWS) {
    yield await readListed(db.queries, of, ids.slice(start, start + BATCH_ROWS), versionById);
  }
}

/** How many people who had not left each department had, by its code. */
export async function readPastHeadCounts(db: Database, of: PastMoment): Promise<ReadonlyMap<string, number>> {
  return (await pastEmployees(db, of)).index.headCounts();
}

// A batch is some hundred kilobytes, and takes the database some milliseconds.
const BATCH_ROWS = 1_000;

/** Everybody of a past moment, and which of their states they were in. */
interface PastEmployees {
  readonly index: EmployeeIndex;
  readonly versionById: ReadonlyMap<number, number>;
}

const keptByDatabase = new WeakMap<Queries, Map<string, Promise<PastEmployees>>>();

// What has passed stays as it is: whoever turns pages or searches reads it once. Whoever was asked about longest ago comes first.
function pastEmployees(db: Database, of: PastMoment): Promise<PastEmployees> {
  const kept = keptByDatabase.get(db.queries) ?? new Map<string, Promise<PastEmployees>>();
  keptByDatabase.set(db.queries, kept);
  if (!of.isAtRest) return readPastEmployees(db.queries, of);
  const key = `${of.companyId} ${of.before}`;
  const there = kept.get(key) ?? readPastEmployees(db.queries, of);
  kept.delete(key);
  kept.set(key, there);
  // Whoever comes next after a failure begins anew.
  there.catch(() => kept.delete(key));
  for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
  return there;
}

// Measured: 100,000 people take about 50 MB.
const MOST_KEPT = 3;

/** A batch at a time, so that nobody waits long for the process or for the embedded database's only session. */
async function readPastEmployees(queries: Queries, { companyId, before }: PastMoment): Promise<PastEmployees> {
  const index = new EmployeeIndex();
  const versionById = new Map<number, number>();
  const toIndexed = indexedReader();
  for (let after = "0"; ; ) {
    const { rows } = await sql<IndexedRow & { version: number; deleted: boolean }>`
      select distinct on (employee_id) employee_id as id, version, deleted, ${INDEXED}
        from employee_history
       where company_id = ${companyId} and employee_id > ${after}::bigint and at < ${moment(before)}::timestamptz
       order by employee_id, version desc limit ${sql.lit(READ_AT_ONCE)}`.execute(queries);
    const there = rows.filter(({ deleted }) => !deleted);
    index.replace(new Set(), there.map(toIndexed));
    for (const { id, version } of there) versionById.set(Number(id), version);
    const last = rows.at(-1);
    if (last === undefined) return { index, versionById };
    after = last.id;
  }
}

const READ_AT_ONCE = 2_000;
const INDEXED = sql.raw(INDEXED_COLUMNS.join(", "));

async function readListed(
  queries: Queries,
  { companyId, before }: PastMoment,
  ids: readonly number[],
  versionById: ReadonlyMap<number, number>,
): Promise<readonly PastEmployee[]> {
  if (ids.length === 0) return [];
  const versions = ids.map((id) => versionById.get(id) ?? 0);
  const { rows } = await sql<EmployeeStateRow & { id: string; department_name: string | null; still_there: boolean }>`
    select employee.employee_id as id, employee.version, department.name as department_name,
           exists (select from employees where company_id = ${companyId} and id = wanted.id) as still_there, ${STATE}
      from unnest(${[...ids]}::bigint[], ${versions}::integer[]) with ordinality as wanted (id, version, place)
      join employee_history employee
        on employee.company_id = ${companyId} and employee.employee_id = wanted.id and employee.version = wanted.version
      left join lateral (
        select name from department_history
         where company_id = ${companyId} and code = employee.department_code and at < ${moment(before)}::timestamptz
         order by version desc limit 1
      ) department on true
     order by wanted.place`.execute(queries);
  return rows.map((row) => ({
    employee: toEmployee(row.id, row),
    departmentName: row.department_name,
    stillThere: row.still_there,
  }));
}

const STATE = sql.raw(EMPLOYEE_STATE_COLUMNS.map((column) => `employee.${column}`).join(", "));
