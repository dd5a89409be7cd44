import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** On which sides of a box that scrolls there is more to see. */
export type More = "" | "left" | "right" | "left right";

/** Whether what is in a box is wider than the box, and on which sides of it there is more. */
export function useOverflow(): {
  readonly box: RefObject<HTMLElement | null>;
  readonly more: More;
  readonly onScroll: () => void;
} {
  const box = useRef<HTMLElement>(null);
  const [more, setMore] = useState<More>("");
  const look = useRef(() => {
    if (box.current) setMore(moreOf(box.current));
  }).current;
  // Whatever is drawn anew may have become wider.
  useLayoutEffect(look);
  useEffect(() => {
    // Its width follows the window's.
    window.addEventListener("resize", look);
    return () => window.removeEventListener("resize", look);
  }, [look]);
  return { box, more, onScroll: look };
}

/** The same of an element's measures; a fraction of a pixel is nothing to see. */
export function moreOf({
  scrollLeft,
  clientWidth,
  scrollWidth,
}: Pick<HTMLElement, "scrollLeft" | "clientWidth" | "scrollWidth">): More {
  const left = scrollLeft > 1;
  const right = scrollLeft + clientWidth < scrollWidth - 1;
  if (left) return right ? "left right" : "left";
  return right ? "right" : "";
}
