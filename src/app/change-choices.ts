import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { type CompanyId, lockChoices } from "../store/companies.ts";
import type { Transaction } from "../store/database.ts";
import type { Product } from "./product.ts";

/** The form began with other values than are stored by now. */
export type Stale = Extract<Problem, { readonly kind: "stale" }>;

/** Changes what a company chose, with nobody beside it. False from the change: what was seen is no longer what there is. */
export async function changeChoices(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  change: (tx: Transaction) => Promise<boolean>,
): Promise<Result<null, Stale>> {
  const changed = await db.transaction(async (tx) => {
    await lockChoices(tx, companyId);
    return change(tx);
  });
  return changed ? ok(null) : fail({ kind: "stale" });
}
