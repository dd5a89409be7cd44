// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { createQueryClient } from "./query-client.ts";
import { openWeb } from "./web-scene.tsx";
// Fetched when they are opened: on a busy machine that may take longer than a test waits for them.
import "./roster/DepartmentPage.tsx";
import "./roster/EmployeePage.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
const realFetch = globalThis.fetch;
afterEach(() => {
  cleanup();
  globalThis.fetch = realFetch;
});

test.each(["runs", "employees", "departments"])(
  "/%s/nonsense says at once that there is none: it is asked for by its page, and ahead of it, and not again",
  async (rows) => {
    const { application, asked } = openWeb(`/${rows}/nonsense`, {}, createQueryClient());

    render(application);

    await screen.findByRole("alert");
    expect(asked.filter((question) => question === `GET /api/${rows}/nonsense`).length).toBeLessThanOrEqual(2);
    expect(screen.queryByRole("button", { name: "もう一度読み込む" })).toBeNull();
  },
);
