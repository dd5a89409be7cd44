// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import type { DepartmentRow } from "../../contract/departments.ts";
import { openWeb, Refused } from "../web-scene.tsx";
import { aDepartmentRow } from "./catalogue-roster.ts";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const SALES = aDepartmentRow({ code: "A001", name: "営業部" });

describe("「削除」 of a department", () => {
  test("which people belong to says how many, leads to them, and offers no deletion", async () => {
    const dialog = await openDialog([{ ...SALES, headCount: 12 }]);

    await dialog.findByText("社員が12人所属しています。社員の所属部署を変更してから、削除してください。");
    expect(dialog.getByRole("link", { name: "この部署に所属する社員を表示" }).getAttribute("href")).toBe(
      "/employees?department=A001&below=false",
    );
    expect(dialog.queryByRole("button", { name: "削除" })).toBeNull();
  });

  test("with departments below it names them and leads to each", async () => {
    const dialog = await openDialog([SALES, aDepartmentRow({ code: "A002", name: "支援課", parentCode: "A001" })]);

    await dialog.findByText(/^下の部署が1件あります。/);
    expect(dialog.getByRole("link", { name: "A002 支援課" }).getAttribute("href")).toBe("/departments?search=A002");
    expect(dialog.queryByRole("button", { name: "削除" })).toBeNull();
  });

  test("which nobody belongs to asks; refused for people who left, it says how many, and does not ask again", async () => {
    const dialog = await openDialog([SALES]);

    fireEvent.click(dialog.getByRole("button", { name: "削除" }));

    // A dialog of its own takes the place of the question.
    await screen.findByText(/^社員が3人所属しています。/);
    expect(screen.queryByRole("button", { name: "削除" })).toBeNull();
  });
});

async function openDialog(departments: readonly DepartmentRow[]) {
  const refusal = new Refused({ kind: "department-has-employees", count: 3 });
  const { application } = openWeb("/departments", {
    "GET /api/departments": () => ({ departments }),
    "DELETE /api/departments/A001": () => refusal,
  });
  render(application);
  fireEvent.click(await screen.findByRole("button", { name: "「営業部」を削除" }));
  return within(await screen.findByRole("dialog", { name: "部署の削除" }));
}
