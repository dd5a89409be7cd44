import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Subject } from "../core/run.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";

/** The newest run that applied a plan of all of the subject, of that SmartHR account or of any: when it ended, and which account it had read. */
export async function lastSyncOf(
  queries: Queries,
  of: { readonly companyId: CompanyId; readonly subject: Subject; readonly subdomain: string | null },
): Promise<{ readonly at: Instant; readonly subdomain: string | null } | null> {
  const { subdomain } = of;
  const run = await queries
    .selectFrom("runs")
    .select(["finished_at", "subdomain"])
    .where("company_id", "=", of.companyId)
    .where("subject", "=", of.subject)
    .$if(subdomain !== null, (runs) => runs.where("subdomain", "=", subdomain))
    .where("state", "in", ["succeeded", "partly-failed"])
    .where("undo_of", "is", null)
    .where("only_crew_id", "is", null)
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return run === undefined || run.finished_at === null ? null : { at: run.finished_at, subdomain: run.subdomain };
}

/** Whether the company's runs are of more than one SmartHR account. */
export async function hasSeveralAccounts(queries: Queries, companyId: CompanyId): Promise<boolean> {
  const { several } = await queries
    .selectFrom("runs")
    .select(sql<boolean | null>`min(subdomain) < max(subdomain)`.as("several"))
    .where("company_id", "=", companyId)
    .executeTakeFirstOrThrow();
  return several ?? false;
}

/** 「連携中のアカウントURL」 of the company's newest link, whoever's it is; null when nobody is linked. */
export async function anyTenantUrl(queries: Queries, companyId: CompanyId): Promise<string | null> {
  const link = await queries
    .selectFrom("links")
    .select("tenant_url")
    .where("company_id", "=", companyId)
    .orderBy("linked_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return link?.tenant_url ?? null;
}
