import type { Subject } from "../core/run.ts";
import { findAdministratorByEmail } from "../store/administrators.ts";
import type { CompanyId } from "../store/companies.ts";
import { addCompany, listCompanies } from "../store/companies.ts";
import { listLinks } from "../store/links.ts";
import { hasAppliedRun } from "../store/runs.ts";
import { addAdministratorWithPassword } from "./add-administrator-with-password.ts";
import type { Product } from "./product.ts";

/** Somebody whose sign-in everybody may know. */
export interface DemoPerson {
  readonly email: string;
  readonly name: string;
}

/** The demo's company, and what of its first link and syncs is still to be done. */
export interface PreparedDemo {
  readonly companyId: CompanyId;
  readonly isToBeLinked: boolean;
  readonly subjectsToSync: readonly Subject[];
}

/**
 * The demo's company with its people, the first of whom links. Each step looks whether it is done already: a demo that was killed at any
 * moment of its first start goes on from there, and what its people did since then stays.
 */
export async function prepareDemo(
  product: Pick<Product, "db" | "clock" | "newId">,
  company: { readonly slug: string; readonly name: string },
  people: readonly [DemoPerson, ...DemoPerson[]],
  hashPassword: () => Promise<string>,
): Promise<PreparedDemo> {
  const { db } = product;
  const companyId = await demoCompany(product, company);
  const added = await addMissing(product, companyId, people, hashPassword);
  const subjectsToSync: Subject[] = [];
  for (const subject of ["departments", "employees"] as const) {
    if (!(await hasAppliedRun(db.queries, companyId, subject))) subjectsToSync.push(subject);
  }
  const [{ email }] = people;
  const links = await listLinks(db.queries, companyId);
  const isLinked = links.some(({ administratorEmail }) => administratorEmail === email);
  // M30: who ended the link after the first syncs is not linked again.
  return { companyId, isToBeLinked: !isLinked && (subjectsToSync.length > 0 || added.includes(email)), subjectsToSync };
}

async function addMissing(
  product: Pick<Product, "db" | "clock" | "newId">,
  companyId: CompanyId,
  people: readonly DemoPerson[],
  hashPassword: () => Promise<string>,
): Promise<readonly string[]> {
  const missing: DemoPerson[] = [];
  for (const person of people) {
    if ((await findAdministratorByEmail(product.db.queries, person.email)) === null) missing.push(person);
  }
  if (missing.length === 0) return [];
  const passwordHash = await hashPassword();
  for (const person of missing) {
    await addAdministratorWithPassword(product, { ...person, companyId, role: "administrator", passwordHash });
  }
  return missing.map(({ email }) => email);
}

// A folder that commands were used in before has a company already: the demo goes on with it.
async function demoCompany(
  { db }: Pick<Product, "db">,
  company: { readonly slug: string; readonly name: string },
): Promise<CompanyId> {
  const [first] = await listCompanies(db.queries);
  if (first !== undefined) return first.id;
  const added = await addCompany(db.queries, company);
  if (!added.ok) throw new Error(`the demo's company could not be added: ${added.fault.kind}`);
  return added.value.id;
}
