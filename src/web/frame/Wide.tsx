import type { ReactNode } from "react";
import { scrollableText } from "./frame-text.ts";
import { useOverflow } from "./use-overflow.ts";

/**
 * A box in which something wide, such as a table, scrolls by itself, for the keyboard as well; the label says what is in it. Where it
 * scrolls, its edges show on which side there is more.
 */
export function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const { box, more, onScroll } = useOverflow();
  return (
    <div className="wide-frame" data-more={more}>
      <section
        ref={box}
        className="wide"
        aria-label={more === "" ? label : scrollableText(label)}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it, or the dialog around it, with the arrow keys, and has to get there first
        tabIndex={0}
      >
        {children}
      </section>
    </div>
  );
}
