import type { Instant } from "../core/calendar.ts";
import { ok, type Result } from "../core/result.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import { decryptOAuthTokens, encryptTokens, type LinkOwner, type LinkTokens, ownerColumns } from "./link-tokens.ts";
import { erasePendingLink } from "./pending-links.ts";
import type { SecretFault, SecretKeys } from "./secrets.ts";
import { moment, toTimestamp } from "./tables.ts";
import { rememberTenant } from "./tenants.ts";

export type { LinkOwner, LinkTokens } from "./link-tokens.ts";

/** M31: one administrator's permission to read one SmartHR account. An expired link is still a link (core/link.ts). */
export interface Link extends LinkOwner {
  readonly subdomain: string;
  /** M14: 「連携中のアカウントURL」. */
  readonly tenantUrl: string;
  /** When 「連携する」 or 「再連携する」 was completed. */
  readonly linkedAt: Instant;
  readonly tokens: LinkTokens;
}

/**
 * Makes the administrator's link, or renews it: whatever link they had is replaced, and nothing waits to become one any more. Whoever
 * calls it opens the transaction.
 */
export async function saveLink(queries: Queries, keys: SecretKeys, link: Link): Promise<void> {
  const content = {
    subdomain: link.subdomain,
    tenant_url: link.tenantUrl,
    linked_at: toTimestamp(link.linkedAt),
    ...tokenColumns(keys, link, link.tokens),
    ...NO_CLAIM,
  };
  await rememberTenant(queries, link.companyId, link.subdomain);
  await queries
    .insertInto("links")
    .values({ ...ownerColumns(link), ...content })
    .onConflict((conflict) => conflict.columns(["company_id", "administrator_email"]).doUpdateSet(content))
    .execute();
  await erasePendingLink(queries, link);
}

/** The administrator's link with its tokens, or null when there is none. */
export async function findLink(
  queries: Queries,
  keys: SecretKeys,
  owner: LinkOwner,
): Promise<Result<Link | null, SecretFault>> {
  const row = await queries
    .selectFrom("links")
    .selectAll()
    .where((where) => where.and(ownerColumns(owner)))
    .executeTakeFirst();
  if (row === undefined) return ok(null);
  const given = decryptOAuthTokens(keys, owner, "link", row);
  if (!given.ok) return given;
  const { accessToken } = given.value;
  const tokens: LinkTokens = row.kind === "token" ? { kind: "token", accessToken } : given.value;
  return ok({
    companyId: row.company_id,
    administratorEmail: row.administrator_email,
    subdomain: row.subdomain,
    tenantUrl: row.tenant_url,
    linkedAt: row.linked_at,
    tokens,
  });
}

/** A link without its tokens: what pages show of it. */
export interface LinkSummary extends Omit<Link, "tokens"> {
  readonly access: LinkTokens["kind"];
}

/** M31: the company's links, by the administrator's address. */
export async function listLinks(queries: Queries, companyId: CompanyId): Promise<readonly LinkSummary[]> {
  return queries
    .selectFrom("links")
    .select(["company_id as companyId", "administrator_email as administratorEmail", "subdomain"])
    .select(["tenant_url as tenantUrl", "linked_at as linkedAt", "kind as access"])
    .where("company_id", "=", companyId)
    .orderBy("administrator_email")
    .execute();
}

/** The right to ask SmartHR for new tokens of one link, which nobody else has until it ends. */
export interface RefreshClaim {
  readonly id: string;
  readonly until: Instant;
}

/**
 * Claims the right to refresh the link's tokens; false while somebody else has it, or when there is no link. A refresh token serves
 * once, and a second use can end the whole link, so nobody may refresh without a claim. No transaction is open meanwhile, because
 * SmartHR may be slow; a claim whose holder died ends by itself. Who gets none waits and reads the link again; who gets one reads
 * the link again, too, since the tokens may just have been replaced.
 */
export async function claimRefresh(
  queries: Queries,
  owner: LinkOwner,
  claim: RefreshClaim,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable("links")
    .set({ refresh_claim: claim.id, refresh_claimed_until: toTimestamp(claim.until) })
    .where((where) => where.and(ownerColumns(owner)))
    .where((where) =>
      where.or([
        where("refresh_claim", "is", null),
        where("refresh_claimed_until", "<=", moment(now)),
        // Of before the clock was set back: nobody claims for longer than whoever claims now.
        where("refresh_claimed_until", ">", moment(claim.until)),
      ]),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Replaces the tokens and gives the claim back; false, and nothing written, when the claim is no longer held or the link is gone. */
export async function replaceTokens(
  queries: Queries,
  keys: SecretKeys,
  owner: LinkOwner,
  replacement: { readonly claimId: string; readonly tokens: LinkTokens },
): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable("links")
    .set({ ...tokenColumns(keys, owner, replacement.tokens), ...NO_CLAIM })
    .where((where) => where.and({ ...ownerColumns(owner), refresh_claim: replacement.claimId }))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Gives a claim back without new tokens. */
export async function releaseRefresh(queries: Queries, owner: LinkOwner, claimId: string): Promise<void> {
  await queries
    .updateTable("links")
    .set(NO_CLAIM)
    .where((where) => where.and({ ...ownerColumns(owner), refresh_claim: claimId }))
    .execute();
}

/** Takes back all claims, where it is known otherwise that nobody can be alive who has one. */
export async function releaseAllRefreshes(queries: Queries): Promise<void> {
  await queries.updateTable("links").set(NO_CLAIM).where("refresh_claim", "is not", null).execute();
}

/** M30: ends the link and erases its tokens, also of what waits to become one; the roster stays. False when there was no link. */
export async function endLink(queries: Queries, owner: LinkOwner): Promise<boolean> {
  await erasePendingLink(queries, owner);
  const { numDeletedRows } = await queries
    .deleteFrom("links")
    .where((where) => where.and(ownerColumns(owner)))
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

const NO_CLAIM = { refresh_claim: null, refresh_claimed_until: null };

function tokenColumns(keys: SecretKeys, owner: LinkOwner, tokens: LinkTokens) {
  return { kind: tokens.kind, ...encryptTokens(keys, owner, "link", tokens) };
}
