import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { walkDialog, walkMenu, walkRound } from "./walk-by-keyboard.ts";

// The walk is a gate: here it meets what it is there to find.

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

const AROUND = ["<a href='#1'>ホーム</a>", "<button>保存</button><input aria-label='名前'>"] as const;

describe("round a page", () => {
  test("finds nothing where all is well", async () => {
    await show(AROUND.join("<button>削除</button>"));

    expect(await walkRound(page)).toEqual([]);
  });

  test("goes through the parts of a day, each a stop of its own", async () => {
    await show(AROUND.join("<input type='date' aria-label='日付' />"));

    expect(await walkRound(page)).toEqual([]);
  });

  test.each([
    [
      "a control that does not show the focus",
      "<button style='outline: none'>削除</button>",
      ['the focus is not visible on button "削除"'],
    ],
    ["a button that Tab passes by", "<button tabindex='-1'>削除</button>", ['Tab does not reach button "削除"']],
    [
      "something that only looks like a button",
      "<div role='button' onclick='1'>削除</div>",
      ['Tab does not reach div "削除"'],
    ],
    [
      "a field that keeps the focus",
      "<textarea aria-label='メモ' onkeydown='event.preventDefault()'></textarea>",
      ['Tab is held at textarea "メモ"', 'Tab does not reach button "保存"', 'Tab does not reach input "名前"'],
    ],
    [
      "a day that keeps the focus",
      "<input type='date' aria-label='日付' onkeydown='event.preventDefault()' />",
      ['Tab is held at input "日付"', 'Tab does not reach button "保存"', 'Tab does not reach input "名前"'],
    ],
    [
      "a field at the end that sends the focus back into the middle",
      "<button id='middle'>削除</button><textarea aria-label='メモ' onkeydown='event.preventDefault(); middle.focus()'></textarea>",
      ['Tab is held at button "削除"', 'Tab does not reach button "保存"', 'Tab does not reach input "名前"'],
    ],
  ])("finds %s", async (_, planted, findings) => {
    await show(AROUND.join(planted));

    expect(await walkRound(page)).toEqual(findings);
  });
});

describe("into a dialog and out again", () => {
  test("finds nothing where all is well", async () => {
    await show(aDialog({}));

    expect(await walkDialog(page, [page.getByRole("button", { name: "開く" })])).toEqual([]);
  });

  test.each([
    ["leaves the focus outside", { opened: "" }, "the focus does not go into the dialog"],
    ["lets the focus out at its end", { held: false }, 'Tab leaves the dialog for button "外"'],
    ["does not listen to Escape", { atEscape: "" }, "Escape does not close it"],
    ["forgets where the focus was", { atEscape: "box.remove()" }, "the focus does not come back to where it was"],
  ])("finds one that %s", async (_, special, finding) => {
    await show(aDialog(special));

    expect(await walkDialog(page, [page.getByRole("button", { name: "開く" })])).toContain(finding);
  });
});

describe("through a menu", () => {
  test.each([
    ["finds nothing where all is well", "(i + 1) % 2", "asking.focus()", []],
    ["finds an item that the arrow keys pass by", "0", "asking.focus()", ["ArrowDown does not reach 部署"]],
    ["finds a lost focus", "(i + 1) % 2", "", ["the focus does not come back to where it was"]],
  ])("%s", async (_, next, after, findings) => {
    await show(`<button id="asking" onclick="bar.hidden = false">開く</button>
      <ul id="bar" role="menu" hidden><li role="menuitem" tabindex="-1">社員</li><li role="menuitem" tabindex="-1">部署</li></ul>
      <script>let i = -1; onkeydown = ({ key }) => {
        if (key === "ArrowDown") { i = ${next}; bar.children[i].focus(); }
        if (key === "Escape") { bar.remove(); ${after} }
      }</script>`);

    expect(await walkMenu(page, page.getByRole("button", { name: "開く" }))).toEqual(findings);
  });
});

// On a page of its own: what the one before it had written stays in its window.
async function show(content: string): Promise<void> {
  await page.goto("about:blank");
  await page.setContent(content);
}

function aDialog({
  opened = "inside.focus()",
  held = true,
  atEscape = "box.remove(); asking.focus()",
}: {
  readonly opened?: string;
  readonly held?: boolean;
  readonly atEscape?: string;
}): string {
  return `<button id="asking" onclick="box.hidden = false; ${opened}">開く</button>
    <div id="box" role="dialog" aria-label="質問" hidden><div id="inside" tabindex="-1"></div><button>いいえ</button><button id="end">はい</button></div>
    <button>外</button>
    <script>onkeydown = (event) => {
      if (event.key === "Escape") { ${atEscape} }
      if (!${held} || event.key !== "Tab" || box.hidden || !box.isConnected) return;
      const [first, last] = box.querySelectorAll("button");
      const onward = event.shiftKey ? [first, last] : [last, first];
      if (event.target === onward[0]) { event.preventDefault(); onward[1].focus(); }
    }</script>`;
}
