/** Where the keyboard goes on when what it stood on is gone. */
export function focusMain(): void {
  document.getElementById("main")?.focus({ preventScroll: true });
}
