import { type KeyboardEvent, useCallback, useRef, useState } from "react";

/** A row of a tree, as the keyboard sees it. */
export interface TreePlace {
  readonly key: string;
  readonly parentKey: string | null;
  /** Null when there is nothing to open or close. */
  readonly expanded: boolean | null;
}

/** What a key does in a tree: go somewhere, open or close, or nothing. */
export type TreeMove = { readonly to: string } | { readonly toggle: string } | null;

/** The keys of the tree patterns of the ARIA Authoring Practices. */
export function moveInTree(places: readonly TreePlace[], activeKey: string, pressed: string): TreeMove {
  const index = places.findIndex(({ key }) => key === activeKey);
  const place = places[index];
  if (!place) return null;
  const at = (there: number): TreeMove => (places[there] ? { to: places[there].key } : null);
  switch (pressed) {
    case "ArrowDown":
      return at(index + 1);
    case "ArrowUp":
      return at(index - 1);
    case "Home":
      return at(0);
    case "End":
      return at(places.length - 1);
    case "ArrowRight":
      if (place.expanded === false) return { toggle: place.key };
      return place.expanded ? at(index + 1) : null;
    case "ArrowLeft":
      if (place.expanded) return { toggle: place.key };
      return place.parentKey === null ? null : { to: place.parentKey };
    default:
      return null;
  }
}

/** One tab stop for a whole tree; the arrow keys go on from there. */
export function useTreeKeys<Row extends Element & { focus(options?: FocusOptions): void }>(
  places: readonly TreePlace[],
  onToggle: (key: string) => void,
) {
  const [chosenKey, setActiveKey] = useState<string | null>(null);
  const elements = useRef(new Map<string, Row>());
  const activeKey = places.some(({ key }) => key === chosenKey) ? chosenKey : (places[0]?.key ?? null);
  const refOf = useCallback(
    (key: string) => (element: Row | null) => {
      if (element) elements.current.set(key, element);
      else elements.current.delete(key);
    },
    [],
  );
  function onKeyDown(event: KeyboardEvent): void {
    if (activeKey === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = moveInTree(places, activeKey, event.key);
    if (move === null) return;
    event.preventDefault();
    if ("toggle" in move) onToggle(move.toggle);
    else {
      setActiveKey(move.to);
      elements.current.get(move.to)?.focus();
    }
  }
  return { activeKey, setActiveKey, onKeyDown, refOf, elements };
}
