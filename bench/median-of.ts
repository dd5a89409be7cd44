/** The middle one of the numbers; of an even count, the mean of the two in the middle. Throws when there is none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("expected at least one number");
  return (lower + upper) / 2;
}
