import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi, jsonOf } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { smartHrDepartment } from "../../test/law-scene.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import { performQueuedRun } from "../app/perform-queued-run.ts";
import type { RunDetail, RunRow } from "../contract/runs.ts";
import type { Subject } from "../core/run.ts";
import { applyDepartments } from "../store/apply-departments.ts";
import { lockRoster } from "../store/lock-roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NOBODY = { send: async () => {}, wake: () => {} };
const ALONE = { signal: new AbortController().signal, onRows: () => {} };
const TARO = "001@aaa.com";

interface Answer {
  readonly departmentNames: readonly { readonly code: string; readonly name: string }[];
}

describe("the names of the departments that changes name by code", () => {
  test("come with a plan of employees, with the changes it made, and with an explanation", async () => {
    const api = await aSyncedApi();
    move(api, TARO, "A002");

    const explained = await namesAt(api, `/api/people/explanation?search=${TARO}`);
    const id = await planned(api, "employees");
    const waiting = await namesAt(api, `/api/runs/${id}/changes`);
    await approve(api, id);
    const applied = await namesAt(api, `/api/runs/${id}/changes`);

    const both = [
      { code: "A001", name: "営業部" },
      { code: "A002", name: "開発部" },
    ];
    expect([explained, waiting, applied]).toEqual([both, both, both]);
  });

  test("come with the people whose address seems to have changed", async () => {
    const api = await aSyncedApi();
    api.edit({ op: "update", list: "crews", where: { email: TARO }, values: { email: "new@aaa.com" } });
    const id = await planned(api, "employees");

    expect(await namesAt(api, `/api/runs/${id}/address-suspects`)).toEqual([{ code: "A001", name: "営業部" }]);
  });

  test("come with a plan of departments, also of those that it creates", async () => {
    const api = await aSyncedApi();
    api.edit({ op: "insert", list: "departments", values: { name: "本社", code: "A000" } });
    const parent_id = smartHrDepartment(api, "A000").id;
    api.edit(
      { op: "update", list: "departments", where: { code: "A001" }, values: { parent_id } },
      {
        op: "insert",
        list: "departments",
        values: { name: "営業一課", code: "A011", parent_id: smartHrDepartment(api, "A001").id },
      },
    );
    const id = await planned(api, "departments");

    const names = await namesAt(api, `/api/runs/${id}/changes`);
    const update = await namesAt(api, `/api/runs/${id}/changes?kind=update`);

    expect(names).toEqual([
      { code: "A001", name: "営業部" },
      { code: "A000", name: "本社" },
    ]);
    expect(update).toEqual([{ code: "A000", name: "本社" }]);
  });

  test("are the company's own, as they are now; of a department that is gone there is none", async () => {
    const api = await aSyncedApi();
    await nameElsewhere(api, { code: "A004", name: "別の会社の部署" });
    move(api, TARO, "A002");
    const { summary } = await api.run("employees");
    const roster = await api.departments();
    await db.transaction(async (tx) => {
      const locked = await lockRoster(tx, api.companyId);
      const changes = roster
        .filter(({ code }) => code !== "A003")
        .map((before) =>
          before.code === "A001"
            ? ({ kind: "delete", before } as const)
            : ({ kind: "update", before, after: { ...before, name: "研究開発部" } } as const),
        );
      await applyDepartments(locked, changes, { actor: "hand@example.com", at: api.clock.now(), runId: null });
    });

    expect(await namesAt(api, `/api/runs/${summary.runId}/changes`)).toEqual([{ code: "A002", name: "研究開発部" }]);
  });
});

async function aSyncedApi(): Promise<ApiScene> {
  const api = await anApi(db);
  await api.run("departments");
  await api.run("employees");
  await linkAdministrator(api);
  await nameElsewhere(api, { code: "A001", name: "別の会社の営業部" });
  return api;
}

async function planned(api: ApiScene, subject: Subject): Promise<string> {
  await api.clock.advance(1_000);
  const { id } = await jsonOf<RunRow>(await api.ask("POST", "/api/runs", { body: { subject, preview: true } }));
  await performQueuedRun(api.product, NOBODY, id, ALONE);
  return id;
}

async function approve(api: ApiScene, id: string): Promise<void> {
  const { plan } = await jsonOf<RunDetail>(await api.ask("GET", `/api/runs/${id}`));
  const approving = await api.ask("POST", `/api/runs/${id}/approve`, { body: { digest: plan?.digest } });
  expect(approving.status).toBe(200);
  await performQueuedRun(api.product, NOBODY, id, ALONE);
}

async function namesAt(api: ApiScene, path: string): Promise<Answer["departmentNames"]> {
  const answer = await api.ask("GET", path);
  expect(answer.status).toBe(200);
  return (await jsonOf<Answer>(answer)).departmentNames;
}

function move(api: ApiScene, email: string, code: string): void {
  api.edit({
    op: "update",
    list: "crews",
    where: { email },
    values: { department_ids: [smartHrDepartment(api, code).id] },
  });
}

async function nameElsewhere({ people, clock }: ApiScene, department: { code: string; name: string }): Promise<void> {
  const { companyId } = people.stranger;
  await db.transaction(async (tx) => {
    const changes = [{ kind: "create", after: { ...department, parentCode: null } } as const];
    await applyDepartments(await lockRoster(tx, companyId), changes, { actor: "x", at: clock.now(), runId: null });
  });
}
