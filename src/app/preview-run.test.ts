import { afterAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("preview = what is applied", () => {
  test.each(["manual", "edge-cases"] as const)("the same digest, counts, changes and findings (%s)", async (seed) => {
    const scene = await aProduct(db, { seed });

    for (const subject of ["departments", "employees"] as const) {
      const seen = await scene.preview(subject);
      const done = await scene.run(subject);

      expect([done.summary.digest, done.summary.counts]).toEqual([seen.summary.digest, seen.summary.counts]);
      expect(done.rows).toEqual(seen.rows);
    }
  });

  test("looking twice shows the same plan", async () => {
    const scene = await aProduct(db, { seed: "edge-cases" });

    const [first, second] = [await scene.preview("departments"), await scene.preview("departments")];

    expect(second).toEqual(first);
  });
});

describe("a preview writes nothing", () => {
  test.each(["departments", "employees"] as const)("neither here nor in SmartHR (%s)", async (subject) => {
    const scene = await aProduct(db, { seed: "demo" });
    const [here, there] = [await scene.writtenRows(), scene.sandbox.snapshot()];

    const { summary } = await scene.preview(subject);

    expect(summary).toEqual({
      subject,
      runId: null,
      kind: null,
      state: null,
      actor: null,
      requestedAt: null,
      finishedAt: null,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      counts: expect.objectContaining({ read: subject === "employees" ? 300 : 30 }),
      failure: null,
      waiting: null,
      holding: null,
      cancelReason: null,
    });
    expect(scene.sent.filter((request) => !request.startsWith("GET "))).toEqual([]);
    expect(await scene.writtenRows()).toEqual(here);
    expect(scene.sandbox.snapshot()).toEqual(there);
  });
});

test("M27: on an account that was never read, nobody can have been opted out", async () => {
  const scene = await aProduct(db, { seed: 10 });
  await scene.run("departments");

  const { summary } = await scene.preview("employees");

  expect(summary).toMatchObject({ failure: null, counts: { read: 10, create: 10, skip: 0 } });
});

test("M35: the remembered field that is gone stops a preview, too", async () => {
  const scene = await aProduct(db);
  await scene.run("employees");
  scene.sandbox.control("delete-opt-out-field", {});

  const { summary } = await scene.preview("employees");

  expect(summary.failure).toEqual({ kind: "opt-out-field-missing" });
});

test("what SmartHR refuses is told as a run would tell it", async () => {
  const scene = await aProduct(db);
  scene.sandbox.control("resource-permission", { resource: "departments", read: false });

  const { summary, rows } = await scene.preview("departments");

  expect(summary).toMatchObject({
    state: null,
    digest: null,
    counts: null,
    failure: { kind: "missing-permission", resource: "departments" },
  });
  expect(rows).toEqual({ subject: "departments", changes: [], findings: { skips: [], rejections: [], notices: [] } });
});

test("stopped, it is interrupted and no defect", async () => {
  const scene = await aProduct(db);

  const { summary } = await scene.preview("departments", { signal: AbortSignal.abort(new Error("stopped by hand")) });

  expect(summary.failure).toEqual({ kind: "interrupted" });
});
