import type { Instant } from "../core/calendar.ts";
import { ok, type Result } from "../core/result.ts";
import type { Queries } from "./database.ts";
import { decryptOAuthTokens, encryptTokens, type LinkOwner, type OAuthTokens, ownerColumns } from "./link-tokens.ts";
import type { SecretFault, SecretKeys } from "./secrets.ts";
import { moment, toTimestamp } from "./tables.ts";

/** A permission that SmartHR gave an administrator and that is no link yet; each has one at most. */
export interface PendingLink extends LinkOwner {
  /** Null when nothing tells which SmartHR account it is for. */
  readonly subdomain: string | null;
  readonly tokens: OAuthTokens;
  /** From then on it is as good as not there. */
  readonly expiresAt: Instant;
}

/** Keeps the permission, in place of one that waited before. */
export async function savePendingLink(queries: Queries, keys: SecretKeys, pending: PendingLink): Promise<void> {
  const content = {
    subdomain: pending.subdomain,
    expires_at: toTimestamp(pending.expiresAt),
    ...encryptTokens(keys, pending, "pending", pending.tokens),
  };
  await queries
    .insertInto("pending_links")
    .values({ ...ownerColumns(pending), ...content })
    .onConflict((conflict) => conflict.columns(["company_id", "administrator_email"]).doUpdateSet(content))
    .execute();
}

/** What waits for the administrator, without its tokens; null when nothing does. */
export async function findWaiting(
  queries: Queries,
  owner: LinkOwner,
  now: Instant,
): Promise<Pick<PendingLink, "subdomain"> | null> {
  const row = await queries
    .selectFrom("pending_links")
    .select("subdomain")
    .where((where) => where.and(ownerColumns(owner)))
    .where("expires_at", ">", moment(now))
    .executeTakeFirst();
  return row ?? null;
}

/** The permission that waits for the administrator, with its tokens; null when there is none. */
export async function findPendingLink(
  queries: Queries,
  keys: SecretKeys,
  owner: LinkOwner,
  now: Instant,
): Promise<Result<PendingLink | null, SecretFault>> {
  const row = await queries
    .selectFrom("pending_links")
    .selectAll()
    .where((where) => where.and(ownerColumns(owner)))
    .where("expires_at", ">", moment(now))
    .executeTakeFirst();
  if (row === undefined) return ok(null);
  const tokens = decryptOAuthTokens(keys, owner, "pending", row);
  if (!tokens.ok) return tokens;
  return ok({ ...owner, subdomain: row.subdomain, tokens: tokens.value, expiresAt: row.expires_at });
}

/** Erases the permission that waits, tokens and all. */
export async function erasePendingLink(queries: Queries, owner: LinkOwner): Promise<void> {
  await queries
    .deleteFrom("pending_links")
    .where((where) => where.and(ownerColumns(owner)))
    .execute();
}
