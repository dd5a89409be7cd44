import { fail, ok, type Result } from "../core/result.ts";
import type { SourceEmployee } from "../core/source.ts";
import type { SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import type { OptOutField } from "./opt-out-field.ts";
import { type Drift, type ListCall, pageCountOf, readPage, readPages, readUntilSteady } from "./read-list.ts";
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
  const probe = await readPage(client, list, 1);
  if (!probe.ok) return probe;
  const { total } = probe.value;
  const lastNumber = pageCountOf(total);
  const last = lastNumber === 1 ? probe : await readPage(client, list, lastNumber);
  if (!last.ok) return last;
  if (last.value.total !== total) return fail("drift");

  const lastIds = last.value.rows.map(({ id }) => id);
  const numbers = Array.from({ length: lastNumber }, (_, index) => index + 1);
  const read = await readPages(client, list, numbers, total, (number, rows) =>
    number === lastNumber && !hasIds(rows, lastIds) ? fail("drift") : collector.take(number, rows, total),
  );
  if (!read.ok) return read;
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
function hasStatus(crew: CrewWire): crew is CrewWithStatus {
  return Boolean(crew.emp_status);
}

function hasIds(rows: readonly CrewWire[], ids: readonly string[]): boolean {
  return rows.length === ids.length && rows.every(({ id }, index) => id === ids[index]);
}
