import { sql } from "kysely";
import type { DepartmentFindings, EmployeeFindings, EmployeeIdentity } from "../core/findings.ts";
import type { PersonName } from "../core/person-name.ts";
import type { AddressChoices, SyncSettings } from "../core/settings.ts";
import type { Queries } from "./database.ts";

type Choice = SyncSettings["whenAddressChanged"];

/** A person of a run's plan whose address seems to have changed (M24), the employee they were before, and what the plan does. */
export interface AddressSuspectRow {
  readonly crewId: string;
  readonly crew: EmployeeIdentity;
  /** Null for whoever the plan leaves out: whom they were synced to stands in the roster. */
  readonly formerEmployeeId: string | null;
  readonly choice: Choice;
  /** What was chosen for this very person, if anything was. */
  readonly chosen: Choice | null;
  /** The other employee who has the new address. */
  readonly holder: PersonName | null;
  /** Who has the former address in SmartHR now. */
  readonly formerTakenBy: PersonName | null;
}

/** Which of the people are meant: all of a plan that waits, or those whom a run that was applied made new. */
export type SuspectsMeant = "all" | "made-new";

/** Some of a run's people whose address seems to have changed, in the order they were found; last those whom the plan leaves out though somebody chose for them. */
export async function readAddressSuspects(
  queries: Queries,
  runId: string,
  {
    offset,
    limit,
    meant,
    crewIds = null,
  }: {
    readonly offset: number;
    readonly limit: number;
    readonly meant: SuspectsMeant;
    /** Only these. */
    readonly crewIds?: readonly string[] | null;
  },
): Promise<readonly AddressSuspectRow[]> {
  const wanted = crewIds && [...crewIds];
  const { rows } = await sql<AddressSuspectRow>`
    with suspects as (
      select found -> 'row' as crew, found -> 'notice' ->> 'formerEmployeeId' as former,
             case found -> 'notice' ->> 'kind' when 'email-change-followed' then 'follow-person' else 'create-new' end as choice,
             case found -> 'notice' ->> 'kind'
               when 'person-change-suspected' then found -> 'notice' -> 'former' else found -> 'notice' -> 'holder' end as holder,
             found -> 'notice' -> 'formerTakenBy' as taker,
             address_choices, 1 as part, place
        from runs, jsonb_path_query(notices, ${SUSPECTS[meant]}::jsonpath) with ordinality as noticed (found, place)
       where id = ${runId}
      union all
      select found -> 'row', null,
             -- 「新しい社員」 was chosen of an address that the roster has: as if nothing were chosen.
             case when holder is null then address_choices ->> (found -> 'row' ->> 'crewId') else 'follow-person' end,
             holder, null, address_choices, 2, place
        from runs, jsonb_array_elements(rejections || skips) with ordinality as left_out (found, place),
             jsonb_path_query_first(found, '$.reasons[*] ? (@.kind == "email-held").holder') as holder
       where id = ${runId} and ${meant} = 'all' and address_choices <> '{}' and address_choices ? (found -> 'row' ->> 'crewId')
    )
    select crew ->> 'crewId' as "crewId", crew, former as "formerEmployeeId", choice,
           address_choices ->> (crew ->> 'crewId') as chosen, holder, taker as "formerTakenBy"
      from suspects where ${wanted}::text[] is null or crew ->> 'crewId' = any(${wanted}::text[])
     order by part, place limit ${limit}::bigint offset ${offset}::bigint`.execute(queries);
  return rows;
}

/** How many people's address seems to have changed. */
export async function countAddressSuspects(queries: Queries, runId: string, meant: SuspectsMeant): Promise<number> {
  if (meant === "all") {
    const run = await queries.selectFrom("runs").select("address_suspects").where("id", "=", runId).executeTakeFirst();
    return run?.address_suspects ?? 0;
  }
  const { rows } = await sql<{ count: number }>`
    select jsonb_array_length(jsonb_path_query_array(notices, ${SUSPECTS[meant]}::jsonpath)) as count
      from runs where id = ${runId} and notices is not null`.execute(queries);
  return rows[0]?.count ?? 0;
}

/** How many people of a plan have an address that seems to have changed, or are left out though somebody chose for them: written down with the plan, whose page asks again and again. */
export function addressSuspectsAmong(
  { notices, rejections, skips }: DepartmentFindings | EmployeeFindings,
  choices: AddressChoices,
): number {
  const noticed = notices.filter(({ notice }) => {
    if (notice.kind === "person-change-suspected") return notice.formerEmployeeId !== undefined;
    return notice.kind === "email-change-suspected" || notice.kind === "email-change-followed";
  }).length;
  const leftOut = [...rejections, ...skips].filter(({ row }) => "crewId" in row && choices[row.crewId] !== undefined);
  return noticed + leftOut.length;
}

const SUSPECTS = {
  all: `$[*] ? (@.notice.kind == "email-change-suspected" || @.notice.kind == "email-change-followed" ||
    (@.notice.kind == "person-change-suspected" && exists(@.notice.formerEmployeeId)))`,
  "made-new": `$[*] ? (@.notice.kind == "email-change-suspected")`,
} as const satisfies Record<SuspectsMeant, string>;
