import type { Transaction } from "../store/database.ts";
import { lockHeldTokens } from "../store/held-tokens.ts";
import type { LinkOwner, LinkTokens } from "../store/links.ts";
import { oauthOf } from "./oauth-of.ts";
import type { Product } from "./product.ts";

/** What of the product it takes to let go of tokens. */
export type LettingGo = Pick<Product, "db" | "clock" | "smarthr" | "secretKeys">;

/**
 * Makes a change to what the administrator holds of SmartHR's: a link, or what waits to become one. Tokens that nothing holds
 * afterwards, be they erased or replaced, are taken back at SmartHR, once the change stands: SmartHR may let us wait.
 */
export async function lettingGo<T>(
  product: LettingGo,
  owner: LinkOwner,
  change: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const { changed, released } = await product.db.transaction((tx) => releasing(product, tx, owner, change));
  await revokeTokens(product, released);
  return changed;
}

/** The same inside a transaction of the caller's, who revokes when it stands what was released. */
export async function releasing<T>(
  { secretKeys }: Pick<Product, "secretKeys">,
  tx: Transaction,
  owner: LinkOwner,
  change: (tx: Transaction) => Promise<T>,
): Promise<{ readonly changed: T; readonly released: readonly LinkTokens[] }> {
  if (secretKeys === null) return { changed: await change(tx), released: [] };
  const before = await lockHeldTokens(tx, secretKeys, owner);
  const changed = await change(tx);
  const kept = new Set((await lockHeldTokens(tx, secretKeys, owner)).map(permissionOf));
  return { changed, released: before.filter((tokens) => !kept.has(permissionOf(tokens))) };
}

/** Takes permissions that came by OAuth back at SmartHR, where SmartHR can. A token issued by hand is its administrator's own. */
export async function revokeTokens(
  product: Pick<Product, "smarthr" | "clock">,
  released: readonly LinkTokens[],
): Promise<void> {
  const { client } = product.smarthr;
  if (client === null) return;
  for (const tokens of released) {
    // SmartHR may be down, or have no such address (smarthr-api 2.1). What we no longer have, we can no longer use.
    if (tokens.kind === "oauth") await oauthOf(product, client).revokeToken(permissionOf(tokens));
  }
}

function permissionOf(tokens: LinkTokens): string {
  return (tokens.kind === "oauth" ? tokens.refreshToken : null) ?? tokens.accessToken;
}
