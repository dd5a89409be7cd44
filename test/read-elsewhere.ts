import Papa from "papaparse";
import { readSheet } from "read-excel-file/node";

/** The cells of an .xlsx file's first sheet, read by a program that knows nothing of ours; what is blank is the empty text. */
export async function readXlsxElsewhere(file: Response): Promise<readonly (readonly string[])[]> {
  const rows = await readSheet(Buffer.from(await file.arrayBuffer()), { trim: false });
  return rows.map((cells) => cells.map((cell) => (cell === null ? "" : String(cell))));
}

/** The cells of a CSV file, read by such a program. Throws when that complains. */
export async function readCsvElsewhere(file: Response): Promise<readonly (readonly string[])[]> {
  const { data, errors } = Papa.parse<string[]>(await file.text(), { skipEmptyLines: true });
  if (errors.length > 0)
    throw new Error(`not a CSV file for others: ${errors.map(({ message }) => message).join(", ")}`);
  return data;
}
