import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { xlsxFile } from "./xlsx-file.ts";

test.each([
  ["signs of XML", `<a href="x">&'</a>`, `&lt;a href="x"&gt;&amp;'&lt;/a&gt;`],
  ["a formula, which stays text", "=1+1", "=1+1"],
  ["leading zeros and spaces", " 0012", " 0012"],
  ["what a spreadsheet would take for an escape", "_x0041_", "_x005F_x0041_"],
  ["characters that XML does not know", "a\u0000\u0007\uffffb", "ab"],
  ["half a character", "a\ud800b", "a\ufffdb"],
  ["rare characters", "𠮷髙﨑", "𠮷髙﨑"],
  ["a line break", "a\r\nb", "a&#13;\nb"],
  ["more than a cell holds", "あ".repeat(40_000), "あ".repeat(32_767)],
])("a cell holds %s", async (_, text, xml) => {
  const sheet = await sheetOf([[[text]]]);

  expect(sheet).toContain(
    `<row r="1"><c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">${xml}</t></is></c></row>`,
  );
});

test("rows come in their order, however they are handed over", async () => {
  const numbers = Array.from({ length: 250 }, (_, number) => [String(number)]);

  const sheet = await sheetOf([[["番号"]], numbers.slice(0, 101), [], numbers.slice(101)]);

  const cells = [...sheet.matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)].map(([, text]) => text);
  expect(cells).toEqual(["番号", ...numbers.flat()]);
});

test("cells have their addresses, without which some programs read nothing", async () => {
  const wide = Array.from({ length: 28 }, () => "");

  const sheet = await sheetOf([[wide], [wide]]);

  const addresses = [...sheet.matchAll(/<c r="(\w+)"/g)].map(([, address]) => address);
  expect([addresses[0], addresses[25], addresses[26], addresses[27]]).toEqual(["A1", "Z1", "AA1", "AB1"]);
  expect(addresses[28]).toBe("A2");
});

test("an error on the way breaks off the file", async () => {
  async function* rows() {
    yield [["番号"]];
    throw new Error("the database is away");
  }

  await expect(bytesOf(xlsxFile(rows()))).rejects.toThrow("the database is away");
});

async function sheetOf(rows: readonly (readonly (readonly string[])[])[]): Promise<string> {
  const archive = await bytesOf(xlsxFile(oneByOne(rows)));
  const name = Buffer.from("xl/worksheets/sheet1.xml");
  const content = archive.indexOf(name) + name.length;
  return inflateRawSync(archive.subarray(content)).toString("utf8");
}

async function* oneByOne<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
