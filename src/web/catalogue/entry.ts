import type { ReactNode } from "react";

/** One part or page in one state, with made-up people, to be looked at without a server. */
export interface CatalogueEntry {
  /** Unique, in the address: `employees-one-row`. */
  readonly name: string;
  readonly element: ReactNode;
}
