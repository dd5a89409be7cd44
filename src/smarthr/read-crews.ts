import { fail, ok, type Result } from "../core/result.ts";
import type { SourceEmployee } from "../core/source.ts";
import type { SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import type { OptOutField } from "./opt-out-field.ts";
import { type Drift, type ListCall, pageCountOf, readPage, readPages, readUntilSteady } from "./read-list.ts";
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
  /** The field as it is found at the same time as people are first asked for: neither answer waits for the other. */
  readonly optOutField: Promise<Result<OptOutField, SmartHrFault>>;
  /** How many were opted out at the last good read of this tenant; 0 before the first. */
  readonly optedOutBefore: number;
  /** How many people there were then: where the end of the list is looked for first. It decides nothing else. */
  readonly countBefore: number;
  readonly onProgress?: (progress: { readonly read: number; readonly total: number }) => void;
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

// docs/decisions/0015-the-end-of-the-list-is-looked-for-where-it-was.md says why this order of pages shows every change between them.
async function readOnce(
  client: SmartHrClient,
  { optOutField, countBefore, onProgress }: ReadCrewsOptions,
): Promise<Result<CrewReading, SmartHrFault | Drift>> {
  const [field, end] = await Promise.all([optOutField, readEnd(client, pageCountOf(countBefore))]);
  if (!field.ok) return field;
  if (!end.ok) return end;

  const { total, lastNumber, lastIds } = end.value;
  onProgress?.({ read: 0, total });
  const collector = createCollector(field.value, onProgress);
  const list = listOf(CREW_FIELDS, createCrewPageSchema(field.value.templateId));
  const numbers = Array.from({ length: lastNumber }, (_, index) => index + 1);
  const read = await readPages(client, list, numbers, total, (number, rows) =>
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
