import { expect, test } from "vitest";
import { anEmployee } from "../../../test/builders.ts";
import { changedFields } from "./employee-changes.ts";

test("an update names the fields that differ, in the order people read them", () => {
  const before = anEmployee({ jobTitle: "課長", departmentCode: "A001", hiredOn: null });
  const after = { ...before, jobTitle: "部長", departmentCode: null };

  expect(changedFields(before, after)).toEqual(["departmentCode", "jobTitle"]);
});

test("a creation names what was filled in", () => {
  const after = { ...anEmployee({}), employeeNumber: null, gender: null, jobTitle: "", retired: false };

  expect(changedFields(null, after)).not.toContain("employeeNumber");
  expect(changedFields(null, after)).not.toContain("jobTitle");
  expect(changedFields(null, after)).not.toContain("retired");
  expect(changedFields(null, after)).toContain("lastName");
});

test("a deletion names what was there", () => {
  expect(changedFields(anEmployee({ retired: true }), null)).toContain("retired");
});
