import type { LinkTokens } from "../store/links.ts";
import { oauthOf } from "./link-access.ts";
import type { Product } from "./product.ts";

/** Takes a permission that came by OAuth back at SmartHR, where SmartHR can. A token issued by hand is its administrator's own. */
export async function revokeTokens(product: Pick<Product, "smarthr" | "clock">, tokens: LinkTokens): Promise<void> {
  const { client } = product.smarthr;
  if (tokens.kind === "token" || client === null) return;
  // SmartHR may be down, or have no such address (smarthr-api 2.1). What we no longer have, we can no longer use.
  await oauthOf(product, client).revokeToken(tokens.refreshToken ?? tokens.accessToken);
}
