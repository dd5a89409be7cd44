import { Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

type Pieces = AsyncGenerator<Uint8Array>;

/**
 * Rows of text as a spreadsheet of one sheet, whose first row stays in sight. Every cell is text, so codes keep their zeros and nothing
 * runs as a formula. Made piece by piece, whatever its length (decision 0030).
 */
export async function* xlsxFile(rows: AsyncIterable<readonly (readonly string[])[]>): Pieces {
  const entries: Entry[] = [];
  let offset = 0;
  for (const { name, xml } of [...FIXED_PARTS, { name: "xl/worksheets/sheet1.xml", xml: sheetXml(rows) }]) {
    const entry = { name, offset, crc: 0, compressedSize: 0, size: 0 };
    for await (const piece of writeEntry(entry, xml)) {
      offset += piece.length;
      yield piece;
    }
    entries.push(entry);
  }
  const directory = Buffer.concat(entries.map(directoryHeader));
  yield directory;
  yield endOfDirectory(entries.length, directory.length, offset);
}

// ECMA-376 part 1, and Excel's own limits: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
const MOST_CHARACTERS_IN_CELL = 32_767;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const FIXED_PARTS: readonly { readonly name: string; readonly xml: Iterable<string> }[] = [
  {
    name: "[Content_Types].xml",
    xml: [
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      '<Default Extension="xml" ContentType="application/xml"/>',
      `<Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>`,
      `<Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/>`,
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/></Types>`,
    ],
  },
  {
    name: "_rels/.rels",
    xml: [
      `${XML}<Relationships xmlns="${RELATIONSHIPS}">`,
      `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
  },
  {
    name: "xl/workbook.xml",
    xml: [
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">`,
      '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ],
  },
  {
    name: "xl/_rels/workbook.xml.rels",
    xml: [
      `${XML}<Relationships xmlns="${RELATIONSHIPS}">`,
      `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>`,
      `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
  },
  {
    // Format 49 is text: a code that somebody types over stays text as well.
    name: "xl/styles.xml",
    xml: [
      `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Yu Gothic"/></font></fonts>`,
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
      '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>',
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ],
  },
];

async function* sheetXml(rows: AsyncIterable<readonly (readonly string[])[]>): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">`;
  yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  yield '<cols><col min="1" max="16384" width="20" customWidth="1"/></cols><sheetData>';
  let written = 0;
  for await (const some of rows) {
    // Little at a time: other requests wait meanwhile.
    for (let at = 0; at < some.length; at += 100) {
      const few = some.slice(at, at + 100);
      yield few.map((cells, index) => rowXml(cells, written + index + 1)).join("");
      written += few.length;
    }
  }
  yield "</sheetData></worksheet>";
}

// Excel finds rows and cells by their order; other programs read them by their addresses alone.
function rowXml(cells: readonly string[], row: number): string {
  return `<row r="${row}">${cells.map((text, column) => cellXml(text, `${columnLetters(column)}${row}`)).join("")}</row>`;
}

function cellXml(text: string, address: string): string {
  if (text === "") return `<c r="${address}" s="1"/>`;
  return `<c r="${address}" s="1" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, MOST_CHARACTERS_IN_CELL))}</t></is></c>`;
}

// A to Z, then AA.
function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}

function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // XML 1.0 has no way to write them.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these very characters are meant
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      // A spreadsheet takes _x0041_ for the letter A.
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll("\r", "&#13;")
  );
}

/** A file in the archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3. */
interface Entry {
  readonly name: string;
  readonly offset: number;
  crc: number;
  compressedSize: number;
  size: number;
}

const VERSION_NEEDED = 20;
// Bit 3: the sizes come behind the content, as they are not known before.
const FLAGS = 0x0008;
const DEFLATED = 8;
// 1980-01-01, the first day the format knows.
const NO_DATE = 0x0021;

async function* writeEntry(entry: Entry, xml: Iterable<string> | AsyncIterable<string>): Pieces {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(NO_DATE, 12);
  header.writeUInt16LE(name.length, 26);
  yield Buffer.concat([header, name]);
  for await (const piece of Readable.from(counted(entry, xml)).compose(createDeflateRaw())) {
    entry.compressedSize += piece.length;
    yield piece;
  }
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(0x08074b50, 0);
  writeSizes(sizes, entry, 4);
  yield sizes;
}

async function* counted(entry: Entry, xml: Iterable<string> | AsyncIterable<string>): Pieces {
  for await (const text of xml) {
    const bytes = Buffer.from(text);
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    yield bytes;
  }
}

function directoryHeader(entry: Entry): Buffer {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  header.writeUInt16LE(VERSION_NEEDED, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATED, 10);
  header.writeUInt16LE(NO_DATE, 14);
  writeSizes(header, entry, 16);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, name]);
}

function writeSizes(header: Buffer, { crc, compressedSize, size }: Entry, at: number): void {
  header.writeUInt32LE(crc, at);
  header.writeUInt32LE(compressedSize, at + 4);
  header.writeUInt32LE(size, at + 8);
}

function endOfDirectory(entryCount: number, directorySize: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entryCount, 8);
  end.writeUInt16LE(entryCount, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(directoryOffset, 16);
  return end;
}
