// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Settings } from "../../contract/settings.ts";
import { openWeb, Refused } from "../web-scene.tsx";

window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const SETTINGS: Settings = {
  company: { slug: "mihon", name: "見本株式会社" },
  createRetired: true,
  whenAddressChanged: "create-new",
  contact: { name: "人事部", url: null, email: null, hours: "平日9時〜18時" },
};

test("a contact that a colleague saved meanwhile is read anew beside what was typed, which is saved after all", async () => {
  const scene = await openSettings("/api/settings/contact", {
    ...SETTINGS,
    contact: { ...SETTINGS.contact, name: "総務部", hours: null },
  });
  fireEvent.change(within(section("問い合わせ窓口")).getByLabelText(/^窓口の名前/), { target: { value: "人事課" } });

  press("問い合わせ窓口", "保存");
  await screen.findByText(/ほかの人または同期が、同じ情報を変更または削除しました。/);
  press("問い合わせ窓口", "最新の情報を読み込む");
  await screen.findByText("入力した内容は、そのまま残っています。");

  expect(typed(/^窓口の名前/)).toBe("人事課");
  expect(screen.queryByText("最新の値：総務部")).not.toBeNull();
  expect(screen.queryByText("最新の値：なし")).not.toBeNull();
  press("問い合わせ窓口", "保存");
  await screen.findByText("設定を保存しました。");
  expect(scene.sent).toEqual({
    ...{ name: "人事課", url: null, email: null, hours: "平日9時〜18時" },
    seen: { name: "総務部", url: null, email: null, hours: null },
  });
  expect(screen.queryByText(/^最新の値/)).toBeNull();
});

test("rules of the sync that a colleague saved meanwhile are read anew beside what was chosen, which is saved after all", async () => {
  const scene = await openSettings("/api/settings/sync", { ...SETTINGS, whenAddressChanged: "follow-person" });
  fireEvent.click(screen.getByLabelText("登録しない（対象外にする）"));

  press("同期の設定", "保存");
  await screen.findByText(/ほかの人または同期が、同じ情報を変更または削除しました。/);
  press("同期の設定", "最新の情報を読み込む");

  await screen.findByText("最新の値：同じ社員として、メールアドレスを更新する");
  expect(screen.queryByText("最新の値：退職者フラグをつけて登録する")).not.toBeNull();
  press("同期の設定", "保存");
  await screen.findByText("設定を保存しました。");
  expect(scene.sent).toEqual({
    ...{ createRetired: false, whenAddressChanged: "create-new" },
    seen: { createRetired: true, whenAddressChanged: "follow-person" },
  });
});

/** 設定, of which a colleague saves something as soon as it is open; `sent` is what was sent last. */
async function openSettings(path: string, newest: Settings) {
  const scene = { sent: null as unknown };
  let current = SETTINGS;
  const { application } = openWeb("/settings", {
    "GET /api/settings": () => current,
    [`PUT ${path}`]: () => {
      const { seen, ...rest } = scene.sent as { readonly seen: unknown };
      const now = path.endsWith("contact") ? current.contact : rulesOf(current);
      return JSON.stringify(seen) === JSON.stringify(now) ? { ...current, ...rest } : new Refused({ kind: "stale" });
    },
  });
  const answer = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (init?.method === "PUT") scene.sent = JSON.parse(String(init.body));
    return answer(input, init);
  };
  render(application);
  await screen.findByRole("heading", { name: "設定" });
  current = newest;
  return scene;
}

function rulesOf({ createRetired, whenAddressChanged }: Settings) {
  return { createRetired, whenAddressChanged };
}

function section(heading: string): HTMLElement {
  const found = screen.getByRole("heading", { name: heading }).closest("section");
  if (found === null) throw new Error(`no section ${heading}`);
  return found;
}

function press(heading: string, button: string): void {
  fireEvent.click(within(section(heading)).getByRole("button", { name: button }));
}

function typed(label: RegExp): string {
  return (within(section("問い合わせ窓口")).getByLabelText(label) as HTMLInputElement).value;
}
