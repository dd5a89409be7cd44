/** What a log may hold of a defect: never a person's data. */
export function describeDefect(defect: unknown): object {
  if (!(defect instanceof Error)) return { name: `a thrown ${typeof defect}` };
  const { name, message, stack = "", cause } = defect;
  const because = cause === undefined ? {} : { cause: describeDefect(cause) };
  // Both quote what they could not take: a database the value, a parser the text. A database's other fields hold whole rows.
  const isQuoting = "severity" in defect || defect instanceof SyntaxError;
  if (!isQuoting) return { name, message, stack, ...because };
  const code = "code" in defect ? { code: defect.code } : {};
  const frames = stack.split("\n").filter((line) => /^ {4}at /.test(line));
  return { name, ...code, stack: frames.join("\n"), ...because };
}
