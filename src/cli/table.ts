import Table from "cli-table3";
import wrapAnsi from "wrap-ansi";

/** A table that fills a terminal so many columns wide: null widths share what the others leave. Every cell shows all of its text. */
export function tableText(
  columns: number,
  widths: readonly (number | null)[],
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const colWidths = widthsFor(columns, widths);
  const lines = rows.map((row) => wrapped(row, colWidths));
  const oneLined = lines.every((cells) => cells.every((cell) => !cell.includes("\n")));
  const table = new Table({
    head: wrapped(head, colWidths),
    colWidths,
    style: { head: [], border: [], compact: oneLined },
  });
  for (const cells of lines) table.push(cells);
  return table.toString();
}

/** Text from elsewhere without what a terminal would take for a command. */
export function printable(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, "");
}

const LEAST_SHARE = 20;
const PADDING = 2;

function widthsFor(columns: number, widths: readonly (number | null)[]): number[] {
  const fixed = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const borders = widths.length + 1;
  const sharing = widths.filter((width) => width === null).length;
  const share = Math.max(LEAST_SHARE, Math.floor((columns - fixed - borders) / sharing));
  return widths.map((width) => width ?? share);
}

// The table's own wrapping counts letters, and a Japanese one is two columns wide; nor has Japanese blanks to break a line at.
function wrapped(cells: readonly string[], widths: readonly number[]): string[] {
  return cells.map((cell, place) =>
    wrapAnsi(printable(cell), (widths[place] ?? LEAST_SHARE) - PADDING, { hard: true, trim: false }),
  );
}
