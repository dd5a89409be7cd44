import { sql } from "kysely";
import type { CompanyId } from "./companies.ts";
import type { Database, Queries } from "./database.ts";
import { EmployeeIndex } from "./employee-index.ts";
import { INDEXED_COLUMNS, type IndexedRow, indexedReader } from "./indexed-employee-row.ts";

/**
 * The company's employees as the database has them now, to be asked at once: it is kept, and before each use brought up to what was
 * written meanwhile, by whichever process. Whoever comes first waits until it is read.
 */
export async function currentEmployeeIndex(db: Database, companyId: CompanyId): Promise<EmployeeIndex> {
  return indexesOf(db).current(companyId);
}

/** The same for those who need not wait, as the tables can answer them: null while it is not in memory. */
export async function keptEmployeeIndex(db: Database, companyId: CompanyId): Promise<EmployeeIndex | null> {
  return indexesOf(db).kept(companyId);
}

/** Asks the tables in place of an index that is not in memory: whoever reads one into memory waits meanwhile, as somebody looks on. */
export async function askTablesFirst<T>(db: Database, question: () => Promise<T>): Promise<T> {
  return indexesOf(db).first(question());
}

/** Reads the company's employees into memory in the background, unless they are there: others go on in between. */
export function keepEmployeeIndex(db: Database, companyId: CompanyId): void {
  // Whoever needs it next begins anew, and is told what went wrong.
  currentEmployeeIndex(db, companyId).catch(() => {});
}

/** Reads these companies' employees into memory, one company after the other, while there is ample room. */
export async function keepEmployeeIndexes(db: Database, companyIds: readonly CompanyId[]): Promise<void> {
  let people = 0;
  for (const companyId of companyIds) {
    if (people > MOST_PEOPLE / 2) return;
    people += (await currentEmployeeIndex(db, companyId)).size;
  }
}

const indexesByDatabase = new WeakMap<Queries, EmployeeIndexes>();

function indexesOf(db: Database): EmployeeIndexes {
  const indexes = indexesByDatabase.get(db.queries) ?? new EmployeeIndexes(db);
  indexesByDatabase.set(db.queries, indexes);
  return indexes;
}

/** An index, and the newest write that it knows of. */
interface KnownIndex {
  readonly index: EmployeeIndex;
  readonly writeNumber: string;
}

/** What is known of a company, and the end of what is being done about it. */
interface Place {
  known: KnownIndex | null;
  queue: Promise<unknown>;
}

class EmployeeIndexes {
  readonly #db: Database;
  // Whoever was asked about longest ago comes first.
  readonly #places = new Map<CompanyId, Place>();
  /** What the tables are being asked, and goes before reading. */
  readonly #first = new Set<Promise<unknown>>();

  constructor(db: Database) {
    this.#db = db;
  }

  async current(companyId: CompanyId): Promise<EmployeeIndex> {
    const place = this.#placeOf(companyId);
    const index = await inTurn(place, async () => {
      place.known = (place.known && (await catchUp(this.#db, companyId, place.known))) ?? (await this.#read(companyId));
      return place.known.index;
    });
    this.#forgetOldest();
    return index;
  }

  async kept(companyId: CompanyId): Promise<EmployeeIndex | null> {
    const place = this.#placeOf(companyId);
    if (place.known === null) return null;
    return inTurn(place, async () => {
      place.known &&= await catchUp(this.#db, companyId, place.known);
      return place.known?.index ?? null;
    });
  }

  async first<T>(question: Promise<T>): Promise<T> {
    this.#first.add(question);
    try {
      return await question;
    } finally {
      this.#first.delete(question);
    }
  }

  #placeOf(companyId: CompanyId): Place {
    const place = this.#places.get(companyId) ?? { known: null, queue: Promise.resolve() };
    this.#places.delete(companyId);
    this.#places.set(companyId, place);
    return place;
  }

  async #read(companyId: CompanyId): Promise<KnownIndex> {
    for (;;) {
      const read = await readAll(this.#db.queries, companyId, () => Promise.allSettled(this.#first));
      const known = await catchUp(this.#db, companyId, read);
      if (known !== null) return known;
    }
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

// One after the other: two who catch up at once would do it from different moments.
function inTurn<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const ended = place.queue.then(work);
  // Who comes next begins where this one failed.
  place.queue = ended.catch(() => {});
  return ended;
}

// Measured: 100,000 people take 45 MB.
const MOST_PEOPLE = 500_000;

/** From how many changed people on reading all of them is quicker than picking them out. */
function isMuch(changed: number, { size }: EmployeeIndex): boolean {
  return changed > 1_000 + size / 4;
}

/** Brings an index up to what was written since; null when all employees have to be read anew. */
async function catchUp(db: Database, companyId: CompanyId, known: KnownIndex): Promise<KnownIndex | null> {
  const writes = await readWritesSince(db.queries, companyId, known.writeNumber);
  const [last] = writes.slice(-1);
  if (last?.number === known.writeNumber) return known;
  if (last === undefined && known.writeNumber === NO_WRITE) return known;
  // The write it knew is no longer on record, and so others may be missing, too.
  if (last === undefined || writes[0]?.number !== known.writeNumber) return null;
  const ids = new Set(writes.flatMap(({ employee_ids }) => employee_ids ?? []));
  if (isMuch(ids.size, known.index)) return null;
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

/**
 * Reads everybody, a batch at a time, so that nobody waits long for the process or for the embedded database's only session. That is
 * not one state of the database: the index is right once it has caught up with what was written since the number it bears.
 */
async function readAll(queries: Queries, companyId: CompanyId, others: () => Promise<unknown>): Promise<KnownIndex> {
  const index = new EmployeeIndex();
  const writeNumber = await newestWrite(queries, companyId);
  const toIndexed = indexedReader();
  for (let after = "0"; ; ) {
    await others();
    const { rows } = await sql<IndexedRow>`
      select ${INDEXED} from employees where company_id = ${companyId} and id > ${after}::bigint
       order by id limit ${sql.lit(BATCH_ROWS)}`.execute(queries);
    index.replace(new Set(), rows.map(toIndexed));
    const last = rows.at(-1);
    if (last === undefined) return { index, writeNumber };
    after = last.id;
  }
}

// Measured: taken in within some milliseconds, during which the process does nothing else.
const BATCH_ROWS = 2_000;

// Numbers begin with 1.
const NO_WRITE = "0";

async function newestWrite(queries: Queries, companyId: CompanyId): Promise<string> {
  const row = await queries
    .selectFrom("employee_writes")
    .select("number")
    .where("company_id", "=", companyId)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? NO_WRITE;
}

const INDEXED = sql.raw(`id, ${INDEXED_COLUMNS.join(", ")}`);
