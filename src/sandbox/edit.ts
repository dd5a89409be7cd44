import type { JsonObject } from "./change-crew.ts";
import { MASTER_NAMES } from "./tenant.ts";

/** The lists that can be edited, by the last word of their address. */
export const EDITED_LISTS = [
  "crews",
  "departments",
  "crew_custom_field_templates",
  "crew_custom_field_template_groups",
  "users",
  ...MASTER_NAMES,
] as const;
export type EditedList = (typeof EDITED_LISTS)[number];

/**
 * A row named by `id`, by `at` (its place in the order of making; -1 is the newest), or by the value of any of its own keys
 * (`{"email": "…"}`, `{"code": "A001"}`, `{"name": "…"}`).
 */
export type Where = { readonly [key: string]: string | number };

/** A change that somebody makes in SmartHR, taken at its word: also what the API would refuse. */
export type Edit =
  | { readonly op: "insert"; readonly list: EditedList; readonly values: JsonObject }
  | { readonly op: "update"; readonly list: EditedList; readonly where: Where; readonly values: JsonObject }
  | { readonly op: "delete"; readonly list: EditedList; readonly where: Where };
