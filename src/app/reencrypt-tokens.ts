import { fail, ok, type Result } from "../core/result.ts";
import type { StartFault } from "../core/start-fault.ts";
import { type ReencryptedSecrets, reencryptSecrets } from "../store/stored-secrets.ts";
import type { Product } from "./product.ts";

/** Encrypts all stored tokens with the current key, so that former ones can be taken out of SECRET_KEY. */
export async function reencryptTokens({
  db,
  secretKeys,
}: Pick<Product, "db" | "secretKeys">): Promise<Result<ReencryptedSecrets, StartFault>> {
  if (secretKeys === null) return fail({ kind: "wrong-setting", setting: "SECRET_KEY", expected: "secret-key" });
  return ok(await reencryptSecrets(db, secretKeys));
}
