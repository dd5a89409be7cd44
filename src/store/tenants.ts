import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";

/** SmartHR's id of the opt-out field that was made or found in this SmartHR account, or null when there was none yet (M27, M35). */
export async function rememberedOptOutField(
  queries: Queries,
  companyId: CompanyId,
  subdomain: string,
): Promise<string | null> {
  const tenant = await queries
    .selectFrom("tenants")
    .select("opt_out_field_id")
    .where("company_id", "=", companyId)
    .where("subdomain", "=", subdomain)
    .executeTakeFirst();
  return tenant?.opt_out_field_id ?? null;
}

/** Remembers the account's opt-out field, in place of one remembered before. */
export async function rememberOptOutField(
  queries: Queries,
  field: { readonly companyId: CompanyId; readonly subdomain: string; readonly fieldId: string },
): Promise<void> {
  await queries
    .insertInto("tenants")
    .values({ company_id: field.companyId, subdomain: field.subdomain, opt_out_field_id: field.fieldId })
    .onConflict((conflict) =>
      conflict.columns(["company_id", "subdomain"]).doUpdateSet({ opt_out_field_id: field.fieldId }),
    )
    .execute();
}

/** Notes that the company has to do with this SmartHR account; keeps what is remembered of it. */
export async function rememberTenant(queries: Queries, companyId: CompanyId, subdomain: string): Promise<void> {
  await queries
    .insertInto("tenants")
    .values({ company_id: companyId, subdomain })
    .onConflict((conflict) => conflict.columns(["company_id", "subdomain"]).doNothing())
    .execute();
}
