import type { Tenant } from "../tenant.ts";
import { plantDemo } from "./plant-demo.ts";
import { plantEdgeCases } from "./plant-edge-cases.ts";
import { plantManual } from "./plant-manual.ts";
import { plantNumbered } from "./plant-numbered.ts";

/** What a tenant can be filled with; a number is that many people. */
export type Seed = "manual" | "demo" | "edge-cases" | number;

/** Fills a tenant that has no rows yet. */
export function plantSeed(tenant: Tenant, seed: Seed): void {
  if (typeof seed === "number") plantNumbered(tenant, seed);
  else PLANT_BY_NAME[seed](tenant);
}

const PLANT_BY_NAME: Readonly<Record<Exclude<Seed, number>, (tenant: Tenant) => void>> = {
  manual: plantManual,
  demo: plantDemo,
  "edge-cases": plantEdgeCases,
};
