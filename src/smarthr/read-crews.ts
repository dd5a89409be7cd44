import { fail, ok, type Result } from "../core/result.ts";
import type { EndOfPeople, SourceEmployee } from "../core/source.ts";
import type { SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import type { OptOutField } from "./opt-out-field.ts";
import {
  type Drift,
  firstPageNumbers,
  type ListCall,
  type Page,
  type PageReading,
  pageCountOf,
  readPage,
  readPages,
  readUntilSteady,
} from "./read-list.ts";
import { createPageTranslator } from "./translate.ts";
import { CREW_FIELDS, type CrewWire, crewIdPageSchema, crewPageSchema } from "./wire.ts";

/** Everybody SmartHR has, complete. */
export interface CrewReading {
  /** In the order they were entered in SmartHR. */
  readonly employees: readonly SourceEmployee[];
  readonly optedOutCount: number;
  /** How many people have anything chosen in the opt-out field. While it is 0, nobody can have been opted out. */
  readonly optOutValueCount: number;
}

export interface ReadCrewsOptions {
  /** The field as it is found at the same time as people are first asked for: neither answer waits for the other. */
  readonly optOutField: Promise<Result<OptOutField, SmartHrFault>>;
  /** How many were opted out at the last good read of this tenant; 0 before the first. */
  readonly optedOutBefore: number;
  /** How the list ended at some moment before: it decides what is asked for first, and what of it may be kept. Null when it is not known. */
  readonly endBefore: EndOfPeople | null;
  readonly onProgress?: (progress: { readonly read: number; readonly total: number }) => void;
}

/** How the list of people ends now, as far as that can be seen in passing; null when there is nobody. */
export async function lookAtEnd(
  { askInPassing }: SmartHrClient,
  signal: AbortSignal,
): Promise<Result<EndOfPeople | null, SmartHrFault | Drift>> {
  const asker: Asker = { ask: (call) => askInPassing(call, signal) };
  const last = await readLastPage(asker, listOf(["id"], crewIdPageSchema), 1);
  if (!last.ok) return last;
  const { rows, total } = last.value;
  const newest = rows.at(-1);
  return ok(newest === undefined ? null : { count: total, newestCrewId: newest.id });
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

// docs/decisions/0048-the-last-page-first.md says why this order of pages, and the order of those who are on them, show every change.
async function readOnce(
  client: SmartHrClient,
  { optOutField, endBefore, onProgress }: ReadCrewsOptions,
): Promise<Result<CrewReading, SmartHrFault | Drift>> {
  const useless = new AbortController();
  const first = Promise.all([optOutField, readLastPage(client, CREWS, pageCountOf(endBefore?.count ?? 0))]);
  const ahead = endBefore === null ? NOTHING_AHEAD : askAhead(client, endBefore, useless.signal);
  const aheadSettled = Promise.allSettled(ahead.values());
  try {
    const [field, last] = await first;
    if (!field.ok) return field;
    if (!last.ok) return last;
    // New people come last: while the last one was known before, whoever is in the list now was in it when the pages ahead were answered.
    const nobodyEntered = last.value.rows.at(-1)?.id === endBefore?.newestCrewId;
    if (!nobodyEntered) useless.abort();
    return await readOthers(client, field.value, last.value, {
      ahead: nobodyEntered ? ahead : NOTHING_AHEAD,
      onProgress,
    });
  } finally {
    useless.abort();
    // Whoever gets an answer has nothing more under way.
    await aheadSettled;
  }
}

type PagesAhead = ReadonlyMap<number, Promise<PageReading<CrewWire>>>;

const NOTHING_AHEAD: PagesAhead = new Map();

/** The first pages, asked for before the last one has told how the list ends: good only if nobody was entered since that was known. */
function askAhead({ askInPassing, requestsAhead }: SmartHrClient, end: EndOfPeople, useless: AbortSignal): PagesAhead {
  const asker: Asker = { ask: (call) => askInPassing(call, useless) };
  const numbers = firstPageNumbers(Math.min(requestsAhead, pageCountOf(end.count) - 1));
  return new Map(numbers.map((number) => [number, readPage(asker, CREWS, number)]));
}

/** The pages in front of the last one, and all of them together. */
async function readOthers(
  client: SmartHrClient,
  field: OptOutField,
  last: LastPage<CrewWire>,
  { ahead, onProgress }: { readonly ahead: PagesAhead; readonly onProgress: ReadCrewsOptions["onProgress"] },
): Promise<Result<CrewReading, SmartHrFault | Drift>> {
  const { total } = last;
  onProgress?.({ read: 0, total });
  const collector = createCollector(field, total, onProgress);
  const taken = collector.take(last.number, last.rows);
  if (!taken.ok) return taken;
  const readOther = async (number: number) => {
    const page = await ahead.get(number);
    // One that came badly, or of another moment, is asked for with patience, as if it had not gone ahead.
    return page?.ok && page.value.total === total ? page : readPage(client, CREWS, number);
  };
  const others = {
    numbers: firstPageNumbers(last.number - 1),
    total,
    read: readOther,
    atOnce: client.requestsInFlight,
  };
  const read = await readPages(others, collector.take);
  return read.ok ? collector.whole() : read;
}

/** How the list ended at one moment. */
interface LastPage<Row> extends Page<Row> {
  readonly number: number;
}

type Asker = Pick<SmartHrClient, "ask">;

/** Looks for the last page where it is expected to be, then where the answer says that it is. */
async function readLastPage<Row>(
  asker: Asker,
  list: ListCall<Row>,
  expectedNumber: number,
): Promise<Result<LastPage<Row>, SmartHrFault | Drift>> {
  const expected = await readPage(asker, list, expectedNumber);
  // A page past the end ought to be empty, but nobody documents it; page 1 is always there.
  if (!expected.ok && expectedNumber > 1 && isNoSuchPage(expected.fault)) return readLastPage(asker, list, 1);
  if (!expected.ok) return expected;
  const number = pageCountOf(expected.value.total);
  if (number === expectedNumber) return ok({ number, ...expected.value });
  const last = await readPage(asker, list, number);
  if (!last.ok) return last;
  return pageCountOf(last.value.total) === number ? ok({ number, ...last.value }) : fail("drift");
}

function isNoSuchPage(fault: SmartHrFault | Drift): boolean {
  return fault !== "drift" && (fault.kind === "not-found" || fault.kind === "refused");
}

function listOf<Row>(fields: readonly string[], schema: ListCall<Row>["schema"]): ListCall<Row> {
  return { path: "/v1/crews", query: { sort: "created_at", fields: fields.join(",") }, resource: "crews", schema };
}

const CREWS = listOf(CREW_FIELDS, crewPageSchema);

interface Collector {
  /** Takes a page's people, forgetting SmartHR's form of them; refuses when what decides about them may not be seen. */
  take(number: number, rows: readonly CrewWire[]): Result<null, SmartHrFault>;
  /** Everybody, if all the pages are those of one list. */
  whole(): Result<CrewReading, Drift>;
}

function createCollector(field: OptOutField, total: number, onProgress: ReadCrewsOptions["onProgress"]): Collector {
  const translate = createPageTranslator(field);
  const pages: SourceEmployee[][] = [];
  const enteredAt: number[][] = [];
  const ids = new Set<string>();
  let optOutValueCount = 0;

  return {
    take(number, rows) {
      const translated = translate(rows);
      if (!translated.ok) return translated;
      // SmartHR always knows when a person was entered: none is one that the token may not see.
      if (rows.some(({ created_at }) => !created_at)) return fail({ kind: "forbidden", resource: "crews.created_at" });
      enteredAt[number - 1] = rows.map(({ created_at }) => Date.parse(created_at ?? ""));
      pages[number - 1] = translated.value.map(({ employee, hasOptOutValue }) => {
        if (hasOptOutValue) optOutValueCount++;
        ids.add(employee.crewId);
        return employee;
      });
      onProgress?.({ read: ids.size, total });
      return ok(null);
    },
    whole() {
      if (ids.size !== total || !isInOrder(enteredAt.flat())) return fail("drift");
      const employees = pages.flat();
      return ok({ employees, optedOutCount: employees.filter(({ optedOut }) => optedOut).length, optOutValueCount });
    },
  };
}

function isInOrder(moments: readonly number[]): boolean {
  return moments.every((moment, index) => index === 0 || (moments[index - 1] ?? moment) <= moment);
}
