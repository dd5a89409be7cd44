import { sql } from "kysely";
import type { DepartmentNotice, EmployeeNotice } from "../core/plan.ts";
import type { SyncSettings } from "../core/settings.ts";
import type { Queries } from "./database.ts";

/** A person of a run's plan whose address seems to have changed (M24), the employee they were before, and what the plan does. */
export interface AddressSuspectRow {
  readonly crewId: string;
  readonly formerEmployeeId: string;
  readonly choice: SyncSettings["whenAddressChanged"];
}

/** Which of the people are meant: all of a plan that waits, or those whom a run that was applied made new. */
export type SuspectsMeant = "all" | "made-new";

/** Some of a run's people whose address seems to have changed, in the order they were found. */
export async function readAddressSuspects(
  queries: Queries,
  runId: string,
  { offset, limit, meant }: { readonly offset: number; readonly limit: number; readonly meant: SuspectsMeant },
): Promise<readonly AddressSuspectRow[]> {
  const { rows } = await sql<AddressSuspectRow>`
    select found -> 'row' ->> 'crewId' as "crewId", found -> 'notice' ->> 'formerEmployeeId' as "formerEmployeeId",
           case found -> 'notice' ->> 'kind' when 'email-change-followed' then 'follow-person' else 'create-new' end as choice
      from runs, jsonb_path_query(notices, ${SUSPECTS[meant]}::jsonpath) with ordinality as noticed (found, place)
     where id = ${runId} order by place limit ${limit}::bigint offset ${offset}::bigint`.execute(queries);
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

/** How many of a plan's notices say that an address seems to have changed: written down with the plan, whose page asks again and again. */
export function addressSuspectsAmong(
  notices: readonly { readonly notice: { readonly kind: (DepartmentNotice | EmployeeNotice)["kind"] } }[],
): number {
  return notices.filter(({ notice: { kind } }) => kind === "email-change-suspected" || kind === "email-change-followed")
    .length;
}

const SUSPECTS = {
  all: `$[*] ? (@.notice.kind == "email-change-suspected" || @.notice.kind == "email-change-followed")`,
  "made-new": `$[*] ? (@.notice.kind == "email-change-suspected")`,
} as const satisfies Record<SuspectsMeant, string>;
