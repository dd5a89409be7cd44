import type { LinkOutcome } from "../core/link-outcome.ts";
import type { OAuthTokens } from "../store/link-tokens.ts";
import type { LinkOwner } from "../store/links.ts";
import { savePendingLink } from "../store/pending-links.ts";
import type { SecretKeys } from "../store/secrets.ts";
import { lettingGo } from "./let-go-of-tokens.ts";
import { linkByTokens } from "./link-by-tokens.ts";
import { otherLinkedAccounts } from "./linked-accounts.ts";
import type { Product } from "./product.ts";

/** How long a permission waits for the administrator's word. */
const WAITING_MS = 15 * 60_000;

/** A permission that came by OAuth. */
export interface OAuthPermission extends LinkOwner {
  readonly tokens: OAuthTokens;
  /** Null when nothing tells the SmartHR account. */
  readonly subdomain: string | null;
  readonly signal: AbortSignal;
}

/** Makes the link, or keeps the permission until the administrator has said which account it is for, or that this one is meant. */
export async function linkOrAsk(
  product: Product,
  keys: SecretKeys,
  { subdomain, ...permission }: OAuthPermission,
): Promise<LinkOutcome> {
  const { companyId, administratorEmail, tokens } = permission;
  if (subdomain === null || (await otherLinkedAccounts(product, companyId, subdomain)).length > 0) {
    const expiresAt = product.clock.now() + WAITING_MS;
    const pending = { companyId, administratorEmail, subdomain, tokens, expiresAt };
    await lettingGo(product, pending, (tx) => savePendingLink(tx, keys, pending));
    return { kind: "waiting" };
  }
  const made = await linkByTokens(product, keys, { ...permission, subdomain });
  return made.ok ? { kind: "completed" } : { kind: "refused", reason: made.fault };
}
