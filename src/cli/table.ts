import Table from "cli-table3";

/** A table that fills the terminal: null widths share what the others leave. */
export function tableOf(columns: number, widths: readonly (number | null)[], head: string[]): Table.Table {
  const fixed = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const borders = widths.length + 1;
  const sharing = widths.filter((width) => width === null).length;
  const share = Math.max(20, Math.floor((columns - fixed - borders) / sharing));
  return new Table({
    head,
    colWidths: widths.map((width) => width ?? share),
    wordWrap: true,
    // Japanese has no blanks to break a line at.
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
}
