import * as store from "../store/administrators.ts";
import type { CompanyId } from "../store/companies.ts";
import { listLinks } from "../store/links.ts";
import { type LinkState, linkStateFrom } from "./link-state.ts";
import type { Product } from "./product.ts";

/** Somebody of a company, and how their link stands (M31). */
export interface AdministratorWithLink extends store.Administrator {
  readonly link: LinkState["kind"];
}

/** The company's people, by address. */
export async function listAdministrators(
  { db, clock }: Pick<Product, "db" | "clock">,
  companyId: CompanyId,
): Promise<readonly AdministratorWithLink[]> {
  return db.snapshot(async (tx) => {
    const links = await listLinks(tx, companyId);
    const linkByEmail = new Map(links.map((link) => [link.administratorEmail, link]));
    const people = await store.listAdministrators(tx, companyId);
    const now = clock.now();
    return people.map((person) => ({ ...person, link: linkStateFrom(linkByEmail.get(person.email), now, null).kind }));
  });
}
