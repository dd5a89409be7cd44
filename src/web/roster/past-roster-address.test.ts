import { describe, expect, test } from "vitest";
import { besidePeople, dayFaultOf, pastRosterAddress } from "./past-roster-address.ts";

describe("the address of 「この日時点の名簿」", () => {
  test("without anything is the people of the last day", () => {
    expect(pastRosterAddress({})).toEqual({});
  });

  test("keeps the day, the tab and both searches", () => {
    const address = { day: "2026-04-01", tab: "departments", departmentSearch: 12, search: "見本", page: 2 };

    expect(pastRosterAddress(address)).toEqual({ ...address, departmentSearch: "12" });
  });

  test("keeps a day that is none, to say so beside the field, and no tab that is not known", () => {
    expect(pastRosterAddress({ day: 2026, tab: "runs" })).toEqual({ day: "2026" });
  });

  test("apart from what is sought among the people", () => {
    const address = { day: "2026-04-01", tab: "departments", departmentSearch: "営業" } as const;

    expect(besidePeople({ ...address, search: "見本", page: 2 })).toEqual(address);
  });
});

describe("a day", () => {
  test.each([
    ["2026-04-04", null],
    ["0001-01-01", null],
    ["2026-04-05", "today"],
    ["2026-04-06", "future"],
    ["2026-02-30", "invalid"],
    ["?", "invalid"],
    ["", "invalid"],
  ] as const)("%s, when 2026-04-04 is the last that is over: %s", (typed, fault) => {
    expect(dayFaultOf(typed, "2026-04-04")).toBe(fault);
  });
});
