import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import { ok } from "../core/result.ts";
import type { Subject } from "../core/run.ts";
import { queueRun } from "../store/background-runs.ts";
import { type CompanyId, saveSettings } from "../store/companies.ts";
import { findWaitingPlan } from "../store/held-runs.ts";
import { saveLink } from "../store/links.ts";
import { readPlanFacts } from "../store/plan-facts.ts";
import { approveRun } from "./approve-run.ts";
import { explainPerson } from "./explain-person.ts";
import { performQueuedRun } from "./perform-queued-run.ts";
import { type PersonSyncRequest, syncPerson } from "./sync-person.ts";
import { performUndo } from "./undo-run.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const signal = new AbortController().signal;
const TARO = "001@aaa.com";
const JIRO = "002@aaa.com";
const COLLEAGUE = "sub@example.com";
const NOBODY_WORKS = { send: async () => {}, wake: () => {} };

describe("M24 M25: one person synced now", () => {
  test("brings what SmartHR has of this person, and of nobody else, as a run of its own", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");
    rename(scene, JIRO, "見本");

    const { summary, rows } = expectOk(await sync(scene, TARO));

    expect(summary).toMatchObject({ state: "succeeded", counts: { read: 1, update: 1 }, subject: "employees" });
    expect(rows.changes).toMatchObject([{ kind: "update", after: { email: TARO, lastName: "見本" } }]);
    expect(await lastNames(scene)).toEqual({ [TARO]: "見本", [JIRO]: "ミキワメ" });
    const history = await db.queries
      .selectFrom("employee_history")
      .select(["run_id", "actor", "version"])
      .where("run_id", "=", summary.runId)
      .execute();
    expect(history).toEqual([{ run_id: summary.runId, actor: "hr@example.com", version: 2 }]);
  });

  test("asks SmartHR for two answers, however many people it has", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");
    const { seal, crew } = await explain(scene, TARO);
    scene.sent.length = 0;

    expectOk(await syncSeen(scene, { crewId: crew?.crewId ?? "", digest: seal?.digest ?? "" }));

    expect(scene.sent).toEqual([expect.stringMatching(/^GET \/v1\/crew_custom_field_templates\//), "GET /v1/crews"]);
  });

  test("what is no longer what was seen is not applied", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");
    const { seal, crew } = await explain(scene, TARO);
    rename(scene, TARO, "別");

    const { summary } = expectOk(await syncSeen(scene, { crewId: crew?.crewId ?? "", digest: seal?.digest ?? "" }));

    expect(summary).toMatchObject({ state: "failed", failure: { kind: "plan-changed" } });
    expect(await lastNames(scene)).toEqual({ [TARO]: "ミキワメ", [JIRO]: "ミキワメ" });
  });

  test("nobody is opted out by a field that cannot be read any more (M35)", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");
    const { seal, crew } = await explain(scene, TARO);
    scene.edit({ op: "delete", list: "crew_custom_field_templates", where: { name: "ミキワメ連携" } });

    const { summary } = expectOk(await syncSeen(scene, { crewId: crew?.crewId ?? "", digest: seal?.digest ?? "" }));

    expect(summary.failure).toEqual({ kind: "opt-out-field-missing" });
  });
});

describe("who cannot be synced alone, and what can be taken back", () => {
  test("M35: nobody, where people were opted out and the field can no longer be read", async () => {
    const scene = await aSyncedCompany();
    scene.sandbox.control("scenarios", { name: "opted-out-later" });
    await scene.run("employees");
    const { email = "" } = (await employeesLeft(scene)) ?? {};
    rename(scene, email, "見本");
    const { seal, crew } = await explain(scene, email);
    // It looks as if nobody had ever chosen anything.
    scene.sandbox.control("custom-field-permission", { name: "ミキワメ連携", read: false });

    const { summary } = expectOk(await syncSeen(scene, { crewId: crew?.crewId ?? "", digest: seal?.digest ?? "" }));

    expect(seal).not.toBeNull();
    expect(summary.failure).toEqual({ kind: "opt-out-field-unreadable" });
    expect((await explain(scene, email)).unread).toEqual({
      kind: "failed",
      failure: { kind: "opt-out-field-unreadable" },
    });
  });

  test("somebody whose address is free only when another one moves, too", async () => {
    const scene = await aSyncedCompany();
    const settings = { createRetired: true, whenAddressChanged: "follow-person" } as const;
    await saveSettings(db.queries, scene.companyId, settings);
    const [taro, jiro] = [await crewOf(scene, TARO), await crewOf(scene, JIRO)];
    scene.edit({ op: "update", list: "crews", where: { id: taro }, values: { email: JIRO } });
    scene.edit({ op: "update", list: "crews", where: { id: jiro }, values: { email: TARO } });

    const { verdict, waitsFor, seal } = await explain(scene, TARO);

    expect(verdict).toMatchObject({ kind: "update", after: { email: JIRO } });
    expect([waitsFor?.firstName, seal]).toEqual(["次郎", null]);
  });

  test("what one person's run did is taken back like any other", async () => {
    const scene = await aSyncedCompany();
    const { product, companyId } = scene;
    rename(scene, TARO, "見本");
    const { summary } = expectOk(await sync(scene, TARO));
    await scene.clock.advance(1_000);

    const undo = { companyId, runId: summary.runId ?? "", actor: "hr@example.com", expectedDigest: null, signal };
    expect(expectOk(await performUndo(product, undo)).summary.state).toBe("succeeded");

    expect(await lastNames(scene)).toEqual({ [TARO]: "ミキワメ", [JIRO]: "ミキワメ" });
  });
});

describe("beside others", () => {
  test("a run of the company that is open is named, and nothing is done", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");
    const { companyId, clock } = scene;
    const run = expectOk(await queueRun(db.queries, aQueuedRun(companyId, "departments", clock.now())));

    expect(await sync(scene, TARO)).toMatchObject({ ok: false, fault: { kind: "run-open", runId: run.id } });
  });

  test("pressed twice at once, it happens once", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");
    const { seal, crew } = await explain(scene, TARO);
    const seen = { crewId: crew?.crewId ?? "", digest: seal?.digest ?? "" };

    const ends = await Promise.all([syncSeen(scene, seen), syncSeen(scene, seen)]);

    // The other is told of the open run or, where that has ended already, that there is nothing of what it saw.
    expect(ends.filter((end) => end.ok && end.value.summary.failure === null)).toHaveLength(1);
    expect((await scene.employees()).find(({ email }) => email === TARO)?.version).toBe(2);
  });

  test("stopped before it is applied, it ends as interrupted, and nothing was written", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");
    const { seal, crew } = await explain(scene, TARO);
    const seen = { crewId: crew?.crewId ?? "", digest: seal?.digest ?? "" };

    const { summary } = expectOk(await syncSeen(scene, { ...seen, signal: AbortSignal.abort() }));

    expect(summary).toMatchObject({ state: "failed", failure: { kind: "interrupted" } });
    expect(await lastNames(scene)).toEqual({ [TARO]: "ミキワメ", [JIRO]: "ミキワメ" });
  });

  test("a plan that waits keeps its place, and says that its row changed when it is approved", async () => {
    const scene = await aSyncedCompany();
    const { product, companyId, clock } = scene;
    rename(scene, TARO, "見本");
    const queued = aQueuedRun(companyId, "employees", clock.now());
    const preview = expectOk(await queueRun(db.queries, { ...queued, preview: true }));
    await carry(scene, preview.id);
    expect(await explain(scene, TARO)).toMatchObject({ waitingPlan: { runId: preview.id } });
    expect(await explain(scene, JIRO)).toMatchObject({ waitingPlan: null });

    expectOk(await sync(scene, TARO));

    const waiting = await findWaitingPlan(product.db.queries, companyId, "employees");
    expect(waiting?.id).toBe(preview.id);
    const approving = { companyId, runId: preview.id, digest: waiting?.digest ?? "", actor: COLLEAGUE };
    expectOk(await approveRun(product, NOBODY_WORKS, { ...approving, administratorEmail: COLLEAGUE }));
    await carry(scene, preview.id);
    expect((await readPlanFacts(db.queries, preview.id))?.obstacles).toMatchObject([{ kind: "row-changed" }]);
  });

  test("it is no base and no drip for guards, and no sync of everybody", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");
    const { summary } = expectOk(await sync(scene, TARO));

    const row = await db.queries
      .selectFrom("runs")
      .select(["read_at", "guards", "only_crew_id", "approved_by"])
      .where("id", "=", summary.runId)
      .executeTakeFirstOrThrow();

    expect(row).toMatchObject({ read_at: null, guards: [], approved_by: "hr@example.com" });
    expect((await explain(scene, TARO)).lastRun?.runId).not.toBe(summary.runId);
  });
});

describe("the guard of a different person behind an address", () => {
  test("stands until it is confirmed by itself", async () => {
    const scene = await aSyncedCompany();
    // Somebody else has the address now, and who had it before has another one.
    scene.edit({ op: "update", list: "crews", where: { email: TARO }, values: { email: "moved@example.com" } });
    const crewId = enter(scene, TARO);
    const { seal } = await explain(scene, "9001");
    expect(seal).toMatchObject({ differentPerson: true });
    const seen = { crewId, digest: seal?.digest ?? "" };

    const refused = expectOk(await syncSeen(scene, seen));
    const before = await scene.employees();
    const confirmed = expectOk(await syncSeen(scene, { ...seen, differentPersonSeen: true }));

    expect(refused.summary).toMatchObject({ state: "failed", failure: { kind: "plan-changed" } });
    expect(before.find(({ email }) => email === TARO)?.lastName).toBe("ミキワメ");
    expect(confirmed.summary.state).toBe("succeeded");
    expect((await scene.employees()).find(({ email }) => email === TARO)?.lastName).toBe("別人");
  });
});

async function aSyncedCompany(): Promise<ProductScene> {
  const scene = await aProduct(db);
  await scene.run("departments");
  await scene.run("employees");
  await scene.clock.advance(1_000);
  await saveLink(db.queries, TEST_KEYS, {
    companyId: scene.companyId,
    administratorEmail: COLLEAGUE,
    subdomain: "acme",
    tenantUrl: "http://localhost:4000/tenants/acme",
    linkedAt: scene.clock.now(),
    tokens: { kind: "token", accessToken: scene.sandbox.accessToken },
  });
  return scene;
}

function explain({ product, companyId, reach }: ProductScene, text: string) {
  return explainPerson(product, { companyId, sought: { kind: "text", text }, reach: ok(reach), signal });
}

async function sync(scene: ProductScene, text: string) {
  const { seal, crew } = await explain(scene, text);
  return syncSeen(scene, { crewId: crew?.crewId ?? "", digest: seal?.digest ?? "" });
}

async function syncSeen(
  { product, companyId, reach, clock }: ProductScene,
  seen: Pick<PersonSyncRequest, "crewId" | "digest"> & Partial<PersonSyncRequest>,
) {
  await clock.advance(1_000);
  const actor = "hr@example.com";
  return syncPerson(product, { companyId, reach, actor, differentPersonSeen: false, signal, ...seen });
}

function rename({ edit }: ProductScene, email: string, lastName: string): void {
  edit({ op: "update", list: "crews", where: { email }, values: { last_name: lastName } });
}

function enter(scene: ProductScene, email: string): string {
  scene.edit({
    op: "insert",
    list: "crews",
    values: {
      email,
      emp_code: "9001",
      last_name: "別人",
      first_name: "花子",
      last_name_yomi: "ベツジン",
      first_name_yomi: "ハナコ",
      emp_status: "employed",
    },
  });
  const { rows } = scene.sandbox.control("rows", { tenant: "acme", list: "crews" });
  return String(rows.at(-1)?.id ?? "");
}

function aQueuedRun(companyId: CompanyId, subject: Subject, at: number) {
  const administratorEmail = COLLEAGUE;
  return { id: randomUUID(), companyId, subject, actor: COLLEAGUE, administratorEmail, subdomain: "acme", at };
}

/** Somebody who is synced and did not choose 「連携しない」. */
async function employeesLeft(scene: ProductScene) {
  for (const employee of await scene.employees()) {
    if ((await explain(scene, employee.email)).verdict.kind === "unchanged") return employee;
  }
  return null;
}

async function crewOf(scene: ProductScene, email: string): Promise<string> {
  return (await scene.employees()).find((employee) => employee.email === email)?.crewId ?? "";
}

async function lastNames(scene: ProductScene): Promise<Record<string, string>> {
  const employees = await scene.employees();
  return Object.fromEntries(
    employees.filter(({ email }) => [TARO, JIRO].includes(email)).map(({ email, lastName }) => [email, lastName]),
  );
}

async function carry({ product }: ProductScene, runId: string): Promise<void> {
  await performQueuedRun(product, NOBODY_WORKS, runId, { signal, onRows: () => {} });
}
