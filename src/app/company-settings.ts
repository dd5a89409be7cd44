import { ok, type Result } from "../core/result.ts";
import type { SyncSettings } from "../core/settings.ts";
import * as store from "../store/companies.ts";
import { changeChoices, type Stale } from "./change-choices.ts";
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

/** Replaces the company's choices for its syncs, if they still are what the person saw. */
export async function changeSyncSettings(
  product: Pick<Product, "db">,
  companyId: store.CompanyId,
  { seen, ...settings }: SyncSettings & { readonly seen: SyncSettings },
): Promise<Result<CompanySettings, Stale>> {
  const changed = await changeChoices(product, companyId, async (tx) => {
    const { createRetired, whenAddressChanged } = await store.readSettings(tx, companyId);
    if (createRetired !== seen.createRetired || whenAddressChanged !== seen.whenAddressChanged) return false;
    await store.saveSettings(tx, companyId, settings);
    return true;
  });
  return changed.ok ? ok(await readCompanySettings(product, companyId)) : changed;
}

/** M36: replaces the company's contact, if it still is what the person saw. */
export async function changeContact(
  product: Pick<Product, "db">,
  companyId: store.CompanyId,
  contact: store.CompanyContact,
  wasSeen: (stored: store.CompanyContact | null) => boolean,
): Promise<Result<CompanySettings, Stale>> {
  const changed = await changeChoices(product, companyId, async (tx) => {
    if (!wasSeen(await store.readContact(tx, companyId))) return false;
    await store.saveContact(tx, companyId, contact);
    return true;
  });
  return changed.ok ? ok(await readCompanySettings(product, companyId)) : changed;
}
