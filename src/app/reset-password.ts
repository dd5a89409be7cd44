import { fail, ok, type Result } from "../core/result.ts";
import type { StartFault } from "../core/start-fault.ts";
import { findAdministratorByEmail } from "../store/administrators.ts";
import type { PasswordLink } from "./password-link.ts";
import type { Product } from "./product.ts";
import { replaceLinks } from "./renew-invitation.ts";

/** A link to choose a password, for whoever operates the installation to hand over: an address belongs to one person of it. */
export async function resetPassword(
  product: Pick<Product, "db" | "clock" | "appUrl">,
  email: string,
): Promise<Result<PasswordLink, StartFault>> {
  const person = await findAdministratorByEmail(product.db.queries, email);
  return person === null ? fail({ kind: "no-administrator", email }) : ok(await replaceLinks(product, person));
}
