import { type SqlBool, sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { EmployeeIdentity } from "../core/findings.ts";
import type { Queries } from "./database.ts";
import type { Account } from "./tenants.ts";

/** Whom the last applied reading of a SmartHR account found opted out (docs/decisions/0041). */
export interface RememberedOptOuts {
  readonly readAt: Instant;
  /** In the order in which SmartHR has them; whoever nobody knows by name has none. */
  readonly people: readonly EmployeeIdentity[];
}

/** Null when no reading of the account was applied. Names are that run's, else the roster's. */
export async function rememberedOptOuts(queries: Queries, account: Account): Promise<RememberedOptOuts | null> {
  const run = await queries
    .selectFrom("runs")
    .select(["id", "read_at"])
    .where("company_id", "=", account.companyId)
    .where("subject", "=", "employees")
    .where("subdomain", "=", account.subdomain)
    .where("state", "in", ["succeeded", "partly-failed"])
    .where("read_at", "is not", null)
    .orderBy("read_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (run === undefined || run.read_at === null) return null;
  const { rows } = await sql<{ readonly crew_id: string; readonly found: EmployeeIdentity | null } & RosterName>`
    with run as (select opted_out_crew_ids, skips from runs where id = ${run.id}),
    found as (
      select distinct on (skip -> 'row' ->> 'crewId') skip -> 'row' ->> 'crewId' as crew_id, skip -> 'row' as row
        from run, jsonb_array_elements(coalesce(run.skips, '[]'::jsonb)) as skip
       where skip ->> 'reason' = 'opted-out'
    ),
    opted_out as (select crew_id, place from run, unnest(run.opted_out_crew_ids) with ordinality as listed (crew_id, place))
    select opted_out.crew_id, found.row as found, employees.employee_number, employees.email, employees.last_name, employees.first_name
      from opted_out
      left join found on found.crew_id = opted_out.crew_id
      left join lateral (
        select employee_number, email, last_name, first_name
          from employees
         where ${IS_UNKNOWN} and employees.company_id = ${account.companyId} and employees.crew_id = opted_out.crew_id
         limit 1
      ) as employees on true
     order by opted_out.place
  `.execute(queries);
  return { readAt: run.read_at, people: rows.map(toIdentity) };
}

const IS_UNKNOWN = sql<SqlBool>`found.row is null`;

interface RosterName {
  readonly employee_number: string | null;
  readonly email: string | null;
  readonly last_name: string | null;
  readonly first_name: string | null;
}

function toIdentity(row: { readonly crew_id: string; readonly found: EmployeeIdentity | null } & RosterName) {
  return (
    row.found ?? {
      crewId: row.crew_id,
      employeeNumber: row.employee_number,
      email: row.email,
      lastName: row.last_name,
      firstName: row.first_name,
    }
  );
}

/** The SmartHR account from which the company's employees were last read, or were to be; null before the first. */
export async function lastReadAccount(queries: Queries, companyId: Account["companyId"]): Promise<string | null> {
  const run = await queries
    .selectFrom("runs")
    .select("subdomain")
    .where("company_id", "=", companyId)
    .where("subject", "=", "employees")
    .where("subdomain", "is not", null)
    .orderBy("requested_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return run?.subdomain ?? null;
}
