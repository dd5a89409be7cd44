import { fail, ok, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import type { OAuthFault, StartedAuthorization } from "../smarthr/oauth.ts";
import { endLink as eraseLink, findLink, type LinkOwner } from "../store/links.ts";
import type { SecretKeys } from "../store/secrets.ts";
import { oauthOf } from "./link-access.ts";
import { type LinkMade, type LinkRequest, linkByTokens } from "./link-by-tokens.ts";
import type { Product } from "./product.ts";

/** Why an administrator came back without a link. */
export type LinkFault = OAuthFault | RunFailure | NotRegistered;

/** The product is not a SmartHR Plus app here: only access tokens can link. */
export interface NotRegistered {
  readonly kind: "not-registered";
}

/** The administrator who comes back from SmartHR, and what was kept when they were sent there. */
export interface OAuthReturn extends Omit<LinkRequest, "tokens"> {
  readonly callbackUrl: URL;
  readonly started: Pick<StartedAuthorization, "state" | "codeVerifier">;
}

/** M11: where 「連携する」 sends the administrator; state and verifier are kept for the same browser until it comes back. */
export async function startLink(product: Product): Promise<Result<StartedAuthorization, NotRegistered>> {
  const { client } = product.smarthr;
  return client === null ? fail({ kind: "not-registered" }) : ok(await oauthOf(product, client).startAuthorization());
}

/** M12, M13: turns what the administrator brought back into a link; M29: or renews the one there is. */
export async function completeLink(
  product: Product,
  keys: SecretKeys,
  { callbackUrl, started, ...request }: OAuthReturn,
): Promise<Result<LinkMade, LinkFault>> {
  const { client } = product.smarthr;
  if (client === null) return fail({ kind: "not-registered" });
  const tokens = await oauthOf(product, client).completeAuthorization(callbackUrl, started);
  if (!tokens.ok) return tokens;
  const { accessToken, refreshToken, expiresAt } = tokens.value;
  return linkByTokens(product, keys, {
    ...request,
    tokens: { kind: "oauth", accessToken, refreshToken, accessTokenExpiresAt: expiresAt },
  });
}

/** M30: takes the permission back at SmartHR where it can be taken back, and erases the tokens in any case; the roster stays. */
export async function endLink(product: Product, keys: SecretKeys, owner: LinkOwner): Promise<"ended" | "not-linked"> {
  const { db, smarthr } = product;
  const link = await findLink(db.queries, keys, owner);
  const tokens = link.ok ? link.value?.tokens : undefined;
  if (tokens?.kind === "oauth" && smarthr.client !== null) {
    const oauth = oauthOf(product, smarthr.client);
    // SmartHR may be down, or have no such address (smarthr-api 2.1). What we no longer have, we can no longer use.
    await oauth.revokeToken(tokens.refreshToken ?? tokens.accessToken);
  }
  return (await eraseLink(db.queries, owner)) ? "ended" : "not-linked";
}
