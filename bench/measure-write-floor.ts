import { type RawBuilder, sql } from "kysely";
import { chooseCompany } from "../src/app/choose-company.ts";
import { type DatabasePlace, openDatabase } from "../src/app/open-database.ts";
import { realClock } from "../src/app/real-clock.ts";
import { toArrayLiteral } from "../src/store/array-literal.ts";
import type { Database, Transaction } from "../src/store/database.ts";
import { EMPLOYEE_STATE_COLUMNS } from "../src/store/employee-row.ts";
import { lockRoster } from "../src/store/lock-roster.ts";
import { expectOk } from "./expect-ok.ts";
import type { Mix, Step, WriteFigures } from "./step.ts";

/**
 * Writes the employees and the history that the product's last run wrote, into the same tables of another database, in one
 * transaction. The statements and their parameters are ready before the clock starts: it shows what the database alone takes.
 */
export async function measureWriteFloor(step: Extract<Step, { kind: "write-floor" }>): Promise<WriteFigures> {
  const written = await readWritten(step.product);
  const db = await open(step.place);
  const companyId = expectOk(await chooseCompany({ db }, null)).id;
  if (step.mix === "import") await copyDepartments(db, companyId, written.departments);
  const statements = inChunks(written.employees).map((chunk) => {
    return { rows: chunk.length, statement: statementFor(step.mix, chunk, companyId) };
  });

  const startedAt = performance.now();
  // Whoever changes some of the rows has to know all of them first.
  if (step.mix !== "import") await readRosterRaw(db, companyId);
  const readAt = performance.now();
  if (statements.length > 0) {
    await db.transaction(async (tx) => {
      await lockRoster(tx, companyId);
      for (const { rows, statement } of statements) expectRows(rows, (await statement.execute(tx)).numAffectedRows);
    });
  }
  const writtenAt = performance.now();
  await db.upkeep();
  await db.close();
  return {
    readingRosterSeconds: (readAt - startedAt) / 1000,
    writingSeconds: (writtenAt - readAt) / 1000,
    rowsWritten: 2 * written.employees.length,
  };
}

type TextRow = Readonly<Record<string, string | null>>;

interface Written {
  readonly departments: readonly TextRow[];
  /** With `id` and `email_key`, in the order they came into the roster: there, they get the same ids. */
  readonly employees: readonly TextRow[];
}

// Measured: one statement for everything spills to disk on its way to the history, and many small ones cost round trips.
const CHUNK_ROWS = 5_000;

const TYPE_BY_COLUMN: Readonly<Record<string, string>> = {
  id: "bigint",
  birth_date: "date",
  hired_on: "date",
  retired_on: "date",
  retired: "boolean",
  retired_by_hand: "boolean",
  crew_since: "timestamptz",
};
const WRITTEN_COLUMNS = ["email_key", ...EMPLOYEE_STATE_COLUMNS] as const;
const STATE = EMPLOYEE_STATE_COLUMNS.join(", ");

async function open(place: DatabasePlace): Promise<Database> {
  return expectOk(await openDatabase(place, realClock));
}

async function readWritten(place: DatabasePlace): Promise<Written> {
  const db = await open(place);
  const asText = EMPLOYEE_STATE_COLUMNS.map((column) => `${column}::text`).join(", ");
  const departments = await sql<TextRow>`select code, name, parent_code from departments`.execute(db.queries);
  const employees = await sql<TextRow>`
    select employee_id::text as id, lower(email) as email_key, ${sql.raw(asText)} from employee_history
     where run_id = (select id from runs where subject = 'employees' order by requested_at desc limit 1)
     order by employee_id`.execute(db.queries);
  await db.close();
  return { departments: departments.rows, employees: employees.rows };
}

async function copyDepartments(db: Database, companyId: number, departments: readonly TextRow[]): Promise<void> {
  await db.transaction(async (tx: Transaction) => {
    await lockRoster(tx, companyId);
    await sql`set constraints all deferred`.execute(tx);
    await sql`
      insert into departments (company_id, code, name, parent_code)
      select ${companyId}::integer, * from unnest(${unnested(departments, ["code", "name", "parent_code"])})`.execute(
      tx,
    );
  });
  await db.upkeep();
}

async function readRosterRaw({ queries }: Database, companyId: number): Promise<void> {
  await sql`select id, ${sql.raw(STATE)} from employees where company_id = ${companyId}`.execute(queries);
}

function expectRows(expected: number, written: bigint | undefined): void {
  if (written !== BigInt(expected)) throw new Error(`expected ${expected} rows to be written, not ${written}`);
}

function inChunks(rows: readonly TextRow[]): (readonly TextRow[])[] {
  const count = Math.ceil(rows.length / CHUNK_ROWS);
  return Array.from({ length: count }, (_, index) => rows.slice(index * CHUNK_ROWS, (index + 1) * CHUNK_ROWS));
}

function statementFor(mix: Mix, chunk: readonly TextRow[], companyId: number): RawBuilder<unknown> {
  const write = mix === "import" ? insertOf(chunk, companyId) : updateOf(chunk, companyId);
  return sql`
    with changed as (${write})
    insert into employee_history (company_id, employee_id, version, actor, at, ${sql.raw(STATE)})
    select company_id, id, version, 'bench', now(), ${sql.raw(STATE)} from changed`;
}

function insertOf(chunk: readonly TextRow[], companyId: number): RawBuilder<unknown> {
  const names = sql.raw(WRITTEN_COLUMNS.join(", "));
  return sql`
    insert into employees (company_id, ${names})
    select ${companyId}::integer, * from unnest(${unnested(chunk, WRITTEN_COLUMNS)}) as change (${names})
    returning company_id, id, version, ${sql.raw(STATE)}`;
}

function updateOf(chunk: readonly TextRow[], companyId: number): RawBuilder<unknown> {
  const columns = ["id", ...WRITTEN_COLUMNS];
  const names = sql.raw(columns.join(", "));
  const assignments = sql.raw(WRITTEN_COLUMNS.map((name) => `${name} = change.${name}`).join(", "));
  const returned = sql.raw(EMPLOYEE_STATE_COLUMNS.map((name) => `employee.${name}`).join(", "));
  return sql`
    update employees employee set ${assignments}, version = employee.version + 1
      from unnest(${unnested(chunk, columns)}) as change (${names})
     where employee.company_id = ${companyId} and employee.id = change.id
    returning employee.company_id, employee.id, employee.version, ${returned}`;
}

function unnested(rows: readonly TextRow[], columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(
    columns.map((column) => {
      const literal = toArrayLiteral(rows, (row) => row[column] ?? null);
      return sql`${literal}::${sql.raw(TYPE_BY_COLUMN[column] ?? "text")}[]`;
    }),
  );
}
