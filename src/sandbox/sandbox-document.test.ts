import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { OPERATIONS } from "./control-operations.ts";
import { FAULT_KINDS } from "./faults.ts";
import { SCENARIOS } from "./scenarios.ts";
import { PLACES } from "./screens/screen-frame.ts";
import { DEFAULT_SWITCHES } from "./switches.ts";

const DOCUMENT = readFileSync(new URL("../../docs/SANDBOX.md", import.meta.url), "utf8");

test.each([
  ["operation", Object.keys(OPERATIONS).filter((name) => !["requests", "rows", "snapshot", "state"].includes(name))],
  ["fault", FAULT_KINDS],
  ["scenario", Object.keys(SCENARIOS)],
  ["switch", Object.keys(DEFAULT_SWITCHES)],
  ["screen", PLACES.map(({ path }) => path)],
])("docs/SANDBOX.md names every %s", (_, names) => {
  const missing = names.filter((name) => !DOCUMENT.includes(`\`${name}\``));

  expect(missing).toEqual([]);
});
