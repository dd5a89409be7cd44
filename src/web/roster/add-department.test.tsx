// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { openWeb, Refused } from "../web-scene.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

test("a department for which the server's disk has no room: the form says so, and what was typed stays", async () => {
  const { application } = openWeb("/departments", {
    "GET /api/departments": () => ({ departments: [] }),
    "POST /api/departments": () => new Refused({ kind: "disk-full" }),
  });
  render(application);
  fireEvent.click((await screen.findAllByRole("button", { name: "部署を追加" }))[0] as HTMLElement);
  const dialog = within(await screen.findByRole("dialog"));
  const [code, name] = dialog.getAllByRole("textbox") as [HTMLInputElement, HTMLInputElement];
  fireEvent.change(code, { target: { value: "B001" } });
  fireEvent.change(name, { target: { value: "新部" } });

  fireEvent.click(dialog.getByRole("button", { name: "追加" }));

  await dialog.findByText(/ディスクの空き容量が不足しています。/);
  await dialog.findByText(/問い合わせ窓口に連絡し、/);
  expect([code.value, name.value]).toEqual(["B001", "新部"]);
});
