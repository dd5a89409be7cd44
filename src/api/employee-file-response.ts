import { employeeFileHeadings, employeeFileLine, type FiledEmployee } from "../text/employee-file.ts";
import { CSV_TYPE, csvFile, download } from "./download.ts";

/** The employees as a CSV file of that name to download. */
export async function employeeFileResponse(
  employees: AsyncGenerator<readonly FiledEmployee[]>,
  name: string,
  logDefect: (defect: unknown) => void,
): Promise<Response> {
  // Before the answer begins: what fails here can still be told.
  const first = await employees.next();
  const plainName = name.replace(/^[^_]*/, "employees").replace(/[^ -~]+/g, "");
  const pieces = csvFile(linesOf(first.done ? [] : first.value, employees));
  return download({ name, plainName, type: CSV_TYPE, pieces }, logDefect);
}

async function* linesOf(
  first: readonly FiledEmployee[],
  rest: AsyncGenerator<readonly FiledEmployee[]>,
): AsyncGenerator<string[][]> {
  yield [employeeFileHeadings(), ...first.map(employeeFileLine)];
  for await (const employees of rest) yield employees.map(employeeFileLine);
}
