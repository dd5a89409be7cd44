import { randomUUID } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, type ApiSceneOptions, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aQueue, endOf, linkAdministrator } from "../../test/worker-scene.ts";
import type { RunDetail, RunRow, SyncOutlook } from "../contract/runs.ts";
import type { EmployeeIdentity } from "../core/findings.ts";
import { claimRun } from "../store/background-runs.ts";

const db = await openTestDatabase();
const queueScene = await aQueue(db);
afterAll(async () => {
  await queueScene.close();
  await db.close();
});

const ACME = { subdomain: "acme", url: "http://localhost:4000/tenants/acme" };
const DAY_MS = 86_400_000;
const ROUTES: readonly [string, string, object?][] = [
  ["GET", "/api/runs"],
  ["POST", "/api/runs", { subject: "employees" }],
  ["GET", "/api/sync-outlook?subject=employees"],
  ["GET", `/api/runs/${randomUUID()}`],
  ["POST", `/api/runs/${randomUUID()}/cancel`],
  ["GET", `/api/runs/${randomUUID()}/changes`],
  ["GET", `/api/runs/${randomUUID()}/findings?category=rejection`],
  ["GET", `/api/runs/${randomUUID()}/error-file`],
];

describe("who may ask", () => {
  test.each(ROUTES)("nobody who is not signed in: %s %s", async (method, path, body) => {
    const api = await anApi(db);

    const answer = await api.ask(method, path, { as: "nobody", ...(body && { body }) });

    expect([answer.status, await answer.json()]).toEqual([401, { problem: { kind: "not-signed-in" } }]);
  });

  test("閲覧者 look at every run, start none and cancel none", async () => {
    const api = await theSyncedApi();
    const [run] = await runsOf(api);
    const paths = ["", "/changes", "/findings?category=rejection", "/error-file"];

    const looks = await Promise.all(
      paths.map((path) => api.ask("GET", `/api/runs/${run?.id}${path}`, { as: "viewer" })),
    );
    const starting = await api.ask("POST", "/api/runs", { as: "viewer", body: { subject: "employees" } });
    const cancelling = await api.ask("POST", `/api/runs/${run?.id}/cancel`, { as: "viewer" });

    expect(looks.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const refused of [starting, cancelling]) {
      expect([refused.status, await refused.json()]).toEqual([403, { problem: { kind: "not-permitted" } }]);
    }
  });

  test("another company's run is not found, and not in the list", async () => {
    const api = await theSyncedApi();
    const [run] = await runsOf(api);
    const paths = ["", "/changes", "/findings?category=rejection", "/error-file"];

    const looks = await Promise.all(
      paths.map((path) => api.ask("GET", `/api/runs/${run?.id}${path}`, { as: "stranger" })),
    );
    const cancelling = await api.ask("POST", `/api/runs/${run?.id}/cancel`, { as: "stranger" });
    const list = await api.ask("GET", "/api/runs", { as: "stranger" });

    for (const answer of [...looks, cancelling]) {
      expect([answer.status, await answer.json()]).toEqual([404, { problem: { kind: "not-found" } }]);
    }
    expect(await list.json()).toEqual({ runs: [], severalAccounts: false, total: 0, page: 1, perPage: 50 });
  });
});

describe("bad input", () => {
  test.each([
    ["POST", "/api/runs", { subject: "offices" }, "subject"],
    ["POST", "/api/runs", {}, "subject"],
    ["GET", "/api/sync-outlook", undefined, "subject"],
    ["GET", "/api/runs?page=0", undefined, "page"],
    ["GET", "/api/runs?perPage=501", undefined, "perPage"],
    ["GET", `/api/runs/${randomUUID()}/findings`, undefined, "category"],
    ["GET", `/api/runs/${randomUUID()}/changes?kind=remove`, undefined, "kind"],
    ["GET", `/api/runs/${randomUUID()}/error-file?format=pdf`, undefined, "format"],
  ])("%s %s %j", async (method, path, body, field) => {
    const api = await anApi(db);

    const answer = await api.ask(method, path, body ? { body } : {});

    expect([answer.status, await answer.json()]).toMatchObject([422, { problem: { fields: [{ field }] } }]);
  });

  test.each(["1", "no such run", randomUUID()])("%s is no run", async (id) => {
    const api = await anApi(db);

    const answer = await api.ask("GET", `/api/runs/${encodeURIComponent(id)}`);

    expect(answer.status).toBe(404);
  });
});

describe("M22: 「SmartHRと同期」", () => {
  test("starts a run, which a worker carries out", async () => {
    const api = await aLinkedApi();

    const started = await api.ask("POST", "/api/runs", { body: { subject: "departments" } });

    const run = (await started.json()) as RunRow;
    expect([started.status, run]).toEqual([
      200,
      {
        id: expect.any(String),
        subject: "departments",
        kind: "sync",
        state: "queued",
        actor: "hr@example.com",
        subdomain: "acme",
        requestedAt: api.clock.now(),
        startedAt: null,
        finishedAt: null,
        counts: null,
        failure: null,
        progress: null,
        waiting: null,
        holding: null,
        cancelReason: null,
      },
    ]);
    const worker = await queueScene.work(api.product);
    await endOf(api, run.id);
    await worker.stop();
    expect(await detailOf(api, run.id)).toMatchObject({ state: "succeeded", counts: { create: 3 } });
  });

  test("a double click starts one run, and says which", async () => {
    const api = await aLinkedApi();

    const answers = await Promise.all(
      [1, 2].map(() => api.ask("POST", "/api/runs", { body: { subject: "employees" } })),
    );

    const [run, ...more] = await runsOf(api);
    const refused = answers.find(({ status }) => status !== 200);
    expect(more).toEqual([]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await refused?.json()).toEqual({
      problem: {
        kind: "run-open",
        runId: run?.id,
        subject: "employees",
        actor: "hr@example.com",
        requestedAt: run?.requestedAt,
      },
    });
    await api.ask("POST", `/api/runs/${run?.id}/cancel`);
  });

  test.each<[string, (api: ApiScene) => Promise<unknown>, object]>([
    ["M31: who never linked", async () => {}, { kind: "not-linked" }],
    [
      "M31: who has another administrator's link",
      (api) => linkAdministrator(api, { administratorEmail: "sub@example.com" }),
      { kind: "not-linked" },
    ],
    [
      "M32: whose link expired",
      (api) => linkAdministrator(api, { linkedAt: api.clock.now() - 91 * DAY_MS }),
      { kind: "link-expired" },
    ],
  ])("%s starts nothing", async (_, prepare, problem) => {
    const api = await anApi(db, { runQueue: queueScene.queue });
    await prepare(api);

    const answer = await api.ask("POST", "/api/runs", { body: { subject: "employees" } });

    expect([answer.status, await answer.json()]).toEqual([409, { problem }]);
    expect(await runsOf(api)).toEqual([]);
  });

  test("an installation without the app's secret cannot use a link by OAuth", async () => {
    const api = await anApi(db, { runQueue: queueScene.queue, smarthr: { client: null } });
    const tokens = { kind: "oauth", accessToken: "a", refreshToken: "r", accessTokenExpiresAt: null } as const;
    await linkAdministrator(api, { tokens });

    const answer = await api.ask("POST", "/api/runs", { body: { subject: "employees" } });

    expect(await answer.json()).toEqual({ problem: { kind: "linking-not-set-up", missing: "app" } });
  });
});

describe("what there is to know before a sync", () => {
  test("of a company that has never synced", async () => {
    const api = await aLinkedApi();

    expect(await outlookOf(api, "employees")).toEqual({
      firstSync: true,
      optOutUnused: null,
      rosterDepartments: 0,
      rosterEmployees: 0,
      openRun: null,
      waitingPlan: null,
      account: ACME,
      lastAccount: null,
    });
  });

  test("M33, M27: of one that has, and in whose SmartHR nobody chose anything yet", async () => {
    const api = await aSyncedApi();

    const [employees, departments] = [await outlookOf(api, "employees"), await outlookOf(api, "departments")];

    const runs = { openRun: null, waitingPlan: null };
    const account = { account: ACME, lastAccount: null };
    const known = { firstSync: false, rosterDepartments: 3, rosterEmployees: 2, ...runs, ...account };
    expect(employees).toEqual({ ...known, optOutUnused: true });
    expect(departments).toEqual({ ...known, optOutUnused: null });
  });

  test("of one in which a run is open", async () => {
    const api = await aLinkedApi();
    const started = await api.ask("POST", "/api/runs", { body: { subject: "departments" } });

    const { openRun } = await outlookOf(api, "employees");

    expect(openRun).toEqual(await started.json());
    await api.ask("POST", `/api/runs/${openRun?.id}/cancel`);
  });
});

describe("M22: 処理一覧", () => {
  test("is paged, newest first", async () => {
    const api = await theSyncedApi();

    const [first, second, third] = await Promise.all(
      [1, 2, 3].map((page) => jsonOf(api, `/api/runs?page=${page}&perPage=1`)),
    );

    expect(first).toMatchObject({ runs: [{ subject: "employees" }], total: 2, page: 1, perPage: 1 });
    expect(second).toMatchObject({ runs: [{ subject: "departments" }], total: 2, page: 2 });
    expect(third).toEqual({ runs: [], severalAccounts: false, total: 2, page: 3, perPage: 1 });
  });

  test("a run at work says how far it has come", async () => {
    const api = await aLinkedApi();
    const { id } = await press(api, "employees");
    const at = api.clock.now();
    await claimRun(db.queries, id, { at, leaseUntil: at + 1_000 });

    const [inList] = await runsOf(api);

    const progress = { phase: "reading", read: 0, total: null };
    expect(inList).toMatchObject({ id, state: "running", startedAt: at, progress });
    expect(await detailOf(api, id)).toMatchObject({ progress, errorFile: null });
    await api.ask("POST", `/api/runs/${id}/cancel`);
  });

  test("each failure is shown with what it was about", async () => {
    const api = await aLinkedApi();
    const worker = await queueScene.work(api.product);
    api.sandbox.control("resource-permission", { resource: "departments", read: false });

    const run = await sync(api, "departments");

    await worker.stop();
    expect(await detailOf(api, run.id)).toMatchObject({
      state: "failed",
      failure: { kind: "missing-permission", resource: "departments" },
      counts: null,
      errorFile: null,
      tenantUrl: "http://localhost:4000/tenants/acme",
    });
  });
});

describe("cancelling", () => {
  test("a waiting run is cancelled, once", async () => {
    const api = await aLinkedApi();
    const { id } = await press(api, "employees");

    const first = await api.ask("POST", `/api/runs/${id}/cancel`);
    const second = await api.ask("POST", `/api/runs/${id}/cancel`);

    expect([first.status, await first.json()]).toMatchObject([200, { id, state: "cancelled", failure: null }]);
    expect([second.status, await second.json()]).toEqual([409, { problem: { kind: "run-ended" } }]);
    expect(await detailOf(api, id)).toMatchObject({ cancelReason: "by-hand", cancelledBy: "hr@example.com" });
  });

  test("a run that has applied its changes is not cancelled any more", async () => {
    const api = await theSyncedApi();
    const [run] = await runsOf(api);

    const answer = await api.ask("POST", `/api/runs/${run?.id}/cancel`);

    expect(await answer.json()).toEqual({ problem: { kind: "run-ended" } });
    expect(await runsOf(api)).toMatchObject([{ id: run?.id, state: "partly-failed" }, { state: "succeeded" }]);
  });
});

describe("what a run changed", () => {
  test("of departments, by code and paged", async () => {
    const api = await theSyncedApi();
    const [, departments] = await runsOf(api);

    const [first, second] = await Promise.all(
      [1, 2].map((page) => jsonOf(api, `/api/runs/${departments?.id}/changes?perPage=2&page=${page}`)),
    );

    expect(first).toEqual({
      changes: [
        { kind: "create", after: { code: "A001", name: "営業部", parentCode: null }, guards: [] },
        { kind: "create", after: { code: "A002", name: "開発部", parentCode: null }, guards: [] },
      ],
      total: 3,
      departmentNames: [],
    });
    expect(second).toMatchObject({ changes: [{ after: { code: "A003" } }], total: 3 });
  });

  test("of employees, with before and after and whose page tells more, by kind", async () => {
    const api = await aSyncedApi();
    const worker = await queueScene.work(api.product);
    const where = { email: "001@aaa.com" };
    api.edit({ op: "update", list: "crews", where, values: { positions: ["本部長"] } });
    const { id } = await sync(api, "employees");
    await worker.stop();
    const [taro] = await api.employees();

    const [all, updates, creates] = await Promise.all(
      ["", "?kind=update", "?kind=create"].map((query) => jsonOf(api, `/api/runs/${id}/changes${query}`)),
    );

    const change = {
      kind: "update",
      before: { jobTitle: "部長" },
      after: { jobTitle: "本部長" },
      employeeId: taro?.id,
    };
    expect(all).toMatchObject({ changes: [change], total: 1 });
    expect(updates).toEqual(all);
    expect(creates).toEqual({ changes: [], total: 0, departmentNames: [] });
  });
});

describe("what a run found", () => {
  test("M26: rejected people, paged, each with their page in SmartHR", async () => {
    const api = await theSyncedApi();
    const [employees] = await runsOf(api);
    const path = `/api/runs/${employees?.id}/findings?category=rejection&perPage=4`;

    const [first, second] = await Promise.all([1, 2].map((page) => jsonOf<FoundPeople>(api, `${path}&page=${page}`)));

    const found = [...(first?.findings ?? []), ...(second?.findings ?? [])];
    expect([first?.findings.length, first?.total, second?.findings.length, second?.total]).toEqual([4, 6, 2, 6]);
    expect(found.map(({ row, reasons }) => [row.employeeNumber, reasons[0]?.kind]).sort()).toEqual([
      ["003", "unknown-department"],
      ["004", "missing-name"],
      ["005", "missing-kana"],
      ["006", "missing-email"],
      ["007", "duplicate-email"],
      ["008", "duplicate-email"],
    ]);
    for (const { row, url } of found) expect(url).toBe(`http://localhost:4000/tenants/acme/crews/${row.crewId}`);
  });

  test("skips and notices, and departments with the page of 部署マスター", async () => {
    const api = await aLinkedApi();
    api.edit({ op: "insert", list: "departments", values: { name: "新規事業部", code: null } });
    const worker = await queueScene.work(api.product);
    const { id } = await sync(api, "departments");
    await worker.stop();

    const [skips, notices] = await Promise.all(
      ["skip", "notice"].map((category) => jsonOf(api, `/api/runs/${id}/findings?category=${category}`)),
    );

    expect(skips).toEqual({
      findings: [
        {
          subject: "departments",
          row: { departmentId: expect.any(String), code: null, name: "新規事業部" },
          skip: "no-department-code",
          url: "http://localhost:4000/tenants/acme/departments",
        },
      ],
      total: 1,
    });
    expect(notices).toEqual({ findings: [], total: 0 });
  });
});

describe("M23: 「エラーファイル」", () => {
  test("as CSV opens in Excel: a mark, CRLF, every cell quoted, one line for each reason", async () => {
    const api = await theSyncedApi();
    const [employees] = await runsOf(api);

    const file = await api.ask("GET", `/api/runs/${employees?.id}/error-file`);

    const bytes = Buffer.from(await file.arrayBuffer());
    const lines = bytes.subarray(3).toString("utf8").split("\r\n");
    const detail = await detailOf(api, employees?.id ?? "");
    expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(file.headers.get("cache-control")).toBe("no-store");
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(lines.length).toBe(1 + (detail.errorFile?.lineCount ?? 0) + 1);
    expect(lines[0]).toBe(
      '"区分","社員番号","氏名","メールアドレス","項目","値","エラーコード","事象","原因","対処","SmartHRのURL"',
    );
    expect(lines.at(-1)).toBe("");
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^("([^"]|"")*",){10}"([^"]|"")*"$/);
    expect(lines.find((line) => line.includes('"\t006"'))).toMatch(
      /^"エラー","\t006","ミキワメ 六郎","","メールアドレス","","missing-email","この社員は同期できません。",/,
    );
  });

  test("its name says what it is of, and when it ended in Japan", async () => {
    const api = await theSyncedApi();
    const [employees] = await runsOf(api);

    const names = await Promise.all(
      ["csv", "xlsx"].map(async (format) =>
        (await api.ask("GET", `/api/runs/${employees?.id}/error-file?format=${format}`)).headers.get(
          "content-disposition",
        ),
      ),
    );

    const name = (format: string) => encodeURIComponent(`社員の同期_エラー_202604010900.${format}`);
    expect(names).toEqual(
      ["csv", "xlsx"].map(
        (format) => `attachment; filename="errors_202604010900.${format}"; filename*=UTF-8''${name(format)}`,
      ),
    );
  });

  test("what a spreadsheet would run as a formula is text", async () => {
    const api = await aLinkedApi();
    const values = { emp_code: "=1+1", last_name: "＋見本", first_name: "", email: "formula@example.com" };
    api.edit({ op: "update", list: "crews", where: { email: "002@aaa.com" }, values });
    const worker = await queueScene.work(api.product);
    const { id } = await sync(api, "employees");
    await worker.stop();

    const text = await (await api.ask("GET", `/api/runs/${id}/error-file`)).text();

    expect(text).toContain(`"'=1+1","'＋見本","formula@example.com"`);
  });

  test("as .xlsx is a spreadsheet whose cells are text", async () => {
    const api = await theSyncedApi();
    const [employees] = await runsOf(api);

    const file = await api.ask("GET", `/api/runs/${employees?.id}/error-file?format=xlsx`);

    const parts = unzip(Buffer.from(await file.arrayBuffer()));
    const sheet = parts.get("xl/worksheets/sheet1.xml") ?? "";
    expect(file.headers.get("content-type")).toBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    expect([...parts.keys()]).toContain("[Content_Types].xml");
    expect(sheet.match(/<row /g)).toHaveLength(1 + 6);
    expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">006</t></is></c>');
    expect(sheet).not.toContain("<v>");
  });

  test("lasts for 30 days", async () => {
    const api = await aSyncedApi();
    const [employees] = await runsOf(api);
    const path = `/api/runs/${employees?.id}/error-file`;
    await api.clock.advance(30 * DAY_MS);
    const lastMoment = await api.ask("GET", path);
    await api.clock.advance(1);

    const later = await api.ask("GET", path);

    expect(lastMoment.status).toBe(200);
    expect([later.status, await later.json()]).toEqual([410, { problem: { kind: "file-expired" } }]);
    expect(await detailOf(api, employees?.id ?? "")).toMatchObject({
      errorFile: { expiresAt: (employees?.finishedAt ?? 0) + 30 * DAY_MS, expired: true, lineCount: 6 },
    });
  });

  test("there is none of a run that has nothing to tell", async () => {
    const api = await theSyncedApi();
    const [, departments] = await runsOf(api);

    const file = await api.ask("GET", `/api/runs/${departments?.id}/error-file`);

    expect(file.status).toBe(404);
    expect(await detailOf(api, departments?.id ?? "")).toMatchObject({ errorFile: null });
  });
});

interface FoundPeople {
  readonly findings: readonly {
    readonly row: EmployeeIdentity;
    readonly reasons: readonly { readonly kind: string }[];
    readonly url: string;
  }[];
  readonly total: number;
}

async function aLinkedApi(special: ApiSceneOptions = {}): Promise<ApiScene> {
  const api = await anApi(db, { runQueue: queueScene.queue, ...special });
  await linkAdministrator(api);
  return api;
}

/**
 * The same for all tests that only look. A newer scene has taken its people's addresses, and with them the link: whoever needs that
 * takes a scene of their own.
 */
async function theSyncedApi(): Promise<ApiScene> {
  synced ??= aSyncedApi();
  return synced;
}
let synced: Promise<ApiScene> | null = null;

/** A company that has synced its departments, then its employees. */
async function aSyncedApi(): Promise<ApiScene> {
  const api = await aLinkedApi();
  const worker = await queueScene.work(api.product);
  for (const subject of ["departments", "employees"] as const) await sync(api, subject);
  await worker.stop();
  return api;
}

async function sync(api: ApiScene, subject: "departments" | "employees"): Promise<RunRow> {
  await api.clock.advance(1_000);
  const started = await press(api, subject);
  await endOf(api, started.id);
  return started;
}

async function press(api: ApiScene, subject: "departments" | "employees"): Promise<RunRow> {
  return (await (await api.ask("POST", "/api/runs", { body: { subject } })).json()) as RunRow;
}

async function runsOf(api: ApiScene): Promise<readonly RunRow[]> {
  const { runs } = await jsonOf<{ readonly runs: readonly RunRow[] }>(api, "/api/runs");
  return runs;
}

async function jsonOf<Answer>(api: ApiScene, path: string): Promise<Answer> {
  return (await (await api.ask("GET", path)).json()) as Answer;
}

async function detailOf(api: ApiScene, id: string): Promise<RunDetail> {
  return jsonOf(api, `/api/runs/${id}`);
}

async function outlookOf(api: ApiScene, subject: string): Promise<SyncOutlook> {
  return jsonOf(api, `/api/sync-outlook?subject=${subject}`);
}

/** The files of an archive by name, as its directory at the end lists them. */
function unzip(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const end = archive.length - 22;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const offset = archive.readUInt32LE(at + 42);
    const content = offset + 30 + archive.readUInt16LE(offset + 26);
    files.set(
      name,
      inflateRawSync(archive.subarray(content, content + archive.readUInt32LE(at + 20))).toString("utf8"),
    );
    at += 46 + nameLength;
  }
  return files;
}
