import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Goes on with Tab until the focus is where a person wants it; throws, as a person would give up, when it never gets there. */
export async function tabTo(page: Page, wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await wanted.first().waitFor();
  for (let press = 0; press < MOST_PRESSES; press += 1) {
    if (await isFocused(wanted)) return;
    await page.keyboard.press(key);
  }
  throw new Error(
    `expected the keyboard to reach ${String(wanted)}, found it at ${await page.evaluate<string>(FOCUSED)}`,
  );
}

/** Goes there and presses it, once it can be pressed: whoever sees a grey button waits. */
export async function press(page: Page, wanted: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await expect.poll(() => wanted.first().isEnabled()).toBe(true);
  await page.keyboard.press(key);
}

/** Goes there, puts away what was typed before, and types. */
export async function type(page: Page, wanted: Locator, text: string): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** Whether the focus is on it. */
export async function isFocused(wanted: Locator): Promise<boolean> {
  return (await wanted.and(wanted.page().locator(":focus")).count()) > 0;
}

/** Whether the focus is on something in it, or on the box itself. */
export async function isFocusInside(box: Locator): Promise<boolean> {
  return (
    (await box
      .locator(":focus")
      .or(box.and(box.page().locator(":focus")))
      .count()) > 0
  );
}

/**
 * Walks once round the page with Tab, or round an open dialog of it: what can be operated and was never reached, what was reached and
 * does not show it, where the focus is held, and where it leaves a dialog. Radio buttons of one group and the tabs of one list are one
 * stop, as browsers have it; a day is as many as it has parts.
 */
export async function walkRound(page: Page, around: "body" | "[role=dialog]" = "body"): Promise<readonly string[]> {
  await page.evaluate(MARK_STOPS.replace("AROUND", JSON.stringify(around)));
  const found: string[] = [];
  for (let presses = 0; presses <= MOST_PRESSES; presses += 1) {
    await page.keyboard.press("Tab");
    const step = await page.evaluate<Step>(LOOK);
    if (step.kind === "unseen") found.push(`the focus is not visible on ${step.name}`);
    if (step.kind === "left") found.push(`Tab leaves the dialog for ${step.name}`);
    if (step.kind === "held") found.push(`Tab is held at ${step.name}`);
    if (step.kind === "round" || step.kind === "left" || step.kind === "held") break;
    if (presses === MOST_PRESSES) found.push("Tab does not come round");
  }
  for (const stop of await page.evaluate<readonly string[]>(MISSED)) found.push(`Tab does not reach ${stop}`);
  return found;
}

/**
 * Opens a dialog by the keyboard, from the last of the controls, and walks round it: the focus goes in, stays in with both directions, Escape
 * closes, and the focus is where it was: on the button, or on the button of the menu that the dialog was chosen from.
 */
export async function walkDialog(page: Page, by: readonly [Locator, ...Locator[]]): Promise<readonly string[]> {
  const dialog = page.getByRole("dialog");
  for (const control of by) await press(page, control);
  await dialog.waitFor();
  const found: string[] = [];
  if (!(await comesTrue(() => isFocusInside(dialog)))) found.push("the focus does not go into the dialog");
  await page.waitForLoadState("networkidle");
  found.push(...(await walkRound(page, "[role=dialog]")));
  await page.keyboard.press("Shift+Tab");
  if (!(await isFocusInside(dialog))) found.push("Shift+Tab leaves the dialog");
  found.push(...(await escapeFrom(page, dialog, by[0])));
  return found;
}

/** Opens a menu by the keyboard, goes through its items with the arrow keys, and leaves it with Escape, back to its button. */
export async function walkMenu(page: Page, button: Locator): Promise<readonly string[]> {
  await press(page, button);
  const items = page.getByRole("menuitem");
  await items.first().waitFor();
  const found: string[] = [];
  for (const item of await items.all()) {
    await page.keyboard.press("ArrowDown");
    if (!(await isFocused(item))) found.push(`ArrowDown does not reach ${await item.innerText()}`);
  }
  found.push(...(await escapeFrom(page, page.getByRole("menu"), button)));
  return found;
}

async function escapeFrom(page: Page, popup: Locator, opener: Locator): Promise<readonly string[]> {
  await page.keyboard.press("Escape");
  if (!(await comesTrue(async () => (await popup.count()) === 0))) return ["Escape does not close it"];
  return (await comesTrue(() => isFocused(opener))) ? [] : ["the focus does not come back to where it was"];
}

async function comesTrue(look: () => Promise<boolean>): Promise<boolean> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (await look()) return true;
    // A page draws between two looks.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

interface Step {
  readonly kind: "reached" | "unseen" | "round" | "held" | "left";
  readonly name: string;
}

const MOST_PRESSES = 400;
const MOST_LOOKS = 40;

// As text, because it runs in the page, whose words are not those of Node.
const FOCUSED = "document.activeElement?.outerHTML.slice(0, 200) ?? ''";

// What looks like a button to a screen reader is to be reached, too, whatever it is made of.
const MARK_STOPS = `(() => {
  const name = (one) => one.tagName.toLowerCase() + " " + JSON.stringify((one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || one.id || "").trim().slice(0, 60));
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert]");
  const operable = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1']), [role=button], [role=link], [role=checkbox], [role=switch]";
  const root = document.querySelector(AROUND);
  const stops = [...root.querySelectorAll(operable)].filter((one) => {
    if (!shown(one) || one.disabled || one.type === "hidden") return false;
    if (one.type === "radio") return one.checked || !document.querySelector('input[type=radio]:checked[name="' + one.name + '"]');
    if (one.getAttribute("role") === "radio") return one.tabIndex === 0;
    if (one.getAttribute("role") === "tab") return one.getAttribute("aria-selected") === "true";
    if (one.closest("[role=tree], [role=treegrid]")) return one.tabIndex === 0;
    return true;
  });
  window.__walk = { name, root, stops, reached: new Set(), first: null, last: null, parts: 0 };
  if (root !== document.body) return;
  document.activeElement?.blur?.();
  window.getSelection()?.removeAllRanges();
})()`;

// A ring of the element's own, of something around it that is drawn for it, or another look than without the focus.
const LOOK = `(() => {
  const walk = window.__walk;
  const one = document.activeElement;
  const isPage = walk.root === document.body;
  if (isPage && (one === null || one === document.body)) return { kind: walk.reached.size > 0 ? "round" : "reached", name: "" };
  const name = walk.name(one);
  if (!walk.root.contains(one)) return { kind: "left", name };
  // Year, month and day, and the button of the calendar.
  walk.parts = one === walk.last ? walk.parts + 1 : 1;
  walk.last = one;
  if (one.type === "date" && walk.parts > 1 && walk.parts <= 4) return { kind: "reached", name };
  if (one === walk.first) return { kind: "round", name };
  if (walk.reached.has(one)) return { kind: "held", name };
  walk.first ??= one;
  walk.reached.add(one);
  const look = (it) => { const s = getComputedStyle(it); return [s.outlineStyle === "none" ? "" : s.outline, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecoration].join("|"); };
  const around = [one, one.nextElementSibling, one.previousElementSibling, one.parentElement, one.parentElement?.parentElement].filter(Boolean);
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && box.width > 0) return { kind: "reached", name };
  const withFocus = around.map(look);
  one.blur();
  const without = around.map(look);
  one.focus({ preventScroll: true });
  return { kind: withFocus.some((it, index) => it !== without[index]) ? "reached" : "unseen", name };
})()`;

const MISSED = `(() => {
  const { name, stops, reached } = window.__walk;
  return stops.filter((one) => one.isConnected && !reached.has(one)).map(name);
})()`;
