import { stringify } from "csv-stringify/sync";
import type { LocatedFinding } from "../app/browse-runs.ts";
import type { ErrorFile } from "../app/open-error-file.ts";
import { type ErrorFileLine, errorFileHeadings, errorFileLines, errorFileName } from "../text/error-file-text.ts";
import { defusedCell } from "../text/spreadsheet-cell.ts";
import { xlsxFile } from "./xlsx-file.ts";

/** How 「エラーファイル」 is written down. */
export type ErrorFileFormat = "csv" | "xlsx";

/** The error file as a download, written down while it is sent: of 100,000 lines no more than some thousands are in memory. */
export async function errorFileResponse(
  file: ErrorFile,
  format: ErrorFileFormat,
  logDefect: (defect: unknown) => void,
): Promise<Response> {
  const { type, write } = FORMATS[format];
  const findings = file.findings();
  // Before the answer begins: what fails here can still be told.
  const first = await findings.next();
  const lines = linesOf(file, first.done ? [] : first.value, findings);
  const stream = ReadableStream.from(loggingDefects(write(lines), logDefect));
  const name = `${errorFileName(file.subject, file.finishedAt)}.${format}`;
  return new Response(stream, { headers: { "content-type": type, "content-disposition": attachment(name) } });
}

type Lines = AsyncGenerator<readonly ErrorFileLine[]>;

const FORMATS: Record<ErrorFileFormat, { readonly type: string; readonly write: (lines: Lines) => Pieces }> = {
  csv: { type: "text/csv; charset=utf-8", write: csvFile },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: xlsxFile },
};

type Pieces = AsyncGenerator<Uint8Array>;

async function* linesOf({ subject }: ErrorFile, first: Findings, rest: AsyncGenerator<Findings>): Lines {
  yield [errorFileHeadings(subject), ...linesOfFindings(first)];
  for await (const findings of rest) yield linesOfFindings(findings);
}

type Findings = readonly LocatedFinding[];

function linesOfFindings(findings: Findings): readonly ErrorFileLine[] {
  return findings.flatMap((finding) => errorFileLines(finding, finding.url));
}

// Excel takes a file for UTF-8 only if it begins with the mark.
async function* csvFile(lines: Lines): Pieces {
  const encoder = new TextEncoder();
  yield encoder.encode("\ufeff");
  for await (const some of lines) {
    const cells = some.map((line) => line.map(defusedCell));
    yield encoder.encode(stringify(cells, { quoted: true, quoted_empty: true, record_delimiter: "windows" }));
  }
}

// The answer has begun, so nobody can be told any more: the download breaks off, and the log says why.
async function* loggingDefects(pieces: Pieces, logDefect: (defect: unknown) => void): Pieces {
  try {
    yield* pieces;
  } catch (defect) {
    logDefect(defect);
    throw defect;
  }
}

// RFC 6266: browsers take the second name; the first is for programs that know ASCII alone.
function attachment(name: string): string {
  const plainName = name.replace(/^[^_]*_[^_]*/, "errors");
  return `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
