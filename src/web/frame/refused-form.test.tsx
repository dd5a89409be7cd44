// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Problem } from "../../core/problem.ts";
import { type Answers, openWeb, Refused } from "../web-scene.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const DEPARTMENTS = { departments: [] };
const ADMINISTRATORS = { administrators: [] };

/** Opens a dialog, fills it in and sends it to a server that refuses. */
async function sendRefused(
  address: string,
  answers: Answers,
  press: { readonly open: string; readonly send: string; readonly typed: Readonly<Record<string, string>> },
): Promise<HTMLElement> {
  render(openWeb(address, answers).application);
  fireEvent.click(await screen.findByRole("button", { name: press.open }));
  const dialog = await screen.findByRole("dialog");
  for (const [label, text] of Object.entries(press.typed)) {
    fireEvent.change(field(dialog, label), { target: { value: text } });
  }
  fireEvent.click(within(dialog).getByRole("button", { name: press.send }));
  await within(dialog).findByRole("alert");
  return dialog;
}

function field(dialog: HTMLElement, label: string): HTMLElement {
  return within(dialog).getByRole("textbox", { name: new RegExp(`^${label}`) });
}

test.each([
  [{ kind: "department-code-taken", name: "開発部" }, "部署コード"],
  [{ kind: "department-name-taken", holderCode: "A002" }, "部署名"],
] as const satisfies readonly [Problem, string][])(
  "%j is said beside the field, until that is changed",
  async (problem, label) => {
    const answers = { "GET /api/departments": () => DEPARTMENTS, "POST /api/departments": () => new Refused(problem) };
    const typed = { 部署コード: "A001", 部署名: "営業部" };

    const dialog = await sendRefused("/departments", answers, { open: "部署を追加", send: "追加", typed });
    await expect.poll(() => invalidFields(dialog)).toEqual([field(dialog, label)]);
    fireEvent.change(field(dialog, label), { target: { value: "別のもの" } });

    await expect.poll(() => invalidFields(dialog)).toEqual([]);
  },
);

test("an address that is somebody's already is said beside the field", async () => {
  const answers = {
    "GET /api/administrators": () => ADMINISTRATORS,
    "POST /api/administrators": () => new Refused({ kind: "administrator-exists" }),
  };
  const typed = { メールアドレス: "sub@example.com", 名前: "見本 花子" };

  const dialog = await sendRefused("/settings/administrators", answers, { open: "招待する", send: "招待する", typed });

  await expect.poll(() => invalidFields(dialog)).toEqual([field(dialog, "メールアドレス")]);
});

function invalidFields(dialog: HTMLElement): readonly HTMLElement[] {
  return within(dialog)
    .getAllByRole("textbox")
    .filter((input) => input.getAttribute("aria-invalid") === "true");
}
