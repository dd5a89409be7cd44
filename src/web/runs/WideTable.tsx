import "./runs.css";
import type { ReactNode } from "react";
import { Base, Table } from "smarthr-ui";

/** A table that scrolls in its own box where the page is narrow, by keyboard as well. */
export function WideTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Base layer={0} overflow="hidden">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse */}
      <section className="wide run-wide" aria-label={label} tabIndex={0}>
        <Table className="run-table">{children}</Table>
      </section>
    </Base>
  );
}
