// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { CatalogueFrame } from "../catalogue/CatalogueFrame.tsx";
import { LONG_NAMES } from "../runs/catalogue-findings.ts";
import { FindingsTable } from "../runs/FindingsTable.tsx";

window.scrollTo = () => {};
afterEach(cleanup);

test("in a table of findings a name of 900 letters is cut down, and shown whole to whoever asks", async () => {
  const name = "とても長い名前の部署".repeat(90);
  render(
    <CatalogueFrame>
      <FindingsTable subject="departments" findings={LONG_NAMES} label="エラー" />
    </CatalogueFrame>,
  );
  const row = await screen.findByRole("rowheader");
  expect(row.textContent).not.toContain(name);

  const [show] = screen.getAllByRole("button", { name: "すべて表示" });
  if (show) fireEvent.click(show);

  expect(row.textContent).toContain(name);
  expect(screen.getAllByRole("button", { name: "短く表示" })[0]?.getAttribute("aria-expanded")).toBe("true");
});
