import { createOAuth, type OAuth } from "../smarthr/oauth.ts";
import type { Product } from "./product.ts";

/** SmartHR's OAuth server, as this product is registered there. */
export function oauthOf(
  { smarthr, clock }: Pick<Product, "smarthr" | "clock">,
  client: NonNullable<Product["smarthr"]["client"]>,
): OAuth {
  const { fetch, authUrl } = smarthr;
  const { id, secret, redirectUri } = client;
  return createOAuth({ authUrl, clientId: id, clientSecret: secret, redirectUri, fetch, clock });
}
