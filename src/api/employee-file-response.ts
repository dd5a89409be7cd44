import { stringify } from "csv-stringify/sync";
import type { Instant } from "../core/calendar.ts";
import { employeeFileHeadings, employeeFileLine, employeeFileName, type FiledEmployee } from "../text/employee-file.ts";

/** The employees as a CSV file to download, written down while it is sent: of 100,000 no more than some thousands are in memory. */
export async function employeeFileResponse(
  employees: AsyncGenerator<readonly FiledEmployee[]>,
  at: Instant,
  logDefect: (defect: unknown) => void,
): Promise<Response> {
  // Before the answer begins: what fails here can still be told.
  const first = await employees.next();
  const stream = ReadableStream.from(piecesOf(first, employees, logDefect));
  // RFC 6266: browsers take the second name; the first is for programs that know ASCII alone.
  const name = employeeFileName(at);
  const plainName = name.replace(/^[^_]*/, "employees");
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

async function* piecesOf(
  first: IteratorResult<readonly FiledEmployee[]>,
  rest: AsyncGenerator<readonly FiledEmployee[]>,
  logDefect: (defect: unknown) => void,
): AsyncGenerator<Uint8Array> {
  try {
    // Excel takes a file for UTF-8 only if it begins with the mark.
    yield encoder.encode(`\ufeff${csvOf([employeeFileHeadings()])}`);
    if (first.done) return;
    yield encoder.encode(csvOf(first.value.map(employeeFileLine)));
    for await (const employees of rest) yield encoder.encode(csvOf(employees.map(employeeFileLine)));
  } catch (defect) {
    // The answer has begun, so nobody can be told any more: the download breaks off, and the log says why.
    logDefect(defect);
    throw defect;
  }
}

const encoder = new TextEncoder();

function csvOf(lines: string[][]): string {
  return stringify(lines, { quoted: true, quoted_empty: true, record_delimiter: "windows" });
}
