/**
 * JSON in pieces: text, and bytes of text that was encoded before. Departments are printed with every person; encoding them anew for
 * each one is most of the work of a page.
 */
export type JsonPiece = string | Uint8Array;

/** The pieces as one text. */
export function joinPieces(pieces: readonly JsonPiece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : Buffer.from(piece).toString())).join("");
}

/** The pieces as bytes in UTF-8. */
export function encodePieces(pieces: Iterable<JsonPiece>): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const piece of pieces) {
    // UTF-8 takes three bytes at most for each unit of a JavaScript string.
    const most = typeof piece === "string" ? piece.length * 3 : piece.length;
    if (length + most > scratch.length) scratch = enlarge(scratch, length, (length + most) * 2);
    if (typeof piece === "string") length += scratch.write(piece, length);
    else {
      scratch.set(piece, length);
      length += piece.length;
    }
  }
  return Uint8Array.from(scratch.subarray(0, length));
}

// One page is encoded at a time, so all pages can share the same place to do it in.
let scratch = Buffer.alloc(65_536);

function enlarge(from: Buffer, used: number, length: number): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(length);
  larger.set(from.subarray(0, used));
  return larger;
}
