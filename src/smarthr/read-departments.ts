import { fail, ok, type Result } from "../core/result.ts";
import type { SourceDepartment } from "../core/source.ts";
import type { SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import {
  type Drift,
  firstPageNumbers,
  type ListCall,
  pageCountOf,
  readPage,
  readPages,
  readUntilSteady,
} from "./read-list.ts";
import { toSourceDepartment } from "./translate.ts";
import { type DepartmentWire, departmentPageSchema } from "./wire.ts";

const DEPARTMENTS: ListCall<DepartmentWire> = {
  path: "/v1/departments",
  resource: "departments",
  schema: departmentPageSchema,
};

/** All departments of SmartHR, in its order, as they were at one moment; or nothing. */
export async function readDepartments(client: SmartHrClient): Promise<Result<SourceDepartment[], SmartHrFault>> {
  return readUntilSteady(() => readTwice(client));
}

// The list has no order that new departments leave alone, so only two readings that agree show that nothing moved between pages.
async function readTwice(client: SmartHrClient): Promise<Result<SourceDepartment[], SmartHrFault | Drift>> {
  const first = await readOnce(client);
  if (!first.ok) return first;
  const second = await readOnce(client);
  if (!second.ok) return second;
  return agree(first.value, second.value) ? second : fail("drift");
}

async function readOnce(client: SmartHrClient): Promise<Result<SourceDepartment[], SmartHrFault | Drift>> {
  const first = await readPage(client, DEPARTMENTS, 1);
  if (!first.ok) return first;
  const { total } = first.value;
  const pages = [first.value.rows];
  const others = {
    numbers: firstPageNumbers(pageCountOf(total)).slice(1),
    total,
    read: (number: number) => readPage(client, DEPARTMENTS, number),
    atOnce: client.requestsInFlight,
  };
  const read = await readPages(others, (number, rows) => {
    pages[number - 1] = rows;
    return ok(null);
  });
  if (!read.ok) return read;
  const departments = pages.flat().map(toSourceDepartment);
  const ids = new Set(departments.map(({ departmentId }) => departmentId));
  return ids.size === total ? ok(departments) : fail("drift");
}

function agree(first: readonly SourceDepartment[], second: readonly SourceDepartment[]): boolean {
  return JSON.stringify(sortedById(first)) === JSON.stringify(sortedById(second));
}

function sortedById(departments: readonly SourceDepartment[]): SourceDepartment[] {
  return departments.toSorted((one, other) => (one.departmentId < other.departmentId ? -1 : 1));
}
