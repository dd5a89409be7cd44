import { once } from "node:events";
import type { Writable } from "node:stream";

/** Writes pieces one after another, waiting whenever the reader is slower than we are. */
export async function writePieces(stream: Writable, pieces: Iterable<string>): Promise<void> {
  let gathered = "";
  for (const piece of pieces) {
    gathered += piece;
    if (gathered.length < 65_536) continue;
    if (!stream.write(gathered)) await once(stream, "drain");
    gathered = "";
  }
  if (gathered !== "" && !stream.write(gathered)) await once(stream, "drain");
}
