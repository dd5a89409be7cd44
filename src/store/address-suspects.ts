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
  const run = await queries.selectFrom("runs").select("address_suspects").where("id", "=", runId).executeTakeFirst();
  return run?.address_suspects ?? 0;
}

/** How many of a plan's notices say that an address seems to have changed: written down with the plan, whose page asks again and again. */
export function addressSuspectsAmong(
  notices: readonly { readonly notice: { readonly kind: (DepartmentNotice | EmployeeNotice)["kind"] } }[],
): number {
  return notices.filter(({ notice: { kind } }) => kind === "email-change-suspected" || kind === "email-change-followed")
    .length;
}

const SUSPECTS = `$[*] ? (@.notice.kind == "email-change-suspected" || @.notice.kind == "email-change-followed")`;
