import type { Role } from "../core/administrator.ts";
import { ok, type Result } from "../core/result.ts";
import { type Administrator, addAdministrator, savePassword } from "../store/administrators.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Product } from "./product.ts";

/** Adds somebody whose password is already known: for the demo, whose sign-ins everybody may know. Real people are invited. */
export async function addAdministratorWithPassword(
  { db, clock, newId }: Pick<Product, "db" | "clock" | "newId">,
  person: {
    readonly companyId: CompanyId;
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly passwordHash: string;
  },
): Promise<Result<Administrator, { readonly kind: "administrator-exists" }>> {
  const { passwordHash, ...rest } = person;
  return db.transaction(async (tx) => {
    const added = await addAdministrator(tx, { ...rest, id: newId() });
    if (!added.ok) return added;
    const at = clock.now();
    await savePassword(tx, added.value.id, { passwordHash, at });
    return ok({ ...added.value, joinedAt: at });
  });
}
