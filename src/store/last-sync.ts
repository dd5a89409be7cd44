import type { Instant } from "../core/calendar.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";

/** The newest run that applied a plan of all employees: when it ended, and which SmartHR account it had read. */
export async function lastEmployeeSync(
  queries: Queries,
  companyId: CompanyId,
): Promise<{ readonly at: Instant; readonly subdomain: string | null } | null> {
  const run = await queries
    .selectFrom("runs")
    .select(["finished_at", "subdomain"])
    .where("company_id", "=", companyId)
    .where("subject", "=", "employees")
    .where("state", "in", ["succeeded", "partly-failed"])
    .where("undo_of", "is", null)
    .where("only_crew_id", "is", null)
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return run === undefined || run.finished_at === null ? null : { at: run.finished_at, subdomain: run.subdomain };
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
