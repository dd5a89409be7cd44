import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Role } from "../src/core/administrator.ts";
import { type Administrator, addAdministrator, savePassword } from "../src/store/administrators.ts";
import type { CompanyId } from "../src/store/companies.ts";
import type { Database } from "../src/store/database.ts";
import { expectOk } from "./database.ts";

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
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from administrator_sessions where administrator_id = ${administratorId}
  `.execute(db.queries);
  return rows[0]?.count ?? 0;
}

/** Lets that much time go by for everything that was tried: the database's clock cannot be moved. */
export async function ageTries(db: Database, seconds: number): Promise<void> {
  await sql`update tries set free_at = free_at - make_interval(secs => ${seconds})`.execute(db.queries);
}
