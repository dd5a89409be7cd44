import { randomUUID } from "node:crypto";
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { expectOk, makeTestFolder, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import { startSmtpServer } from "../../test/smtp-server.ts";
import { type Examination, isWell } from "../core/examination.ts";
import { sendBySmtp } from "../mail/send-by-smtp.ts";
import { cancelRun, queueRun, settleInterruptedRuns } from "../store/background-runs.ts";
import { saveLink } from "../store/links.ts";
import { openRun } from "../store/runs.ts";
import { parseSecretKeys } from "../store/secrets.ts";
import { openRunQueue } from "../worker/open-run-queue.ts";
import { examineInstallation, type Surroundings } from "./examine-installation.ts";
import type { Product } from "./product.ts";

const DAY_MS = 86_400_000;
const db = await openTestDatabase();
afterAll(() => db.close());

test("a fresh installation is well, from the database outwards", async () => {
  const scene = await aProduct(db, { clock: { startAt: Date.now() } });

  const found = await examine(scene);

  expect(found).toEqual([
    { kind: "database", engine: db.kind, version: expect.stringMatching(/^\d+/), missingRights: [] },
    { kind: "schema" },
    { kind: "queue", version: null, expected: 46, mayMake: true },
    { kind: "key", currentId: TEST_KEYS.current.id, storedIds: [], missingIds: [], unreadableCount: 0 },
    { kind: "clock", offSeconds: expect.any(Number), smarthrOffSeconds: null },
    { kind: "links", usableCount: 0, expiredCount: 0, expiringCount: 0, fewestDaysLeft: null },
    { kind: "waiting-run", since: null, waitedSeconds: 0 },
    { kind: "lost-runs", count: 0 },
    { kind: "mail", answer: "well" },
    { kind: "smarthr", answer: "reached" },
    { kind: "back-up", folder: null, ageSeconds: null, emptyName: null },
  ] satisfies Examination[]);
  expect(found.every(isWell)).toBe(true);
});

test("a machine's clock that goes wrong is told in seconds", async () => {
  const scene = await aProduct(db, { clock: { startAt: Date.now() - 3_600_000 } });

  const found = await examine(scene);

  const [clock] = found.filter(({ kind }) => kind === "clock");
  expect(clock?.kind === "clock" && Math.round(clock.offSeconds / 60)).toBe(-60);
});

test("without a key it says so", async () => {
  const scene = await aProduct(db);

  const found = await examine(scene, { secretKeys: null });

  expect(found).toContainEqual(expect.objectContaining({ kind: "key", currentId: null, missingIds: [] }));
});

test("M32: links that are used up, or soon will be, are counted", async () => {
  const scene = await aProduct(db);
  await linkDaysAgo(scene, "hr@example.com", 0);
  await linkDaysAgo(scene, "soon@example.com", 76);
  await linkDaysAgo(scene, "sub@example.com", 100);

  const found = await examine(scene);

  expect(found).toContainEqual({
    kind: "links",
    usableCount: 2,
    expiredCount: 1,
    expiringCount: 1,
    fewestDaysLeft: 14,
  });
  await endAllLinks();
});

test("the keys in use are told, and links that none of the given ones can read", async () => {
  const scene = await aProduct(db);
  await linkDaysAgo(scene, "hr@example.com", 0);
  const otherKeys = expectOk(parseSecretKeys(Buffer.alloc(32, 8).toString("base64")));

  const found = await examine(scene, { secretKeys: otherKeys });

  const storedIds = [TEST_KEYS.current.id];
  const currentId = otherKeys.current.id;
  expect(found).toContainEqual({ kind: "key", currentId, storedIds, missingIds: storedIds, unreadableCount: 1 });
  await endAllLinks();
});

test("a token that somebody altered cannot be read, though its key is there", async () => {
  const scene = await aProduct(db);
  await linkDaysAgo(scene, "hr@example.com", 0);
  await db.queries.updateTable("links").set({ administrator_email: "other@example.com" }).execute();

  const found = await examine(scene);

  expect(found).toContainEqual(expect.objectContaining({ kind: "key", missingIds: [], unreadableCount: 1 }));
  await endAllLinks();
});

test("a run that waits is told with how long, and one whose process died", async () => {
  const scene = await aProduct(db);
  const other = await aProduct(db);
  const at = scene.clock.now();
  const run = { subject: "employees", actor: "hr@example.com", subdomain: "acme" } as const;
  const waiting = { ...run, companyId: other.companyId, id: randomUUID(), administratorEmail: "hr@example.com", at };
  await queueRun(db.queries, waiting);
  await openRun(db.queries, { ...run, companyId: scene.companyId, id: randomUUID(), at, leaseUntil: at + 60_000 });

  const alive = await examine(scene);
  await scene.clock.advance(900_000);
  const dead = await examine(scene);

  await settleInterruptedRuns(db.queries, at, "all");
  await cancelRun(db.queries, { companyId: other.companyId, id: waiting.id, at, by: "見本 花子" });
  expect(alive).toContainEqual({ kind: "waiting-run", since: at, waitedSeconds: 0 });
  expect(alive).toContainEqual({ kind: "lost-runs", count: 0 });
  expect(dead).toContainEqual({ kind: "waiting-run", since: at, waitedSeconds: 900 });
  expect(dead).toContainEqual({ kind: "lost-runs", count: 1 });
  expect(dead.filter((each) => !isWell(each)).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["waiting-run", "lost-runs"]),
  );
});

describe("the mail server", () => {
  test("is connected to, and no letter is sent", async () => {
    const server = await startSmtpServer();
    const mail = sendBySmtp({ url: server.url, from: "no-reply@example.com" });
    const scene = await aProduct(db, { mail });

    const found = await examine(scene);

    await server.close();
    expect(found).toContainEqual({ kind: "mail", answer: "well" });
    expect(server.received).toEqual([]);
  });

  test("that nobody reaches is told by the code", async () => {
    const mail = sendBySmtp({ url: "smtp://127.0.0.1:1", from: "no-reply@example.com" });
    const scene = await aProduct(db, { mail });

    expect(await examine(scene)).toContainEqual({ kind: "mail", answer: { code: "ESOCKET" } });
  });

  test("may be none", async () => {
    const scene = await aProduct(db, { mail: null });

    expect(await examine(scene)).toContainEqual({ kind: "mail", answer: "not-set" });
  });
});

describe("folders", () => {
  test("the newest back-up's age is told, and a folder without one", async () => {
    const scene = await aProduct(db);
    const folder = makeTestFolder();
    onTestFinished(folder.remove);

    const empty = await examine(scene, {}, { backupDir: folder.path, dataDir: folder.path });
    writeFileSync(join(folder.path, "mikiwame.dump"), "PGDMP");
    utimesSync(join(folder.path, "mikiwame.dump"), new Date(), new Date(Date.now() - 3 * DAY_MS));
    const old = await examine(scene, {}, { backupDir: folder.path });

    expect(empty).toContainEqual({ kind: "back-up", folder: folder.path, ageSeconds: null, emptyName: null });
    expect(empty).toContainEqual({ kind: "disk", freeBytes: expect.any(Number) });
    const [backup] = old.filter(({ kind }) => kind === "back-up");
    expect(backup?.kind === "back-up" && Math.round((backup.ageSeconds ?? 0) / 3_600)).toBe(72);
    expect(backup && isWell(backup)).toBe(false);
  });

  test("an empty file is no back-up, and one that is still being written is not looked at", async () => {
    const scene = await aProduct(db);
    const folder = makeTestFolder();
    onTestFinished(folder.remove);
    const back = async () =>
      (await examine(scene, {}, { backupDir: folder.path })).filter(({ kind }) => kind === "back-up");

    writeFileSync(join(folder.path, ".mikiwame.dump.new"), "PGDMP");
    const none = await back();
    writeFileSync(join(folder.path, "mikiwame-2.dump"), "");
    const empty = await back();
    writeFileSync(join(folder.path, "mikiwame-1.dump"), "PGDMP");
    utimesSync(join(folder.path, "mikiwame-1.dump"), new Date(), new Date(Date.now() - 7_200_000));
    const failedLastNight = await back();
    utimesSync(join(folder.path, "mikiwame-2.dump"), new Date(), new Date(Date.now() - 3 * DAY_MS));
    const wellAgain = await back();

    expect(none).toMatchObject([{ ageSeconds: null, emptyName: null }]);
    expect(empty).toMatchObject([{ ageSeconds: null, emptyName: "mikiwame-2.dump" }]);
    expect(failedLastNight).toMatchObject([{ ageSeconds: expect.any(Number), emptyName: "mikiwame-2.dump" }]);
    expect([none, empty, failedLastNight, wellAgain].flat().map(isWell)).toEqual([false, false, false, true]);
  });
});

test("the queue's tables are looked at", async () => {
  const scene = await aProduct(db);
  const queue = await openRunQueue({ db, logDefect: () => {}, role: "sends" });

  const found = await examine(scene);

  await queue.close();
  await db.script("drop schema pgboss cascade");
  expect(found).toContainEqual({ kind: "queue", version: 46, expected: 46, mayMake: true });
});

describe("SmartHR is asked by the environment's access", () => {
  test("and is well, and nothing is made there", async () => {
    const scene = await aProduct(db);

    const found = await examine(scene, {}, { given: { subdomain: "acme", accessToken: scene.sandbox.accessToken } });

    expect(found).toContainEqual({ kind: "smarthr", answer: "well" });
    expect(scene.sent).toEqual(["GET /v1/crew_custom_field_template_groups"]);
  });

  test("and what it refuses is told as a run would tell it", async () => {
    const scene = await aProduct(db);

    const found = await examine(scene, {}, { given: { subdomain: "acme", accessToken: "shr_unknown" } });

    expect(found).toContainEqual({ kind: "smarthr", answer: { kind: "link-rejected" } });
  });
});

describe("SmartHR's clock", () => {
  test("is compared with this machine's", async () => {
    const date = new Date(Date.now() - 120_000).toUTCString();
    const fetch = async () => new Response("", { headers: { date } });
    const scene = await aProduct(db, { clock: { startAt: Date.now() }, smarthr: { fetch } });

    const found = await examine(scene);

    const [clock] = found.filter(({ kind }) => kind === "clock");
    expect(clock?.kind === "clock" && Math.round((clock.smarthrOffSeconds ?? 0) / 10)).toBe(12);
    expect(clock && isWell(clock)).toBe(false);
  });

  test("a SmartHR that nobody reaches is told", async () => {
    const fetch = () => Promise.reject(new Error("no network"));
    const scene = await aProduct(db, { smarthr: { fetch } });

    expect(await examine(scene)).toContainEqual({ kind: "smarthr", answer: { kind: "smarthr-unavailable" } });
  });
});

function examine(
  { product }: ProductScene,
  special: Partial<Product> = {},
  around: Partial<Surroundings> = {},
): Promise<readonly Examination[]> {
  const nothing = { given: null, queueVersion: 46, dataDir: null, backupDir: null };
  const signal = new AbortController().signal;
  return examineInstallation({ ...product, ...special }, { ...nothing, signal, ...around });
}

async function linkDaysAgo(scene: ProductScene, administratorEmail: string, days: number): Promise<void> {
  await saveLink(db.queries, TEST_KEYS, {
    companyId: scene.companyId,
    administratorEmail,
    subdomain: "acme",
    tenantUrl: "https://acme.smarthr.jp",
    tokens: { kind: "token", accessToken: "issued" },
    linkedAt: scene.clock.now() - days * DAY_MS,
  });
}

async function endAllLinks(): Promise<void> {
  await db.queries.deleteFrom("links").execute();
}
