import type { ReactNode } from "react";
import type { Subject } from "../../core/run.ts";
import { useMe } from "../session/me-query.ts";

/** 「SmartHRと同期」 on a page. */
export interface SyncFromSmartHr {
  /** M21, M31: the menu item is not shown to somebody who has no link; an expired link has it, and leads to the link page (M32). */
  readonly offered: boolean;
  readonly start: () => void;
  /** To be placed somewhere in the page. */
  readonly dialog: ReactNode;
}

export function useSync(_subject: Subject): SyncFromSmartHr {
  const { link, role } = useMe();
  return { offered: role === "administrator" && link.kind !== "not-linked", start: () => {}, dialog: null };
}
