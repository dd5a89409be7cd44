import { expect, test } from "vitest";
import { crewPageSchema } from "./wire.ts";

test("keys that are not read may be anything, and do not come along", () => {
  const crew = { id: "crew-1", emp_status: "employed", monthly_income: 300_000, address: "…" };

  expect(crewPageSchema.parse([crew])).toEqual([{ id: "crew-1", emp_status: "employed" }]);
});
