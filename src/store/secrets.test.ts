import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { expectOk, makeTestFolder } from "../../test/database.ts";
import { decryptSecret, encryptSecret, keepSecretKeys, parseSecretKeys, type SecretOwner } from "./secrets.ts";

const folders: ReturnType<typeof makeTestFolder>[] = [];
afterAll(() => {
  for (const { remove } of folders) remove();
});

const ONE = keyText(1);
const TWO = keyText(2);
const OWNER: SecretOwner = { companyId: 1, administratorEmail: "hr@example.com", name: "access-token" };

test("an encrypted text comes back for its owner, whatever characters it has", () => {
  const keys = expectOk(parseSecretKeys(ONE));

  for (const text of ["", "token", "トークン𠮷", "a.b.c", "x".repeat(10_000)]) {
    expect(decryptSecret(keys, OWNER, encryptSecret(keys, OWNER, text))).toEqual({ ok: true, value: text });
  }
});

test("what is stored does not show the text, and is another each time", () => {
  const keys = expectOk(parseSecretKeys(ONE));

  const [first, second] = [encryptSecret(keys, OWNER, "token"), encryptSecret(keys, OWNER, "token")];

  expect(first).not.toBe(second);
  expect(Buffer.from(first.split(".")[3] ?? "", "base64url").toString()).not.toContain("token");
});

test.each<[string, Partial<SecretOwner>]>([
  ["another company", { companyId: 2 }],
  ["another administrator", { administratorEmail: "sub@example.com" }],
  ["another column", { name: "refresh-token" }],
])("a text copied to %s cannot be read there", (_, other) => {
  const keys = expectOk(parseSecretKeys(ONE));
  const secret = encryptSecret(keys, OWNER, "token");

  const read = decryptSecret(keys, { ...OWNER, ...other }, secret);

  expect(read).toEqual({ ok: false, fault: { kind: "secret-altered" } });
});

test("a text of which any part was altered cannot be read", () => {
  const keys = expectOk(parseSecretKeys(ONE));
  const parts = encryptSecret(keys, OWNER, "token").split(".");

  const reads = [0, 2, 3, 4].map((altered) => {
    const text = parts.map((part, index) => (index === altered ? flipFirst(part) : part)).join(".");
    return decryptSecret(keys, OWNER, text);
  });

  expect(reads).toEqual(reads.map(() => ({ ok: false, fault: { kind: "secret-altered" } })));
});

test("a shortened proof of origin is not accepted", () => {
  const keys = expectOk(parseSecretKeys(ONE));
  const parts = encryptSecret(keys, OWNER, "token").split(".");
  const shortened = Buffer.from(parts[4] ?? "", "base64url")
    .subarray(0, 4)
    .toString("base64url");

  const read = decryptSecret(keys, OWNER, [...parts.slice(0, 4), shortened].join("."));

  expect(read).toEqual({ ok: false, fault: { kind: "secret-altered" } });
});

describe("rotation", () => {
  test("what a former key encrypted is still read, and new texts are encrypted with the current one", () => {
    const former = encryptSecret(expectOk(parseSecretKeys(ONE)), OWNER, "token");
    const rotated = expectOk(parseSecretKeys(`${TWO}, ${ONE}`));

    const fresh = encryptSecret(rotated, OWNER, "token");

    expect(decryptSecret(rotated, OWNER, former)).toEqual({ ok: true, value: "token" });
    expect(decryptSecret(expectOk(parseSecretKeys(TWO)), OWNER, fresh)).toEqual({ ok: true, value: "token" });
  });

  test("a text whose key is not given names that key", () => {
    const [one, two] = [expectOk(parseSecretKeys(ONE)), expectOk(parseSecretKeys(TWO))];
    const secret = encryptSecret(one, OWNER, "token");

    const read = decryptSecret(two, OWNER, secret);

    expect(read).toEqual({ ok: false, fault: { kind: "unknown-key", keyId: one.current.id } });
  });
});

test.each([
  ["", 1],
  ["secret", 1],
  [Buffer.alloc(31).toString("base64"), 1],
  [Buffer.alloc(33).toString("base64"), 1],
  [`${ONE},`, 2],
  [`${ONE},!`, 2],
])("%j is no key, and the sentence says which and how to make one, without repeating it", (text, position) => {
  const parsed = parseSecretKeys(text);

  const sentence = `key ${position} is not 32 bytes in base64; make one with: openssl rand -base64 32`;
  expect(parsed).toEqual({ ok: false, fault: { kind: "unusable-key", sentence } });
});

describe("the embedded database's own key", () => {
  test("is made once, for its owner alone, and kept", () => {
    const folder = aFolder();

    const made = expectOk(keepSecretKeys(folder));
    const kept = expectOk(keepSecretKeys(folder));

    expect(kept).toEqual(made);
    expect(readdirSync(folder)).toEqual(["secret.key"]);
    expect(statSync(join(folder, "secret.key")).mode & 0o777).toBe(0o600);
  });

  test("is another in another folder", () => {
    const [one, other] = [expectOk(keepSecretKeys(aFolder())), expectOk(keepSecretKeys(aFolder()))];

    expect(one.current.id).not.toBe(other.current.id);
  });

  test("that was damaged is a fault, and the file is left as it is", () => {
    const folder = aFolder();
    const path = join(folder, "secret.key");
    writeFileSync(path, "damaged\n");

    const kept = keepSecretKeys(folder);

    expect(kept.ok).toBe(false);
    expect(existsSync(path) && readFileSync(path, "utf8")).toBe("damaged\n");
  });
});

function keyText(fill: number): string {
  return Buffer.alloc(32, fill).toString("base64");
}

function flipFirst(text: string): string {
  return `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`;
}

function aFolder(): string {
  const folder = makeTestFolder();
  folders.push(folder);
  return folder.path;
}
