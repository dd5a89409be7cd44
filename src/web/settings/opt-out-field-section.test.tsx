// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { CatalogueFrame } from "../catalogue/CatalogueFrame.tsx";
import { fieldMessage } from "../opt-outs/opt-outs-text.ts";
import { OptOutFieldSection } from "./OptOutFieldSection.tsx";
import { LINK_TEXT } from "./settings-text.ts";

window.scrollTo = () => {};
afterEach(cleanup);

const MISSING = { kind: "opt-out-field-missing" } as const;
const REMAKE = /「カスタム項目を再作成する」を選/;

describe("M27, M35: 「SmartHR連携」 without the field", () => {
  test("tells how to make it by hand where there never was one", async () => {
    await show(false);

    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(LINK_TEXT.optOutSteps);
    expect(screen.queryByText(REMAKE)).toBeNull();
  });

  test("leads to 「カスタム項目を再作成する」 where there was one, as 「連携しない社員」 does", async () => {
    await show(true);

    expect(screen.queryAllByRole("listitem")).toEqual([]);
    expect(screen.queryByText(REMAKE)).not.toBeNull();
    expect(screen.getByRole("link", { name: LINK_TEXT.toOptOuts }).getAttribute("href")).toBe("/settings/opt-outs");
    expect(fieldMessage(MISSING)?.remedy).toMatch(REMAKE);
  });
});

async function show(remembered: boolean): Promise<void> {
  render(
    <CatalogueFrame>
      <OptOutFieldSection failure={MISSING} remembered={remembered} />
    </CatalogueFrame>,
  );
  await screen.findByRole("link", { name: LINK_TEXT.toOptOuts });
}
