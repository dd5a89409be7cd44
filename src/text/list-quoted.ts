/** Names side by side, each in its own brackets: 「A001」「A002」. */
export function listQuoted(names: readonly string[]): string {
  return names.map((name) => `「${name}」`).join("");
}
