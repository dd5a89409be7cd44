import { fail, type Result } from "../core/result.ts";
import {
  type Administrator,
  type AdministratorKey,
  type AdministratorStays,
  changePerson,
  findAdministrator,
} from "../store/administrators.ts";
import type { Transaction } from "../store/database.ts";
import { endLink, type LinkTokens } from "../store/links.ts";
import { type LettingGo, releasing, revokeTokens } from "./let-go-of-tokens.ts";

/** Makes a change after which the person can have no link: its tokens are erased in the same moment, then revoked at SmartHR. */
export async function changeWithoutLink(
  product: LettingGo,
  key: AdministratorKey,
  change: (tx: Transaction) => Promise<Administrator | null>,
): Promise<Result<Administrator, AdministratorStays>> {
  const { db } = product;
  const person = await findAdministrator(db.queries, key);
  if (person === null) return fail({ kind: "not-found" });
  const owner = { companyId: key.companyId, administratorEmail: person.email };
  let released: readonly LinkTokens[] = [];
  const changed = await changePerson(db, async (tx) => {
    const after = await change(tx);
    if (after !== null) ({ released } = await releasing(product, tx, owner, () => endLink(tx, owner)));
    return after;
  });
  if (changed.ok) await revokeTokens(product, released);
  return changed;
}
