// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { openWeb } from "../web-scene.tsx";
import { aDetail, DEPARTMENTS } from "./catalogue-roster.ts";
// Fetched when they are opened: on a busy machine that may take longer than a test waits for them.
import "./EmployeePage.tsx";

window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

test("whoever goes on to another page while the saved person is read again is not called back", async () => {
  const detail = aDetail();
  const path = `/api/employees/${detail.id}`;
  const { application } = openWeb(`/employees/${detail.id}?edit=true`, {
    [`GET ${path}`]: () => detail,
    [`PUT ${path}`]: () => detail,
    "GET /api/departments": () => ({ departments: DEPARTMENTS }),
    "GET /api/runs": () => ({ runs: [], severalAccounts: false, total: 0, page: 1, perPage: 50 }),
  });
  const release = holdAnswersAfterSaving(path);
  render(application);
  fireEvent.click(await screen.findByRole("button", { name: "保存" }));
  await screen.findByText(/社員情報を保存しました。/);

  fireEvent.click(screen.getByRole("link", { name: "処理一覧" }));
  await waitFor(() => expect(location.pathname).toBe("/runs"));
  release();

  await screen.findByText("処理はまだありません。");
  expect(location.pathname).toBe("/runs");
});

/** Keeps back what is read at that path once something was saved, until it is released. */
function holdAnswersAfterSaving(path: string): () => void {
  const answer = globalThis.fetch;
  const released = Promise.withResolvers<void>();
  let saved = false;
  globalThis.fetch = async (input, init) => {
    if (init?.method === "PUT") saved = true;
    else if (saved && String(input) === path) await released.promise;
    return answer(input, init);
  };
  return released.resolve;
}
