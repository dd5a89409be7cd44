// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { aRun } from "../runs/catalogue-runs.ts";
import { openWeb, Refused } from "../web-scene.tsx";
import { anExplanation, anUpdate, SEAL } from "./catalogue-explain.ts";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

const SEEN = anExplanation(anUpdate({ jobTitle: "課長" }), { seal: SEAL });

test("what is no longer what was seen is not applied: the page says so, and asks SmartHR once more", async () => {
  let asked = 0;
  const { application } = openWeb("/employees/explain?search=0001", {
    "GET /api/people/explanation": () => {
      asked++;
      return SEEN;
    },
    "POST /api/people/sync": () => aRun({ kind: "person", state: "failed", failure: { kind: "plan-changed" } }),
  });
  render(application);

  await pressSync();

  await screen.findByText("同期できませんでした。ミキワメの情報は変更されていません。");
  expect([asked, screen.queryByRole("dialog")]).toEqual([2, null]);
});

test("another run at work: the dialog stays and says so", async () => {
  const { application } = openWeb("/employees/explain?employee=1", {
    "GET /api/people/explanation": () => SEEN,
    "POST /api/people/sync": () =>
      new Refused({
        kind: "run-open",
        runId: "run-1",
        subject: "departments",
        actor: "sub@example.com",
        requestedAt: 0,
      }),
  });
  render(application);

  await pressSync();

  const dialog = within(await screen.findByRole("dialog"));
  await dialog.findByText(/部署の同期/);
});

test("nobody is asked about until somebody is named: beside the field it says what to enter, until something is", async () => {
  const { application, asked } = openWeb("/employees/explain", {});
  render(application);
  const field = await screen.findByRole("textbox");

  fireEvent.click(screen.getByRole("button", { name: "調べる" }));

  await screen.findByText("社員番号またはメールアドレスを入力してください。");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(asked).not.toContain("GET /api/people/explanation");
  fireEvent.change(field, { target: { value: "0" } });
  await expect.poll(() => screen.queryByText("社員番号またはメールアドレスを入力してください。")).toBeNull();
});

async function pressSync(): Promise<void> {
  fireEvent.click(await screen.findByRole("button", { name: "この社員だけを同期" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.click(dialog.getByRole("button", { name: "この内容で同期する" }));
}
