import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, aRunRequest, type ProductScene, TEST_KEYS } from "../../test/product-scene.ts";
import type { OperatingEvent } from "../core/operating-event.ts";
import type { Department, Employee } from "../core/roster.ts";
import type { RunFailure, Subject } from "../core/run.ts";
import type { RowChange } from "../core/undo.ts";
import type { JsonObject } from "../sandbox/change-crew.ts";
import type { Where } from "../sandbox/edit.ts";
import type { Fetch } from "../smarthr/send.ts";
import { cancelRun, settleInterruptedRuns } from "../store/background-runs.ts";
import { lastGoodRead } from "../store/good-reads.ts";
import { readEmployeeHistory } from "../store/history.ts";
import { openRun, type Run } from "../store/runs.ts";
import { LEASE_MS } from "./keep-run-alive.ts";
import { linkByTokens } from "./link-by-tokens.ts";
import { listRuns, showRun } from "./list-runs.ts";
import { performRun } from "./perform-run.ts";
import type { RunEvent } from "./run-event.ts";
import type { RunReport } from "./run-report.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const MANUAL_DEPARTMENTS = [
  { code: "A001", name: "営業部", parentCode: null },
  { code: "A002", name: "開発部", parentCode: null },
  { code: "A003", name: "人事部", parentCode: null },
];

describe("M15–M19: departments", () => {
  test("M15: SmartHR's departments come into an empty roster", async () => {
    const scene = await aProduct(db);

    const { summary } = await scene.run("departments");

    expect(await scene.departments()).toEqual(MANUAL_DEPARTMENTS);
    expect(summary).toEqual({
      subject: "departments",
      runId: summary.runId,
      kind: "sync",
      state: "succeeded",
      actor: "hr@example.com",
      requestedAt: scene.clock.now(),
      finishedAt: scene.clock.now(),
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      counts: { read: 3, create: 3, update: 0, unchanged: 0, skip: 0, reject: 0, notice: 0 },
      failure: null,
      waiting: null,
      holding: null,
      cancelReason: null,
    });
  });

  test("M16: a department without a code is skipped", async () => {
    const scene = await aProduct(db);
    insertDepartment(scene, { name: "新規事業部", code: null });

    const { summary, rows } = await scene.run("departments");

    expect(summary).toMatchObject({ state: "succeeded", counts: { create: 3, skip: 1 } });
    expect(rows.findings.skips).toEqual([
      { row: { departmentId: expect.any(String), code: null, name: "新規事業部" }, reason: "no-department-code" },
    ]);
    expect(await scene.departments()).toEqual(MANUAL_DEPARTMENTS);
  });

  test("M18: another code is another department, and the old one stays", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    scene.sandbox.control("scenarios", { name: "m18" });

    const { summary } = await scene.run("departments");

    expect(await scene.departments()).toEqual([
      ...MANUAL_DEPARTMENTS,
      { code: "A004", name: "人事本部", parentCode: null },
    ]);
    expect(summary).toMatchObject({ state: "succeeded", counts: { read: 3, create: 1, unchanged: 2 } });
  });

  test("M19: a name that the roster has under another code is rejected", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    scene.sandbox.control("scenarios", { name: "m19" });

    const { summary, rows } = await scene.run("departments");

    expect(await scene.departments()).toEqual(MANUAL_DEPARTMENTS);
    expect(summary).toMatchObject({ state: "partly-failed", counts: { read: 3, unchanged: 2, reject: 1 } });
    expect(rows.findings.rejections).toEqual([
      {
        row: { departmentId: expect.any(String), code: "A004", name: "人事部" },
        reasons: [{ kind: "duplicate-department-name", holderCode: "A003", rivalCodes: [] }],
      },
    ]);
  });
});

describe("M24–M27: employees", () => {
  test("M26: the manual's table", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");

    const { summary, rows } = await scene.run("employees");

    const employees = await scene.employees();
    expect(
      employees.map(({ email, lastName, firstName, departmentCode }) => [email, lastName, firstName, departmentCode]),
    ).toEqual([
      ["001@aaa.com", "ミキワメ", "太郎", "A001"],
      ["002@aaa.com", "ミキワメ", "次郎", null],
    ]);
    expect(rejectionKinds(rows)).toEqual({
      "003": ["unknown-department"],
      "004": ["missing-name"],
      "005": ["missing-kana"],
      "006": ["missing-email"],
      "007": ["duplicate-email"],
      "008": ["duplicate-email"],
    });
    expect(summary).toMatchObject({
      state: "partly-failed",
      counts: { read: 8, create: 2, update: 0, unchanged: 0, skip: 0, reject: 6, notice: 0 },
    });
  });

  test("M24: an employee with the same address is updated, and history keeps both states, the run and the actor", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    const first = await scene.run("employees");
    updateCrew(scene, { email: "001@aaa.com" }, { positions: ["本部長"] });

    const second = await scene.run("employees", { actor: "sub@example.com" });

    const [taro] = await scene.employees();
    const history = await readEmployeeHistory(db.queries, scene.companyId, taro?.id ?? "");
    expect(second.summary.counts).toMatchObject({ create: 0, update: 1, unchanged: 1, reject: 6 });
    expect(history).toMatchObject([
      { runId: first.summary.runId, actor: "hr@example.com", change: { kind: "create", after: { jobTitle: "部長" } } },
      {
        runId: second.summary.runId,
        actor: "sub@example.com",
        change: { kind: "update", before: { jobTitle: "部長" }, after: { jobTitle: "本部長" } },
      },
    ]);
  });

  test("M27: who chose 「連携しない」 is skipped; later choices leave the roster as it is", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    await scene.run("employees");
    const before = await scene.employees();
    scene.sandbox.control("scenarios", { name: "opted-out-later" });

    const { rows } = await scene.run("employees");

    expect(rows.findings.skips).toMatchObject([{ row: { email: "001@aaa.com" }, reason: "opted-out" }]);
    expect(rows.findings.notices).toMatchObject([
      { row: { email: "001@aaa.com" }, notice: { kind: "opted-out-in-roster" } },
    ]);
    expect(await scene.employees()).toEqual(before);
  });

  test("M34: who has retired in SmartHR is flagged, and a flag that SmartHR takes back goes", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    await scene.run("employees");

    scene.sandbox.control("scenarios", { name: "retired" });
    await scene.run("employees");
    const retired = await scene.employees();
    scene.sandbox.control("scenarios", { name: "rehired" });
    await scene.run("employees");
    const rehired = await scene.employees();

    expect([retired[0]?.retired, rehired[0]?.retired]).toEqual([true, false]);
  });
});

describe("syncing again", () => {
  test.each(["manual", "edge-cases"] as const)("changes nothing and writes no row but the run's (%s)", async (seed) => {
    const scene = await aProduct(db, { seed });
    const first = { departments: await scene.run("departments"), employees: await scene.run("employees") };
    const { runs: firstRuns, ...before } = await scene.writtenRows();

    const second = { departments: await scene.run("departments"), employees: await scene.run("employees") };

    const { runs, ...after } = await scene.writtenRows();
    expect(after).toEqual(before);
    expect(runs).toHaveLength((firstRuns?.length ?? 0) + 2);
    for (const subject of ["departments", "employees"] as const) {
      expect(second[subject].rows.changes).toEqual([]);
      expect(second[subject].rows.findings.rejections).toEqual(first[subject].rows.findings.rejections);
      expect(second[subject].rows.findings.skips).toEqual(first[subject].rows.findings.skips);
      expect(second[subject].summary.state).toBe(first[subject].summary.state);
    }
  });

  test("a run reports the same when it is looked up later", async () => {
    const scene = await aProduct(db, { seed: "edge-cases" });
    await scene.run("departments");
    scene.sandbox.control("scenarios", { name: "department-names-swapped" });

    for (const subject of ["departments", "employees"] as const) {
      const report = await scene.run(subject);

      const later = expectOk(await showRun(scene.product, scene.companyId, report.summary.runId ?? ""));
      expect(later.summary).toEqual(report.summary);
      expect(later.rows.findings).toEqual(report.rows.findings);
      expect(later.rows.changes.map(rowChanged).sort()).toEqual(report.rows.changes.map(rowChanged).sort());
    }
  });
});

describe("design 2.3: each way in which SmartHR fails is one failure on the run's row, and nothing is written", () => {
  const everyRequest = { count: null } as const;
  const failures: readonly [string, Subject, (scene: ProductScene) => void, RunFailure][] = [
    [
      "429 until patience ends",
      "departments",
      ({ sandbox }) => sandbox.control("faults", { kind: "rate-limited", resetSeconds: 60, ...everyRequest }),
      { kind: "smarthr-busy" },
    ],
    [
      "500",
      "departments",
      ({ sandbox }) => sandbox.control("faults", { kind: "server-error", ...everyRequest }),
      { kind: "smarthr-unavailable" },
    ],
    [
      "502 from a proxy",
      "employees",
      ({ sandbox }) => sandbox.control("faults", { kind: "bad-gateway", ...everyRequest }),
      { kind: "smarthr-unavailable" },
    ],
    [
      "a body that is cut off",
      "departments",
      ({ sandbox }) => sandbox.control("faults", { kind: "cut-off", ...everyRequest }),
      { kind: "smarthr-unavailable" },
    ],
    [
      "a body that is no JSON",
      "employees",
      ({ sandbox }) => sandbox.control("faults", { kind: "malformed", path: "/v1/crews", ...everyRequest }),
      { kind: "smarthr-unavailable" },
    ],
    [
      "maintenance",
      "departments",
      ({ sandbox }) => sandbox.control("faults", { kind: "maintenance", ...everyRequest }),
      { kind: "smarthr-maintenance" },
    ],
    [
      "a token that expired",
      "departments",
      ({ sandbox }) => sandbox.control("expire-tokens", {}),
      { kind: "link-rejected" },
    ],
    [
      "departments that may not be read",
      "departments",
      ({ sandbox }) => sandbox.control("resource-permission", { resource: "departments", read: false }),
      { kind: "missing-permission", resource: "departments" },
    ],
    [
      "people who may not be read",
      "employees",
      ({ sandbox }) => sandbox.control("resource-permission", { resource: "crews", read: false }),
      { kind: "missing-permission", resource: "crews" },
    ],
    [
      "a status that may not be read",
      "employees",
      ({ sandbox }) => sandbox.control("attribute-permission", { attribute: "emp_status", read: false }),
      { kind: "missing-permission", resource: "crews.emp_status" },
    ],
    [
      "an address that is not permitted",
      "departments",
      ({ sandbox }) => sandbox.control("ip-restriction", { permitted: false }),
      { kind: "ip-not-permitted" },
    ],
    [
      "a tenant that is gone",
      "departments",
      ({ sandbox }) => sandbox.control("faults", { kind: "not-found", ...everyRequest }),
      { kind: "tenant-gone" },
    ],
    [
      "an unexpected shape",
      "departments",
      ({ sandbox }) => sandbox.control("faults", { kind: "unexpected-shape", ...everyRequest }),
      { kind: "unexpected-shape", path: "GET /v1/departments" },
    ],
    ["a list that never stands still", "departments", changeBetweenAllPages, { kind: "source-changed" }],
  ];

  test.each(failures)("%s (%s)", async (_, subject, spoil, failure) => {
    const scene = await aProduct(db, { seed: 250 });
    await scene.run("departments");
    await scene.run("employees");
    updateCrew(scene, { at: 0 }, { positions: ["監査役"] });
    insertDepartment(scene, { name: "監査室", code: "Z999" });
    const { runs: runsBefore, ...before } = await scene.writtenRows();
    spoil(scene);

    const { summary, rows } = await scene.run(subject);

    const { runs, ...after } = await scene.writtenRows();
    const [row] = await listRuns(scene.product, scene.companyId, 1);
    expect(summary).toMatchObject({ state: "failed", failure, digest: null, counts: null });
    expect(rows).toEqual({ subject, changes: [], findings: { skips: [], rejections: [], notices: [] } });
    expect(row).toEqual(summary);
    expect(after).toEqual(before);
    expect(runs).toHaveLength((runsBefore?.length ?? 0) + 1);
  });

  test.each([
    ["429", { kind: "rate-limited", resetSeconds: 2 }],
    ["500", { kind: "server-error", count: 2 }],
    ["a body that is cut off", { kind: "cut-off", count: 2 }],
  ] as const)("%s that passes does no harm", async (_, fault) => {
    const scene = await aProduct(db);
    scene.sandbox.control("faults", fault);

    const { summary } = await scene.run("departments");

    expect(summary.state).toBe("succeeded");
    expect(await scene.departments()).toEqual(MANUAL_DEPARTMENTS);
  });

  test("rows deleted and appended between two pages so that every total agrees are noticed", async () => {
    const scene = await aProduct(db, { seed: 250 });
    await scene.run("departments");
    scene.sandbox.control("edits-between-pages", {
      list: "crews",
      afterPages: 2,
      edits: [
        { op: "delete", list: "crews", where: { at: 0 } },
        { op: "insert", list: "crews", values: NEWCOMER },
      ],
    });

    const { summary } = await scene.run("employees");

    const employees = await scene.employees();
    expect(summary).toMatchObject({ state: "succeeded", counts: { read: 250, create: 250 } });
    expect(employees.map(({ email }) => email)).toContain(NEWCOMER.email);
  });
});

describe("M27, M35: the opt-out field", () => {
  test("is made by the first sync of the people, and by no later one", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    const madeByDepartments = fieldCount(scene);

    await scene.run("employees");
    await scene.run("employees");

    expect([madeByDepartments, fieldCount(scene)]).toEqual([0, 1]);
    expect(scene.sent.filter((request) => request.startsWith("POST"))).toEqual([
      "POST /v1/crew_custom_field_template_groups",
      "POST /v1/crew_custom_field_templates",
    ]);
  });

  const losses: readonly [string, (scene: ProductScene) => void, RunFailure][] = [
    ["deleted", ({ sandbox }) => sandbox.control("delete-opt-out-field", {}), { kind: "opt-out-field-missing" }],
    [
      "without 「連携しない」",
      (scene) => changeField(scene, { elements: [{ name: "連携する" }] }),
      { kind: "opt-out-field-missing" },
    ],
    [
      "no drop-down list any more",
      (scene) => changeField(scene, { type: "string", elements: null }),
      { kind: "opt-out-field-missing" },
    ],
    [
      "unreadable since people were opted out",
      ({ sandbox }) => sandbox.control("custom-field-permission", { name: "ミキワメ連携", read: false }),
      { kind: "opt-out-field-unreadable" },
    ],
  ];

  test.each(losses)(
    "%s, it stops the sync of the people every time, and nothing is written",
    async (_, lose, failure) => {
      const scene = await aProduct(db);
      await scene.run("departments");
      await scene.run("employees");
      scene.sandbox.control("scenarios", { name: "opted-out-later" });
      await scene.run("employees");
      const { runs: _before, ...before } = await scene.writtenRows();
      lose(scene);

      const ends = [await scene.run("employees"), await scene.run("employees")];

      const { runs: _after, ...after } = await scene.writtenRows();
      expect(ends.map(({ summary }) => summary.failure)).toEqual([failure, failure]);
      expect(after).toEqual(before);
    },
  );

  test("while nobody has ever chosen anything in it, each sync of the people says so", async () => {
    const scene = await aProduct(db);
    const departments = await scene.run("departments");
    const planned = await scene.preview("employees");
    const first = await scene.run("employees");
    scene.sandbox.control("scenarios", { name: "opted-out-later" });
    const chosen = await scene.run("employees");
    const later = await scene.preview("employees");

    const said = [departments, planned, first, chosen, later].map(({ optOutUnused }) => optOutUnused);

    expect(said).toEqual([false, true, true, false, false]);
  });

  test("departments are synced without it", async () => {
    const scene = await aProduct(db);
    await scene.run("employees");
    scene.sandbox.control("delete-opt-out-field", {});

    const { summary } = await scene.run("departments");

    expect(summary.state).toBe("succeeded");
  });

  test("a token that may read but not make it: somebody has to make it by hand", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("resource-permission", { resource: "crew_custom_field_templates", update: false });

    const { summary } = await scene.run("employees");

    expect(summary.failure).toEqual({ kind: "opt-out-field-missing" });
  });

  test("a token that may not even look for it", async () => {
    const scene = await aProduct(db);
    scene.sandbox.control("resource-permission", { resource: "crew_custom_field_templates", read: false });

    const { summary } = await scene.run("employees");

    expect(summary.failure).toEqual({ kind: "missing-permission", resource: "crew_custom_field_template_groups" });
  });

  test("it is remembered for each SmartHR account", async () => {
    const scene = await aProduct(db);
    await scene.run("employees");
    const globex = { subdomain: "globex", access: { token: async () => scene.sandbox.accessTokenOf("globex") } };

    const { summary } = await scene.run("employees", { reach: globex });

    expect(summary.failure).toBeNull();
    expect(fieldCount(scene, "globex")).toBe(1);
  });
});

describe("the sealed plan", () => {
  test("with the digest that was seen, exactly that plan is applied", async () => {
    const scene = await aProduct(db);
    const seen = await scene.preview("departments");

    const { summary, rows } = await scene.run("departments", { expectedDigest: seen.summary.digest });

    expect(summary).toMatchObject({ state: "succeeded", digest: seen.summary.digest, counts: seen.summary.counts });
    expect(rows).toEqual(seen.rows);
  });

  test("SmartHR changed since: nothing is applied", async () => {
    const scene = await aProduct(db);
    const seen = await scene.preview("departments");
    insertDepartment(scene, { name: "監査室", code: "Z999" });

    const { summary } = await scene.run("departments", { expectedDigest: seen.summary.digest });

    expect(summary).toMatchObject({ state: "failed", failure: { kind: "plan-changed" }, digest: null, counts: null });
    expect(await scene.departments()).toEqual([]);
  });

  test("the roster changed since: nothing is applied", async () => {
    const scene = await aProduct(db);
    await scene.run("departments");
    updateDepartment(scene, { code: "A001" }, { name: "第一営業部" });
    const seen = await scene.preview("departments");
    updateDepartment(scene, { code: "A001" }, { name: "第二営業部" });
    await scene.run("departments");
    updateDepartment(scene, { code: "A001" }, { name: "第一営業部" });

    const { summary } = await scene.run("departments", { expectedDigest: seen.summary.digest });

    expect(summary.failure).toEqual({ kind: "plan-changed" });
    expect((await scene.departments())[0]?.name).toBe("第二営業部");
  });

  test("a run whose plan had changed still remembers what it read", async () => {
    const scene = await aProduct(db);

    await scene.run("employees", { expectedDigest: "0".repeat(64) });

    const read = await lastGoodRead(db.queries, {
      companyId: scene.companyId,
      subject: "employees",
      subdomain: "acme",
    });
    expect(read).toEqual({
      at: scene.clock.now(),
      sourceCount: 8,
      newestCrewId: scene.sandbox.control("rows", { list: "crews" }).rows.at(-1)?.["id"],
      optedOutCrewIds: [],
      optOutValuesRead: 0,
    });
  });
});

describe("docs/decisions/0048: pages of people that are asked for with the last one", () => {
  test("by what linking saw, all of a first import", async () => {
    const { scene, requestsOf } = await aProductOfThreePages();
    await linkByTokens(scene.product, TEST_KEYS, {
      companyId: scene.companyId,
      administratorEmail: "hr@example.com",
      subdomain: "acme",
      tokens: { kind: "token", accessToken: scene.sandbox.accessToken },
      signal: new AbortController().signal,
    });

    const requests = await requestsOf(() => scene.run("employees"));

    // The opt-out field and three pages.
    expect(requests).toEqual({ all: 4, atOnce: 4 });
  });

  test("by what the last run read, all of the next one", async () => {
    const { scene, requestsOf } = await aProductOfThreePages();
    await scene.run("employees");

    const requests = await requestsOf(() => scene.run("employees"));

    expect(requests).toEqual({ all: 4, atOnce: 4 });
  });

  test("are read again when somebody was entered since", async () => {
    const { scene, requestsOf } = await aProductOfThreePages();
    await scene.run("employees");
    scene.edit({ op: "insert", list: "crews", values: NEWCOMER });

    const requests = await requestsOf(() => scene.run("employees"));

    expect(requests.all).toBe(6);
    expect((await scene.employees()).some(({ email }) => email === NEWCOMER.email)).toBe(true);
  });
});

describe("one run of a company at a time", () => {
  test("while the first reads SmartHR, the second press is answered with it", async () => {
    const scene = await aProduct(db);
    const reading = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const smarthr = { ...scene.product.smarthr, fetch: heldBack(scene.product.smarthr.fetch, reading, goOn.promise) };
    const request = aRunRequest(scene.companyId, scene.reach);
    const first = performRun({ ...scene.product, smarthr }, request);
    await reading.promise;

    const second = await performRun(scene.product, { ...request, subject: "employees", actor: "sub@example.com" });

    goOn.resolve();
    const { summary } = expectOk(await first);
    expect(second).toEqual({
      ok: false,
      fault: {
        kind: "run-open",
        runId: summary.runId,
        subject: "departments",
        actor: "hr@example.com",
        requestedAt: summary.requestedAt,
      },
    });
    expect(summary.state).toBe("succeeded");
    expect(await listRuns(scene.product, scene.companyId, 10)).toEqual([summary]);
  });

  test("a run whose process died is closed by the next start once its lease is out", async () => {
    const scene = await aProduct(db);
    const dead = await aDeadRun(scene);
    await scene.clock.advance(60_001);

    const { summary } = await scene.run("departments");

    const runs = await listRuns(scene.product, scene.companyId, 10);
    expect(summary.state).toBe("succeeded");
    expect(runs.map(({ runId, state, failure }) => [runId, state, failure])).toEqual([
      [summary.runId, "succeeded", null],
      [dead.id, "failed", { kind: "interrupted" }],
    ]);
  });

  test("a run that another process believed dead applies nothing", async () => {
    const scene = await aProduct(db);
    const closing: Promise<unknown>[] = [];
    const observe = ({ kind }: RunEvent) => {
      if (kind === "read") closing.push(settleInterruptedRuns(db.queries, scene.clock.now(), "all"));
    };

    const end = await performRun(scene.product, { ...aRunRequest(scene.companyId, scene.reach), observe });

    await Promise.all(closing);
    expect(expectOk(end).summary).toMatchObject({ state: "failed", failure: { kind: "interrupted" }, counts: null });
    expect(await scene.departments()).toEqual([]);
    expect(await listRuns(scene.product, scene.companyId, 10)).toMatchObject([
      { state: "failed", failure: { kind: "interrupted" } },
    ]);
  });
});

describe("a run that is cancelled while it is carried out", () => {
  test.each(["reading", "read"] as const)("at the moment of %s applies nothing", async (moment) => {
    const scene = await aProduct(db, { seed: 250 });
    await scene.run("departments");
    const { product, companyId, reach } = scene;
    const [id, at] = [randomUUID(), scene.clock.now()];
    const cancelling: Promise<unknown>[] = [];
    const observe = ({ kind }: RunEvent) => {
      if (kind === moment) cancelling.push(cancelRun(db.queries, { companyId, id, at, by: "見本 花子" }));
    };
    const request = { ...aRunRequest(companyId, reach), subject: "employees", observe } as const;

    const end = await performRun({ ...product, newId: () => id }, request);

    await Promise.all(cancelling);
    const { summary, rows } = expectOk(end);
    expect(summary).toMatchObject({ state: "cancelled", finishedAt: at, failure: null, counts: null });
    expect(rows.changes).toEqual([]);
    expect(await scene.employees()).toEqual([]);
  });
});

describe("a run that is stopped", () => {
  test.each(["reading", "read", "planned"] as const)("at the moment of %s it has written nothing", async (moment) => {
    const scene = await aProduct(db, { seed: 250 });
    await scene.run("departments");
    const stopping = new AbortController();
    const observe = ({ kind }: RunEvent) => {
      if (kind === moment) stopping.abort(new Error("stopped by hand"));
    };

    const { summary } = await scene.run("employees", { observe, signal: stopping.signal });

    const [row] = await listRuns(scene.product, scene.companyId, 1);
    expect(summary).toMatchObject({ state: "failed", failure: { kind: "interrupted" } });
    expect(row).toEqual(summary);
    expect(await scene.employees()).toEqual([]);
  });

  test("before it began, it asks SmartHR nothing", async () => {
    const scene = await aProduct(db);

    const { summary } = await scene.run("departments", { signal: AbortSignal.abort(new Error("stopped by hand")) });

    expect(summary.failure).toEqual({ kind: "interrupted" });
    expect(scene.sent).toEqual([]);
  });

  test("the next one runs at once", async () => {
    const scene = await aProduct(db);
    await scene.run("departments", { signal: AbortSignal.abort(new Error("stopped by hand")) });

    const { summary } = await scene.run("departments");

    expect(summary.state).toBe("succeeded");
  });
});

describe("a defect", () => {
  test("closes the run as internal and is thrown", async () => {
    const scene = await aProduct(db);
    const observe = ({ kind }: RunEvent) => {
      if (kind === "planned") throw new Error("a defect of ours");
    };

    const end = performRun(scene.product, { ...aRunRequest(scene.companyId, scene.reach), observe });

    await expect(end).rejects.toThrow("a defect of ours");
    expect(await scene.departments()).toEqual([]);
    expect(await listRuns(scene.product, scene.companyId, 10)).toMatchObject([
      { state: "failed", failure: { kind: "internal" } },
    ]);
  });

  test("that takes the database away is thrown as it is", async () => {
    const other = await openTestDatabase();
    const scene = await aProduct(other);
    const observe = ({ kind }: RunEvent) => {
      if (kind === "read") closed = other.close();
    };
    let closed: Promise<void> = Promise.resolve();
    const told: string[] = [];
    const product = { ...scene.product, observe: ({ kind }: OperatingEvent) => void told.push(kind) };

    const end = performRun(product, { ...aRunRequest(scene.companyId, scene.reach), observe });

    await expect(end).rejects.toThrow(/end on the pool|pool/);
    await closed;
    // It could not be closed: whoever comes next does that, and says so.
    expect(told).toEqual(["run-started", "run-read"]);
  });
});

test("progress is told from the moment when the total is known to the last page", async () => {
  const scene = await aProduct(db, { seed: 250 });
  const events: RunEvent[] = [];
  await scene.run("departments");

  await scene.run("employees", { observe: (event) => events.push(event) });

  expect(events).toEqual([
    { kind: "reading", read: 0, total: 250 },
    { kind: "reading", read: 50, total: 250 },
    { kind: "reading", read: 150, total: 250 },
    { kind: "reading", read: 250, total: 250 },
    { kind: "read" },
    { kind: "planned" },
    { kind: "applied" },
  ]);
});

test("companies do not see each other's rosters and runs", async () => {
  const one = await aProduct(db);
  const other = await aProduct(db);

  const { summary } = await one.run("departments");

  expect(await other.departments()).toEqual([]);
  expect(await listRuns(other.product, other.companyId, 10)).toEqual([]);
  expect(await showRun(other.product, other.companyId, summary.runId ?? "")).toEqual({
    ok: false,
    fault: { kind: "no-run", runId: summary.runId },
  });
});

const NEWCOMER = {
  emp_code: "N0001",
  last_name: "新田",
  first_name: "次",
  last_name_yomi: "ニッタ",
  first_name_yomi: "ツギ",
  email: "newcomer@example.com",
  emp_status: "employed",
} as const;

async function aProductOfThreePages() {
  let [all, underWay, atOnce] = [0, 0, 0];
  const scene = await aProduct(db, {
    seed: 250,
    smarthr: {
      fetch: async (request) => {
        all++;
        atOnce = Math.max(atOnce, ++underWay);
        // Whatever is sent without waiting for this answer is sent by now.
        await setImmediate();
        const answer = await scene.sandbox.fetch(request);
        underWay--;
        return answer;
      },
    },
  });
  const requestsOf = async (act: () => Promise<unknown>) => {
    [all, atOnce] = [0, 0];
    await act();
    return { all, atOnce };
  };
  return { scene, requestsOf };
}

function updateCrew(scene: ProductScene, where: Where, values: JsonObject): void {
  scene.edit({ op: "update", list: "crews", where, values });
}

function updateDepartment(scene: ProductScene, where: Where, values: JsonObject): void {
  scene.edit({ op: "update", list: "departments", where, values });
}

function insertDepartment(scene: ProductScene, values: JsonObject): void {
  scene.edit({ op: "insert", list: "departments", values });
}

function changeField(scene: ProductScene, values: JsonObject): void {
  scene.edit({ op: "update", list: "crew_custom_field_templates", where: { name: "ミキワメ連携" }, values });
}

function fieldCount({ sandbox }: ProductScene, tenant = "acme"): number {
  return sandbox.control("rows", { tenant, list: "crew_custom_field_templates" }).total;
}

// After each page of the list somebody enters one more department, longer than anybody reads.
function changeBetweenAllPages({ sandbox }: ProductScene): void {
  for (let page = 1; page <= 20; page++) {
    const values = { name: `臨時${page}`, code: `T${page}` };
    sandbox.control("edits-between-pages", {
      list: "departments",
      afterPages: page,
      edits: [{ op: "insert", list: "departments", values }],
    });
  }
}

/** A fetch that says when it is first used, and answers nothing before it may. */
function heldBack(fetch: Fetch, reading: PromiseWithResolvers<void>, mayGoOn: Promise<void>): Fetch {
  return async (request) => {
    reading.resolve();
    await mayGoOn;
    return fetch(request);
  };
}

/** A run whose process died right after it began. */
async function aDeadRun({ companyId, clock }: ProductScene): Promise<Run> {
  const run = {
    id: randomUUID(),
    companyId,
    subject: "employees",
    actor: "hr@example.com",
    subdomain: "acme",
  } as const;
  const at = clock.now();
  return expectOk(await openRun(db.queries, { ...run, at, leaseUntil: at + LEASE_MS }));
}

/** The kinds of each rejected person's reasons, by the last digits of the employee number. */
function rejectionKinds(rows: RunReport["rows"]): Record<string, string[]> {
  if (rows.subject !== "employees") throw new Error("expected a run of the employees");
  return Object.fromEntries(
    rows.findings.rejections.map(({ row, reasons }) => [row.employeeNumber, reasons.map(({ kind }) => kind)]),
  );
}

function rowChanged(change: RowChange<Department> | RowChange<Employee>): string {
  const row = change.kind === "delete" ? change.before : change.after;
  return "code" in row ? row.code : row.email;
}
