import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi, jsonOf } from "../../test/api-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import { carryRestorations } from "../app/restore-opt-outs.ts";
import type { OptOuts, Restoration, RestoredPerson } from "../contract/opt-outs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NEVER = new AbortController().signal;
const EVERYBODY = { readAt: 0, except: [] };

describe("who may ask", () => {
  test.each([
    ["GET", "/api/opt-outs"],
    ["POST", "/api/opt-outs/field"],
    ["POST", "/api/opt-outs/restoration"],
    ["GET", "/api/opt-outs/restoration/people"],
  ])("%s %s: nobody who is not signed in", async (method, path) => {
    const scene = await anApi(db);

    expect((await scene.ask(method, path, { as: "nobody", body: method === "POST" ? {} : undefined })).status).toBe(
      401,
    );
  });

  test("a viewer sees who was opted out, and changes nothing", async () => {
    const scene = await withLostField();

    const seen = await jsonOf<OptOuts>(await scene.ask("GET", "/api/opt-outs", { as: "viewer" }));
    const remake = await scene.ask("POST", "/api/opt-outs/field", { as: "viewer" });
    const restore = await scene.ask("POST", "/api/opt-outs/restoration", { as: "viewer", body: EVERYBODY });

    expect(seen.people.map(({ firstName }) => firstName)).toEqual(["太郎"]);
    expect([remake.status, restore.status]).toEqual([403, 403]);
    expect(fieldCount(scene)).toBe(0);
  });

  test("another company sees and changes nothing of it", async () => {
    const scene = await withLostField();

    const seen = await jsonOf<OptOuts>(await scene.ask("GET", "/api/opt-outs", { as: "stranger" }));
    const people = await scene.ask("GET", "/api/opt-outs/restoration/people", { as: "stranger" });
    const remake = await problemOf(await scene.ask("POST", "/api/opt-outs/field", { as: "stranger" }));

    expect(seen).toMatchObject({ people: [], total: 0, readAt: null, restoration: null });
    expect([people.status, remake]).toEqual([404, { kind: "not-linked" }]);
  });
});

describe("M35: 「カスタム項目を再作成する」", () => {
  test("makes the field once, however often it is asked for", async () => {
    const scene = await withLostField();

    const first = await jsonOf<object>(await scene.ask("POST", "/api/opt-outs/field"));
    const second = await jsonOf<object>(await scene.ask("POST", "/api/opt-outs/field"));

    expect([first, second]).toEqual([{ outcome: "made" }, { outcome: "ready" }]);
    expect(fieldCount(scene)).toBe(1);
  });

  test("says what SmartHR refused, and makes nothing", async () => {
    const scene = await withLostField();
    scene.sandbox.control("resource-permission", { resource: "crew_custom_field_templates", update: false });

    const refused = await scene.ask("POST", "/api/opt-outs/field");

    expect(refused.status).toBe(409);
    expect(await problemOf(refused)).toEqual({
      kind: "opt-out-field-not-made",
      failure: { kind: "opt-out-field-missing" },
    });
    expect(fieldCount(scene)).toBe(0);
  });

  test("needs the administrator's own link", async () => {
    const scene = await withLostField();

    expect(await problemOf(await scene.ask("POST", "/api/opt-outs/field", { as: "colleague" }))).toEqual({
      kind: "not-linked",
    });
  });
});

describe("「選択した社員を「連携しない」に戻す」", () => {
  test("is carried out by a worker, and tells what became of each person", async () => {
    const scene = await withLostField();
    await scene.ask("POST", "/api/opt-outs/field");
    const { readAt } = await jsonOf<OptOuts>(await scene.ask("GET", "/api/opt-outs"));

    const started = await jsonOf<Restoration>(
      await scene.ask("POST", "/api/opt-outs/restoration", { body: { readAt, except: [] } }),
    );
    const second = await problemOf(
      await scene.ask("POST", "/api/opt-outs/restoration", { body: { readAt, except: [] } }),
    );
    await carryRestorations(scene.product, NEVER);

    const { restoration } = await jsonOf<OptOuts>(await scene.ask("GET", "/api/opt-outs"));
    const path = "/api/opt-outs/restoration/people";
    const all = await jsonOf<{ people: RestoredPerson[]; total: number }>(await scene.ask("GET", path));
    const gone = await jsonOf<{ total: number }>(await scene.ask("GET", `${path}?outcome=gone`));
    expect(started).toMatchObject({ finishedAt: null, counts: { waiting: 1, restored: 0 } });
    expect(second).toEqual({ kind: "restoration-open" });
    expect(restoration).toMatchObject({ id: started.id, failure: null, counts: { waiting: 0, restored: 1 } });
    expect([all.total, all.people[0]?.outcome, gone.total]).toEqual([1, "restored", 0]);
    expect(scene.defects).toEqual([]);
  });

  test("refuses bad input, nobody, and a reading that is not the newest", async () => {
    const scene = await withLostField();
    const { readAt, people } = await jsonOf<OptOuts>(await scene.ask("GET", "/api/opt-outs"));
    const start = async (body: unknown) => problemOf(await scene.ask("POST", "/api/opt-outs/restoration", { body }));

    expect(await start({ except: "everybody" })).toMatchObject({ kind: "invalid-input" });
    expect(await start({ readAt, except: people.map(({ crewId }) => crewId) })).toEqual({
      kind: "invalid-input",
      fields: [{ field: "except", fault: "required" }],
    });
    expect(await start(EVERYBODY)).toEqual({ kind: "stale" });
    expect((await scene.ask("GET", "/api/opt-outs?page=0")).status).toBe(422);
  });
});

async function withLostField(): Promise<ApiScene> {
  const scene = await anApi(db);
  await linkAdministrator(scene);
  await scene.run("departments");
  await scene.run("employees");
  scene.sandbox.control("scenarios", { name: "opted-out-later" });
  await scene.run("employees");
  scene.sandbox.control("delete-opt-out-field", {});
  await scene.run("employees");
  return scene;
}

async function problemOf(answer: Response): Promise<unknown> {
  return (await jsonOf<{ problem: unknown }>(answer)).problem;
}

function fieldCount({ sandbox }: ApiScene): number {
  return sandbox.control("rows", { list: "crew_custom_field_templates" }).total;
}
