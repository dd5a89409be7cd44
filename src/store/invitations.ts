import type { Instant } from "../core/calendar.ts";
import type { Administrator } from "./administrators.ts";
import type { Queries } from "./database.ts";
import { moment, toTimestamp } from "./tables.ts";

/** A link by which somebody chooses a password: the hash of its token, for whom, and until when. */
export interface Invitation {
  readonly tokenHash: string;
  readonly administratorId: string;
  readonly expiresAt: Instant;
}

/** Adds a link; links that were made for the person before stay usable. */
export async function addInvitation(queries: Queries, invitation: Invitation): Promise<void> {
  const { tokenHash, administratorId, expiresAt } = invitation;
  await queries
    .insertInto("invitations")
    .values({ token_hash: tokenHash, administrator_id: administratorId, expires_at: toTimestamp(expiresAt) })
    .execute();
}

/** Whom a link is for, with the name of their company; null when there is no such link, or it is too old. */
export async function findInvited(
  queries: Queries,
  tokenHash: string,
  now: Instant,
): Promise<(Pick<Administrator, "id" | "email" | "name" | "joinedAt"> & { readonly companyName: string }) | null> {
  const found = await queries
    .selectFrom("invitations")
    .innerJoin("administrators", "administrators.id", "invitations.administrator_id")
    .innerJoin("companies", "companies.id", "administrators.company_id")
    .select(["administrators.id", "administrators.email", "administrators.name"])
    .select(["administrators.joined_at as joinedAt", "companies.name as companyName"])
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", moment(now))
    .executeTakeFirst();
  return found ?? null;
}

/** Uses a link up: true for one caller only, and never for a link that is too old. */
export async function useInvitation(queries: Queries, tokenHash: string, now: Instant): Promise<boolean> {
  const { numDeletedRows } = await queries
    .deleteFrom("invitations")
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", moment(now))
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** Makes all links of the person useless. */
export async function endInvitations(queries: Queries, administratorId: string): Promise<void> {
  await queries.deleteFrom("invitations").where("administrator_id", "=", administratorId).execute();
}
