import { readFileSync } from "node:fs";
import { openPostgres } from "../src/store/postgres.ts";
import { expectOk } from "./database.ts";

/** The roles and the database that docs/OPERATING.md makes, with nothing in it yet. */
export interface TwoRoles {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** Says what the document lets PostgreSQL's administrator say, once for a server. */
export async function makeTwoRoles(administratorUrl: string): Promise<TwoRoles> {
  const [onServer, inDatabase] = statementsOfDocument();
  await carryOut(administratorUrl, onServer);
  await carryOut(urlAs(administratorUrl, "postgres", "mikiwame"), inDatabase);
  return {
    ownerUrl: urlAs(administratorUrl, "mikiwame_owner", "mikiwame"),
    appUrl: urlAs(administratorUrl, "mikiwame_app", "mikiwame"),
  };
}

/** The same server as somebody else, in another database. */
export function urlAs(serverUrl: string, user: string, database: string): string {
  const url = new URL(serverUrl);
  url.username = user;
  url.pathname = database;
  return url.href;
}

/** One by one: a database cannot be made in the transaction that several statements are. */
export async function carryOut(url: string, text: string): Promise<void> {
  const db = expectOk(await openPostgres({ url }));
  for (const statement of text.replace(/--.*$/gm, "").split(";")) {
    if (statement.trim() !== "") await db.script(statement);
  }
  await db.close();
}

function statementsOfDocument(): readonly [onServer: string, inDatabase: string] {
  const document = readFileSync(new URL("../docs/OPERATING.md", import.meta.url), "utf8");
  const block = /```sql\n(\s*create role mikiwame_owner[^`]*)```/
    .exec(document)?.[1]
    ?.split(/^\s*\\connect mikiwame\n/m);
  const [onServer, inDatabase] = block ?? [];
  if (onServer === undefined || inDatabase === undefined) throw new Error("expected the roles in docs/OPERATING.md");
  return [onServer, inDatabase];
}
