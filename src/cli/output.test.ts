import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { Gathered } from "../../test/command-line-scene.ts";
import { writePieces } from "./output.ts";

test("pieces come out in their order, gathered into few writes", async () => {
  const writes: number[] = [];
  const stream = new (class extends Gathered {
    override _write(chunk: Buffer, encoding: BufferEncoding, done: () => void): void {
      writes.push(chunk.length);
      super._write(chunk, encoding, done);
    }
  })();
  const pieces = Array.from({ length: 100_000 }, (_, index) => `${index}\n`);

  await writePieces(stream, pieces);

  expect(stream.text).toBe(pieces.join(""));
  expect(writes.length).toBeLessThan(20);
});

test("a slow reader is waited for", async () => {
  let unread = 0;
  let most = 0;
  const stream = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _, done) {
      unread -= chunk.length;
      setImmediate(done);
    },
  });
  const pieces = function* () {
    for (let index = 0; index < 100; index++) {
      unread += 65_536;
      most = Math.max(most, unread);
      yield "x".repeat(65_536);
    }
  };

  await writePieces(stream, pieces());

  expect(most).toBeLessThanOrEqual(2 * 65_536);
});

test("a reader that goes away is an error for the caller to judge", async () => {
  const stream = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    },
  });
  stream.on("error", () => {});

  const writing = writePieces(stream, ["x".repeat(65_536), "y"]);

  await expect(writing).rejects.toThrow("EPIPE");
});
