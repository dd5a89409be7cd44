import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { change, chosen, crewsOf, insert, smartHrDepartment } from "../../test/law-scene.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { EMPLOYEE_FIELDS, type RosterEmployee } from "../core/roster.ts";
import { RESOURCES } from "../sandbox/access-token.ts";
import type { SandboxSwitches } from "../sandbox/switches.ts";
import { CREW_FIELDS } from "../smarthr/wire.ts";
import { cancelRun } from "./cancel-run.ts";
import type { RunReport } from "./run-report.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

/** Something that an administrator of SmartHR can forbid our token to read. */
interface Permission {
  readonly name: string;
  readonly set: (scene: ProductScene, read: boolean) => unknown;
}

const OF_RESOURCES = RESOURCES.map(
  (resource): Permission => ({
    name: `/${resource}`,
    set: ({ sandbox }, read) => sandbox.control("resource-permission", { resource, read }),
  }),
);
// Every attribute that the product asks for; everybody may see an id.
const OF_ATTRIBUTES = CREW_FIELDS.filter((field) => field !== "id").map(
  (attribute): Permission => ({
    name: attribute,
    set: ({ sandbox }, read) => sandbox.control("attribute-permission", { attribute, read }),
  }),
);
const OF_FIELD: Permission = {
  name: "ミキワメ連携",
  set: ({ sandbox }, read) => sandbox.control("custom-field-permission", { name: "ミキワメ連携", read }),
};
const PERMISSIONS = [...OF_RESOURCES, ...OF_ATTRIBUTES, OF_FIELD];

// A company of its own with a first import for each run of the law, and three syncs.
const LAW = { numRuns: 3, seed: 5 };
const FORMS = ["null", "omitted"] as const satisfies readonly SandboxSwitches["forbiddenAttributes"][];

describe("in a roster of 20 people and more, no permission that is taken away empties a column or syncs whoever is opted out", () => {
  test.each(FORMS)("any one permission, where a forbidden attribute is %s", async (form) => {
    const scene = await aCompany({ people: 24, optedOut: 2, form });
    const outcomes: Record<string, string> = {};
    for (const permission of PERMISSIONS) {
      permission.set(scene, false);
      outcomes[permission.name] = await expectNothingLost(scene, [permission.name]);
      permission.set(scene, true);
    }
    // Everything is as it was: nothing of all this is left to be changed.
    expect((await scene.run("employees")).summary.counts).toMatchObject({ create: 0, update: 0 });
    expect(outcomes).toMatchObject({
      "/crews": "failed: missing-permission",
      "/crew_custom_field_templates": "failed: missing-permission",
      ミキワメ連携: "failed: opt-out-field-unreadable",
      emp_status: "failed: missing-permission",
      emp_code: "held: changed-employee-number, column-blank employeeNumber",
      gender: "held: column-blank gender",
      birth_at: "held: column-blank birthDate",
      departments: "held: moved-department, column-blank departmentCode",
      positions: "held: column-blank jobTitle",
      entered_at: "held: column-blank hiredOn",
      resigned_at: "held: column-blank retiredOn",
      employment_type: "held: changed-employment-type, column-blank employmentType",
      last_name: "held: rejected-rows",
      email: "held: rejected-rows",
    });
  });

  test("any permissions at once, and more from one sync to the next", async () => {
    const anyTaken = fc.array(fc.subarray(PERMISSIONS, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ people: fc.integer({ min: 20, max: 40 }), optedOut: fc.integer({ min: 0, max: 4 }) }),
        fc.constantFrom(...FORMS),
        anyTaken,
        async (company, form, taken) => {
          const scene = await aCompany({ ...company, form });
          const names: string[] = [];
          for (const permissions of taken) {
            for (const permission of permissions) permission.set(scene, false);
            names.push(...permissions.map(({ name }) => name));
            await expectNothingLost(scene, names);
          }
        },
      ),
      LAW,
    );
  });
});

test("a reading that was not applied does not make it forgotten that somebody was opted out", async () => {
  const scene = await aCompany({ people: 20, optedOut: 2, form: "null" });
  const optedOut = crewsOf(scene).filter(({ customValues }) => customValues.length > 0);
  const choose = (value: "sync" | "skip") =>
    scene.edit(...optedOut.map(({ id }) => change("crews", id, chosen(scene, value))));
  choose("sync");
  expect((await scene.run("employees", { expectedDigest: "another" })).summary.state).toBe("failed");
  choose("skip");
  OF_FIELD.set(scene, false);

  expect(await expectNothingLost(scene, [OF_FIELD.name])).toBe("failed: opt-out-field-unreadable");
});

describe("what is promised beyond", () => {
  test("below 20 people guards rest, so a column is emptied; but whoever retired or is opted out is never mistaken", async () => {
    const scene = await aCompany({ people: 19, optedOut: 2, form: "null" });
    const before = await scene.employees();
    const numbered = (await scene.employees()).filter(({ employeeNumber }) => employeeNumber !== null);

    for (const attribute of ["emp_status", "custom_fields"]) {
      scene.sandbox.control("attribute-permission", { attribute, read: false });
      expect((await scene.run("employees")).summary.state).toBe("failed");
      scene.sandbox.control("attribute-permission", { attribute, read: true });
    }
    expect(await scene.employees()).toEqual(before);
    scene.sandbox.control("attribute-permission", { attribute: "emp_code", read: false });
    const { summary } = await scene.run("employees");

    // All but the one who is opted out: their record is left as it is.
    expect([summary.state, summary.counts?.update]).toEqual(["succeeded", numbered.length - 1]);
  });

  test.each([1, 4])("a column in which only %i of 24 have anything is not emptied either", async (leavers) => {
    const scene = await aCompany({ people: 24, optedOut: 0, form: "null", leavers });
    const before = await scene.employees();

    scene.sandbox.control("attribute-permission", { attribute: "resigned_at", read: false });
    const report = await scene.run("employees");

    expect([report.summary.state, trippedIn(report)]).toEqual(["awaiting-approval", "column-blank retiredOn"]);
    expect(await scene.employees()).toEqual(before);
  });
});

/** Syncs with what is forbidden now, and gives what became of it in a few words. Whatever waits for approval is cancelled. */
async function expectNothingLost(scene: ProductScene, forbidden: readonly string[]): Promise<string> {
  const before = await scene.employees();
  const departments = await scene.departments();
  const report = await scene.run("employees");
  const after = await scene.employees();
  const { state, failure, runId } = report.summary;

  // What was taken away is named in both, so that a failure of the law says it.
  if (state === "failed" || state === "awaiting-approval") {
    expect({ forbidden, roster: after }).toEqual({ forbidden, roster: before });
  } else {
    expect({ forbidden, emptied: emptiedIn(before, after), synced: optedOutIn(scene, before, after) }).toEqual({
      forbidden,
      emptied: [],
      synced: [],
    });
  }
  if (state === "awaiting-approval")
    expectOk(await cancelRun(scene.product, scene.companyId, runId ?? "", "見本 花子"));

  const ofDepartments = await scene.run("departments");
  expect(await scene.departments()).toEqual(departments);
  if (ofDepartments.summary.state === "failed") expect(forbidden).toContain("/departments");
  return failure ? `failed: ${failure.kind}` : state === "awaiting-approval" ? `held: ${trippedIn(report)}` : "applied";
}

function trippedIn({ facts }: RunReport): string {
  const tripped = (facts?.guards ?? []).filter((reading) => reading.tripped);
  return tripped.map(({ guard, column }) => (column === null ? guard : `${guard} ${column}`)).join(", ");
}

function emptiedIn(before: readonly RosterEmployee[], after: readonly RosterEmployee[]): readonly string[] {
  const afterById = new Map(after.map((employee) => [employee.id, employee]));
  return before.flatMap((employee) => {
    const now = afterById.get(employee.id);
    return EMPLOYEE_FIELDS.filter((column) => employee[column] && !now?.[column]).map(
      (column) => `${employee.email} ${column}`,
    );
  });
}

/** Whoever is opted out in SmartHR and was written all the same. */
function optedOutIn(
  scene: ProductScene,
  before: readonly RosterEmployee[],
  after: readonly RosterEmployee[],
): readonly string[] {
  const versionById = new Map(before.map(({ id, version }) => [id, version]));
  const optedOut = new Set(crewsOf(scene).flatMap(({ id, customValues }) => (customValues.length > 0 ? [id] : [])));
  const written = after.filter(({ id, version }) => versionById.get(id) !== version);
  return written.flatMap(({ crewId, email }) => (crewId !== null && optedOut.has(crewId) ? [email] : []));
}

/** A synced company with the guards that every company has; every column is filled, and some people were opted out from the beginning or since. */
async function aCompany(special: {
  readonly people: number;
  readonly optedOut: number;
  readonly form: SandboxSwitches["forbiddenAttributes"];
  readonly leavers?: number;
}): Promise<ProductScene> {
  const { people, optedOut, form, leavers = 6 } = special;
  const scene = await aProduct(db, { seed: people, switches: { forbiddenAttributes: form } });
  scene.edit(
    ...crewsOf(scene).map(({ id }, place) => {
      const left = place < leavers;
      const leaving = { emp_status: left ? "retired" : "employed", resigned_at: left ? "2026-03-31" : null };
      return change("crews", id, { ...leaving, ...(place % 2 === 0 ? { positions: ["課長"] } : {}) });
    }),
  );
  await syncBoth(scene);
  const crews = crewsOf(scene);
  for (let count = 0; count < optedOut; count++) {
    if (count % 2 === 0) scene.edit(change("crews", crews.at(-1 - count)?.id ?? "", chosen(scene, "skip")));
    else insert(scene, "crews", { ...someoneNew(scene, count), ...chosen(scene, "skip") });
  }
  await syncBoth(scene);
  return scene;
}

function someoneNew(scene: ProductScene, count: number) {
  const name = { last_name: "新田", first_name: "次", last_name_yomi: "ニッタ", first_name_yomi: "ツギ" };
  const departmentIds = [smartHrDepartment(scene, "D0002").id];
  return { ...name, email: `nitta.${count}@example.com`, emp_status: "employed", department_ids: departmentIds };
}

async function syncBoth(scene: ProductScene): Promise<void> {
  for (const subject of ["departments", "employees"] as const) {
    expect((await scene.run(subject)).summary.state).toBe("succeeded");
  }
}
