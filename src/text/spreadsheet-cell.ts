// Full-width signs count: Excel in Japanese takes them alike. So do spaces and invisible characters before a sign.
const RUNS_AS_FORMULA = /^[\s\p{Cf}]*[=+\-@]/u;
const BEGINS_WITH_BREAK = /^[\t\r\n]/;

/** A cell's text as a spreadsheet may have it: what it would run as a formula begins with an apostrophe instead. */
export function defusedCell(text: string): string {
  return BEGINS_WITH_BREAK.test(text) || RUNS_AS_FORMULA.test(text.normalize("NFKC")) ? `'${text}` : text;
}
