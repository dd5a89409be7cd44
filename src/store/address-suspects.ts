import { sql } from "kysely";
import type { SyncSettings } from "../core/settings.ts";
import type { Queries } from "./database.ts";

/** A person of a run's plan whose address seems to have changed (M24), the employee they were before, and what the plan does. */
export interface AddressSuspectRow {
  readonly crewId: string;
  readonly formerEmployeeId: string;
  readonly choice: SyncSettings["whenAddressChanged"];
}

/** Some of a run's people whose address seems to have changed, in the order they were found. */
export async function readAddressSuspects(
  queries: Queries,
  runId: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly AddressSuspectRow[]> {
  const { rows } = await sql<AddressSuspectRow>`
    select found -> 'row' ->> 'crewId' as "crewId", found -> 'notice' ->> 'formerEmployeeId' as "formerEmployeeId",
           case found -> 'notice' ->> 'kind' when 'email-change-followed' then 'follow-person' else 'create-new' end as choice
      from runs, jsonb_path_query(notices, ${SUSPECTS}::jsonpath) with ordinality as noticed (found, place)
     where id = ${runId} order by place limit ${limit}::bigint offset ${offset}::bigint`.execute(queries);
  return rows;
}

/** How many people's address seems to have changed. */
export async function countAddressSuspects(queries: Queries, runId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select jsonb_array_length(jsonb_path_query_array(notices, ${SUSPECTS}::jsonpath)) as count
      from runs where id = ${runId} and notices is not null`.execute(queries);
  return rows[0]?.count ?? 0;
}

const SUSPECTS = `$[*] ? (@.notice.kind == "email-change-suspected" || @.notice.kind == "email-change-followed")`;
