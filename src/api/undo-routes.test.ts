import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { performQueuedRun } from "../app/perform-queued-run.ts";
import type { RunDetail, RunRow } from "../contract/runs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NOBODY = { send: async () => {}, wake: () => {} };

describe("who may ask for an undo", () => {
  test.each([
    ["POST", `/api/runs/${randomUUID()}/undo`],
    ["GET", `/api/runs/${randomUUID()}/kept`],
  ])("nobody who is not signed in: %s %s", async (method, path) => {
    const api = await anApi(db);

    const answer = await api.ask(method, path, { as: "nobody", ...(method === "POST" && { body: {} }) });

    expect([answer.status, await answer.json()]).toEqual([401, { problem: { kind: "not-signed-in" } }]);
  });

  test("閲覧者 start none, and look at what one keeps", async () => {
    const { api, runId } = await anApiWithRun();

    const starting = await api.ask("POST", `/api/runs/${runId}/undo`, { as: "viewer", body: {} });
    const looking = await api.ask("GET", `/api/runs/${runId}/kept`, { as: "viewer" });

    expect([starting.status, await starting.json()]).toEqual([403, { problem: { kind: "not-permitted" } }]);
    expect([looking.status, await looking.json()]).toEqual([200, { kept: [], total: 0 }]);
  });

  test("another company's run is not found", async () => {
    const { api, runId } = await anApiWithRun();

    const answers = [
      await api.ask("POST", `/api/runs/${runId}/undo`, { as: "stranger", body: {} }),
      await api.ask("GET", `/api/runs/${runId}/kept`, { as: "stranger" }),
    ];

    for (const answer of answers) {
      expect([answer.status, await answer.json()]).toEqual([404, { problem: { kind: "not-found" } }]);
    }
  });
});

describe("starting an undo", () => {
  test("answers with a run that waits for a worker, and is held with what it will do", async () => {
    const { api, runId } = await anApiWithRun();

    const started = await api.ask("POST", `/api/runs/${runId}/undo`, { body: {} });

    expect(started.status).toBe(200);
    const undo = (await started.json()) as RunRow;
    expect(undo).toMatchObject({ kind: "undo", state: "queued", subject: "departments", actor: "hr@example.com" });
    await performQueuedRun(api.product, NOBODY, undo.id, { signal: new AbortController().signal, onRows: () => {} });
    const detail = (await (await api.ask("GET", `/api/runs/${undo.id}`)).json()) as RunDetail;
    expect(detail).toMatchObject({
      state: "awaiting-approval",
      undoOf: { id: runId },
      keptCount: 0,
      canUndo: false,
      counts: { create: 0, update: 0, delete: 3 },
    });
    const changes = await api.ask("GET", `/api/runs/${undo.id}/changes?kind=delete`);
    expect(await changes.json()).toMatchObject({
      changes: [{ kind: "delete" }, { kind: "delete" }, { kind: "delete" }],
    });
  });

  test("a run that changed nothing cannot be undone", async () => {
    const { api } = await anApiWithRun();
    const again = await api.run("departments");

    const answer = await api.ask("POST", `/api/runs/${again.summary.runId}/undo`, { body: {} });

    expect([answer.status, await answer.json()]).toEqual([409, { problem: { kind: "run-not-undoable" } }]);
  });

  test("a run at work already is named", async () => {
    const { api, runId } = await anApiWithRun();
    const first = (await (await api.ask("POST", `/api/runs/${runId}/undo`, { body: {} })).json()) as RunRow;

    const second = await api.ask("POST", `/api/runs/${runId}/undo`, { body: {} });

    expect([second.status, await second.json()]).toMatchObject([
      409,
      { problem: { kind: "run-open", runId: first.id } },
    ]);
  });

  test("what is no name of a plan to replace is bad input", async () => {
    const { api, runId } = await anApiWithRun();

    const answer = await api.ask("POST", `/api/runs/${runId}/undo`, { body: { replaces: 1 } });

    expect(answer.status).toBe(422);
  });
});

async function anApiWithRun(): Promise<{ readonly api: ApiScene; readonly runId: string }> {
  const api = await anApi(db);
  const report = await api.run("departments");
  return { api, runId: report.summary.runId ?? "" };
}
