import { fail, type Result } from "../core/result.ts";
import {
  type Administrator,
  type AdministratorKey,
  type AdministratorStays,
  changePerson,
  findAdministrator,
} from "../store/administrators.ts";
import type { Transaction } from "../store/database.ts";
import { endLink, findLink } from "../store/links.ts";
import type { Product } from "./product.ts";
import { revokeTokens } from "./revoke-tokens.ts";

/** What of the product a change needs that takes somebody's link away. */
export type LinkEnding = Pick<Product, "db" | "clock" | "smarthr" | "secretKeys">;

/** Makes a change after which the person can have no link: its tokens are erased in the same moment, then revoked at SmartHR. */
export async function changeWithoutLink(
  product: LinkEnding,
  key: AdministratorKey,
  change: (tx: Transaction) => Promise<Administrator | null>,
): Promise<Result<Administrator, AdministratorStays>> {
  const { db, secretKeys } = product;
  const person = await findAdministrator(db.queries, key);
  if (person === null) return fail({ kind: "not-found" });
  const owner = { companyId: key.companyId, administratorEmail: person.email };
  // Read before they are erased. Tokens that cannot be read any more cannot be used any more, either.
  const link = secretKeys === null ? null : await findLink(db.queries, secretKeys, owner);
  const changed = await changePerson(db, async (tx) => {
    const after = await change(tx);
    if (after !== null) await endLink(tx, owner);
    return after;
  });
  if (changed.ok && link?.ok && link.value !== null) await revokeTokens(product, link.value.tokens);
  return changed;
}
