import { fail, ok, type Result } from "../core/result.ts";
import type { Access } from "../smarthr/access.ts";
import type { SmartHrFault } from "../smarthr/fault.ts";
import type { OAuth, OAuthFault } from "../smarthr/oauth.ts";
import { claimRefresh, findLink, type Link, type LinkTokens, releaseRefresh, replaceTokens } from "../store/links.ts";
import type { SecretKeys } from "../store/secrets.ts";
import { revokeTokens } from "./let-go-of-tokens.ts";
import { oauthOf } from "./oauth-of.ts";
import type { Product } from "./product.ts";

type LinkDoors = Pick<Product, "db" | "clock" | "newId" | "smarthr" | "observe">;

// Longer than one request to SmartHR may take; a holder that died gives its claim back by then.
const CLAIM_MS = 60_000;
const LOOK_AGAIN_MS = 500;

/** How a link proves itself to SmartHR: its token, and when SmartHR rejects that, a new one that replaces it for everybody. */
export function linkAccess(doors: LinkDoors, keys: SecretKeys, link: Link): Access {
  const { tokens } = link;
  if (tokens.kind === "token" || tokens.refreshToken === null || doors.smarthr.client === null) {
    return { token: async () => tokens.accessToken };
  }
  const oauth = oauthOf(doors, doors.smarthr.client);
  return {
    token: async () => tokens.accessToken,
    renew: (rejectedToken) => renewTokens(doors, keys, link, oauth, rejectedToken),
  };
}

// A refresh token serves once: whoever comes second, in this process or another, waits for the first one's new tokens.
async function renewTokens(
  doors: LinkDoors,
  keys: SecretKeys,
  owner: Link,
  oauth: OAuth,
  rejectedToken: string,
): Promise<Result<string, SmartHrFault>> {
  const { db, clock, newId, observe } = doors;
  const giveUpAt = clock.elapsed() + 2 * CLAIM_MS;
  while (clock.elapsed() < giveUpAt) {
    const claim = { id: newId(), until: clock.now() + CLAIM_MS };
    const claimed = await claimRefresh(db.queries, owner, claim, clock.now());
    const link = await findLink(db.queries, keys, owner);
    if (!link.ok || link.value === null) return fail({ kind: "unauthorized" });
    const { tokens } = link.value;
    const replaced = tokens.accessToken !== rejectedToken;
    if (claimed && !replaced && tokens.kind === "oauth" && tokens.refreshToken !== null) {
      const { refreshToken } = tokens;
      const refreshed = await refreshClaimed(doors, { keys, link: link.value, oauth, refreshToken, claimId: claim.id });
      observe({ kind: "tokens-refreshed", companyId: owner.companyId, outcome: outcomeOf(refreshed) });
      return refreshed;
    }
    if (claimed) await releaseRefresh(db.queries, owner, claim.id);
    if (replaced) return ok(tokens.accessToken);
    if (claimed) return fail({ kind: "unauthorized" });
    await clock.sleep(LOOK_AGAIN_MS);
  }
  return fail({ kind: "unavailable" });
}

function outcomeOf(refreshed: Result<string, SmartHrFault>): "renewed" | "refused" | "unavailable" {
  if (refreshed.ok) return "renewed";
  return refreshed.fault.kind === "unavailable" ? "unavailable" : "refused";
}

interface Refresh {
  readonly keys: SecretKeys;
  readonly link: Link;
  readonly oauth: OAuth;
  readonly refreshToken: string;
  readonly claimId: string;
}

async function refreshClaimed(doors: LinkDoors, refresh: Refresh): Promise<Result<string, SmartHrFault>> {
  const { db } = doors;
  const { keys, link, oauth, refreshToken, claimId } = refresh;
  const renewed = await oauth.refreshTokens(refreshToken);
  if (!renewed.ok) {
    await releaseRefresh(db.queries, link, claimId);
    return fail(smartHrFaultOf(renewed.fault));
  }
  const { accessToken, expiresAt } = renewed.value;
  const tokens = {
    kind: "oauth",
    accessToken,
    // Whether SmartHR rotates refresh tokens is not documented: what comes back is kept, and the old one if none does.
    refreshToken: renewed.value.refreshToken ?? refreshToken,
    accessTokenExpiresAt: expiresAt,
  } as const;
  if (await replaceTokens(db.queries, keys, link, { claimId, tokens })) return ok(accessToken);
  return withoutClaim(doors, keys, link, tokens);
}

/** New tokens that could not be kept: the link was ended or made anew meanwhile, or somebody else renews it, too. */
async function withoutClaim(
  doors: LinkDoors,
  keys: SecretKeys,
  before: Link,
  tokens: LinkTokens,
): Promise<Result<string, SmartHrFault>> {
  const link = await findLink(doors.db.queries, keys, before);
  // The claim ran out, and somebody else renews the same permission: taking it back would take it from them. The token is good for this run.
  if (link.ok && link.value?.linkedAt === before.linkedAt) return ok(tokens.accessToken);
  await revokeTokens(doors, [tokens]);
  return link.ok && link.value !== null ? ok(link.value.tokens.accessToken) : fail({ kind: "unauthorized" });
}

/** What a refused renewal means for what was being asked. */
function smartHrFaultOf(fault: OAuthFault): SmartHrFault {
  switch (fault.kind) {
    case "access-denied":
    case "state-mismatch":
    case "grant-refused":
    case "client-refused":
      return { kind: "unauthorized" };
    case "unavailable":
      return { kind: "unavailable" };
    case "unexpected-shape":
      return { kind: "unexpected-shape", path: fault.path };
  }
}
