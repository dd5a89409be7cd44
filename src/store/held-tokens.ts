import type { Instant } from "../core/calendar.ts";
import type { Queries, Transaction } from "./database.ts";
import { decryptOAuthTokens, type LinkOwner, type OAuthTokens, ownerColumns, type TokenPlace } from "./link-tokens.ts";
import type { SecretKeys } from "./secrets.ts";
import { moment } from "./tables.ts";

/**
 * What SmartHR gave the administrator by OAuth and is held here, for a link or for what waits to become one, however long it waited.
 * Nobody else replaces or erases it until the transaction ends. What cannot be read any more cannot be used any more, and is left out.
 */
export async function lockHeldTokens(
  tx: Transaction,
  keys: SecretKeys,
  owner: LinkOwner,
): Promise<readonly OAuthTokens[]> {
  // Rows that are not there yet cannot be locked; the company's is, and it is locked first also when somebody loses their role.
  await tx.selectFrom("companies").select("id").where("id", "=", owner.companyId).forNoKeyUpdate().execute();
  const links = tx.selectFrom("links").selectAll().where("kind", "=", "oauth");
  const waiting = tx.selectFrom("pending_links").selectAll();
  return [
    ...readable(
      keys,
      "link",
      await links
        .where((where) => where.and(ownerColumns(owner)))
        .forUpdate()
        .execute(),
    ),
    ...readable(
      keys,
      "pending",
      await waiting
        .where((where) => where.and(ownerColumns(owner)))
        .forUpdate()
        .execute(),
    ),
  ];
}

/** Erases every permission that waited too long, whoever's it is, and gives what SmartHR had given; nothing of it without the keys. */
export async function eraseOverduePendingLinks(
  queries: Queries,
  keys: SecretKeys | null,
  now: Instant,
): Promise<readonly OAuthTokens[]> {
  const erased = await queries
    .deleteFrom("pending_links")
    .where("expires_at", "<=", moment(now))
    .returningAll()
    .execute();
  return keys === null ? [] : readable(keys, "pending", erased);
}

type TokenRow = Parameters<typeof decryptOAuthTokens>[3] & {
  readonly company_id: LinkOwner["companyId"];
  readonly administrator_email: string;
};

function readable(keys: SecretKeys, place: TokenPlace, rows: readonly TokenRow[]): readonly OAuthTokens[] {
  return rows.flatMap((row) => {
    const owner = { companyId: row.company_id, administratorEmail: row.administrator_email };
    const tokens = decryptOAuthTokens(keys, owner, place, row);
    return tokens.ok ? [tokens.value] : [];
  });
}
