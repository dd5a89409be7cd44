import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "../core/result.ts";

/** The keys that texts are encrypted with: new ones with the current key, old ones are still read with the others. */
export interface SecretKeys {
  readonly current: SecretKey;
  readonly others: readonly SecretKey[];
}

export interface SecretKey {
  /** Tells the key from others without telling the key. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A key that cannot be used; the sentence says what was found, what is expected and the way out, never the key. */
export interface SecretKeyFault {
  readonly kind: "unusable-key";
  readonly sentence: string;
}

/** What an encrypted text belongs to: copied to another row or column it cannot be read. */
export interface SecretOwner {
  readonly companyId: number;
  readonly administratorEmail: string;
  readonly name: SecretName;
}

/** What kind of text it is: one cannot be put in the place of another. */
export type SecretName =
  | "access-token"
  | "refresh-token"
  | "pending-access-token"
  | "pending-refresh-token"
  /** What the browser keeps between 「連携する」 and SmartHR's answer. */
  | "link-start";

/** Why an encrypted text cannot be read. */
export type SecretFault =
  /** It was encrypted with a key that was not given. */
  | { readonly kind: "unknown-key"; readonly keyId: string }
  /** It is not what was stored for this owner. */
  | { readonly kind: "secret-altered" };

/** The ids of the keys that were given, the current one first. */
export function givenKeyIds(keys: SecretKeys | null): readonly string[] {
  return keys === null ? [] : allKeys(keys).map(({ id }) => id);
}

/** Reads keys of 32 bytes in base64, separated by commas: the current one first, former ones behind it. */
export function parseSecretKeys(text: string): Result<SecretKeys, SecretKeyFault> {
  const keys: SecretKey[] = [];
  for (const [index, part] of text.split(",").entries()) {
    const bytes = BASE64.test(part.trim()) ? Buffer.from(part.trim(), "base64") : Buffer.alloc(0);
    if (bytes.length !== KEY_BYTES) return fail(unusable(`key ${index + 1} is not ${KEY_BYTES} bytes in base64`));
    keys.push({ id: keyIdOf(bytes), bytes });
  }
  const [current, ...others] = keys;
  return current === undefined ? fail(unusable("there is no key")) : ok({ current, others });
}

/** The keys kept in the folder of the embedded database, in a file for its owner alone; made on the first call. */
export function keepSecretKeys(folder: string): Result<SecretKeys, SecretKeyFault> {
  const path = join(folder, "secret.key");
  const kept = readIfThere(path) ?? makeKeyFile(path);
  return parseSecretKeys(kept.trim());
}

/** Encrypts a text for its owner with the current key: AES-256-GCM. */
export function encryptSecret(keys: SecretKeys, owner: SecretOwner, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keys.current.bytes, nonce).setAAD(boundTo(owner));
  const encrypted = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const parts = [nonce, encrypted, cipher.getAuthTag()].map((part) => part.toString("base64url"));
  return [FORMAT, keys.current.id, ...parts].join(".");
}

/** The text that was encrypted for this owner. */
export function decryptSecret(keys: SecretKeys, owner: SecretOwner, secret: string): Result<string, SecretFault> {
  const [format, keyId = "", nonce = "", encrypted = "", tag = ""] = secret.split(".");
  if (format !== FORMAT) return fail({ kind: "secret-altered" });
  const key = allKeys(keys).find(({ id }) => id === keyId);
  if (key === undefined) return fail({ kind: "unknown-key", keyId });
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(nonce, "base64url"), { authTagLength: 16 })
      .setAAD(boundTo(owner))
      .setAuthTag(Buffer.from(tag, "base64url"));
    return ok(Buffer.concat([decipher.update(Buffer.from(encrypted, "base64url")), decipher.final()]).toString("utf8"));
  } catch {
    // A wrong tag, nonce or owner: OpenSSL tells none from another, on purpose.
    return fail({ kind: "secret-altered" });
  }
}

const FORMAT = "1";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function keyIdOf(bytes: Uint8Array): string {
  return createHash("sha256").update("mikiwame-sync secret key").update(bytes).digest("hex").slice(0, 8);
}

function boundTo({ companyId, administratorEmail, name }: SecretOwner): Buffer {
  return Buffer.from(JSON.stringify([companyId, administratorEmail, name]), "utf8");
}

function unusable(found: string): SecretKeyFault {
  return { kind: "unusable-key", sentence: `${found}; make one with: openssl rand -base64 32` };
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

// Whole or not at all, and never over a key that another process has just made: what it encrypted could not be read any more.
function makeKeyFile(path: string): string {
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, `${randomBytes(KEY_BYTES).toString("base64")}\n`, { mode: 0o600 });
  try {
    linkSync(unfinished, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
  return readFileSync(path, "utf8");
}

function allKeys({ current, others }: SecretKeys): readonly SecretKey[] {
  return [current, ...others];
}
