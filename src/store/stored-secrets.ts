import { emailKey } from "../core/email.ts";
import type { Database, Queries } from "./database.ts";
import { type LinkOwner, secretOwner, TOKEN_NAMES, type TokenPlace } from "./link-tokens.ts";
import { decryptSecret, encryptSecret, givenKeyIds, type SecretKeys, type SecretName } from "./secrets.ts";

/** What is known of the stored tokens without using them. */
export interface StoredSecrets {
  /** The ids of the keys that encrypted them. */
  readonly keyIds: readonly string[];
  /** Rows of which a token cannot be read with the given keys. */
  readonly unreadableCount: number;
}

/** What became of the stored tokens. */
export interface ReencryptedSecrets {
  readonly renewedCount: number;
  /** The current key had encrypted them already. */
  readonly currentCount: number;
  readonly unreadableCount: number;
}

/** Tries to read every stored token. Without keys none can be read. */
export async function examineSecrets(queries: Queries, keys: SecretKeys | null): Promise<StoredSecrets> {
  const rows = await readRows(queries);
  const keyIds = new Set(rows.flatMap(({ secrets }) => secrets.map(({ secret }) => keyIdIn(secret))));
  const unreadable = rows.filter((row) => keys === null || decryptRow(keys, row) === null);
  return { keyIds: [...keyIds].sort(), unreadableCount: unreadable.length };
}

/**
 * Encrypts every stored token with the current key. Safe while others work: a row that was written meanwhile is as it was written then. What
 * cannot be read stays as it is.
 */
export async function reencryptSecrets(db: Database, keys: SecretKeys): Promise<ReencryptedSecrets> {
  let [renewedCount, currentCount, unreadableCount] = [0, 0, 0];
  for (const row of await readRows(db.queries)) {
    const texts = decryptRow(keys, row);
    if (texts === null) unreadableCount++;
    else if (row.secrets.every(({ secret }) => keyIdIn(secret) === keys.current.id)) currentCount++;
    else if (await writeRow(db.queries, keys, row, texts)) renewedCount++;
  }
  return { renewedCount, currentCount, unreadableCount };
}

/** How many links no key of these ids can read. */
export async function countLinksOfOtherKeys(queries: Queries, keys: SecretKeys | null): Promise<number> {
  const given = givenKeyIds(keys);
  const rows = await queries.selectFrom("links").select("access_token").execute();
  return rows.filter(({ access_token }) => !given.includes(keyIdIn(access_token))).length;
}

interface SecretRow extends LinkOwner {
  readonly table: "links" | "pending_links";
  readonly secrets: readonly Secret[];
}

interface Secret {
  readonly column: "access_token" | "refresh_token";
  readonly name: SecretName;
  readonly secret: string;
}

const PLACES = { links: "link", pending_links: "pending" } as const satisfies Record<SecretRow["table"], TokenPlace>;

async function readRows(queries: Queries): Promise<readonly SecretRow[]> {
  const rows: SecretRow[] = [];
  for (const table of ["links", "pending_links"] as const) {
    const names = TOKEN_NAMES[PLACES[table]];
    const found = await queries
      .selectFrom(table)
      .select(["company_id", "administrator_email", "access_token", "refresh_token"])
      .execute();
    for (const { company_id, administrator_email, access_token, refresh_token } of found) {
      const access: Secret = { column: "access_token", name: names.access, secret: access_token };
      const refresh: readonly Secret[] =
        refresh_token === null ? [] : [{ column: "refresh_token", name: names.refresh, secret: refresh_token }];
      rows.push({
        table,
        companyId: company_id,
        administratorEmail: administrator_email,
        secrets: [access, ...refresh],
      });
    }
  }
  return rows;
}

function decryptRow(keys: SecretKeys, row: SecretRow): readonly string[] | null {
  const texts = row.secrets.map(({ name, secret }) => decryptSecret(keys, secretOwner(row, name), secret));
  const readable = texts.flatMap((text) => (text.ok ? [text.value] : []));
  return readable.length === texts.length ? readable : null;
}

async function writeRow(
  queries: Queries,
  keys: SecretKeys,
  row: SecretRow,
  texts: readonly string[],
): Promise<boolean> {
  const renewed = row.secrets.map(({ column, name }, index) => {
    return [column, encryptSecret(keys, secretOwner(row, name), texts[index] ?? "")];
  });
  let update = queries
    .updateTable(row.table)
    .set(Object.fromEntries(renewed))
    .where("company_id", "=", row.companyId)
    .where("administrator_email", "=", emailKey(row.administratorEmail));
  // Tokens that were refreshed meanwhile are newer than those that were read.
  for (const { column, secret } of row.secrets) update = update.where(column, "=", secret);
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

// `FORMAT.keyId.…`, as `secrets.ts` writes it.
function keyIdIn(secret: string): string {
  return secret.split(".")[1] ?? "";
}
