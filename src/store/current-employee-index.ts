import { sql } from "kysely";
import { searchKey } from "../core/search-key.ts";
import type { CompanyId } from "./companies.ts";
import type { Database, Queries, Transaction } from "./database.ts";
import { EmployeeIndex, type IndexedEmployee } from "./employee-index.ts";
import type { EmployeeStateRow } from "./employee-row.ts";
import { readInBatches } from "./read-in-batches.ts";

/**
 * The company's employees as the database has them now, to be asked at once: it is kept, and before each use brought up to what was
 * written meanwhile, by whichever process.
 */
export async function currentEmployeeIndex(db: Database, companyId: CompanyId): Promise<EmployeeIndex> {
  const indexes = indexesByDatabase.get(db.queries) ?? new EmployeeIndexes(db);
  indexesByDatabase.set(db.queries, indexes);
  return indexes.current(companyId);
}

const indexesByDatabase = new WeakMap<Queries, EmployeeIndexes>();

/** An index, and the newest write that it knows of. */
interface KnownIndex {
  readonly index: EmployeeIndex;
  readonly writeNumber: string;
}

class EmployeeIndexes {
  readonly #db: Database;
  // Whoever was asked about longest ago comes first.
  readonly #places = new Map<CompanyId, { known: KnownIndex | null; queue: Promise<unknown> }>();

  constructor(db: Database) {
    this.#db = db;
  }

  async current(companyId: CompanyId): Promise<EmployeeIndex> {
    const place = this.#places.get(companyId) ?? { known: null, queue: Promise.resolve() };
    this.#places.delete(companyId);
    this.#places.set(companyId, place);
    // One after the other: two who catch up at once would do it from different moments.
    const work = place.queue.then(async () => {
      place.known = await catchUp(this.#db, companyId, place.known);
      return place.known.index;
    });
    // Who comes next begins where this one failed.
    place.queue = work.catch(() => {});
    const index = await work;
    this.#forgetOldest();
    return index;
  }

  #forgetOldest(): void {
    const sizes = [...this.#places].map(([companyId, { known }]) => [companyId, known?.index.size ?? 0] as const);
    let people = sizes.reduce((sum, [, size]) => sum + size, 0);
    for (const [companyId, size] of sizes.slice(0, -1)) {
      if (people <= MOST_PEOPLE) return;
      this.#places.delete(companyId);
      people -= size;
    }
  }
}

// Measured: 100,000 people take 45 MB.
const MOST_PEOPLE = 500_000;

/** From how many changed people on reading all of them is quicker than picking them out. */
function isMuch(changed: number, { size }: EmployeeIndex): boolean {
  return changed > 1_000 + size / 4;
}

async function catchUp(db: Database, companyId: CompanyId, known: KnownIndex | null): Promise<KnownIndex> {
  if (known === null) return readAll(db, companyId);
  const writes = await readWritesSince(db.queries, companyId, known.writeNumber);
  const [last] = writes.slice(-1);
  if (last?.number === known.writeNumber) return known;
  if (last === undefined && known.writeNumber === NO_WRITE) return known;
  // The write it knew is no longer on record, and so others may be missing, too.
  if (last === undefined || writes[0]?.number !== known.writeNumber) return readAll(db, companyId);
  const ids = new Set(writes.flatMap(({ employee_ids }) => employee_ids ?? []));
  if (isMuch(ids.size, known.index)) return readAll(db, companyId);
  const rows = await sql<IndexedRow>`
    select ${INDEXED} from employees where company_id = ${companyId} and id = any(${[...ids]}::bigint[])`.execute(
    db.queries,
  );
  // These rows may be newer than the writes they were looked up for; whatever wrote them is found next time.
  known.index.replace(new Set([...ids].map(Number)), rows.rows.map(indexedReader()));
  return { index: known.index, writeNumber: last.number };
}

async function readWritesSince(queries: Queries, companyId: CompanyId, writeNumber: string) {
  const { rows } = await sql<{ number: string; employee_ids: string[] | null }>`
    select number, case when number > ${writeNumber}::bigint then employee_ids end as employee_ids
      from employee_writes where company_id = ${companyId} and number >= ${writeNumber}::bigint order by number`.execute(
    queries,
  );
  return rows;
}

async function readAll(db: Database, companyId: CompanyId): Promise<KnownIndex> {
  return db.snapshot(async (tx) => {
    const index = new EmployeeIndex();
    const writeNumber = await newestWrite(tx, companyId);
    const toIndexed = indexedReader();
    const query = sql<IndexedRow>`select ${INDEXED} from employees where company_id = ${companyId}`;
    for await (const rows of readInBatches(tx, query)) index.replace(new Set(), rows.map(toIndexed));
    return { index, writeNumber };
  });
}

// Numbers begin with 1.
const NO_WRITE = "0";

async function newestWrite(tx: Transaction, companyId: CompanyId): Promise<string> {
  const row = await tx
    .selectFrom("employee_writes")
    .select("number")
    .where("company_id", "=", companyId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? NO_WRITE;
}

const INDEXED_COLUMNS = [
  "employee_number",
  "last_name",
  "first_name",
  "last_name_kana",
  "first_name_kana",
  "email",
  "department_code",
  "job_title",
  "hired_on",
  "employment_type",
  "retired",
] as const satisfies readonly (keyof EmployeeStateRow)[];
const INDEXED = sql.raw(`id, ${INDEXED_COLUMNS.join(", ")}`);

type IndexedRow = Pick<EmployeeStateRow, (typeof INDEXED_COLUMNS)[number]> & { readonly id: string };

/** Turns rows into what the index keeps. Use one reader for many rows: what people share is worked out, and kept, once. */
function indexedReader(): (row: IndexedRow) => IndexedEmployee {
  const sharedKey = sharing(searchKey);
  const shared = sharing((text) => text);
  return (row) => {
    const lastNameKana = sharedKey(row.last_name_kana);
    const firstNameKana = sharedKey(row.first_name_kana);
    const employeeNumber = searchKey(row.employee_number ?? "");
    const email = searchKey(row.email);
    const name = sharedKey(row.last_name) + sharedKey(row.first_name);
    return {
      id: Number(row.id),
      // `join` makes a flat text; one put together by `+` is made flat by the first search, which then takes as long again.
      sought: [name, lastNameKana + firstNameKana, employeeNumber, email].join("\n"),
      employeeNumber,
      lastNameKana,
      firstNameKana,
      email,
      // Exact, as it is compared with the codes of departments.
      departmentCode: shared(row.department_code),
      jobTitle: sharedKey(row.job_title),
      hiredOn: shared(row.hired_on),
      employmentType: row.employment_type ?? "",
      retired: row.retired,
    };
  };
}

function sharing(convert: (text: string) => string): (text: string | null) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text === null) return "";
    let converted = known.get(text);
    if (converted === undefined) {
      converted = convert(text);
      known.set(text, converted);
    }
    return converted;
  };
}
