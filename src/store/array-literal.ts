/** A column of values as PostgreSQL reads an array of any type from text; null is the database's null. */
export function toArrayLiteral<Row>(
  rows: readonly Row[],
  read: (row: Row) => string | number | boolean | null,
): string {
  let literal = "{";
  for (const [index, row] of rows.entries()) {
    if (index > 0) literal += ",";
    const value = read(row);
    // Unquoted it is the database's null; quoted it would be the text of that word.
    literal += value === null ? "NULL" : `"${escaped(String(value))}"`;
  }
  return `${literal}}`;
}

function escaped(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replaceAll(/["\\]/g, "\\$&") : text;
}

const NEEDS_ESCAPE = /["\\]/;
