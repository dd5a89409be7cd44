import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { aCompanyOfTwoAccounts, globexOf } from "../../test/two-accounts.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import { editedEmployee } from "../core/edit-employee.ts";
import { lockRoster } from "../store/lock-roster.ts";
import { updateEmployee } from "../store/write-by-hand.ts";
import { deleteEmployees } from "./delete-employees.ts";
import { showOverview } from "./show-overview.ts";
import { outlookOn, type SyncOutlook } from "./sync-outlook.ts";
import { performUndo } from "./undo-run.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NO_SIGNAL = new AbortController().signal;

describe("M33, M27: the warning of a first sync", () => {
  test("comes back when the first sync is undone, goes with the undo's undo, and comes back with another one", async () => {
    const { scene, first } = await aSyncedProduct();
    const warned = [await isFirst(scene)];

    const undone = await undo(scene, first);
    warned.push(await isFirst(scene));
    await undo(scene, undone);
    warned.push(await isFirst(scene));
    await undo(scene, first);
    warned.push(await isFirst(scene));
    await scene.run("employees");
    warned.push(await isFirst(scene));

    expect(warned).toEqual([false, true, false, true, false]);
  });

  test("comes back also when the undo kept somebody who was edited by hand: everybody else would be made again", async () => {
    const { scene, first } = await aSyncedProduct();
    await editSomebody(scene);

    await undo(scene, first);

    expect((await scene.employees()).length).toBe(1);
    expect(await isFirst(scene)).toBe(true);
  });

  test("an undo that finds nothing to do brings nothing back", async () => {
    const { scene, first } = await aSyncedProduct();
    const undone = await undo(scene, first);
    await undo(scene, first);

    await undo(scene, undone);

    expect(await isFirst(scene)).toBe(false);
  });

  test("does not come back when a later sync is undone", async () => {
    const { scene } = await aSyncedProduct();
    await editSomebody(scene);
    const later = await scene.run("employees");

    await undo(scene, later.summary.runId ?? "");

    expect(await isFirst(scene)).toBe(false);
  });

  test("comes back when everybody was deleted by hand, as M33 says of people who were synced by mistake", async () => {
    const { scene } = await aSyncedProduct();
    const employees = await scene.employees();

    expectOk(await deleteEmployees(scene.product, { companyId: scene.companyId, employees, actor: "hr@example.com" }));

    expect(await isFirst(scene)).toBe(true);
  });

  test("ホーム names the step again that was taken back", async () => {
    const { scene, first } = await aSyncedProduct();

    await undo(scene, first);

    const { synced } = await showOverview(scene.product, scene.companyId, "hr@example.com");
    expect(synced).toEqual({ departments: true, employees: false });
  });
});

describe("the SmartHR account that is going to be read", () => {
  test("is named, and compared with that of the last sync of the subject", async () => {
    const scene = await aCompanyOfTwoAccounts(db);
    const unlinked = await outlookOf(scene);
    await linkAdministrator(scene, { subdomain: "globex" });
    const same = await outlookOf(scene);
    await linkAdministrator(scene);
    const other = await outlookOf(scene);

    const acme = { subdomain: "acme", url: "http://localhost:4000/tenants/acme" };
    const globex = { subdomain: "globex", url: "http://localhost:4000/tenants/globex" };
    expect([unlinked, same, other]).toMatchObject([
      { account: null, lastAccount: null },
      { account: globex, lastAccount: null },
      { account: acme, lastAccount: "globex" },
    ]);
  });

  test("is that of the last sync again when the one of another account was taken back", async () => {
    const { scene } = await aSyncedProduct();
    await scene.run("departments", { reach: globexOf(scene) });
    const other = await scene.run("employees", { reach: globexOf(scene) });
    await linkAdministrator(scene);

    await undo(scene, other.summary.runId ?? "");

    expect((await outlookOf(scene)).lastAccount).toBeNull();
  });
});

async function aSyncedProduct() {
  const scene = await aProduct(db);
  await scene.run("departments");
  const first = (await scene.run("employees")).summary.runId ?? "";
  return { scene, first };
}

async function isFirst(scene: ProductScene): Promise<boolean> {
  return (await outlookOf(scene)).firstSync;
}

function outlookOf({ product, companyId }: ProductScene): Promise<SyncOutlook> {
  return outlookOn(product, { companyId, subject: "employees", administratorEmail: "hr@example.com" });
}

async function undo({ product, companyId, clock }: ProductScene, runId: string): Promise<string> {
  await clock.advance(1_000);
  const request = { companyId, runId, actor: "hr@example.com", expectedDigest: null, signal: NO_SIGNAL };
  return expectOk(await performUndo(product, request)).summary.runId ?? "";
}

/** As somebody does by hand; SmartHR's word replaces it with the next sync. */
async function editSomebody(scene: ProductScene): Promise<void> {
  const [first] = await scene.employees();
  const after = first && editedEmployee(first, { ...first, jobTitle: "本部長" });
  if (!after) throw new Error("expected somebody to edit");
  const by = { actor: "hand@example.com", at: scene.clock.now() };
  await db.transaction(async (tx) => updateEmployee(await lockRoster(tx, scene.companyId), after, by));
}
