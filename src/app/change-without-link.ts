import { fail, type Result } from "../core/result.ts";
import {
  type Administrator,
  type AdministratorKey,
  type AdministratorStays,
  changePerson,
  findAdministrator,
} from "../store/administrators.ts";
import type { Transaction } from "../store/database.ts";
import { endLink } from "../store/links.ts";
import { heldTokens } from "./held-tokens.ts";
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
  const { db } = product;
  const person = await findAdministrator(db.queries, key);
  if (person === null) return fail({ kind: "not-found" });
  const owner = { companyId: key.companyId, administratorEmail: person.email };
  const held = await heldTokens(product, owner);
  const changed = await changePerson(db, async (tx) => {
    const after = await change(tx);
    if (after !== null) await endLink(tx, owner);
    return after;
  });
  if (changed.ok) for (const tokens of held) await revokeTokens(product, tokens);
  return changed;
}
