import type { LocatedFinding } from "../app/browse-runs.ts";
import type { ErrorFile } from "../app/open-error-file.ts";
import { type ErrorFileLine, errorFileHeadings, errorFileLines, errorFileName } from "../text/error-file-text.ts";
import { textCell } from "../text/text-cell.ts";
import { CSV_TYPE, csvFile, download, type Pieces } from "./download.ts";
import { xlsxFile } from "./xlsx-file.ts";

/** How 「エラーファイル」 is written down. */
export type ErrorFileFormat = "csv" | "xlsx";

/** The error file as a download. */
export async function errorFileResponse(
  file: ErrorFile,
  format: ErrorFileFormat,
  logDefect: (defect: unknown) => void,
): Promise<Response> {
  const { type, write } = FORMATS[format];
  const findings = file.findings();
  // Before the answer begins: what fails here can still be told.
  const first = await findings.next();
  const pieces = write(linesOf(file, first.done ? [] : first.value, findings));
  const name = `${errorFileName(file.subject, file.finishedAt)}.${format}`;
  const plainName = name.replace(/^[^_]*_[^_]*/, "errors");
  return download({ name, plainName, type, pieces }, logDefect);
}

type Lines = AsyncGenerator<readonly ErrorFileLine[]>;

const FORMATS: Record<ErrorFileFormat, { readonly type: string; readonly write: (lines: Lines) => Pieces }> = {
  csv: { type: CSV_TYPE, write: (lines) => csvFile(withTextCells(lines)) },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: xlsxFile },
};

async function* linesOf({ subject }: ErrorFile, first: Findings, rest: AsyncGenerator<Findings>): Lines {
  yield [errorFileHeadings(subject), ...linesOfFindings(first)];
  for await (const findings of rest) yield linesOfFindings(findings);
}

type Findings = readonly LocatedFinding[];

function linesOfFindings(findings: Findings): readonly ErrorFileLine[] {
  return findings.flatMap((finding) => errorFileLines(finding, finding.url));
}

async function* withTextCells(lines: Lines): AsyncGenerator<string[][]> {
  for await (const some of lines) yield some.map((line) => line.map(textCell));
}
