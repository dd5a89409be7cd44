import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, type ProductSceneOptions } from "../../test/product-scene.ts";
import type { PersonExplanation } from "../core/explanation.ts";
import { fail, ok } from "../core/result.ts";
import type { JsonObject } from "../sandbox/change-crew.ts";
import { queueRun } from "../store/background-runs.ts";
import { saveSettings } from "../store/companies.ts";
import { explainPerson } from "./explain-person.ts";
import type { PersonSought } from "./find-person.ts";
import type { ReachFault } from "./reach-smarthr.ts";
import type { RunReport } from "./run-report.ts";
import { performUndo } from "./undo-run.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const signal = new AbortController().signal;

describe("M26 M27: the fate that is explained is the one that the plan of everybody gives", () => {
  test.each(["manual", "edge-cases"] as const)("to each person of the seed %s, synced or not yet", async (seed) => {
    const scene = await aSyncedCompany({ seed });
    const { product, companyId } = scene;

    expect(await explainedFates(scene)).toEqual(fatesIn(await scene.preview("employees"), scene));

    const last = await scene.run("employees");
    expect(last.summary.state).toMatch(/succeeded|partly-failed/);
    const [first] = (await db.queries
      .selectFrom("runs")
      .select("id")
      .where("company_id", "=", companyId)
      .where("subject", "=", "employees")
      .orderBy("requested_at")
      .execute()) as [{ id: string }];
    expectOk(
      await performUndo(product, { companyId, runId: first.id, actor: "hr@example.com", expectedDigest: null, signal }),
    );
    expect(await scene.employees()).toEqual([]);
    expect(await explainedFates(scene)).toEqual(fatesIn(await scene.preview("employees"), scene));
  });
});

describe("who is asked about", () => {
  test("somebody who is not in the roster is found by their address in what the last run left out", async () => {
    const scene = await aSyncedCompany();

    const { verdict, crew, crewUrl, asOf } = await explain(scene, "003@aaa.com");

    expect(verdict).toEqual({
      kind: "rejected",
      reasons: [expect.objectContaining({ kind: "unknown-department", departmentCode: "A004" })],
    });
    expect(crew).toMatchObject({ lastName: "ミキワメ", firstName: "三郎" });
    expect(crewUrl).toBe(`http://localhost:4000/tenants/acme/crews/${crew?.crewId}`);
    expect(asOf).toBe("now");
  });

  test("a number is asked of SmartHR, so that somebody entered since the last run is found", async () => {
    const scene = await aSyncedCompany();
    const crewId = enter(scene, { emp_code: "9001", email: "new@example.com" });

    const found = await explain(scene, "9001");

    expect(found).toMatchObject({ verdict: { kind: "create" }, crew: { crewId }, employee: null });
    expect(found.seal).toEqual({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), differentPerson: false });
  });

  test("an address that neither the roster nor the last run knows cannot be looked up", async () => {
    const scene = await aSyncedCompany();

    expect((await explain(scene, "nobody@example.com")).verdict).toEqual({ kind: "not-found", by: "email" });
    expect((await explain(scene, "nobody")).verdict).toEqual({ kind: "not-found", by: "number" });
  });

  test("several people of one address, or of one number, are named to be chosen from", async () => {
    const scene = await aSyncedCompany();

    const { verdict, candidates } = await explain(scene, "007@aaa.com");

    expect(verdict).toEqual({ kind: "several" });
    expect(candidates.map(({ firstName }) => firstName)).toEqual(["七郎", "八郎"]);
    const [seventh] = candidates;
    const chosen = await explain(scene, { kind: "crew", crewId: seventh?.crewId ?? "" });
    expect(chosen.verdict).toMatchObject({ kind: "rejected", reasons: [{ kind: "duplicate-email", otherCount: 1 }] });
  });
});

describe("what is explained", () => {
  test("somebody as SmartHR has them: by which run they were last written", async () => {
    const scene = await aSyncedCompany();

    const { verdict, lastWritten, lastRun, seal, employee } = await explain(scene, "001@aaa.com");

    expect([verdict.kind, seal, employee?.email]).toEqual(["unchanged", null, "001@aaa.com"]);
    expect(lastWritten?.runId).toBe(lastRun?.runId);
  });

  test("what a sync would change, field by field", async () => {
    const scene = await aSyncedCompany();
    const { crewId } = await employeeOf(scene, "001@aaa.com");
    scene.edit({ op: "update", list: "crews", where: { id: crewId }, values: { last_name: "見本" } });

    const { verdict } = await explain(scene, "001@aaa.com");

    expect(verdict).toMatchObject({ kind: "update", before: { lastName: "ミキワメ" }, after: { lastName: "見本" } });
  });

  test("a run at work is named: as long as there is one, nobody is synced alone", async () => {
    const scene = await aSyncedCompany();
    scene.edit({ op: "update", list: "crews", where: { email: "001@aaa.com" }, values: { last_name: "見本" } });
    const { companyId, clock } = scene;
    const before = await explain(scene, "001@aaa.com");
    const queued = { id: randomUUID(), companyId, subject: "departments", at: clock.now() } as const;
    const run = expectOk(
      await queueRun(db.queries, {
        ...queued,
        actor: "hr@example.com",
        administratorEmail: "hr@example.com",
        subdomain: "acme",
      }),
    );

    const { verdict, openRun } = await explain(scene, "001@aaa.com");

    expect(before.openRun).toBeNull();
    expect([verdict.kind, openRun]).toEqual(["update", { runId: run.id }]);
  });

  test("M33: somebody whom SmartHR does not have any more stays in the roster", async () => {
    const scene = await aSyncedCompany();
    const { crewId, id } = await employeeOf(scene, "001@aaa.com");
    scene.edit({ op: "delete", list: "crews", where: { id: crewId } });

    const { verdict, employee } = await explain(scene, { kind: "employee", employeeId: id });

    expect([verdict, employee?.id]).toEqual([{ kind: "gone" }, id]);
  });

  test("M31 M32: without a link the last run's findings are told, and why SmartHR was not asked", async () => {
    const scene = await aSyncedCompany();
    const expired: ReachFault = { kind: "link-expired", administratorEmail: "hr@example.com" };

    const left = await explain(scene, "004@aaa.com", fail(expired));
    const synced = await explain(scene, "001@aaa.com", fail(expired));

    expect(left).toMatchObject({
      verdict: { kind: "rejected", reasons: [{ kind: "missing-name" }] },
      asOf: "last-run",
      unread: { kind: "link-expired" },
      seal: null,
    });
    expect([left.lastRun?.readAt, synced.verdict]).toEqual([expect.any(Number), { kind: "not-read" }]);
  });

  test("M35: a field that is gone stops this reading, too", async () => {
    const scene = await aSyncedCompany();
    scene.edit({ op: "delete", list: "crew_custom_field_templates", where: { name: "ミキワメ連携" } });

    const { unread, asOf } = await explain(scene, "001@aaa.com");

    expect([unread, asOf]).toEqual([{ kind: "failed", failure: { kind: "opt-out-field-missing" } }, "last-run"]);
  });
});

describe("M24: another SmartHR person has the address by now", () => {
  test("the employee is told to be overwritten, by whom, and which plan waits with it; whoever asks, and however", async () => {
    const scene = await aSyncedCompany();
    const { id } = await employeeOf(scene, "001@aaa.com");
    const plan = await aPlanThatOverwrites(scene, { stays: false });

    const byAddress = await explain(scene, "001@aaa.com");
    const byEmployee = await explain(scene, { kind: "employee", employeeId: id });
    const byNumber = await explain(scene, byAddress.employee?.employeeNumber ?? "");

    for (const explained of [byAddress, byEmployee, byNumber]) {
      expect(explained).toMatchObject({
        verdict: { kind: "update", before: { id, lastName: "ミキワメ" }, after: { lastName: "見本" } },
        notices: [{ kind: "person-change-suspected" }],
        seal: { differentPerson: true },
        employee: { id },
        syncedAs: null,
        waitingPlan: { runId: plan },
      });
    }
  });

  test("the former person is in SmartHR still, under another address: by number it is that person who is told of", async () => {
    const scene = await aSyncedCompany();
    const { id } = await employeeOf(scene, "001@aaa.com");
    await aPlanThatOverwrites(scene, { stays: true });

    const byAddress = await explain(scene, "001@aaa.com");
    const byNumber = await explain(scene, byAddress.employee?.employeeNumber ?? "");

    expect(byAddress).toMatchObject({ verdict: { kind: "update", before: { id } }, seal: { differentPerson: true } });
    expect(byNumber).toMatchObject({ verdict: { kind: "create", after: { email: "moved@example.com" } } });
  });

  test("without a link the waiting plan is named, and what it found", async () => {
    const scene = await aSyncedCompany();
    const plan = await aPlanThatOverwrites(scene, { stays: false });

    const explained = await explain(scene, "001@aaa.com", fail({ kind: "not-linked", administratorEmail: "" }));

    expect(explained).toMatchObject({
      asOf: "last-run",
      notices: [{ kind: "person-change-suspected" }],
      waitingPlan: { runId: plan },
    });
  });
});

describe("what is told from history", () => {
  test("somebody whom an undo removed is found by their address: what removed them, and what comes of them", async () => {
    const scene = await aSyncedCompany();
    const undo = await undoOf(scene, "employees");

    const explained = await explain(scene, "001@aaa.com");

    expect(explained).toMatchObject({
      verdict: { kind: "create" },
      employee: null,
      former: { email: "001@aaa.com", deleted: true, runId: undo, isUndo: true },
    });
  });

  test("somebody who is in neither roster any more is not found, but what removed them is told", async () => {
    const scene = await aSyncedCompany();
    const { crewId } = await employeeOf(scene, "001@aaa.com");
    const undo = await undoOf(scene, "employees");
    scene.edit({ op: "delete", list: "crews", where: { id: crewId } });

    const { verdict, former } = await explain(scene, "001@aaa.com");

    expect([verdict, former?.runId]).toEqual([{ kind: "not-found", by: "email" }, undo]);
  });

  test("the address that a person had before they were followed leads to that person", async () => {
    const scene = await aSyncedCompany();
    const { id, crewId } = await employeeOf(scene, "001@aaa.com");
    await saveSettings(db.queries, scene.companyId, { createRetired: true, whenAddressChanged: "follow-person" });
    scene.edit({ op: "update", list: "crews", where: { id: crewId }, values: { email: "moved@example.com" } });
    await scene.run("employees");

    const explained = await explain(scene, "001@AAA.com");

    expect(explained).toMatchObject({
      verdict: { kind: "unchanged" },
      employee: { id, email: "moved@example.com" },
      former: { employeeId: id, email: "moved@example.com", deleted: false },
    });
  });

  test("an undo that wrote somebody last is told from a sync", async () => {
    const scene = await aSyncedCompany();
    const { crewId } = await employeeOf(scene, "001@aaa.com");
    const before = await explain(scene, "001@aaa.com");
    scene.edit({ op: "update", list: "crews", where: { id: crewId }, values: { last_name: "見本" } });
    await scene.run("employees");
    const undo = await undoOf(scene, "employees");

    const { lastWritten } = await explain(scene, "001@aaa.com");

    expect(before.lastWritten?.isUndo).toBe(false);
    expect(lastWritten).toMatchObject({ runId: undo, isUndo: true });
  });
});

/** A sync that is held because somebody new has 001's address; 001 is gone, or has another one. Gives the run. */
async function aPlanThatOverwrites(scene: ProductScene, { stays }: { readonly stays: boolean }): Promise<string> {
  const where = { email: "001@aaa.com" };
  if (stays) scene.edit({ op: "update", list: "crews", where, values: { email: "moved@example.com" } });
  else scene.edit({ op: "delete", list: "crews", where });
  enter(scene, { emp_code: "9001", email: "001@aaa.com" });
  const { summary } = await scene.run("employees");
  expect(summary.state).toBe("awaiting-approval");
  return summary.runId ?? "";
}

/** Takes the newest sync of the subject back; gives the undo. */
async function undoOf({ product, companyId, clock }: ProductScene, subject: "employees"): Promise<string> {
  await clock.advance(1_000);
  const { id } = await db.queries
    .selectFrom("runs")
    .select("id")
    .where("company_id", "=", companyId)
    .where("subject", "=", subject)
    .orderBy("requested_at", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const report = expectOk(
    await performUndo(product, { companyId, runId: id, actor: "hr@example.com", expectedDigest: null, signal }),
  );
  return report.summary.runId ?? "";
}

async function aSyncedCompany(special: ProductSceneOptions = {}): Promise<ProductScene> {
  const scene = await aProduct(db, special);
  await scene.run("departments");
  await scene.run("employees");
  return scene;
}

function explain(
  { product, companyId, reach }: ProductScene,
  sought: string | PersonSought,
  reached: Parameters<typeof explainPerson>[1]["reach"] = ok(reach),
) {
  const asked = typeof sought === "string" ? ({ kind: "text", text: sought } as const) : sought;
  return explainPerson(product, { companyId, sought: asked, reach: reached, signal });
}

async function employeeOf(scene: ProductScene, email: string) {
  const found = (await scene.employees()).find((employee) => employee.email === email);
  if (found?.crewId == null) throw new Error(`nobody was synced as ${email}`);
  return { id: found.id, crewId: found.crewId };
}

async function explainedFates(scene: ProductScene): Promise<Record<string, unknown>> {
  const fates: Record<string, unknown> = {};
  for (const crewId of crewIdsOf(scene)) {
    const { verdict } = await explain(scene, { kind: "crew", crewId });
    fates[crewId] = verdict.kind === "unchanged" ? { kind: "unchanged" } : verdict;
  }
  return fates;
}

function fatesIn(report: RunReport, scene: ProductScene): Record<string, PersonExplanation["verdict"] | object> {
  const { rows } = report;
  if (rows.subject !== "employees") throw new Error("employees were to be planned");
  const fates: Record<string, object> = {};
  for (const crewId of crewIdsOf(scene)) fates[crewId] = { kind: "unchanged" };
  for (const change of rows.changes) if (change.kind !== "delete") fates[change.after.crewId ?? ""] = change;
  for (const { row, reason } of rows.findings.skips) fates[row.crewId] = { kind: "skip", reason };
  for (const { row, reasons } of rows.findings.rejections) fates[row.crewId] = { kind: "rejected", reasons };
  return fates;
}

function crewIdsOf({ sandbox }: ProductScene): readonly string[] {
  const ids: string[] = [];
  for (;;) {
    const { rows, total } = sandbox.control("rows", { tenant: "acme", list: "crews", from: ids.length });
    ids.push(...rows.map(({ id }) => String(id)));
    if (ids.length >= total) return ids;
  }
}

function enter(scene: ProductScene, special: JsonObject): string {
  const before = new Set(crewIdsOf(scene));
  const names = { last_name: "見本", first_name: "花子", last_name_yomi: "ミホン", first_name_yomi: "ハナコ" };
  scene.edit({
    op: "insert",
    list: "crews",
    values: { ...names, gender: "female", emp_status: "employed", ...special },
  });
  return crewIdsOf(scene).find((id) => !before.has(id)) ?? "";
}
