import { describe, expect, test } from "vitest";
import { createCrewPageSchema } from "./wire.ts";

const schema = createCrewPageSchema("opt-out");
const placesOf = (crew: Record<string, unknown>) =>
  schema.safeParse([{ id: "crew-1", emp_status: "employed", ...crew }]).error?.issues.map(({ path }) => path.join("."));

describe("M27: a value of the opt-out field that nobody could understand is not taken for 「連携する」", () => {
  test.each([42, true, ["skip"], { name: "連携しない" }])("%j", (value) => {
    const places = placesOf({ custom_fields: [{ value, template: { id: "opt-out" } }] });

    expect(places).toEqual(["0.custom_fields.0.value"]);
  });

  test("values of other fields may be anything", () => {
    const places = placesOf({ custom_fields: [{ value: 42, template: { id: "another" } }, { value: { url: "…" } }] });

    expect(places).toBeUndefined();
  });
});

test("keys that are not read may be anything, and do not come along", () => {
  const parsed = schema.parse([{ id: "crew-1", emp_status: "employed", monthly_income: 300_000, address: "…" }]);

  expect(parsed).toEqual([{ id: "crew-1", emp_status: "employed" }]);
});
