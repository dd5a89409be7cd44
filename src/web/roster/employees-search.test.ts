import { describe, expect, test } from "vitest";
import { listEmployees } from "../../contract/employees.ts";
import { employeesAddress, filterOf, isNarrowed, sortedBy, WHOLE_ROSTER, withoutUsual } from "./employees-search.ts";

describe("the address of 自社社員管理", () => {
  test("without anything is the whole roster", () => {
    expect(employeesAddress({})).toEqual({});
  });

  test("keeps what was searched, also when the router took it for a number or a truth value", () => {
    const address = {
      search: 12,
      department: "0012",
      below: false,
      employmentType: "none",
      retired: "retired",
      page: 3,
    };

    expect(employeesAddress(address)).toEqual({
      search: "12",
      department: "0012",
      below: false,
      employmentType: "none",
      retired: "retired",
      page: 3,
    });
  });

  test("says nothing where it says what is not known", () => {
    const address = { employmentType: "boss", retired: "maybe", sort: "salary", order: "up", page: -1, more: "x" };

    expect(employeesAddress(address)).toEqual({});
  });

  test("leaves out what is as always", () => {
    expect(withoutUsual({ ...WHOLE_ROSTER, order: "desc" })).toEqual({ order: "desc" });
  });
});

describe("the question to the API", () => {
  test("is one the contract knows", () => {
    const search = {
      ...WHOLE_ROSTER,
      search: "見本",
      department: "A001",
      below: false,
      employmentType: "none" as const,
    };

    const checked = listEmployees.query?.parse({ ...filterOf(search), page: 1 });

    expect(checked).toMatchObject({ search: "見本", department: "A001", below: "false", employmentType: "none" });
  });
});

describe("the order", () => {
  test("begins upwards with another column", () => {
    expect(sortedBy({ ...WHOLE_ROSTER, order: "desc" }, "name")).toEqual({ sort: "name", order: "asc", page: 1 });
  });

  test("turns round with the same column", () => {
    expect(sortedBy(WHOLE_ROSTER, "employee-number")).toMatchObject({ order: "desc" });
  });
});

test("an order alone does not narrow the list", () => {
  expect(isNarrowed({ ...WHOLE_ROSTER, sort: "name", page: 2 })).toBe(false);
  expect(isNarrowed({ ...WHOLE_ROSTER, retired: "retired" })).toBe(true);
});
