import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, type ProductSceneOptions } from "../../test/product-scene.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import { editedEmployee } from "../core/edit-employee.ts";
import { fail } from "../core/result.ts";
import { APPROVAL_MS, type Subject } from "../core/run.ts";
import type { AddressChoices } from "../core/settings.ts";
import { claimRun, MOST_ATTEMPTS, settleInterruptedRuns } from "../store/background-runs.ts";
import { goOnWaiting, replanRun } from "../store/held-runs.ts";
import { lockRoster } from "../store/lock-roster.ts";
import { findRunSummary, renewLease } from "../store/runs.ts";
import { toTimestamp } from "../store/tables.ts";
import { knownOptOutFailure } from "../store/tenants.ts";
import { updateEmployee } from "../store/write-by-hand.ts";
import { approveRun, chooseAddresses } from "./approve-run.ts";
import { browseAddressSuspects, type PlannedChangeShown } from "./browse-plan.ts";
import { browseChanges, viewRun } from "./browse-runs.ts";
import { cancelRun } from "./cancel-run.ts";
import { deleteEmployees } from "./delete-employees.ts";
import { performQueuedRun } from "./perform-queued-run.ts";
import { recoverRuns } from "./recover-runs.ts";
import { type StartRequest, startRun } from "./start-run.ts";
import { watchLeases } from "./watch-leases.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const ALONE = { signal: new AbortController().signal, onRows: () => {} };
// What waits is taken up by the tests themselves.
const NOBODY = { send: async () => {}, wake: () => {} };
const ALL = { page: 1, perPage: 500, kind: null, field: null, guard: null, search: "" } as const;
const BY = { administratorEmail: "hr@example.com", actor: "見本 花子" };

describe("「変更内容を確認する」", () => {
  test("reads, plans and waits, and writes nothing of the roster", async () => {
    const scene = await aLinkedProduct();

    const id = await held(scene, "employees");

    expect(await viewOf(scene, id)).toMatchObject({
      kind: "preview",
      state: "awaiting-approval",
      finishedAt: null,
      counts: { read: 8, create: 2 },
      plan: { headCount: { before: 0, after: 2 }, obstacles: [], approval: null },
    });
    expect(await scene.employees()).toEqual([]);
  });

  test("once approved, is taken up to be applied: it never seems to read SmartHR", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    const { db: there, clock } = scene.product;

    await letGoOn(scene, id);
    const queued = await viewOf(scene, id);
    await claimRun(there.queries, id, { at: clock.now(), leaseUntil: clock.now() + 9_000 });

    expect(queued).toMatchObject({ state: "queued", progress: null });
    expect(await viewOf(scene, id)).toMatchObject({ state: "running", progress: { phase: "applying" } });
  });

  test("「この内容で同期する」 applies exactly what was seen, whatever became of SmartHR, and asks it nothing", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    const seen = await browseChanges(scene.product, scene.companyId, id, ALL);
    scene.edit({ op: "update", list: "crews", where: { email: "001@aaa.com" }, values: { last_name: "別人" } });
    const askedBefore = scene.sent.length;

    await approve(scene, id);

    const applied = await browseChanges(scene.product, scene.companyId, id, ALL);
    const view = await viewOf(scene, id);
    expect(applied?.changes.map(addressOf)).toEqual(seen?.changes.map(addressOf));
    expect(view).toMatchObject({ state: "partly-failed", plan: { approval: { by: "見本 花子" } } });
    expect((await scene.employees()).map(({ lastName }) => lastName)).not.toContain("別人");
    expect(scene.sent.length).toBe(askedBefore);
  });

  test("is a sync as soon as it is approved, and took as long as it was worked on, not as it was looked at", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    const looked = await viewOf(scene, id);
    await scene.clock.advance(3_600_000);

    await approve(scene, id);

    const applied = await viewOf(scene, id);
    expect([looked?.kind, applied?.kind]).toEqual(["preview", "sync"]);
    expect((applied?.finishedAt ?? 0) - (applied?.startedAt ?? 0)).toBeLessThan(60_000);
    expect(applied?.startedAt).toBeGreaterThan(looked?.startedAt ?? 0);
  });

  test("rows that the plan does not touch may change meanwhile", async () => {
    const scene = await aSyncedProduct();
    scene.edit({ op: "update", list: "crews", where: { email: "001@aaa.com" }, values: { positions: ["本部長"] } });
    const id = await held(scene, "employees");
    await editByHand(scene, "002@aaa.com");

    await approve(scene, id);

    expect(await viewOf(scene, id)).toMatchObject({ state: "partly-failed" });
    expect(await jobTitles(scene)).toMatchObject({ "001@aaa.com": "本部長", "002@aaa.com": "手入力" });
  });

  test("when a row of the plan changed, nothing is applied, and it waits anew with the row and who changed it", async () => {
    const scene = await aSyncedProduct();
    scene.edit({ op: "update", list: "crews", where: { email: "001@aaa.com" }, values: { positions: ["本部長"] } });
    const id = await held(scene, "employees");
    const before = (await viewOf(scene, id))?.plan?.digest;
    await editByHand(scene, "001@aaa.com");

    await approve(scene, id);

    const view = await viewOf(scene, id);
    expect(view).toMatchObject({
      state: "awaiting-approval",
      plan: { approval: null, obstacles: [{ kind: "row-changed", actor: "hand@example.com" }] },
    });
    expect(view?.plan?.digest).not.toBe(before);
    expect(await jobTitles(scene)).toMatchObject({ "001@aaa.com": "手入力" });

    await approve(scene, id);

    expect(await jobTitles(scene)).toMatchObject({ "001@aaa.com": "本部長" });
  });

  test("when the company's choices changed, it is planned anew under these", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    await chooseNoRetired(scene);

    await approve(scene, id);

    expect(await viewOf(scene, id)).toMatchObject({
      state: "awaiting-approval",
      plan: { obstacles: [{ kind: "settings-changed" }] },
    });
    expect(await scene.employees()).toEqual([]);
  });

  test("a plan that is not the one that was seen is not approved", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");

    const answer = await approveRun(scene.product, NOBODY, { ...seenBy(scene, id), digest: "0".repeat(64) });

    expect(answer).toEqual({ ok: false, fault: { kind: "plan-changed" } });
  });

  test("of two who approve at once, one does; the plan is applied once", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    const digest = (await viewOf(scene, id))?.plan?.digest ?? "";

    const answers = await Promise.all(
      [1, 2].map(() => approveRun(scene.product, NOBODY, { ...seenBy(scene, id), digest })),
    );
    await Promise.all([1, 2].map(() => performQueuedRun(scene.product, NOBODY, id, ALONE)));

    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await scene.employees()).map(({ version }) => version)).toEqual([1, 1]);
  });

  test("of one who approves and one who starts another in its place, one succeeds", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    const digest = (await viewOf(scene, id))?.plan?.digest ?? "";

    const [approved, started] = await Promise.all([
      approveRun(scene.product, NOBODY, { ...seenBy(scene, id), digest }),
      start(scene, "employees", { replaces: id }),
    ]);

    expect([approved.ok, started.ok].filter(Boolean)).toHaveLength(1);
    expect((await viewOf(scene, id))?.state).toBe(approved.ok ? "queued" : "cancelled");
  });

  test("whoever starts is told whose plan waits, and takes its place only by naming it", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");

    const refused = await start(scene, "employees");
    const other = await start(scene, "departments");
    await finish(scene, other);
    const replacing = await start(scene, "employees", { replaces: id });

    expect(refused).toMatchObject({ ok: false, fault: { kind: "plan-waiting", runId: id, actor: "見本 花子" } });
    expect([other.ok, replacing.ok]).toEqual([true, true]);
    expect(await viewOf(scene, id)).toMatchObject({ state: "cancelled", cancelReason: "replaced" });
  });

  test("gives way to a command that was told to apply a seen plan when that is applied, and not before", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    const { digest } = (await scene.preview("employees")).summary;

    const missed = await scene.run("employees", { expectedDigest: "0".repeat(64), approved: true });
    const afterwards = await viewOf(scene, id);
    const applied = await scene.run("employees", { expectedDigest: digest, approved: true });

    expect([missed.summary.failure, afterwards?.state]).toEqual([{ kind: "plan-changed" }, "awaiting-approval"]);
    expect(applied.summary.state).toBe("partly-failed");
    expect(await viewOf(scene, id)).toMatchObject({ state: "cancelled", cancelReason: "replaced" });
  });

  test("blocks no start once its 24 hours are over, also where nobody looks after it", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    await scene.clock.advance(APPROVAL_MS);

    const started = await start(scene, "employees");

    expect(started.ok).toBe(true);
    expect(await viewOf(scene, id)).toMatchObject({ state: "cancelled", cancelReason: "expired" });
  });

  test("whoever lost the run before its plan waited does not hold it again because the plan was approved", async () => {
    const scene = await aLinkedProduct();
    const { id } = expectOk(await start(scene, "employees", { preview: true }));
    const at = scene.clock.now();
    const stalled = await claimRun(db.queries, id, { at, leaseUntil: at + 1 });
    if (stalled === null) throw new Error("expected the run to be taken up");
    await settleInterruptedRuns(db.queries, at, [
      { id, attempts: stalled.attempts, leaseUntil: stalled.leaseUntil ?? 0 },
    ]);
    await performQueuedRun(scene.product, NOBODY, id, ALONE);
    const digest = (await viewOf(scene, id))?.plan?.digest ?? "";
    expectOk(await approveRun(scene.product, NOBODY, { ...seenBy(scene, id), digest }));
    await claimRun(db.queries, id, { at, leaseUntil: at + 20_000 });

    expect(await renewLease(db.queries, stalled, at + 20_000)).toBe(false);
  });

  test("is not given up for a choice of addresses by somebody whose link has ended", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    const digest = (await viewOf(scene, id))?.plan?.digest ?? "";
    const unlinked = { ...seenBy(scene, id), digest, administratorEmail: "sub@example.com" };

    const answer = await chooseAddresses(scene.product, NOBODY, unlinked, { "crew-1": "follow-person" });

    expect(answer).toMatchObject({ ok: false, fault: { kind: "not-linked" } });
    expect((await viewOf(scene, id))?.state).toBe("awaiting-approval");
  });

  test("nor by somebody who is linked to another SmartHR account, and who is told to which", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    const digest = (await viewOf(scene, id))?.plan?.digest ?? "";
    await linkAdministrator(scene, { administratorEmail: "sub@example.com", subdomain: "globex" });
    const other = { ...seenBy(scene, id), digest, administratorEmail: "sub@example.com" };

    const answer = await chooseAddresses(scene.product, NOBODY, other, { "crew-1": "follow-person" });

    expect(answer).toEqual(fail({ kind: "plan-of-other-account", subdomain: "acme", linkedTo: "globex" }));
    expect((await viewOf(scene, id))?.state).toBe("awaiting-approval");
  });

  test("a run that failed after it had waited has no counts", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    await chooseNoRetired(scene);
    scene.sandbox.control("faults", { kind: "forbidden", count: 50 });

    await approve(scene, id);

    expect(await viewOf(scene, id)).toMatchObject({ state: "failed", counts: null });
  });

  test("can be ended by hand, and after 24 hours ends by itself; what it kept of people is gone", async () => {
    const scene = await aLinkedProduct();
    const ended = await held(scene, "departments");
    const expired = await held(scene, "employees");

    await cancelRun(scene.product, scene.companyId, ended, "見本 花子");
    await scene.clock.advance(APPROVAL_MS - 1);
    await lookAfter(scene);
    const stillThere = (await viewOf(scene, expired))?.state;
    await scene.clock.advance(1);
    await lookAfter(scene);

    expect(stillThere).toBe("awaiting-approval");
    expect(await viewOf(scene, ended)).toMatchObject({ state: "cancelled", cancelReason: "by-hand" });
    expect(await viewOf(scene, expired)).toMatchObject({ state: "cancelled", cancelReason: "expired" });
    expect(await keptRowCount([ended, expired])).toBe(0);
  });

  test("keeps no row once it is applied", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    expect(await keptRowCount([id])).toBe(2);

    await approve(scene, id);

    expect(await keptRowCount([id])).toBe(0);
  });

  test("of another company is no plan of yours", async () => {
    const scene = await aLinkedProduct();
    const stranger = await aLinkedProduct();
    const id = await held(scene, "employees");
    const digest = (await viewOf(scene, id))?.plan?.digest ?? "";

    const answer = await approveRun(stranger.product, NOBODY, { ...seenBy(stranger, id), digest });

    expect(answer).toEqual({ ok: false, fault: { kind: "not-found" } });
    expect((await viewOf(scene, id))?.state).toBe("awaiting-approval");
  });

  test("is approved when the link has ended meanwhile: applying needs nothing of SmartHR", async () => {
    const scene = await aLinkedProduct();
    const id = await held(scene, "employees");
    await scene.clock.advance(20 * 3_600_000);
    revoke(scene);

    await approve(scene, id);

    expect(await viewOf(scene, id)).toMatchObject({ state: "partly-failed" });
  });
});

describe("a run that trips a guard", () => {
  test("waits before its first write, and what it read is no measure for the next run until it is applied", async () => {
    const scene = await aLinkedProduct({ seed: 40 });
    await finish(scene, await start(scene, "employees"));
    const before = await scene.employees();
    const crews = before.slice(0, 12).flatMap(({ crewId }) => crewId ?? []);
    for (const id of crews) scene.edit({ op: "delete", list: "crews", where: { id } });

    const first = await start(scene, "employees");
    await finish(scene, first);
    const firstId = first.ok ? first.value.id : "";
    const second = await start(scene, "employees", { replaces: firstId });
    await finish(scene, second);

    const guards = (await viewOf(scene, second.ok ? second.value.id : ""))?.plan?.guards ?? [];
    expect(await viewOf(scene, firstId)).toMatchObject({
      cancelReason: "replaced",
      replacedBy: { id: second.ok ? second.value.id : "", actor: BY.actor },
    });
    expect(guards.filter(({ tripped }) => tripped)).toMatchObject([{ guard: "fewer-people", count: 12 }]);
    expect(await scene.employees()).toEqual(before);
  });
});

describe("a choice that cannot be carried out", () => {
  test.each([
    ["SmartHR refuses", { kind: "missing-permission" }, refuse],
    ["SmartHR is out of order", { kind: "smarthr-unavailable" }, breakDown],
    ["the link ended meanwhile", { kind: "link-rejected" }, revoke],
  ])("leaves the plan as it was when %s, and says so", async (_, failure, break_) => {
    const { scene, id, crewId } = await aMovedAddress();
    const before = await viewOf(scene, id);
    const rows = await browseChanges(scene.product, scene.companyId, id, ALL);
    await choose(scene, id, { [crewId]: "follow-person" });
    break_(scene);

    await performQueuedRun(scene.product, NOBODY, id, ALONE);

    const after = await viewOf(scene, id);
    expect(after).toMatchObject({
      state: "awaiting-approval",
      finishedAt: null,
      counts: before?.counts,
      plan: { digest: before?.plan?.digest, replanFailure: failure },
    });
    expect(await browseChanges(scene.product, scene.companyId, id, ALL)).toEqual(rows);
    expect(scene.observed.at(-1)).toMatchObject({ kind: "run-held", failure: failure.kind });
  });

  test("leaves a plan that can be approved as it was seen, without SmartHR", async () => {
    const { scene, id, crewId } = await aMovedAddress();
    await choose(scene, id, { [crewId]: "follow-person" });
    revoke(scene);
    await performQueuedRun(scene.product, NOBODY, id, ALONE);

    await approve(scene, id);

    expect(await viewOf(scene, id)).toMatchObject({ state: "partly-failed", counts: { create: 1 } });
    expect((await scene.employees()).map(({ email }) => email)).toContain("new@aaa.com");
  });

  test("can be made again, and then is in the plan and nothing is said any more", async () => {
    const { scene, id, crewId } = await aMovedAddress();
    await choose(scene, id, { [crewId]: "follow-person" });
    refuse(scene);
    await performQueuedRun(scene.product, NOBODY, id, ALONE);
    scene.sandbox.control("calm", {});

    await choose(scene, id, { [crewId]: "follow-person" });
    await performQueuedRun(scene.product, NOBODY, id, ALONE);

    expect(await viewOf(scene, id)).toMatchObject({
      state: "awaiting-approval",
      counts: { create: 0, update: 1 },
      plan: { replanFailure: null },
    });
  });

  test("that fails for want of the opt-out field is known to the page that makes it again", async () => {
    const { scene, id, crewId } = await aMovedAddress();
    await choose(scene, id, { [crewId]: "follow-person" });
    scene.sandbox.control("delete-opt-out-field", {});

    await performQueuedRun(scene.product, NOBODY, id, ALONE);

    const account = { companyId: scene.companyId, subdomain: "acme" };
    expect(await knownOptOutFailure(db.queries, account)).toEqual({ kind: "opt-out-field-missing" });
    expect((await viewOf(scene, id))?.plan?.replanFailure).toEqual({ kind: "opt-out-field-missing" });
  });

  test("waits for SmartHR's maintenance as long as any other reading, however long ago it waited for one", async () => {
    const { scene, id, crewId } = await aMovedAddress();
    await db.queries
      .updateTable("runs")
      .set({ maintenance_since: toTimestamp(scene.clock.now() - 7 * 3_600_000) })
      .where("id", "=", id)
      .execute();
    await choose(scene, id, { [crewId]: "follow-person" });
    scene.sandbox.control("faults", { kind: "maintenance", count: 50 });

    await performQueuedRun(scene.product, NOBODY, id, ALONE);

    expect(await viewOf(scene, id)).toMatchObject({ state: "queued", waiting: { kind: "smarthr-maintenance" } });
  });

  test("leaves the run with the link of whoever started it", async () => {
    const { scene, id, crewId } = await aMovedAddress();
    const plan = { companyId: scene.companyId, id, digest: (await viewOf(scene, id))?.plan?.digest ?? "" };
    const at = scene.clock.now();
    await replanRun(db.queries, plan, {
      choices: { [crewId]: "follow-person" },
      administratorEmail: "sub@example.com",
      at,
    });
    refuse(scene);

    await performQueuedRun(scene.product, NOBODY, id, ALONE);

    expect((await findRunSummary(db.queries, scene.companyId, id))?.administratorEmail).toBe("hr@example.com");
  });

  test("is not given to whoever carried the run for a choice before", async () => {
    const { scene, id, crewId } = await aMovedAddress();
    await choose(scene, id, { [crewId]: "follow-person" });
    const at = scene.clock.now();
    const stalled = await claimRun(db.queries, id, { at, leaseUntil: at + 1 });
    if (stalled === null) throw new Error("expected the run to be taken up");
    await goOnWaiting(db.queries, stalled, { kind: "source-changed" });
    await choose(scene, id, { [crewId]: "follow-person" });
    await claimRun(db.queries, id, { at, leaseUntil: at + 20_000 });

    expect(await renewLease(db.queries, stalled, at + 20_000)).toBe(false);
  });

  test("leaves the plan as it was, too, when every process that tried has died", async () => {
    const { scene, id, crewId } = await aMovedAddress();
    await choose(scene, id, { [crewId]: "follow-person" });
    const at = scene.clock.now();

    for (let deaths = 0; deaths < MOST_ATTEMPTS; deaths++) {
      const carried = await claimRun(db.queries, id, { at, leaseUntil: at + 1 });
      const { attempts = 0, leaseUntil } = carried ?? {};
      await settleInterruptedRuns(db.queries, at, [{ id, attempts, leaseUntil: leaseUntil ?? 0 }]);
    }

    expect(await viewOf(scene, id)).toMatchObject({
      state: "awaiting-approval",
      finishedAt: null,
      plan: { replanFailure: { kind: "interrupted" } },
    });
  });

  test("makes the plan wait no longer than it would have", async () => {
    const { scene, id, crewId } = await aMovedAddress();
    const expiresAt = (await viewOf(scene, id))?.holding?.expiresAt ?? 0;
    await scene.clock.advance(3_600_000);
    await choose(scene, id, { [crewId]: "follow-person" });
    refuse(scene);

    await performQueuedRun(scene.product, NOBODY, id, ALONE);

    expect((await viewOf(scene, id))?.holding?.expiresAt).toBe(expiresAt + 1);
  });
});

describe("M24: a changed address", () => {
  test("is a new employee unless somebody chooses, before applying, to keep the person", async () => {
    const scene = await aSyncedProduct();
    const [kept] = await scene.employees();
    const where = { email: "001@aaa.com" };
    scene.edit({ op: "update", list: "crews", where, values: { email: "new@aaa.com" } });
    const id = await held(scene, "employees");
    const [suspect] =
      (await browseAddressSuspects(scene.product, scene.companyId, id, { page: 1, perPage: 10 }))?.suspects ?? [];
    const digest = (await viewOf(scene, id))?.plan?.digest ?? "";

    expectOk(
      await chooseAddresses(
        scene.product,
        NOBODY,
        { ...seenBy(scene, id), digest },
        {
          [suspect?.crewId ?? ""]: "follow-person",
        },
      ),
    );
    await performQueuedRun(scene.product, NOBODY, id, ALONE);
    const chosen = await viewOf(scene, id);
    await approve(scene, id);

    expect(suspect).toMatchObject({ choice: "create-new", former: { email: "001@aaa.com" } });
    expect(chosen).toMatchObject({ state: "awaiting-approval", counts: { create: 0, update: 1 } });
    const after = (await scene.employees()).find(({ id: employeeId }) => employeeId === kept?.id);
    expect(after?.email).toBe("new@aaa.com");
    expect(await scene.employees()).toHaveLength(2);
  });
});

test("M24: the page of a run that was applied shows whom it made new beside who they were, until they are one again", async () => {
  const scene = await aSyncedProduct();
  scene.edit({ op: "update", list: "crews", where: { email: "001@aaa.com" }, values: { email: "new@aaa.com" } });
  const id = await finish(scene, await start(scene, "employees"));
  const suspectsNow = async () =>
    (await browseAddressSuspects(scene.product, scene.companyId, id, { page: 1, perPage: 10 }))?.suspects ?? [];

  const applied = await suspectsNow();
  const made = (await scene.employees()).find(({ email }) => email === "new@aaa.com");
  const employees = [{ id: made?.id ?? "", version: made?.version ?? 0 }];
  expectOk(await deleteEmployees(scene.product, { companyId: scene.companyId, actor: BY.actor, employees }));

  expect((await viewOf(scene, id))?.plan?.addressSuspects).toBe(1);
  expect(applied).toMatchObject([
    { former: { email: "001@aaa.com" }, now: { email: "new@aaa.com" }, nowId: made?.id, choice: "create-new" },
  ]);
  expect(await suspectsNow()).toEqual([]);
});

async function aLinkedProduct(special: ProductSceneOptions = {}): Promise<ProductScene> {
  const scene = await aProduct(db, special);
  await linkAdministrator(scene);
  await scene.run("departments");
  return scene;
}

/** A waiting plan in which somebody's address has changed. */
async function aMovedAddress() {
  const scene = await aSyncedProduct();
  scene.edit({ op: "update", list: "crews", where: { email: "001@aaa.com" }, values: { email: "new@aaa.com" } });
  const id = await held(scene, "employees");
  const found = await browseAddressSuspects(scene.product, scene.companyId, id, { page: 1, perPage: 10 });
  return { scene, id, crewId: found?.suspects[0]?.crewId ?? "" };
}

async function choose(scene: ProductScene, id: string, choices: AddressChoices): Promise<void> {
  const digest = (await viewOf(scene, id))?.plan?.digest ?? "";
  expectOk(await chooseAddresses(scene.product, NOBODY, { ...seenBy(scene, id), digest }, choices));
}

function refuse({ sandbox }: ProductScene): void {
  sandbox.control("faults", { kind: "forbidden", count: 50 });
}

function breakDown({ sandbox }: ProductScene): void {
  sandbox.control("faults", { kind: "server-error", count: 50 });
}

function revoke({ sandbox }: ProductScene): void {
  sandbox.control("expire-tokens", {});
}

async function aSyncedProduct(): Promise<ProductScene> {
  const scene = await aLinkedProduct();
  await scene.run("employees");
  return scene;
}

async function start(scene: ProductScene, subject: Subject, special: Partial<StartRequest> = {}) {
  await scene.clock.advance(1_000);
  return startRun(scene.product, NOBODY, { companyId: scene.companyId, subject, ...BY, ...special });
}

async function finish(scene: ProductScene, started: Awaited<ReturnType<typeof start>>): Promise<string> {
  const { id } = expectOk(started);
  await performQueuedRun(scene.product, NOBODY, id, ALONE);
  return id;
}

async function held(scene: ProductScene, subject: Subject): Promise<string> {
  return finish(scene, await start(scene, subject, { preview: true }));
}

async function approve(scene: ProductScene, runId: string): Promise<void> {
  await letGoOn(scene, runId);
  await performQueuedRun(scene.product, NOBODY, runId, ALONE);
}

async function letGoOn(scene: ProductScene, runId: string): Promise<void> {
  const digest = (await viewOf(scene, runId))?.plan?.digest ?? "";
  expectOk(await approveRun(scene.product, NOBODY, { ...seenBy(scene, runId), digest }));
}

async function chooseNoRetired({ companyId }: ProductScene): Promise<void> {
  await db.queries.updateTable("companies").set({ create_retired: false }).where("id", "=", companyId).execute();
}

function seenBy({ companyId }: ProductScene, runId: string) {
  return { companyId, runId, ...BY };
}

function viewOf({ product, companyId }: ProductScene, runId: string) {
  return viewRun(product, companyId, runId);
}

function addressOf(change: PlannedChangeShown): string {
  return change.kind !== "delete" && "email" in change.after ? change.after.email : "";
}

async function jobTitles(scene: ProductScene): Promise<Record<string, string | null>> {
  return Object.fromEntries((await scene.employees()).map((row) => [row.email, row.jobTitle]));
}

async function editByHand(scene: ProductScene, address: string): Promise<void> {
  const row = (await scene.employees()).find((employee) => employee.email === address);
  const after = row && editedEmployee(row, { ...row, jobTitle: "手入力" });
  if (!after) throw new Error(`expected ${address} in the roster`);
  const by = { actor: "hand@example.com", at: scene.clock.now() };
  await db.transaction(async (tx) => {
    const roster = await lockRoster(tx, scene.companyId);
    await updateEmployee(roster, after, by);
  });
}

async function lookAfter({ product }: ProductScene): Promise<void> {
  await recoverRuns(product, NOBODY, [], watchLeases());
}

async function keptRowCount(runIds: readonly string[]): Promise<number> {
  const rows = await db.queries
    .selectFrom("planned_changes")
    .select("place")
    .where("run_id", "in", [...runIds])
    .execute();
  return rows.length;
}
