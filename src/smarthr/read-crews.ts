import { fail, ok, type Result } from "../core/result.ts";
import type { SourceEmployee } from "../core/source.ts";
import type { SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import type { OptOutField } from "./opt-out-field.ts";
import {
  type Drift,
  type ListCall,
  type Page,
  pageCountOf,
  readPage,
  readPages,
  readUntilSteady,
} from "./read-list.ts";
import { type CrewWithStatus, createCrewTranslator } from "./translate.ts";
import { CREW_FIELDS, type CrewWire, createCrewPageSchema } from "./wire.ts";

/** Everybody SmartHR has, complete. */
export interface CrewReading {
  /** In the order they were entered in SmartHR. */
  readonly employees: readonly SourceEmployee[];
  readonly optedOutCount: number;
  /** How many people have anything chosen in the opt-out field. While it is 0, nobody can have been opted out. */
  readonly optOutValueCount: number;
}

export interface ReadCrewsOptions {
  readonly optOutField: OptOutField;
  /** How many were opted out at the last good read of this tenant; 0 before the first. */
  readonly optedOutBefore: number;
  readonly onProgress?: (progress: { readonly read: number; readonly total: number }) => void;
}

/** All people of SmartHR, retired ones too, as one complete list; or nothing. */
export async function readCrews(
  client: SmartHrClient,
  { optOutField, optedOutBefore, onProgress }: ReadCrewsOptions,
): Promise<Result<CrewReading, SmartHrFault>> {
  const list: ListCall<CrewWire> = {
    path: "/v1/crews",
    query: { sort: "created_at", fields: CREW_FIELDS.join(",") },
    resource: "crews",
    schema: createCrewPageSchema(optOutField.templateId),
  };
  const reading = await readUntilSteady(() => readOnce(client, list, createCollector(optOutField, onProgress)));
  if (!reading.ok) return reading;
  // M35, failing closed: a field that nobody may read any more looks exactly like one in which nobody chose anything.
  if (optedOutBefore > 0 && reading.value.optOutValueCount === 0) return fail({ kind: "opt-out-field-unreadable" });
  return reading;
}

// docs/decisions/0009-complete-reading.md says why this order of pages shows every change between them.
async function readOnce(
  client: SmartHrClient,
  list: ListCall<CrewWire>,
  collector: Collector,
): Promise<Result<CrewReading, SmartHrFault | Drift>> {
  const first = await readPage(client, list, 1);
  if (!first.ok) return first;
  const { total } = first.value;
  const lastNumber = pageCountOf(total);
  const last = lastNumber === 1 ? first : await readPage(client, list, lastNumber);
  if (!last.ok) return last;
  if (last.value.total !== total) return fail("drift");

  const taken = collector.take(lastNumber, last.value.rows, total);
  if (!taken.ok) return taken;
  const rest = Array.from({ length: lastNumber - 1 }, (_, index) => index + 1);
  const read = await readPages(client, list, rest, total, (number, rows) => collector.take(number, rows, total));
  if (!read.ok) return read;

  const lastAgain = await readPage(client, list, lastNumber);
  if (!lastAgain.ok) return lastAgain;
  if (lastAgain.value.total !== total || !sameIds(last.value, lastAgain.value)) return fail("drift");
  return collector.distinctCount() === total ? ok(collector.reading()) : fail("drift");
}

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
      const translated = rows.map(translate);
      pages[number - 1] = translated.map(({ employee }) => employee);
      optOutValueCount += translated.filter(({ hasOptOutValue }) => hasOptOutValue).length;
      for (const { id } of rows) ids.add(id);
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
function hasStatus(crew: CrewWire): crew is CrewWithStatus {
  return Boolean(crew.emp_status);
}

function sameIds(one: Page<CrewWire>, other: Page<CrewWire>): boolean {
  return one.rows.length === other.rows.length && one.rows.every(({ id }, index) => id === other.rows[index]?.id);
}
