import pg from "pg";
import type { Role } from "../core/administrator.ts";
import type { Instant } from "../core/calendar.ts";
import { emailKey } from "../core/email.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { CompanyId } from "./companies.ts";
import type { Database, Queries, Transaction } from "./database.ts";
import { toTimestamp } from "./tables.ts";
import { isUuid } from "./uuid.ts";

/** Somebody of a company who signs in, or was invited to. */
export interface Administrator {
  readonly id: string;
  readonly companyId: CompanyId;
  /** As `emailKey` gives it: links and sign-in find the person by it. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** When they chose their first password; null while they are only invited. */
  readonly joinedAt: Instant | null;
  readonly lastSignInAt: Instant | null;
}

/** One person of one company; any text may be asked for as an id. */
export interface AdministratorKey {
  readonly companyId: CompanyId;
  readonly id: string;
}

/** Adds somebody who has no password yet, unless the address belongs to somebody, of this company or another. */
export async function addAdministrator(
  queries: Queries,
  person: AdministratorKey & { readonly email: string; readonly name: string; readonly role: Role },
): Promise<Result<Administrator, { readonly kind: "administrator-exists" }>> {
  const { id, companyId, email, name, role } = person;
  const added = await queries
    .insertInto("administrators")
    .values({ id, company_id: companyId, email: emailKey(email), name, role })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  return added === undefined ? fail({ kind: "administrator-exists" }) : ok(added);
}

/** The company's people, by address. */
export async function listAdministrators(queries: Queries, companyId: CompanyId): Promise<readonly Administrator[]> {
  return queries
    .selectFrom("administrators")
    .select(COLUMNS)
    .where("company_id", "=", companyId)
    .orderBy("email")
    .execute();
}

/** The company's person of that id, or null. */
export async function findAdministrator(
  queries: Queries,
  { companyId, id }: AdministratorKey,
): Promise<Administrator | null> {
  if (!isUuid(id)) return null;
  const found = await queries
    .selectFrom("administrators")
    .select(COLUMNS)
    .where("company_id", "=", companyId)
    .where("id", "=", id)
    .executeTakeFirst();
  return found ?? null;
}

/** The person of the installation whose address it is, or null. */
export async function findAdministratorByEmail(queries: Queries, email: string): Promise<Administrator | null> {
  const found = await queries
    .selectFrom("administrators")
    .select(COLUMNS)
    .where("email", "=", emailKey(email))
    .executeTakeFirst();
  return found ?? null;
}

/** Why somebody's role stays, or they themselves. */
export type AdministratorStays = { readonly kind: "not-found" } | { readonly kind: "last-administrator" };

/**
 * Carries out a change to one person in one transaction; null means that there is no such person. A change that would take the last
 * 管理者 who can sign in away from a company is undone, whatever happens at the same moment: the database keeps that promise
 * (0004-administrators.sql), and what it says when it does is an answer here.
 */
export async function changePerson<T>(
  db: Database,
  change: (tx: Transaction) => Promise<T | null>,
): Promise<Result<T, AdministratorStays>> {
  try {
    const changed = await db.transaction(change);
    return changed === null ? fail({ kind: "not-found" }) : ok(changed);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === "administrators_never_none") {
      return fail({ kind: "last-administrator" });
    }
    throw error;
  }
}

/** Gives the person another role; null when there is no such person. To be called by `changePerson`. */
export async function saveRole(
  tx: Transaction,
  { companyId, id }: AdministratorKey,
  role: Role,
): Promise<Administrator | null> {
  if (!isUuid(id)) return null;
  const saved = await tx
    .updateTable("administrators")
    .set({ role })
    .where("company_id", "=", companyId)
    .where("id", "=", id)
    .returning(COLUMNS)
    .executeTakeFirst();
  return saved ?? null;
}

/** Removes the person with their sessions, password and invitations; null when there is no such person. To be called by `changePerson`. */
export async function removeAdministrator(
  tx: Transaction,
  { companyId, id }: AdministratorKey,
): Promise<Administrator | null> {
  if (!isUuid(id)) return null;
  const removed = await tx
    .deleteFrom("administrators")
    .where("company_id", "=", companyId)
    .where("id", "=", id)
    .returning(COLUMNS)
    .executeTakeFirst();
  return removed ?? null;
}

/** Until the transaction ends, nobody else changes the person or uses one of their links. To be called before anything of theirs is written. */
export async function lockPerson(tx: Transaction, id: string): Promise<void> {
  await tx.selectFrom("administrators").select("id").where("id", "=", id).forNoKeyUpdate().execute();
}

/** The person has a new password; whoever is signed in as them by the old one is so no longer. */
export async function savePassword(
  tx: Transaction,
  administratorId: string,
  { passwordHash, at }: { readonly passwordHash: string; readonly at: Instant },
): Promise<void> {
  const content = { password: passwordHash, updated_at: toTimestamp(at) };
  await tx
    .insertInto("administrator_accounts")
    .values({ administrator_id: administratorId, account_id: administratorId, provider_id: "credential", ...content })
    .onConflict((conflict) => conflict.columns(["administrator_id", "provider_id"]).doUpdateSet(content))
    .execute();
  await tx
    .updateTable("administrators")
    .set({ joined_at: toTimestamp(at) })
    .where("id", "=", administratorId)
    .where("joined_at", "is", null)
    .execute();
  await tx.deleteFrom("administrator_sessions").where("administrator_id", "=", administratorId).execute();
}

/** The person has signed in. */
export async function recordSignIn(queries: Queries, administratorId: string, at: Instant): Promise<void> {
  await queries
    .updateTable("administrators")
    .set({ last_sign_in_at: toTimestamp(at) })
    .where("id", "=", administratorId)
    .execute();
}

const COLUMNS = [
  "id",
  "company_id as companyId",
  "email",
  "name",
  "role",
  "joined_at as joinedAt",
  "last_sign_in_at as lastSignInAt",
] as const;
