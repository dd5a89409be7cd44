import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { approveOnScreen, change, crewsOf, saveLimits, syncOnScreen, takeUp } from "../../test/law-scene.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { linkAdministrator } from "../../test/worker-scene.ts";
import type { AddressChoices, SyncSettings } from "../core/settings.ts";
import { saveSettings } from "../store/companies.ts";
import { chooseAddresses } from "./approve-run.ts";
import { browseAddressSuspects } from "./browse-plan.ts";
import { browseFindings, viewRun } from "./browse-runs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const NOBODY = { send: async () => {}, wake: () => {} };
const BY = { administratorEmail: "hr@example.com", actor: "hr@example.com" } as const;
// The first two people of the sandbox, as they are before their addresses move.
const [ONE, TWO] = ["hashimoto.keiko.1@acme.example", "fujita.rin.2@acme.example"];

describe("M24: addresses that moved between people, in a plan that waits", () => {
  test("a company that follows its people is not offered somebody new where the address is an employee's, and refused it", async () => {
    const { scene, id, one, two } = await swapped("follow-person");

    expect(await suspectsOf(scene, id)).toMatchObject([
      { crewId: one, choice: "follow-person", whenNotFollowed: "not-possible", holder: { employeeNumber: "000002" } },
      { crewId: two, choice: "follow-person", whenNotFollowed: "not-possible", holder: { employeeNumber: "000001" } },
    ]);
    expect(await choose(scene, id, { [one]: "create-new" })).toMatchObject({
      ok: false,
      fault: {
        kind: "address-taken",
        person: { employeeNumber: "000001" },
        holder: { employeeNumber: "000002" },
      },
    });
    expect(await countsOf(scene, id)).toMatchObject({ create: 0, update: 2, reject: 0 });
  });

  test("by the manual both are overwritten, and following one of them keeps both", async () => {
    const { scene, id, one, two } = await swapped("create-new");
    const before = await suspectsOf(scene, id);

    await remake(scene, id, { [one]: "follow-person" });
    const after = await suspectsOf(scene, id);
    await approveOnScreen(scene, id);

    expect(before).toMatchObject([
      {
        crewId: one,
        choice: "create-new",
        whenNotFollowed: "updates-holder",
        former: { email: ONE },
        now: { email: TWO },
      },
      {
        crewId: two,
        choice: "create-new",
        whenNotFollowed: "updates-holder",
        former: { email: TWO },
        now: { email: ONE },
      },
    ]);
    expect(after).toMatchObject([
      { crewId: one, choice: "follow-person", whenNotFollowed: "updates-holder" },
      { crewId: two, choice: "follow-person", whenNotFollowed: "not-possible" },
    ]);
    const employees = await scene.employees();
    expect(employees.find(({ email }) => email === TWO)?.employeeNumber).toBe("000001");
    expect(employees.find(({ email }) => email === ONE)?.employeeNumber).toBe("000002");
    expect(employees).toHaveLength(6);
  });

  test("what was chosen for one of two who swapped can be taken back", async () => {
    const { scene, id, one } = await swapped("create-new");
    const before = (await viewRun(scene.product, scene.companyId, id))?.plan?.breakdown;

    await remake(scene, id, { [one]: "follow-person" });
    await remake(scene, id, { [one]: "create-new" });

    expect((await viewRun(scene.product, scene.companyId, id))?.plan?.breakdown).toEqual(before);
  });

  test("in a chain, an error that a choice caused goes away when the choice is taken back", async () => {
    const { scene, id, one, two } = await chained("follow-person");

    await remake(scene, id, { [two]: "create-new" });
    const chosen = await suspectsOf(scene, id);
    const held = await rejectionsOf(scene, id);
    await remake(scene, id, { [two]: "follow-person" });

    expect(chosen).toMatchObject([
      { crewId: two, choice: "create-new", whenNotFollowed: "made-new", formerTakenBy: null },
    ]);
    expect(held).toMatchObject([
      { row: { crewId: one }, reasons: [{ kind: "email-held", stays: "chosen-new", holder: { crewId: two } }] },
    ]);
    expect(await countsOf(scene, id)).toMatchObject({ create: 0, update: 2, reject: 0 });
  });

  test("in a chain by the manual, whoever is overwritten is not said to stay", async () => {
    const { scene, id, one, two } = await chained("create-new");

    expect(await suspectsOf(scene, id)).toMatchObject([
      { crewId: one, choice: "create-new", whenNotFollowed: "updates-holder", holder: { crewId: two } },
      { crewId: two, choice: "create-new", whenNotFollowed: "made-new", formerTakenBy: { crewId: one } },
    ]);
  });

  test("whoever is left out because of what was chosen for them stays among the suspects, until it is taken back", async () => {
    const { scene, id, one, two } = await chained("create-new");

    await remake(scene, id, { [one]: "follow-person" });
    const chosen = await suspectsOf(scene, id);
    const counted = (await viewRun(scene.product, scene.companyId, id))?.plan?.addressSuspects;
    const held = await rejectionsOf(scene, id);
    await remake(scene, id, { [one]: "create-new" });

    expect(counted).toBe(2);
    expect(chosen).toMatchObject([
      { crewId: two, choice: "create-new" },
      { crewId: one, choice: "follow-person", now: null, former: { email: ONE }, whenNotFollowed: "updates-holder" },
    ]);
    expect(held).toMatchObject([
      { reasons: [{ kind: "email-held", stays: "not-followed", byChoice: true, holder: { crewId: two } }] },
    ]);
    expect(await suspectsOf(scene, id)).toHaveLength(2);
    expect(await countsOf(scene, id)).toMatchObject({ create: 1, update: 1, reject: 0 });
  });

  test("whoever is left out for another reason stays there, too", async () => {
    const { scene, id, two } = await chained("follow-person");
    scene.edit(change("crews", two, { first_name: null }));

    await remake(scene, id, { [two]: "create-new" });

    expect(await suspectsOf(scene, id)).toMatchObject([
      { crewId: two, choice: "create-new", now: null, crew: { email: "new@example.com" }, whenNotFollowed: "made-new" },
    ]);
  });
});

async function synced(whenAddressChanged: SyncSettings["whenAddressChanged"]) {
  const scene = await aProduct(db, { seed: 6 });
  await saveLimits(scene);
  await linkAdministrator(scene);
  await saveSettings(db.queries, scene.companyId, { createRetired: true, whenAddressChanged });
  await syncOnScreen(scene, "departments");
  await syncOnScreen(scene, "employees");
  const [one, two] = crewsOf(scene).map(({ id }) => id) as [string, string];
  return { scene, one, two };
}

async function swapped(whenAddressChanged: SyncSettings["whenAddressChanged"]) {
  const { scene, one, two } = await synced(whenAddressChanged);
  scene.sandbox.control("scenarios", { name: "addresses-swapped" });
  return { scene, one, two, id: await syncOnScreen(scene, "employees", { preview: true }) };
}

/** The first person has the second one's address, who has a new one. */
async function chained(whenAddressChanged: SyncSettings["whenAddressChanged"]) {
  const { scene, one, two } = await synced(whenAddressChanged);
  scene.edit(change("crews", two, { email: "new@example.com" }));
  scene.edit(change("crews", one, { email: TWO }));
  return { scene, one, two, id: await syncOnScreen(scene, "employees", { preview: true }) };
}

async function choose(scene: ProductScene, runId: string, choices: AddressChoices) {
  const { product, companyId, clock } = scene;
  await clock.advance(1_000);
  const digest = (await viewRun(product, companyId, runId))?.plan?.digest ?? "";
  return chooseAddresses(product, NOBODY, { companyId, runId, digest, ...BY }, choices);
}

async function remake(scene: ProductScene, runId: string, choices: AddressChoices): Promise<void> {
  expectOk(await choose(scene, runId, choices));
  await takeUp(scene, runId);
}

async function suspectsOf({ product, companyId }: ProductScene, runId: string) {
  return (await browseAddressSuspects(product, companyId, runId, { page: 1, perPage: 10 }))?.suspects;
}

async function rejectionsOf({ product, companyId }: ProductScene, runId: string) {
  return (await browseFindings(product, companyId, runId, { page: 1, perPage: 10, category: "rejection" }))?.findings;
}

async function countsOf({ product, companyId }: ProductScene, runId: string) {
  return (await viewRun(product, companyId, runId))?.counts;
}
