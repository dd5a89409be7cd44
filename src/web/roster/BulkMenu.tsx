import type { ReactNode } from "react";
import { Button, DropdownMenuButton } from "smarthr-ui";
import { RouteButton } from "../frame/RouteLink.tsx";
import type { SyncFromSmartHr } from "../runs/use-sync.tsx";
import { ROSTER_TEXT } from "./roster-text.ts";

/** M20, M28: the menu at the top right, with 「SmartHRと同期」 for those who are linked. */
export function BulkMenu({
  label,
  sync,
  canChange,
  children,
}: {
  readonly label: string;
  readonly sync: Pick<SyncFromSmartHr, "offered" | "start">;
  readonly canChange: boolean;
  /** What else is in the menu. */
  readonly children?: ReactNode;
}) {
  if (!sync.offered && !canChange && !children) return null;
  return (
    <DropdownMenuButton trigger={label}>
      {sync.offered && <Button onClick={sync.start}>{ROSTER_TEXT.sync}</Button>}
      {/* M21: whoever does not see 「SmartHRと同期」 has to link first. */}
      {!sync.offered && canChange && <RouteButton to="/settings/smarthr">{ROSTER_TEXT.setUpLink}</RouteButton>}
      {children}
    </DropdownMenuButton>
  );
}
