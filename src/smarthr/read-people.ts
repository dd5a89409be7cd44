import { ok, type Result } from "../core/result.ts";
import type { SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import type { OptOutField } from "./opt-out-field.ts";
import { ROWS_PER_PAGE } from "./read-list.ts";
import { createPageTranslator, type TranslatedCrew } from "./translate.ts";
import { CREW_FIELDS, crewPageSchema } from "./wire.ts";

/** Which people: those of these ids, or those who have the number; SmartHR has no way to ask by mail address. */
export type PeopleWanted = { readonly ids: readonly string[] } | { readonly employeeNumber: string };

/** How many people can be asked for at once by their ids. */
export const PEOPLE_AT_ONCE = ROWS_PER_PAGE;

/** The people of SmartHR who are wanted, as many as there are of them. */
export async function readPeople(
  client: SmartHrClient,
  field: OptOutField,
  wanted: PeopleWanted,
): Promise<Result<readonly TranslatedCrew[], SmartHrFault>> {
  const filter = "ids" in wanted ? { id: wanted.ids.join(",") } : { emp_code: wanted.employeeNumber };
  if (Object.values(filter).every((value) => value === "")) return ok([]);
  const answer = await client.ask({
    method: "GET",
    path: "/v1/crews",
    query: { ...filter, fields: CREW_FIELDS.join(","), per_page: String(ROWS_PER_PAGE) },
    resource: "crews",
    schema: crewPageSchema,
  });
  if (!answer.ok) return answer;
  // A filter that is not obeyed would show other people.
  const ids = "ids" in wanted ? new Set(wanted.ids) : null;
  const people = answer.value.value.filter((crew) =>
    ids === null ? isNumbered(crew.emp_code, wanted) : ids.has(crew.id),
  );
  return createPageTranslator(field)(people);
}

function isNumbered(number: string | null | undefined, wanted: PeopleWanted): boolean {
  return "employeeNumber" in wanted && number === wanted.employeeNumber;
}
