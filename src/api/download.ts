import { stringify } from "csv-stringify/sync";

/** A file as it is written down, piece by piece. */
export type Pieces = AsyncGenerator<Uint8Array>;

export const CSV_TYPE = "text/csv; charset=utf-8";

/**
 * A file to download, written down while it is sent: of 100,000 lines no more than some thousands are in memory. Browsers take the
 * name; `plainName` is for programs that know ASCII alone (RFC 6266).
 */
export function download(
  file: { readonly name: string; readonly plainName: string; readonly type: string; readonly pieces: Pieces },
  logDefect: (defect: unknown) => void,
): Response {
  const { name, plainName, type, pieces } = file;
  return new Response(ReadableStream.from(loggingDefects(pieces, logDefect)), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

/** Lines as CSV that Excel opens: UTF-8 with its mark, everything quoted, lines as Windows ends them. The cells are taken as they are. */
export async function* csvFile(lines: AsyncGenerator<readonly (readonly string[])[]>): Pieces {
  const encoder = new TextEncoder();
  // Excel takes a file for UTF-8 only if it begins with the mark.
  yield encoder.encode("\ufeff");
  for await (const some of lines) {
    yield encoder.encode(stringify([...some], { quoted: true, quoted_empty: true, record_delimiter: "windows" }));
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
