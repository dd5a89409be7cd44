import "./runs.css";
import type { ReactNode } from "react";
import { Base, Table } from "smarthr-ui";
import { Wide } from "../frame/Wide.tsx";

/** A table about runs, which scrolls in its own box where the page is narrow. */
export function RunTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Base layer={0} overflow="hidden">
      <Wide label={label}>
        <Table className="run-table">{children}</Table>
      </Wide>
    </Base>
  );
}
