import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aRosterEmployee, aSourceEmployee } from "../../test/builders.ts";
import { employeesAfter } from "../../test/roster-after.ts";
import { emailKey } from "./email.ts";
import type { EmployeePlan } from "./plan.ts";
import { planEmployees } from "./plan-employees.ts";
import { decidingKeys, partOf, planPerson } from "./plan-person.ts";
import type { RosterEmployee } from "./roster.ts";
import type { AddressChoices, SyncSettings } from "./settings.ts";
import type { SourceEmployee } from "./source.ts";

const TODAY = "2026-11-23";
const departmentCodes = new Set(["A", "B"]);

// Few people and few addresses, written in many ways: clashes, swaps and chains are the rule and not the exception.
const CREW_IDS = ["c0", "c1", "c2", "c3", "c4", "c5", "c6"];
const KEYS = ["a@x.jp", "b@x.jp", "c@x.jp", "d@x.jp", "e@x.jp"];

const anyWriting = fc.constantFrom<(key: string) => string>(
  (key) => key,
  (key) => key.toUpperCase(),
  (key) => key.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  (key) => `　${key} `,
  (key) => `${key.slice(0, 1)}\u200B${key.slice(1)}`,
);

const anyEmail = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(fc.constantFrom(...KEYS), anyWriting).map(([key, write]) => write(key)) },
  { weight: 1, arbitrary: fc.constantFrom(null, "", " \u200B", "not an address", "é@x.jp") },
);

const anyPart = (visible: string) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(visible) }, { weight: 1, arbitrary: fc.constantFrom(null, "", "　") });

const anyRow = fc
  .record({
    crewId: fc.constantFrom(...CREW_IDS),
    email: anyEmail,
    lastName: anyPart("見本"),
    firstNameKana: anyPart("タロウ"),
    department: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(null, "A", " B ") },
      { weight: 1, arbitrary: fc.constantFrom("", "gone") },
    ),
    jobTitle: fc.constantFrom(null, "主任", "課長"),
    employmentTypeName: fc.constantFrom(null, "正社員", "嘱託"),
    employmentStatus: fc.constantFrom("employed" as const, "absent" as const, "retired" as const),
    retiredOn: fc.constantFrom(null, "2020-03-31", "2030-03-31"),
    optedOut: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })
  .map(({ department, ...special }) =>
    aSourceEmployee({
      ...special,
      department: department === null ? null : { departmentId: `d-${department}`, code: department, name: "部署" },
    }),
  );

const anySource: fc.Arbitrary<readonly SourceEmployee[]> = fc.uniqueArray(anyRow, {
  selector: ({ crewId }) => crewId,
  maxLength: CREW_IDS.length,
});

/** People as earlier syncs and hands left them: some never synced, some two employees of one SmartHR person. */
const anyRoster: fc.Arbitrary<readonly RosterEmployee[]> = fc
  .uniqueArray(
    fc.record({
      email: fc.constantFrom(...KEYS, "Old@x.jp", "older@x.jp"),
      crewId: fc.oneof(fc.constant(null), fc.constantFrom(...CREW_IDS, "c-gone")),
      crewSince: fc.nat(3),
      jobTitle: fc.constantFrom(null, "主任"),
      departmentCode: fc.constantFrom(null, "A", "old"),
      retired: fc.boolean(),
      retiredByHand: fc.boolean(),
    }),
    { selector: ({ email }) => emailKey(email), maxLength: 6 },
  )
  .map((rows) => rows.map((row, place) => aRosterEmployee({ ...row, id: String(place + 1) })));

const anySettings: fc.Arbitrary<SyncSettings> = fc.record({
  createRetired: fc.boolean(),
  whenAddressChanged: fc.constantFrom("create-new" as const, "follow-person" as const),
});

const anyChoices: fc.Arbitrary<AddressChoices> = fc.dictionary(
  fc.constantFrom(...CREW_IDS),
  fc.constantFrom("create-new" as const, "follow-person" as const),
);

const manyRuns = { numRuns: 3_000 };

function planOf(
  employees: readonly RosterEmployee[],
  source: readonly SourceEmployee[],
  settings: SyncSettings,
  choices: AddressChoices = {},
) {
  return planEmployees({ employees, departmentCodes }, source, settings, TODAY, choices);
}

describe("laws of one person's plan", () => {
  test("it is that person's part of the plan of everybody", () => {
    fc.assert(
      fc.property(anyRoster, anySource, anySettings, (roster, source, settings) => {
        const everybody = planOf(roster, source, settings);
        for (const { crewId } of source) {
          const { employees, people } = decidingAbout(crewId, roster, source, settings);

          const planned = planPerson({ employees, departmentCodes }, people, settings, TODAY, crewId);

          expect(withoutTypeNotices(planned?.plan)).toEqual(withoutTypeNotices(partOf(everybody, crewId)));
        }
      }),
      manyRuns,
    );
  });
});

// It is given once per type, to one of all who have it.
function withoutTypeNotices(plan: EmployeePlan | undefined) {
  return plan && { ...plan, notices: plan.notices.filter(({ notice }) => notice.kind !== "employment-type-other") };
}

/** Whom a plan of one person is made with, where nobody who shares an address is unknown. */
function decidingAbout(
  crewId: string,
  roster: readonly RosterEmployee[],
  source: readonly SourceEmployee[],
  settings: SyncSettings,
) {
  let people = source.filter((row) => row.crewId === crewId);
  let employees = roster.filter((employee) => employee.crewId === crewId);
  for (;;) {
    const keys = new Set(decidingKeys({ employees, source: people }, settings, crewId));
    const crewIds = new Set(people.map((row) => row.crewId));
    const known = employees.length;
    employees = roster.filter(
      ({ email, crewId: synced }) => keys.has(emailKey(email)) || (synced !== null && crewIds.has(synced)),
    );
    const named = new Set(employees.map((employee) => employee.crewId));
    const next = source.filter(
      (row) => crewIds.has(row.crewId) || named.has(row.crewId) || keys.has(emailKey(row.email ?? "")),
    );
    if (next.length === people.length && employees.length === known) return { employees, people };
    people = next;
  }
}

describe("laws of the employee plan", () => {
  test("every row lands in exactly one list", () => {
    fc.assert(
      fc.property(anyRoster, anySource, anySettings, (roster, source, settings) => {
        const { changes, unchangedCount, skips, rejections } = planOf(roster, source, settings);

        const fates = [
          ...changes.map(({ after }) => after.crewId),
          ...skips.map(({ row }) => row.crewId),
          ...rejections.map(({ row }) => row.crewId),
        ];
        expect(new Set(fates).size).toBe(fates.length);
        expect(fates.length + unchangedCount).toBe(source.length);
        const sourceIds = source.map(({ crewId }) => crewId);
        expect(fates.filter((crewId) => crewId === null || !sourceIds.includes(crewId))).toEqual([]);
      }),
      manyRuns,
    );
  });

  test("the order of the rows does not matter", () => {
    const shuffled = anySource.chain((source) =>
      fc.tuple(fc.constant(source), fc.shuffledSubarray([...source], { minLength: source.length })),
    );
    fc.assert(
      fc.property(anyRoster, shuffled, anySettings, (roster, [source, mixed], settings) => {
        expect(inOneOrder(planOf(roster, mixed, settings))).toEqual(inOneOrder(planOf(roster, source, settings)));
      }),
      manyRuns,
    );
  });

  test("planning again after applying changes nothing and leaves out the same rows for the same reasons", () => {
    fc.assert(
      fc.property(anyRoster, anySource, anySettings, (roster, source, settings) => {
        const plan = planOf(roster, source, settings);

        const again = planOf(employeesAfter(roster, plan.changes, 10), source, settings);

        expect(again.changes).toEqual([]);
        expect(again.skips).toEqual(plan.skips);
        expect(again.rejections).toEqual(plan.rejections);
      }),
      manyRuns,
    );
  });

  test("nothing disappears from the roster, and addresses stay unique", () => {
    fc.assert(
      fc.property(anyRoster, anySource, anySettings, (roster, source, settings) => {
        const after = employeesAfter(roster, planOf(roster, source, settings).changes, 10);

        const ids = after.map(({ id }) => id);
        expect(ids).toEqual(expect.arrayContaining(roster.map(({ id }) => id)));
        expect(new Set(after.map(({ email }) => emailKey(email))).size).toBe(after.length);
      }),
      manyRuns,
    );
  });

  test("an employee is changed by one row at most, and only one that SmartHR has", () => {
    fc.assert(
      fc.property(anyRoster, anySource, anySettings, (roster, source, settings) => {
        const { changes } = planOf(roster, source, settings);

        const changedIds = changes.flatMap((change) => (change.kind === "update" ? [change.before.id] : []));
        expect(new Set(changedIds).size).toBe(changedIds.length);
      }),
      manyRuns,
    );
  });

  test("by the manual an employee keeps the address for ever", () => {
    fc.assert(
      fc.property(anyRoster, anySource, (roster, source) => {
        const { changes } = planOf(roster, source, { createRetired: true, whenAddressChanged: "create-new" });

        for (const change of changes) {
          if (change.kind === "update") expect(emailKey(change.after.email)).toBe(emailKey(change.before.email));
        }
      }),
      manyRuns,
    );
  });

  test("a company that follows its people never makes a second employee of one", () => {
    fc.assert(
      fc.property(anyRoster, anySource, fc.boolean(), (roster, source, createRetired) => {
        const { changes } = planOf(roster, source, { createRetired, whenAddressChanged: "follow-person" });

        const knownCrewIds = new Set(roster.map(({ crewId }) => crewId));
        for (const { kind, after } of changes) {
          if (kind === "create") expect(knownCrewIds.has(after.crewId)).toBe(false);
        }
      }),
      manyRuns,
    );
  });
});

describe("laws of the employee plan with choices for single people", () => {
  test("the order of the rows does not matter", () => {
    const shuffled = anySource.chain((source) =>
      fc.tuple(fc.constant(source), fc.shuffledSubarray([...source], { minLength: source.length })),
    );
    fc.assert(
      fc.property(anyRoster, shuffled, anySettings, anyChoices, (roster, [source, mixed], settings, choices) => {
        const plan = planOf(roster, source, settings, choices);

        expect(inOneOrder(planOf(roster, mixed, settings, choices))).toEqual(inOneOrder(plan));
      }),
      manyRuns,
    );
  });

  test("addresses stay unique, and an employee is changed by one row at most", () => {
    fc.assert(
      fc.property(anyRoster, anySource, anySettings, anyChoices, (roster, source, settings, choices) => {
        const { changes } = planOf(roster, source, settings, choices);

        const after = employeesAfter(roster, changes, 10);
        expect(new Set(after.map(({ email }) => emailKey(email))).size).toBe(after.length);
        const changedIds = changes.flatMap((change) => (change.kind === "update" ? [change.before.id] : []));
        expect(new Set(changedIds).size).toBe(changedIds.length);
      }),
      manyRuns,
    );
  });

  test("M24: nobody whom the roster knows is made new under an address that it has", () => {
    fc.assert(
      fc.property(anyRoster, anySource, anySettings, anyChoices, (roster, source, settings, choices) => {
        const { changes } = planOf(roster, source, settings, choices);

        const keys = new Set(roster.map(({ email }) => emailKey(email)));
        const known = new Set(roster.map(({ crewId }) => crewId));
        for (const { kind, after } of changes) {
          if (kind === "create" && known.has(after.crewId)) expect(keys.has(emailKey(after.email))).toBe(false);
        }
      }),
      manyRuns,
    );
  });

  test("rows that are refused an address never wait for each other in a ring", () => {
    fc.assert(
      fc.property(anyRoster, anySource, anySettings, anyChoices, (roster, source, settings, choices) => {
        const { rejections } = planOf(roster, source, settings, choices);

        const holderOf = new Map(
          rejections.flatMap(({ row, reasons }) =>
            reasons.flatMap((each) =>
              // Of the other reasons to stay, none sends anybody to the holder's own error.
              each.kind === "email-held" && each.stays === "in-error"
                ? [[row.crewId, each.holder.crewId] as const]
                : [],
            ),
          ),
        );
        for (const start of holderOf.keys()) {
          const passed = new Set<string>();
          for (let at: string | null = start; at !== null; at = holderOf.get(at) ?? null) {
            expect(passed.has(at)).toBe(false);
            passed.add(at);
          }
        }
      }),
      manyRuns,
    );
  });
});

function inOneOrder(plan: EmployeePlan) {
  const byText = <Row>(rows: readonly Row[]) => rows.map((each) => JSON.stringify(each)).sort();
  return {
    ...plan,
    changes: byText(plan.changes),
    skips: byText(plan.skips),
    rejections: byText(plan.rejections),
    notices: byText(plan.notices),
  };
}
