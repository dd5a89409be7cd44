// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { toAddressPart } from "../../contract/address-part.ts";
import { openWeb } from "../web-scene.tsx";
import { aDepartmentRow } from "./catalogue-roster.ts";
// Fetched when it is opened: on a busy machine that may take longer than a test waits for it.
import "./DepartmentPage.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

test.each(["A001", ".", "..", "~", "~.", "営業/第1", "100%", "A%2FB", "?#", "12"])(
  "the department %j is reached from the tree, and at its address again",
  async (code) => {
    const question = `GET /api/departments/${toAddressPart(code)}`;
    const row = aDepartmentRow({ code, name: "見本部" });
    const department = { code, name: "見本部", parentCode: null };
    const detail = { department, path: [department], headCount: 0, headCountBelow: 0, deletedAt: null, history: [] };
    const answers = { "GET /api/departments": () => ({ departments: [row] }), [question]: () => detail };
    const { application } = openWeb("/departments", answers);
    const { unmount } = render(application);

    fireEvent.click(await screen.findByRole("link", { name: "見本部" }));
    await screen.findByRole("heading", { name: `${code} 見本部`, level: 1 });

    unmount();
    const again = openWeb(location.pathname, answers);
    render(again.application);
    await screen.findByRole("heading", { name: `${code} 見本部`, level: 1 });
    expect(again.asked).toContain(question);
  },
);

test("a department that never was says so", async () => {
  render(openWeb("/departments/nowhere", { "GET /api/departments": () => ({ departments: [] }) }).application);

  await screen.findByText("この部署は表示できません。");
});
