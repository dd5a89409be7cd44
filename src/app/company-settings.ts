import type { SyncSettings } from "../core/settings.ts";
import * as store from "../store/companies.ts";
import type { Product } from "./product.ts";

/** What a company's people see and choose of their company. */
export interface CompanySettings extends SyncSettings {
  readonly company: store.Company;
  /** M36; null while the company has named none of its own. */
  readonly contact: store.CompanyContact | null;
}

/** The company's name, choices and contact. */
export async function readCompanySettings(
  { db }: Pick<Product, "db">,
  companyId: store.CompanyId,
): Promise<CompanySettings> {
  return db.snapshot(async (tx) => ({
    company: await store.readCompany(tx, companyId),
    ...(await store.readSettings(tx, companyId)),
    contact: await store.readContact(tx, companyId),
  }));
}

/** Replaces the company's choices for its syncs. */
export async function changeSyncSettings(
  product: Pick<Product, "db">,
  companyId: store.CompanyId,
  settings: SyncSettings,
): Promise<CompanySettings> {
  await store.saveSettings(product.db.queries, companyId, settings);
  return readCompanySettings(product, companyId);
}

/** M36: replaces the company's contact. */
export async function changeContact(
  product: Pick<Product, "db">,
  companyId: store.CompanyId,
  contact: store.CompanyContact,
): Promise<CompanySettings> {
  await store.saveContact(product.db.queries, companyId, contact);
  return readCompanySettings(product, companyId);
}
