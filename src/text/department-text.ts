/** The names of departments. One that is not there any more has none. */
export type NameByCode = ReadonlyMap<string, string>;

/** For values among which no department is. */
export const NO_DEPARTMENTS: NameByCode = new Map();

/** A department as people tell it from others, 「A001 営業部」: names alone may be alike, and a code alone says little. */
export function departmentText({ code, name }: { readonly code: string | null; readonly name: string | null }): string {
  return [code, name].filter((part) => part !== null && part !== "").join(" ");
}

/** The same where only its code is at hand. */
export function departmentOfCodeText(code: string, nameByCode: NameByCode): string {
  return departmentText({ code, name: nameByCode.get(code) ?? null });
}

/** Departments as their names are looked up. */
export function nameByCodeOf(departments: readonly { readonly code: string; readonly name: string }[]): NameByCode {
  return new Map(departments.map(({ code, name }) => [code, name]));
}
