import type { Department } from "./roster.ts";

/** For each department the sum of its own count and those of all below it. */
export function countsBelow(
  departments: readonly Department[],
  countByCode: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const parentByCode = new Map(departments.map(({ code, parentCode }) => [code, parentCode]));
  const sums = new Map(departments.map(({ code }) => [code, 0]));
  for (const { code: own } of departments) {
    const count = countByCode.get(own) ?? 0;
    for (let code: string | null = own; code !== null; code = parentByCode.get(code) ?? null) {
      sums.set(code, (sums.get(code) ?? 0) + count);
    }
  }
  return sums;
}
