// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import { anExplanation } from "../explain/catalogue-explain.ts";
import { openWeb } from "../web-scene.tsx";
import "./LinkPage.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const VIEWER = { ...CATALOGUE_ME, role: "viewer", link: { kind: "not-linked" } } as const;

describe("a viewer, who can never link", () => {
  test("reads at the address of SmartHR連携 that it is not for viewers, with a way back, and nothing is asked in vain", async () => {
    const { application, asked } = openWeb("/settings/smarthr", { "GET /api/me": () => VIEWER });
    render(application);

    await screen.findByText("閲覧者は、SmartHR連携を利用できません。");

    expect(screen.getByRole("link", { name: "設定に戻る" }).getAttribute("href")).toBe("/settings");
    expect(asked).not.toContain("GET /api/link");
  });

  test("is not sent to link while somebody is looked up", async () => {
    const { application } = openWeb("/employees/explain?search=0001", {
      "GET /api/me": () => VIEWER,
      "GET /api/people/explanation": () =>
        anExplanation({ kind: "not-read" }, { asOf: "last-run", unread: { kind: "viewer" } }),
    });
    render(application);

    await screen.findByText("閲覧者は、前回の同期の結果を確認できます。");

    expect(document.body.textContent).not.toMatch(/連携してください|対処してください/);
    expect(screen.queryByRole("link", { name: "SmartHR連携を開く" })).toBeNull();
  });
});

test.each([
  ["link-rejected", true],
  ["smarthr-busy", false],
] as const)("looking somebody up, refused as %s, leads to SmartHR連携: %s", async (kind, leads) => {
  const { application } = openWeb("/employees/explain?search=0001", {
    "GET /api/people/explanation": () =>
      anExplanation({ kind: "not-read" }, { asOf: "last-run", unread: { kind: "failed", failure: { kind } } }),
  });
  render(application);

  await screen.findByText("SmartHRの現在の従業員情報を確認できませんでした。");

  expect(screen.queryByRole("link", { name: "SmartHR連携を開く" }) !== null).toBe(leads);
});
