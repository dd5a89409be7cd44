import { describe, expect, test } from "vitest";
import { aRosterEmployee, aSourceEmployee } from "../../test/builders.ts";
import type { EmployeePlan } from "./plan.ts";
import { planEmployees } from "./plan-employees.ts";
import type { AddressChoices, SyncSettings } from "./settings.ts";
import type { SourceEmployee } from "./source.ts";

const TODAY = "2026-11-23";

describe("M24: what is chosen for people whose addresses moved between them", () => {
  const taro = aRosterEmployee({ id: "1", crewId: "c1", email: "taro@example.com" });
  const jiro = aRosterEmployee({ id: "2", crewId: "c2", email: "jiro@example.com" });
  const moved = (taroNow: string, jiroNow: string) => [
    aSourceEmployee({ crewId: "c1", email: taroNow }),
    aSourceEmployee({ crewId: "c2", email: jiroNow }),
  ];
  const swapped = moved("jiro@example.com", "taro@example.com");
  const chain = moved("jiro@example.com", "new@example.com");
  const planned = (
    source: SourceEmployee[],
    whenAddressChanged: SyncSettings["whenAddressChanged"],
    choices: AddressChoices,
  ) =>
    planEmployees(
      { employees: [taro, jiro], departmentCodes: new Set() },
      source,
      { createRetired: true, whenAddressChanged },
      TODAY,
      choices,
    );
  const addresses = ({ changes }: EmployeePlan) =>
    changes.map((change) => `${change.kind === "create" ? "new" : change.before.id} ${change.after.email}`);
  const stays = ({ rejections }: EmployeePlan) => rejections.map(({ row, reasons: [reason] }) => [row.crewId, reason]);

  test("nobody new comes of an address that an employee has: choosing that is as if nothing were chosen", () => {
    const plan = planned(swapped, "follow-person", { c1: "create-new" });

    expect(addresses(plan)).toEqual(["1 jiro@example.com", "2 taro@example.com"]);
    expect(plan.rejections).toEqual([]);
  });

  test("in a chain with 「新しい社員」 chosen for both, nobody is overwritten, and the error names the choice that caused it", () => {
    const plan = planned(chain, "follow-person", { c1: "create-new", c2: "create-new" });

    expect(addresses(plan)).toEqual(["new new@example.com"]);
    expect(stays(plan)).toMatchObject([["c1", { kind: "email-held", stays: "chosen-new" }]]);
  });

  test("where one of two who swapped is kept, the other one is nobody but themselves", () => {
    expect(addresses(planned(swapped, "create-new", { c1: "follow-person" }))).toEqual([
      "1 jiro@example.com",
      "2 taro@example.com",
    ]);
  });

  test("an address is held by somebody who is not kept, because that was chosen for the other one alone", () => {
    expect(stays(planned(chain, "create-new", { c1: "follow-person" }))).toMatchObject([
      ["c1", { kind: "email-held", stays: "not-followed", byChoice: true }],
    ]);
  });

  test("an address is held by somebody who is in error", () => {
    const [one, other] = chain as [SourceEmployee, SourceEmployee];
    const plan = planned([one, { ...other, lastName: null }], "follow-person", {});

    expect(stays(plan)).toMatchObject([
      ["c2", { kind: "missing-name" }],
      ["c1", { kind: "email-held", stays: "in-error" }],
    ]);
  });

  test("of two who swapped, M24 overwrites both, and each notice says where the person was before", () => {
    const { notices } = planned(swapped, "create-new", {});

    expect(notices.map(({ notice }) => notice)).toMatchObject([
      { kind: "person-change-suspected", formerEmail: "taro@example.com", formerEmployeeId: "1" },
      { kind: "person-change-suspected", formerEmail: "jiro@example.com", formerEmployeeId: "2" },
    ]);
  });

  test("whoever is kept under an address that was another one's is not offered to be new", () => {
    const { notices } = planned(swapped, "follow-person", {});

    expect(notices.map(({ notice }) => notice)).toMatchObject([
      { kind: "email-change-followed", holder: { crewId: "c2" } },
      { kind: "email-change-followed", holder: { crewId: "c1" } },
    ]);
  });
});
