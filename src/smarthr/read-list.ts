import { fail, ok, type Result } from "../core/result.ts";
import { type Call, type SmartHrClient, unexpectedShape } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";

/** smarthr-api 4: the largest page. */
export const ROWS_PER_PAGE = 100;

const READINGS_AT_MOST = 3;

/** What is read page by page. */
export type ListCall<Row> = Pick<Call<Row[]>, "path" | "query" | "resource" | "schema">;

/** One page of a list, in the order SmartHR gave. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** How many rows SmartHR said the whole list had at that moment. */
  readonly total: number;
}

/** Another reading may come out right: what is read changed meanwhile. */
export type Drift = "drift";

/** A page of that number, from 1; drift when it does not hold as many rows as its own total says it must. */
export async function readPage<Row>(
  { ask }: Pick<SmartHrClient, "ask">,
  list: ListCall<Row>,
  number: number,
): Promise<PageReading<Row>> {
  const query = { ...list.query, page: String(number), per_page: String(ROWS_PER_PAGE) };
  const call = { ...list, method: "GET", query } as const;
  const answer = await ask(call);
  if (!answer.ok) return answer;
  const { value: rows, headers } = answer.value;
  const total = headers.get("x-total-count") ?? "";
  if (!/^\d+$/.test(total)) return fail(unexpectedShape(call, ["x-total-count"]));
  if (rows.length !== rowsOnPage(number, Number(total))) return fail("drift");
  return ok({ rows, total: Number(total) });
}

/** How many pages a list of so many rows has; an empty one has its first. */
export function pageCountOf(total: number): number {
  return Math.max(1, Math.ceil(total / ROWS_PER_PAGE));
}

/** A page as it is read, or why it is not. */
export type PageReading<Row> = Result<Page<Row>, SmartHrFault | Drift>;

/** Which pages of a list of that many rows are read, and how. */
export interface PagesToRead<Row> {
  readonly numbers: readonly number[];
  readonly total: number;
  readonly read: (number: number) => Promise<PageReading<Row>>;
  /** How many are read at a time. */
  readonly atOnce: number;
}

/** Reads those pages, several at a time, and stops asking at the first one that fails, has another total or is not taken. */
export async function readPages<Row>(
  { numbers, total, read, atOnce }: PagesToRead<Row>,
  take: (number: number, rows: readonly Row[]) => Result<null, SmartHrFault | Drift>,
): Promise<Result<null, SmartHrFault | Drift>> {
  let failed: Result<null, SmartHrFault | Drift> | null = null;
  let next = 0;

  async function readOn(): Promise<void> {
    for (let number = numbers[next++]; number !== undefined && !failed; number = numbers[next++]) {
      const page = await read(number);
      if (!page.ok) failed ??= page;
      else if (page.value.total !== total) failed ??= fail("drift");
      else {
        const taken = take(number, page.value.rows);
        if (!taken.ok) failed ??= taken;
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(atOnce, numbers.length) }, readOn));
  return failed ?? ok(null);
}

/** 1 to so many. */
export function firstPageNumbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** The first of three readings at most during which nothing changed. */
export async function readUntilSteady<T>(
  read: () => Promise<Result<T, SmartHrFault | Drift>>,
): Promise<Result<T, SmartHrFault>> {
  for (let reading = 1; reading <= READINGS_AT_MOST; reading++) {
    const result = await read();
    if (result.ok) return result;
    if (result.fault !== "drift") return fail(result.fault);
  }
  return fail({ kind: "source-changed" });
}

function rowsOnPage(number: number, total: number): number {
  return Math.min(ROWS_PER_PAGE, Math.max(0, total - (number - 1) * ROWS_PER_PAGE));
}
