import type { ReactNode } from "react";

/** A box in which something wide, such as a table, scrolls by itself, for the keyboard as well; the label says what is in it. */
export function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the arrow keys, and has to get there first
    <section className="wide" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
