import type { Instant } from "./calendar.ts";

/** Why a plan that was approved cannot be applied any more, row by row: what is different from what it was planned on. */
export type PlanObstacle =
  /** Changed or deleted since, by whom and when: as the history says. */
  | {
      readonly kind: "row-changed" | "row-gone";
      readonly row: string;
      readonly rowName: string;
      readonly actor: string | null;
      readonly at: Instant | null;
    }
  /** It was to be created, and is there. */
  | { readonly kind: "row-there"; readonly row: string; readonly rowName: string }
  /** Another row holds the address, or the department's name. */
  | { readonly kind: "name-taken"; readonly row: string; readonly rowName: string; readonly holderName: string }
  | {
      readonly kind: "department-gone";
      readonly row: string;
      readonly rowName: string;
      readonly departmentCode: string;
    }
  | { readonly kind: "parent-loop"; readonly row: string; readonly rowName: string }
  /** The company's choices for its syncs are others than those that were planned with. */
  | { readonly kind: "settings-changed" };

/** How many obstacles are kept and shown. */
export const NAMED_OBSTACLES = 100;
