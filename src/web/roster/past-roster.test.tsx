// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { type Answers, openWeb, type WebScene } from "../web-scene.tsx";
import { aDepartmentRow, anEmployeeRow } from "./catalogue-roster.ts";
// Fetched when it is opened: on a busy machine that may take longer than a test waits for it.
import "./PastRosterPage.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const DAYS = { firstDay: "2026-04-01", lastDay: "2026-04-04" };
const PEOPLE = { employees: [{ ...anEmployeeRow(), stillThere: false }], total: 1, page: 1, perPage: 50 };

describe("the day", () => {
  test("is the last that is over, when the address has none", async () => {
    const { asked } = open("/past-roster");

    await screen.findByText("2026/04/04の終わり（日本時間の24時）の時点の名簿です。翌日以降の変更は含みません。");
    await screen.findByRole("link", { name: "見本 太郎" });
    expect(asked).toContain("GET /api/past-roster/2026-04-04/employees");
  });

  test.each([
    ["2026-04-05", /^今日の名簿は、自社社員管理と部署管理で確認してください。/],
    ["2026-04-06", "2026/04/04までの日付を入力してください。"],
    ["yesterday", "実在する日付を入力してください。"],
  ])("%s of an address is wrong: it is said beside the field, and nothing is asked for", async (day, text) => {
    const { asked } = open(`/past-roster?day=${day}`);

    await screen.findByText(text);
    expect(screen.getByLabelText("日付").getAttribute("aria-invalid")).toBe("true");
    expect(asked.filter((question) => question.includes(day))).toEqual([]);
  });

  test("before the first one says so", async () => {
    open("/past-roster?day=2026-03-31");

    await screen.findByText("2026/03/31の名簿はありません。");
    expect(screen.queryByRole("tab")).toBeNull();
  });

  test("goes into the address when it was asked for, and comes back with it; what narrows the list stays", async () => {
    open("/past-roster?day=2026-04-03&search=みほん&page=2");
    await screen.findByText(/^2026\/04\/03の終わり/);

    fireEvent.input(screen.getByLabelText("日付"), { target: { value: "2026-04-02" } });
    expect(screen.queryByText(/^2026\/04\/02の終わり/)).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "表示" }));

    await screen.findByText(/^2026\/04\/02の終わり/);
    expect(Object.fromEntries(new URLSearchParams(location.search))).toEqual({ day: "2026-04-02", search: "みほん" });
    history.back();
    await screen.findByText(/^2026\/04\/03の終わり/);
    await expect.poll(() => (screen.getByLabelText("日付") as HTMLInputElement).value).toBe("2026-04-03");
  });
});

test("while no day is over, the page says from when there will be one", async () => {
  open("/past-roster", { "GET /api/past-roster": () => ({ firstDay: null, lastDay: null }) });

  await screen.findByText("過去の日の名簿は、まだありません。");
  expect(screen.queryByLabelText("日付")).toBeNull();
});

test("the departments of the day lead to its people, not to today's", async () => {
  open("/past-roster?day=2026-04-02&tab=departments&search=みほん");

  fireEvent.click(await screen.findByRole("link", { name: "3人" }));

  await screen.findByRole("link", { name: "見本 太郎" });
  expect(Object.fromEntries(new URLSearchParams(location.search))).toEqual({
    day: "2026-04-02",
    department: "A001",
    retired: "not-retired",
    below: "false",
  });
});

function open(address: string, special: Answers = {}): WebScene {
  const department = aDepartmentRow({ code: "A001", headCount: 3, headCountBelow: 7 });
  const days = ["2026-04-02", "2026-04-03", "2026-04-04"];
  const scene = openWeb(address, {
    "GET /api/past-roster": () => DAYS,
    ...Object.fromEntries(days.map((day) => [`GET /api/past-roster/${day}/employees`, () => PEOPLE])),
    ...Object.fromEntries(
      days.map((day) => [`GET /api/past-roster/${day}/departments`, () => ({ departments: [department] })]),
    ),
    ...special,
  });
  render(scene.application);
  return scene;
}
