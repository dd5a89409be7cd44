import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import type { ProductScene } from "../../test/product-scene.ts";
import { aCompanyOfTwoAccounts, globexOf } from "../../test/two-accounts.ts";
import { fail, ok } from "../core/result.ts";
import { changeEmployee } from "./change-employee.ts";
import { explainPerson } from "./explain-person.ts";
import type { PersonSought } from "./find-person.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("a company that syncs from two SmartHR accounts", () => {
  test("M33: about an employee of the other account it is said that they are, never that they are gone", async () => {
    const scene = await aCompanyOfTwoAccounts(db);
    const acme = await employeeOf(scene, "001@aaa.com");
    const globex = await employeeOf(scene, "globex1@example.com");

    for (const sought of ["001@aaa.com", byId(acme.id), { kind: "crew", crewId: acme.crewId } as const]) {
      expect(await explain(scene, sought, ok(globexOf(scene)))).toMatchObject({
        verdict: { kind: "other-account", subdomain: "acme", linkedTo: "globex" },
        employee: { id: acme.id },
        seal: null,
        crewUrl: `http://localhost:4000/tenants/acme/crews/${acme.crewId}`,
      });
    }
    expect(await explain(scene, byId(globex.id))).toMatchObject({
      verdict: { kind: "other-account", subdomain: "globex", linkedTo: "acme" },
      crewUrl: `http://localhost:4000/tenants/globex/crews/${globex.crewId}`,
    });
  });

  test("also after the employee was changed by hand, and when the account that is linked cannot be read", async () => {
    const scene = await aCompanyOfTwoAccounts(db);
    const { id } = await employeeOf(scene, "001@aaa.com");
    await changedByHand(scene, id);
    const where = { name: "ミキワメ連携" };
    scene.sandbox.control("edits", {
      tenant: "globex",
      edits: [{ op: "delete", list: "crew_custom_field_templates", where }],
    });

    const { verdict, unread } = await explain(scene, byId(id), ok(globexOf(scene)));

    expect([verdict.kind, unread]).toEqual(["other-account", null]);
  });

  test("what the last sync of their account left out is told of whoever it left out", async () => {
    const scene = await aCompanyOfTwoAccounts(db);

    const explained = await explain(scene, "004@aaa.com", ok(globexOf(scene)));

    expect(explained).toMatchObject({
      verdict: { kind: "rejected", reasons: [{ kind: "missing-name" }] },
      asOf: "last-run",
      unread: { kind: "other-account", subdomain: "acme", linkedTo: "globex" },
      seal: null,
    });
  });

  test("somebody whom the linked account has is explained by it", async () => {
    const scene = await aCompanyOfTwoAccounts(db);

    expect(await explain(scene, "globex1@example.com", ok(globexOf(scene)))).toMatchObject({
      verdict: { kind: "unchanged" },
      asOf: "now",
    });
  });

  test("M33: somebody of the linked account who is gone there is gone, as ever", async () => {
    const scene = await aCompanyOfTwoAccounts(db);
    const { id, crewId } = await employeeOf(scene, "001@aaa.com");
    scene.edit({ op: "delete", list: "crews", where: { id: crewId } });

    expect((await explain(scene, byId(id))).verdict).toEqual({ kind: "gone" });
  });

  test("without a link the last sync of the person's own account is told, whichever account was synced last", async () => {
    const scene = await aCompanyOfTwoAccounts(db);
    const { id, crewId } = await employeeOf(scene, "001@aaa.com");
    const notLinked = fail({ kind: "not-linked", administratorEmail: "" } as const);

    const left = await explain(scene, "004@aaa.com", notLinked);
    const synced = await explain(scene, byId(id), notLinked);

    expect(left.verdict).toMatchObject({ kind: "rejected", reasons: [{ kind: "missing-name" }] });
    expect(synced).toMatchObject({
      verdict: { kind: "not-read" },
      lastRun: { runId: synced.lastWritten?.runId },
      crewUrl: `http://localhost:4000/tenants/acme/crews/${crewId}`,
    });
  });
});

function byId(employeeId: string): PersonSought {
  return { kind: "employee", employeeId };
}

function explain(
  { product, companyId, reach }: ProductScene,
  sought: string | PersonSought,
  reached: Parameters<typeof explainPerson>[1]["reach"] = ok(reach),
) {
  const asked = typeof sought === "string" ? ({ kind: "text", text: sought } as const) : sought;
  const { signal } = new AbortController();
  return explainPerson(product, { companyId, sought: asked, reach: reached, signal });
}

async function employeeOf(scene: ProductScene, email: string) {
  const found = (await scene.employees()).find((employee) => employee.email === email);
  if (found?.crewId == null) throw new Error(`nobody was synced as ${email}`);
  return { id: found.id, crewId: found.crewId };
}

async function changedByHand({ product, companyId, employees }: ProductScene, employeeId: string): Promise<void> {
  const found = (await employees()).find(({ id }) => id === employeeId);
  if (found === undefined) throw new Error(`no employee ${employeeId}`);
  const { version } = found;
  const edit = { ...found, jobTitle: "課長" };
  expectOk(await changeEmployee(product, { companyId, employeeId, version, actor: "hr@example.com", edit }));
}
