import type { Page } from "playwright-core";

/**
 * Walks once round the page with Tab: what of it can be operated and was never reached, what was reached and does not show it, and
 * whether the walk ended. Radio buttons of one group and the tabs of one list are one stop, as browsers have it.
 */
export async function walkRound(page: Page): Promise<readonly string[]> {
  await page.evaluate(MARK_STOPS);
  const found: string[] = [];
  let ended = false;
  for (let presses = 0; presses < MOST_PRESSES && !ended; presses += 1) {
    await page.keyboard.press("Tab");
    const { seen, unseen } = await page.evaluate<{ readonly seen: boolean; readonly unseen: string | null }>(LOOK);
    if (unseen !== null) found.push(`the focus is not visible on ${unseen}`);
    ended = seen;
  }
  if (!ended) found.push("Tab does not come round");
  for (const stop of await page.evaluate<readonly string[]>(MISSED)) found.push(`Tab does not reach ${stop}`);
  return found;
}

const MOST_PRESSES = 400;

// As text, because it runs in the page, whose words are not those of Node.
const MARK_STOPS = `(() => {
  const name = (one) => one.tagName.toLowerCase() + " " + JSON.stringify((one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || one.id || "").trim().slice(0, 60));
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert]");
  const operable = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const stops = [...document.querySelectorAll(operable)].filter((one) => {
    if (!shown(one) || one.disabled || one.type === "hidden") return false;
    if (one.type === "radio") return one.checked || !document.querySelector('input[type=radio]:checked[name="' + one.name + '"]');
    if (one.getAttribute("role") === "radio") return one.tabIndex === 0;
    if (one.getAttribute("role") === "tab") return one.getAttribute("aria-selected") === "true";
    if (one.closest("[role=tree], [role=treegrid]")) return one.tabIndex === 0;
    return true;
  });
  window.__walk = { name, stops, reached: new Set(), first: null };
  document.activeElement?.blur?.();
  window.getSelection()?.removeAllRanges();
})()`;

// A ring of the element's own, of something around it that is drawn for it, or another look than without the focus.
const LOOK = `(() => {
  const walk = window.__walk;
  const one = document.activeElement;
  if (one === null || one === document.body) return { seen: walk.reached.size > 0, unseen: null };
  if (walk.reached.has(one)) return { seen: true, unseen: null };
  walk.reached.add(one);
  const look = (it) => { const s = getComputedStyle(it); return [s.outlineStyle === "none" ? "" : s.outline, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecoration].join("|"); };
  const around = [one, one.nextElementSibling, one.previousElementSibling, one.parentElement, one.parentElement?.parentElement].filter(Boolean);
  const box = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && box.width > 0) return { seen: false, unseen: null };
  const withFocus = around.map(look);
  one.blur();
  const without = around.map(look);
  one.focus({ preventScroll: true });
  return { seen: false, unseen: withFocus.some((it, index) => it !== without[index]) ? null : walk.name(one) };
})()`;

const MISSED = `(() => {
  const { name, stops, reached } = window.__walk;
  return stops.filter((one) => one.isConnected && !reached.has(one)).map(name);
})()`;
