import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene, type ProductSceneOptions } from "../../test/product-scene.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import { ok } from "../core/result.ts";
import { findRestoration } from "../store/opt-out-restorations.ts";
import { approveRun } from "./approve-run.ts";
import { browseOptOuts, browseRestoredPeople } from "./browse-opt-outs.ts";
import { viewRun } from "./browse-runs.ts";
import { explainPerson } from "./explain-person.ts";
import { performQueuedRun } from "./perform-queued-run.ts";
import { remakeOptOutField } from "./remake-opt-out-field.ts";
import { carryRestorations, type RestoreRequest, startRestoration, startRestorationNow } from "./restore-opt-outs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const EVERYBODY = { page: 1, perPage: 50 } as const;
const NEVER = new AbortController().signal;
// What waits is taken up by the tests themselves.
const NOBODY = { send: async () => {}, wake: () => {} };
const BY = { administratorEmail: "hr@example.com", actor: "見本 花子" };

describe("M35: who was opted out", () => {
  test("is known by name from the last applied reading, sought by any part of it, page by page", async () => {
    const scene = await withOptedOut();

    const all = await view(scene);
    const sought = await view(scene, { search: "ﾐｷﾜﾒ 次郎" });
    const found = await view(scene, { search: "次郎" });
    const second = await view(scene, { page: 2, perPage: 2 });

    expect(all).toMatchObject({ rememberedCount: 3, total: 3, failure: null });
    expect(all.people.map(({ lastName, firstName }) => `${lastName} ${firstName}`)).toEqual([
      "ミキワメ 太郎",
      "ミキワメ 次郎",
      "ミキワメ 三郎",
    ]);
    expect(all.people[0]?.url).toMatch(/\/crews\/.+/);
    expect([sought.total, found.total, second.people.length]).toEqual([1, 1, 1]);
  });

  test("is still known after the field was lost, made again, and seen empty by a run", async () => {
    const scene = await withRemadeField();
    const failed = await scene.run("employees");

    expect(failed.summary.failure).toEqual({ kind: "opt-out-field-unreadable" });
    expect(await view(scene)).toMatchObject({ rememberedCount: 3, failure: { kind: "opt-out-field-unreadable" } });
  });

  test("is not synced unseen after the field was made again, however few they are and however small the roster", async () => {
    const scene = await withRemadeField();
    const roster = await scene.employees();
    // Two are fewer than the guard's least number, and as soon as anybody has a value, the field counts as read.
    choose(scene, crewIds(scene)[0] ?? "", "skip");

    const held = await scene.run("employees");

    expect(held.summary.state).toBe("awaiting-approval");
    expect(held.facts?.guards.filter(({ tripped }) => tripped)).toMatchObject([
      { guard: "no-longer-opted-out", count: 2, awake: true, regardless: "field-remade" },
    ]);
    expect(await scene.employees()).toEqual(roster);
    expect((await view(scene)).rememberedCount).toBe(3);
  });

  test("is given up expressly by whoever approves that plan, and then holds no run any more", async () => {
    const scene = await withRemadeField();
    choose(scene, crewIds(scene)[3] ?? "", "sync");
    const { digest } = (await scene.run("employees")).summary;

    const approved = await scene.run("employees", { expectedDigest: digest, approved: true });
    const next = await scene.run("employees");

    expect([approved.summary.failure, next.summary.state]).toEqual([null, approved.summary.state]);
  });

  test("is not synced by the plan that was held for them, once they are written back: it is made anew instead", async () => {
    const scene = await withRemadeField();
    choose(scene, crewIds(scene)[0] ?? "", "skip");
    const roster = await scene.employees();
    const { runId, digest } = (await scene.run("employees")).summary;
    await restore(scene);

    const seen = { companyId: scene.companyId, runId: runId ?? "", digest: digest ?? "", ...BY };
    expectOk(await approveRun(scene.product, NOBODY, seen));
    await performQueuedRun(scene.product, NOBODY, runId ?? "", { signal: NEVER, onRows: () => {} });

    const run = await viewRun(scene.product, scene.companyId, runId ?? "");
    expect(run).toMatchObject({ state: "awaiting-approval", plan: { obstacles: [{ kind: "opt-outs-restored" }] } });
    expect((await scene.employees()).map(({ version }) => version)).toEqual(roster.map(({ version }) => version));
  });

  test("is not synced alone either, as long as nothing is chosen for them in the new field", async () => {
    const scene = await withRemadeField();
    const [first = "", second = ""] = crewIds(scene);
    choose(scene, first, "skip");
    const look = async () => {
      const email = crews(scene).find(({ id }) => id === second)?.values.email ?? "";
      const sought = { kind: "text", text: email } as const;
      return explainPerson(scene.product, {
        companyId: scene.companyId,
        sought,
        reach: ok(scene.reach),
        signal: NEVER,
      });
    };

    const before = await look();
    choose(scene, second, "sync");
    const after = await look();

    expect(before).toMatchObject({ seal: null, unread: { failure: { kind: "opt-out-field-unreadable" } } });
    expect(after.unread).toBeNull();
  });

  test("two presses of 「カスタム項目を再作成する」 make one field", async () => {
    const scene = await withOptedOut();
    scene.sandbox.control("delete-opt-out-field", {});
    const press = () => remakeOptOutField(scene.product, scene.companyId, scene.reach, { signal: NEVER });

    const ends = await Promise.all([press(), press()]);

    expect(ends.map((end) => end.ok && end.value).sort()).toEqual(["made", "ready"]);
    expect(scene.sandbox.control("rows", { list: "crew_custom_field_templates" }).total).toBe(1);
  });
});

describe("「選択した社員を「連携しない」に戻す」", () => {
  test("writes the chosen, and the next sync leaves out exactly those", async () => {
    const scene = await withRemadeField();
    const { people } = await view(scene);

    await restore(scene, { except: new Set([idOf(people[1])]) });
    const run = await scene.run("employees");

    expect(await outcomes(scene)).toEqual(["restored", "restored"]);
    expect(run.summary.failure).toBeNull();
    expect(run.rows.findings.skips.map(({ row }) => "crewId" in row && row.crewId)).toEqual([
      idOf(people[0]),
      idOf(people[2]),
    ]);
  });

  test("leaves whatever was chosen since, and tells who is gone", async () => {
    const scene = await withRemadeField();
    const [first, second, third] = (await view(scene)).people;
    choose(scene, idOf(first), "skip");
    choose(scene, idOf(second), "sync");
    scene.edit({ op: "delete", list: "crews", where: { id: idOf(third) } });

    await restore(scene);

    expect(await outcomes(scene)).toEqual(["already", "chosen-otherwise", "gone"]);
    expect(scene.sent.filter((request) => request.startsWith("PATCH"))).toEqual([]);
  });

  test("ends at once where the field may not be written, and goes on with another start when it may", async () => {
    const scene = await withRemadeField();
    const hidden = { name: "ミキワメ連携", read: false };
    scene.sandbox.control("custom-field-permission", hidden);

    await restore(scene);
    const refused = await findRestoration(db.queries, scene.companyId);
    scene.sandbox.control("custom-field-permission", { ...hidden, read: true });
    await restore(scene);

    expect(refused?.failure).toEqual({ kind: "missing-permission", resource: "crews.custom_fields" });
    expect(await outcomes(scene)).toEqual(["restored", "restored", "restored"]);
  });

  test.each([
    [
      "the field is gone again",
      (scene: ProductScene) => scene.sandbox.control("delete-opt-out-field", {}),
      "opt-out-field-missing",
    ],
    [
      "SmartHR is being maintained",
      (scene: ProductScene) => scene.sandbox.control("faults", { kind: "maintenance", count: 1 }),
      "smarthr-maintenance",
    ],
    [
      "the permission was taken back",
      (scene: ProductScene) => scene.sandbox.control("expire-tokens", {}),
      "link-rejected",
    ],
  ] as const)("ends with nobody touched when %s", async (_, spoil, kind) => {
    const scene = await withRemadeField();
    spoil(scene);

    await restore(scene);

    expect((await findRestoration(db.queries, scene.companyId))?.failure).toEqual({ kind });
    expect(await outcomes(scene)).toEqual([null, null, null]);
  });

  test("goes on after its process was stopped or died, and does nobody twice", async () => {
    const scene = await withRemadeField();
    await startRestoration(scene.product, requestOf(scene));
    const stop = new AbortController();
    const fetch = scene.product.smarthr.fetch;
    const stopping = async (request: Request) => {
      const answer = await fetch(request);
      if (request.method === "PATCH") stop.abort(new Error("stopped"));
      return answer;
    };
    const product = { ...scene.product, smarthr: { ...scene.product.smarthr, fetch: stopping } };

    await carryRestorations(product, stop.signal);
    const between = await findRestoration(db.queries, scene.companyId);
    await carryRestorations(scene.product, NEVER);

    expect(between?.finishedAt).toBeNull();
    const ends = await outcomes(scene);
    expect(ends?.every((end) => end === "restored" || end === "already")).toBe(true);
  });

  test("a command that died is closed by a worker, and stands in nobody's way", async () => {
    const scene = await withRemadeField();
    await startRestorationNow(scene.product, { ...requestOf(scene), administratorEmail: null });

    await carryRestorations(scene.product, NEVER);
    const living = await findRestoration(db.queries, scene.companyId);
    await scene.clock.advance(31_000);
    await carryRestorations(scene.product, NEVER);

    expect(living?.finishedAt).toBeNull();
    expect((await findRestoration(db.queries, scene.companyId))?.failure).toEqual({ kind: "interrupted" });
  });

  test("is refused while another is open, for another reading than was seen, and for nobody", async () => {
    const scene = await withRemadeField();
    const { readAt, people } = await view(scene);
    const start = (special: Partial<RestoreRequest>) =>
      startRestoration(scene.product, { ...requestOf(scene), ...special });

    const nobody = await start({ except: new Set(people.map(idOf)) });
    const stale = await start({ readAt: (readAt ?? 0) - 1 });
    const first = await start({ readAt });
    const second = await start({ readAt });

    expect([nobody, stale, second].map((end) => !end.ok && end.fault.kind)).toEqual([
      "nobody-to-restore",
      "stale",
      "restoration-open",
    ]);
    expect(first.ok).toBe(true);
  });

  test("no sync reads half of what is being written back", async () => {
    const scene = await withRemadeField();
    await startRestoration(scene.product, requestOf(scene));

    const during = await scene.run("employees");
    await carryRestorations(scene.product, NEVER);
    const after = await scene.run("employees");

    expect([during.summary.failure, after.summary.failure]).toEqual([{ kind: "opt-outs-being-restored" }, null]);
  });
});

async function withOptedOut(special: ProductSceneOptions = {}): Promise<ProductScene> {
  const scene = await aProduct(db, special);
  await linkAdministrator(scene);
  await scene.run("departments");
  await scene.run("employees");
  for (const id of crewIds(scene).slice(0, 3)) choose(scene, id, "skip");
  await scene.run("employees");
  return scene;
}

async function withRemadeField(): Promise<ProductScene> {
  const scene = await withOptedOut();
  scene.sandbox.control("delete-opt-out-field", {});
  await remakeOptOutField(scene.product, scene.companyId, scene.reach, { signal: NEVER });
  return scene;
}

function crews({ sandbox }: ProductScene) {
  return sandbox.control("rows", { list: "crews" }).rows as unknown as readonly {
    id: string;
    values: { email: string };
  }[];
}

function crewIds(scene: ProductScene): readonly string[] {
  return crews(scene).map(({ id }) => id);
}

function choose(scene: ProductScene, id: string, value: string): void {
  const { rows } = scene.sandbox.control("rows", { list: "crew_custom_field_templates" });
  const [field] = rows as unknown as readonly { readonly id: string }[];
  const custom_fields = [{ template_id: field?.id ?? "", value }];
  scene.edit({ op: "update", list: "crews", where: { id }, values: { custom_fields } });
}

function requestOf({ companyId }: ProductScene): RestoreRequest {
  const by = { administratorEmail: "hr@example.com", actor: "見本 花子" };
  return { companyId, subdomain: "acme", ...by, readAt: null, except: new Set() };
}

async function restore(scene: ProductScene, special: Partial<RestoreRequest> = {}): Promise<void> {
  await startRestoration(scene.product, { ...requestOf(scene), ...special });
  await carryRestorations(scene.product, NEVER);
  // A run that begins in the same moment would not know which was first.
  await scene.clock.advance(1_000);
}

function view(scene: ProductScene, special: object = {}) {
  const reader = { companyId: scene.companyId, administratorEmail: "hr@example.com" };
  return browseOptOuts(scene.product, reader, { ...EVERYBODY, search: "", ...special });
}

async function outcomes({ product, companyId }: ProductScene) {
  const found = await browseRestoredPeople(product, companyId, { ...EVERYBODY, outcome: null });
  return found?.people.map(({ outcome }) => outcome);
}

function idOf(person: { readonly crewId: string } | undefined): string {
  return person?.crewId ?? "";
}
