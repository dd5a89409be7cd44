import { useEffect } from "react";

/** Where the keyboard goes on when what it stood on is gone. */
export function focusMain(): void {
  document.getElementById("main")?.focus({ preventScroll: true });
}

/** For a part that goes when its work is done: whoever stood on it goes on from the page. */
export function useFocusKept(): void {
  useEffect(() => focusMainIfLost, []);
}

function focusMainIfLost(): void {
  if (document.activeElement === document.body) focusMain();
}
