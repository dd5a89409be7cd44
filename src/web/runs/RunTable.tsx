import "./runs.css";
import type { ReactNode } from "react";
import { Base, Table } from "smarthr-ui";
import { Wide } from "../frame/Wide.tsx";

/** A table about runs, which scrolls in its own box where the page is narrow. */
export function RunTable({
  label,
  stacked = false,
  children,
}: {
  readonly label: string;
  /** Whether a narrow page shows each cell below the other, with the name that is its `data-label`. */
  readonly stacked?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Base layer={0} overflow="hidden">
      <Wide label={label}>
        <Table className={stacked ? "run-table stacked" : "run-table"}>{children}</Table>
      </Wide>
    </Base>
  );
}
