import { fail, ok, type Result } from "../core/result.ts";
import type { EndOfPeople, SourceEmployee } from "../core/source.ts";
import type { SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import type { OptOutField } from "./opt-out-field.ts";
import {
  type Drift,
  firstPages,
  type ListCall,
  type PageReading,
  pageCountOf,
  readPage,
  readPages,
  readUntilSteady,
} from "./read-list.ts";
import { type CrewWithStatus, createCrewTranslator } from "./translate.ts";
import { CREW_FIELDS, type CrewWire, createCrewPageSchema, crewIdPageSchema } from "./wire.ts";

/** Everybody SmartHR has, complete. */
export interface CrewReading {
  /** In the order they were entered in SmartHR. */
  readonly employees: readonly SourceEmployee[];
  readonly optedOutCount: number;
  /** How many people have anything chosen in the opt-out field. While it is 0, nobody can have been opted out. */
  readonly optOutValueCount: number;
}

export interface ReadCrewsOptions {
  readonly optOutField: AskedOptOutField;
  /** How many were opted out at the last good read of this tenant; 0 before the first. */
  readonly optedOutBefore: number;
  /** How the list ended when that was last known: it decides what is asked for first, and what of it may be kept. */
  readonly endBefore: EndOfPeople;
  readonly onProgress?: (progress: { readonly read: number; readonly total: number }) => void;
}

/** The opt-out field while it is asked for at the same time as people: neither answer waits for the other. */
export interface AskedOptOutField {
  /** Its id where it was found before; without it, no page is asked for before the answer. */
  readonly knownId: string | null;
  readonly answer: Promise<Result<OptOutField, SmartHrFault>>;
}

/** How the list of people ends now. */
export async function lookAtEnd(client: SmartHrClient): Promise<Result<EndOfPeople, SmartHrFault>> {
  const end = await readUntilSteady(() => readEnd(client, 1));
  return end.ok ? ok({ count: end.value.total, newestCrewId: newestOf(end.value) }) : end;
}

/** All people of SmartHR, retired ones too, as one complete list; or nothing. */
export async function readCrews(
  client: SmartHrClient,
  options: ReadCrewsOptions,
): Promise<Result<CrewReading, SmartHrFault>> {
  const reading = await readUntilSteady(() => readOnce(client, options));
  if (!reading.ok) return reading;
  // M35, failing closed: a field that nobody may read any more looks exactly like one in which nobody chose anything.
  if (options.optedOutBefore > 0 && reading.value.optOutValueCount === 0) {
    return fail({ kind: "opt-out-field-unreadable" });
  }
  return reading;
}

// docs/decisions/0015 and 0048 say why this order of pages shows every change between them.
async function readOnce(
  client: SmartHrClient,
  options: ReadCrewsOptions,
): Promise<Result<CrewReading, SmartHrFault | Drift>> {
  const { optOutField, endBefore } = options;
  const looked = Promise.all([optOutField.answer, readEnd(client, pageCountOf(endBefore.count))]);
  const ahead = askAhead(client, optOutField, endBefore);
  const aheadSettled = Promise.allSettled(ahead.values());
  try {
    const [field, end] = await looked;
    if (!field.ok) return field;
    if (!end.ok) return end;
    // New people come last: while the last one is the same, whoever is in the list was in it when the pages ahead were answered.
    const nobodyEntered = newestOf(end.value) === endBefore.newestCrewId;
    const usable = nobodyEntered && field.value.templateId === optOutField.knownId ? ahead : NOTHING_AHEAD;
    return await readAllPages(client, field.value, end.value, usable, options);
  } finally {
    // Whoever gets an answer, or none, has nothing more under way.
    await aheadSettled;
  }
}

type PagesAhead = ReadonlyMap<number, Promise<PageReading<CrewWire>>>;

const NOTHING_AHEAD: PagesAhead = new Map();

/** The first pages, asked for before it is known how the list ends: good only if nobody was entered since that was known. */
function askAhead(
  client: SmartHrClient,
  { knownId }: AskedOptOutField,
  { count, newestCrewId }: EndOfPeople,
): PagesAhead {
  if (knownId === null || newestCrewId === null) return NOTHING_AHEAD;
  const list = crewsBy(knownId);
  const numbers = firstPages(Math.min(client.requestsAhead, pageCountOf(count)));
  return new Map(numbers.map((number) => [number, readPage(client, list, number)]));
}

/** All pages: those that went ahead as they were answered, the others now. */
async function readAllPages(
  client: SmartHrClient,
  field: OptOutField,
  { total, lastNumber, lastIds }: ListEnd,
  ahead: PagesAhead,
  { onProgress }: ReadCrewsOptions,
): Promise<Result<CrewReading, SmartHrFault | Drift>> {
  onProgress?.({ read: 0, total });
  const collector = createCollector(field, onProgress);
  const list = crewsBy(field.templateId);
  const pages = {
    numbers: firstPages(lastNumber),
    total,
    read: (number: number) => ahead.get(number) ?? readPage(client, list, number),
    atOnce: client.requestsInFlight,
  };
  const read = await readPages(pages, (number, rows) =>
    number === lastNumber && !hasIds(rows, lastIds) ? fail("drift") : collector.take(number, rows, total),
  );
  if (!read.ok) return read;
  return collector.distinctCount() === total ? ok(collector.reading()) : fail("drift");
}

/** How the list ended at one moment. */
interface ListEnd {
  readonly total: number;
  readonly lastNumber: number;
  /** Of everybody on the last page, in its order. */
  readonly lastIds: readonly string[];
}

/** Looks for the last page where it is expected to be, then where the answer says that it is. */
async function readEnd(client: SmartHrClient, expectedNumber: number): Promise<Result<ListEnd, SmartHrFault | Drift>> {
  const expected = await readPage(client, END_OF_LIST, expectedNumber);
  // A page past the end ought to be empty, but nobody documents it; page 1 is always there.
  if (!expected.ok && expectedNumber > 1 && isNoSuchPage(expected.fault)) return readEnd(client, 1);
  if (!expected.ok) return expected;
  const lastNumber = pageCountOf(expected.value.total);
  const last = lastNumber === expectedNumber ? expected : await readPage(client, END_OF_LIST, lastNumber);
  if (!last.ok) return last;
  const { rows, total } = last.value;
  if (pageCountOf(total) !== lastNumber) return fail("drift");
  return ok({ total, lastNumber, lastIds: rows.map(({ id }) => id) });
}

function isNoSuchPage(fault: SmartHrFault | Drift): boolean {
  return fault !== "drift" && (fault.kind === "not-found" || fault.kind === "refused");
}

function newestOf({ lastIds }: ListEnd): string | null {
  return lastIds.at(-1) ?? null;
}

function crewsBy(optOutTemplateId: string): ListCall<CrewWire> {
  return listOf(CREW_FIELDS, createCrewPageSchema(optOutTemplateId));
}

function listOf<Row>(fields: readonly string[], schema: ListCall<Row>["schema"]): ListCall<Row> {
  return { path: "/v1/crews", query: { sort: "created_at", fields: fields.join(",") }, resource: "crews", schema };
}

const END_OF_LIST = listOf(["id"], crewIdPageSchema);

interface Collector {
  /** Takes a page's people, forgetting SmartHR's form of them; refuses when their status may not be seen. */
  take(number: number, rows: readonly CrewWire[], total: number): Result<null, SmartHrFault>;
  distinctCount(): number;
  reading(): CrewReading;
}

function createCollector(field: OptOutField, onProgress: ReadCrewsOptions["onProgress"]): Collector {
  const translate = createCrewTranslator(field);
  const pages: SourceEmployee[][] = [];
  const ids = new Set<string>();
  let optOutValueCount = 0;

  return {
    take(number, rows, total) {
      if (!rows.every(hasStatus)) return fail({ kind: "forbidden", resource: "crews.emp_status" });
      pages[number - 1] = rows.map((crew) => {
        const { employee, hasOptOutValue } = translate(crew);
        if (hasOptOutValue) optOutValueCount++;
        ids.add(employee.crewId);
        return employee;
      });
      onProgress?.({ read: ids.size, total });
      return ok(null);
    },
    distinctCount: () => ids.size,
    reading() {
      const employees = pages.flat();
      return { employees, optedOutCount: employees.filter(({ optedOut }) => optedOut).length, optOutValueCount };
    },
  };
}

// SmartHR always knows the status of a person: none is one that the token may not see.
/** Whether the crew's status may be seen. */
export function hasStatus(crew: CrewWire): crew is CrewWithStatus {
  return Boolean(crew.emp_status);
}

function hasIds(rows: readonly CrewWire[], ids: readonly string[]): boolean {
  return rows.length === ids.length && rows.every(({ id }, index) => id === ids[index]);
}
