import type { PersonName } from "../core/person-name.ts";

type Shown = Pick<PersonName, "employeeNumber" | "lastName" | "firstName">;

/** A person as SmartHR shows one, 「社員番号 姓 名」: people of one name are normal. */
export function personText({ employeeNumber, lastName, firstName }: Shown): string {
  const parts = [employeeNumber, lastName, firstName].filter((part) => part !== null && part !== "");
  return parts.length === 0 ? "社員番号と氏名のない従業員" : parts.join(" ");
}

/** Some of several people, and how many more there are: 0001 見本 太郎、0002 見本 花子、ほか3人. */
export function peopleText(people: readonly Shown[], count: number): string {
  const unnamed = count - people.length;
  return [...people.map(personText), ...(unnamed > 0 ? [`ほか${unnamed}人`] : [])].join("、");
}
