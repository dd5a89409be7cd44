import { fail, ok, type Result } from "../core/result.ts";
import type { SyncSettings } from "../core/settings.ts";
import type { Queries, Transaction } from "./database.ts";

/** One customer of the product; every row of every other table belongs to one. */
export interface Company {
  readonly id: CompanyId;
  /** How commands and addresses name it: small letters, digits and hyphens, unique. */
  readonly slug: string;
  readonly name: string;
}

export type CompanyId = number;

/** Adds a company whose settings are the manual's. */
export async function addCompany(
  queries: Queries,
  company: { readonly slug: string; readonly name: string },
): Promise<Result<Company, { readonly kind: "slug-taken" } | { readonly kind: "invalid-slug" }>> {
  if (!SLUG.test(company.slug)) return fail({ kind: "invalid-slug" });
  const added = await queries
    .insertInto("companies")
    .values(company)
    .onConflict((conflict) => conflict.column("slug").doNothing())
    .returning(["id", "slug", "name"])
    .executeTakeFirst();
  return added === undefined ? fail({ kind: "slug-taken" }) : ok(added);
}

/** All companies, by slug. */
export async function listCompanies(queries: Queries): Promise<readonly Company[]> {
  return queries.selectFrom("companies").select(["id", "slug", "name"]).orderBy("slug").execute();
}

/** The companies in which somebody has signed in, the last of them first, at most so many. */
export async function companiesSignedInLast(queries: Queries, limit: number): Promise<readonly CompanyId[]> {
  const rows = await queries
    .selectFrom("administrators")
    .select("company_id")
    .where("last_sign_in_at", "is not", null)
    .groupBy("company_id")
    .orderBy((of) => of.fn.max("last_sign_in_at"), "desc")
    .limit(limit)
    .execute();
  return rows.map(({ company_id }) => company_id);
}

/** The company with that slug, or null. */
export async function findCompany(queries: Queries, slug: string): Promise<Company | null> {
  const found = await queries
    .selectFrom("companies")
    .select(["id", "slug", "name"])
    .where("slug", "=", slug)
    .executeTakeFirst();
  return found ?? null;
}

/** The company of that id; throws when there is none. */
export async function readCompany(queries: Queries, companyId: CompanyId): Promise<Company> {
  return queries
    .selectFrom("companies")
    .select(["id", "slug", "name"])
    .where("id", "=", companyId)
    .executeTakeFirstOrThrow();
}

/** The company's choices; throws when there is no such company. */
export async function readSettings(queries: Queries, companyId: CompanyId): Promise<SyncSettings> {
  const found = await queries
    .selectFrom("companies")
    .select(["create_retired", "when_address_changed"])
    .where("id", "=", companyId)
    .executeTakeFirstOrThrow();
  return { createRetired: found.create_retired, whenAddressChanged: found.when_address_changed };
}

/** Keeps everybody else from changing what the company chose, until the transaction ends. */
export async function lockChoices(tx: Transaction, companyId: CompanyId): Promise<void> {
  await tx.selectFrom("companies").select("id").where("id", "=", companyId).forNoKeyUpdate().executeTakeFirstOrThrow();
}

/** Replaces the company's choices. */
export async function saveSettings(queries: Queries, companyId: CompanyId, settings: SyncSettings): Promise<void> {
  await queries
    .updateTable("companies")
    .set({ create_retired: settings.createRetired, when_address_changed: settings.whenAddressChanged })
    .where("id", "=", companyId)
    .execute();
}

/** M36: where the company's people are sent with questions. */
export interface CompanyContact {
  readonly name: string;
  readonly url: string | null;
  readonly email: string | null;
  readonly hours: string | null;
}

/** The company's own contact, or null while it has none. */
export async function readContact(queries: Queries, companyId: CompanyId): Promise<CompanyContact | null> {
  const { name, ...rest } = await queries
    .selectFrom("companies")
    .select(["contact_name as name", "contact_url as url", "contact_email as email", "contact_hours as hours"])
    .where("id", "=", companyId)
    .executeTakeFirstOrThrow();
  return name === null ? null : { name, ...rest };
}

/** Replaces the company's contact. */
export async function saveContact(queries: Queries, companyId: CompanyId, contact: CompanyContact): Promise<void> {
  const { name, url, email, hours } = contact;
  await queries
    .updateTable("companies")
    .set({ contact_name: name, contact_url: url, contact_email: email, contact_hours: hours })
    .where("id", "=", companyId)
    .execute();
}

// The same shape as the table's check, so that a wrong slug is an answer and not an error of the database.
const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
