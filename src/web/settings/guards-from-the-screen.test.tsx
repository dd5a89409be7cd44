// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import type { GuardSettings } from "../../contract/settings.ts";
import { DEFAULT_GUARD_LIMITS, type GuardLimits } from "../../core/guards.ts";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import { type Answers, openWeb, Refused, type WebScene } from "../web-scene.tsx";
// Fetched when it is opened: on a busy machine that may take longer than a test waits for it.
import "./GuardsPage.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const PUT = "PUT /api/settings/guards";
const LOWERED: GuardLimits = { ...DEFAULT_GUARD_LIMITS, "newly-retired": { percentage: 10, minimum: 1 } };

function settingsWith(limits: GuardLimits): GuardSettings {
  return { limits, defaults: DEFAULT_GUARD_LIMITS, lastSeen: [] };
}

async function open(answers: Answers = {}): Promise<WebScene> {
  const scene = openWeb("/settings/guards", {
    "GET /api/waiting-plans": () => ({ plans: [] }),
    "GET /api/settings/guards": () => settingsWith(DEFAULT_GUARD_LIMITS),
    [PUT]: () => settingsWith(LOWERED),
    ...answers,
  });
  render(scene.application);
  await screen.findByRole("heading", { name: "同期の安全確認" });
  return scene;
}

function minimum(guard: string): HTMLInputElement {
  return within(screen.getByRole("group", { name: guard })).getByLabelText<HTMLInputElement>(/^人数/);
}

function type(guard: string, text: string): void {
  fireEvent.change(minimum(guard), { target: { value: text } });
}

function save(): void {
  fireEvent.click(screen.getByRole("button", { name: "保存" }));
}

describe("saving", () => {
  test("sends all limits with what was seen, once for a double click; full-width digits are digits", async () => {
    const { asked, sent } = await open();

    type("退職者フラグがつく社員", "１");
    const button = screen.getByRole("button", { name: "保存" });
    for (let press = 0; press < 2; press++) fireEvent.click(button);

    await screen.findByText("同期の安全確認の設定を保存しました。");
    expect(asked.filter((question) => question === PUT)).toHaveLength(1);
    expect(sent).toEqual([{ ...LOWERED, seen: DEFAULT_GUARD_LIMITS }]);
  });

  test("a second save has seen the first", async () => {
    const { sent } = await open();
    type("退職者フラグがつく社員", "1");
    save();
    await screen.findByText("同期の安全確認の設定を保存しました。");

    save();

    await expect.poll(() => sent.length).toBe(2);
    expect(sent[1]).toEqual({ ...LOWERED, seen: LOWERED });
  });

  test.each([
    ["", "入力してください。"],
    ["0", "1から1,000,000までの整数を入力してください。"],
    ["多め", "1から1,000,000までの整数を入力してください。"],
  ])("「%s」 is refused beside the field, named above the button, and not sent", async (typed, fault) => {
    const { asked } = await open();

    type("新しく登録される社員", typed);
    save();

    const group = screen.getByRole("group", { name: "新しく登録される社員" });
    await within(group).findByText(fault);
    screen.getByText("「新しく登録される社員」の入力内容に誤りがあります。");
    expect(asked).not.toContain(PUT);
  });

  test("overtaken by somebody else, it says so, shows their limits, and keeps what was typed", async () => {
    const theirs = { ...DEFAULT_GUARD_LIMITS, "new-employees": { percentage: 25, minimum: 30 } };
    let limits: GuardLimits = DEFAULT_GUARD_LIMITS;
    const { sent } = await open({
      "GET /api/settings/guards": () => settingsWith(limits),
      [PUT]: () => (sent.length === 1 ? new Refused({ kind: "stale" }) : settingsWith(LOWERED)),
    });
    limits = theirs;
    type("退職者フラグがつく社員", "1");
    save();

    fireEvent.click(await screen.findByRole("button", { name: "最新の情報を読み込む" }));

    await screen.findByText("最新の基準：30人以上、かつ25%以上");
    expect(minimum("退職者フラグがつく社員").value).toBe("1");
    save();
    await screen.findByText("同期の安全確認の設定を保存しました。");
    expect(sent[1]).toEqual({ ...LOWERED, seen: theirs });
  });
});

test("「初期値に戻す」 fills the fields in, and saves nothing by itself", async () => {
  const { asked } = await open({ "GET /api/settings/guards": () => settingsWith(LOWERED) });
  expect(minimum("退職者フラグがつく社員").value).toBe("1");

  fireEvent.click(screen.getByRole("button", { name: "初期値に戻す" }));

  expect(minimum("退職者フラグがつく社員").value).toBe("5");
  await screen.findByText(/^すべての入力欄を初期値に戻しました。/);
  expect(asked).not.toContain(PUT);
});

test("a viewer reads the limits, and has no field and no button", async () => {
  await open({ "GET /api/me": () => ({ ...CATALOGUE_ME, role: "viewer" }) });

  await screen.findAllByText("10人以上、かつ20%以上");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("button", { name: "保存" })).toBeNull();
});
