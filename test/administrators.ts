import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Role } from "../src/core/administrator.ts";
import { type Administrator, addAdministrator, savePassword } from "../src/store/administrators.ts";
import type { CompanyId } from "../src/store/companies.ts";
import type { Database } from "../src/store/database.ts";
import { findLink, type Link, type LinkTokens, saveLink } from "../src/store/links.ts";
import { expectOk } from "./database.ts";
import { aProduct, OAUTH_CLIENT, type ProductScene, TEST_KEYS } from "./product-scene.ts";

/** Somebody of a company, with an address of their own, who has chosen a password unless they are only invited. */
export async function anAdministrator(
  db: Database,
  companyId: CompanyId,
  special: { readonly email?: string; readonly name?: string; readonly role?: Role; readonly invited?: true } = {},
): Promise<Administrator> {
  const id = randomUUID();
  const { email = `${id}@example.com`, name = "見本 太郎", role = "administrator" } = special;
  const person = expectOk(await addAdministrator(db.queries, { id, companyId, email, name, role }));
  if (special.invited) return person;
  const at = Date.UTC(2026, 2, 1);
  await db.transaction((tx) => savePassword(tx, id, { passwordHash: "of no password", at }));
  return { ...person, joinedAt: at };
}

/** Gives the person a session, as the sign-in library would; it ends so many hours from now. */
export async function aSession(db: Database, administratorId: string, hours = 1): Promise<void> {
  await sql`
    insert into administrator_sessions (administrator_id, token, expires_at)
    values (${administratorId}, ${randomUUID()}, now() + make_interval(hours => ${hours}))
  `.execute(db.queries);
}

/** How many sessions the person has. */
export async function sessionCountOf(db: Database, administratorId: string): Promise<number> {
  return (await storedSessionsOf(db, administratorId)).length;
}

/** The person's sessions as they are stored. */
export async function storedSessionsOf(
  db: Database,
  administratorId: string,
): Promise<readonly { readonly ip_address: string | null; readonly user_agent: string | null }[]> {
  const { rows } = await sql<{ ip_address: string | null; user_agent: string | null }>`
    select ip_address, user_agent from administrator_sessions where administrator_id = ${administratorId}
  `.execute(db.queries);
  return rows;
}

/** Lets that much time go by for the person's sessions: the sign-in library keeps real time. `unused`: nor were they renewed meanwhile. */
export async function ageSessions(
  db: Database,
  administratorId: string,
  seconds: number,
  use: "used" | "unused" = "unused",
): Promise<void> {
  await sql`
    update administrator_sessions set
      created_at = created_at - make_interval(secs => ${seconds}),
      expires_at = expires_at - make_interval(secs => ${use === "used" ? 0 : seconds})
    where administrator_id = ${administratorId}
  `.execute(db.queries);
}

/** The hash of the person's password. */
export async function passwordHashOf(db: Database, { id }: Pick<Administrator, "id">): Promise<string | null> {
  const { rows } = await sql<{ password: string }>`
    select password from administrator_accounts where administrator_id = ${id}
  `.execute(db.queries);
  return rows[0]?.password ?? null;
}

/** What is stored of the person's invitations. */
export async function tokenHashesOf(db: Database, { id }: Pick<Administrator, "id">): Promise<readonly string[]> {
  const { rows } = await sql<{ hash: string }>`
    select token_hash as hash from invitations where administrator_id = ${id}
  `.execute(db.queries);
  return rows.map(({ hash }) => hash);
}

/** Makes everything as if nobody had tried anything: the tests of a file share the database and its clock. */
export async function forgetAllTries(db: Database): Promise<void> {
  await sql`delete from tries`.execute(db.queries);
}

/** Lets that much time go by for everything that was tried: the database's clock cannot be moved. */
export async function ageTries(db: Database, seconds: number): Promise<void> {
  await sql`update tries set free_at = free_at - make_interval(secs => ${seconds})`.execute(db.queries);
}

const GIVEN_BY_OAUTH: LinkTokens = {
  kind: "oauth",
  accessToken: "access",
  refreshToken: "refresh",
  accessTokenExpiresAt: null,
};

/** A product whose company has two administrators, one of whom is linked. */
export async function aLinkedAdministrator(
  db: Database,
  tokens: LinkTokens = GIVEN_BY_OAUTH,
): Promise<{ readonly scene: ProductScene; readonly person: Administrator }> {
  const scene = await aProduct(db, { smarthr: { client: OAUTH_CLIENT } });
  const { companyId, clock } = scene;
  await anAdministrator(db, companyId);
  const person = await anAdministrator(db, companyId);
  await saveLink(db.queries, TEST_KEYS, {
    companyId,
    administratorEmail: person.email,
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    linkedAt: clock.now(),
    tokens,
  });
  return { scene, person };
}

/** The person's link as it is stored, or null. */
export async function storedLinkOf(db: Database, { companyId, email }: Administrator): Promise<Link | null> {
  return expectOk(await findLink(db.queries, TEST_KEYS, { companyId, administratorEmail: email }));
}
