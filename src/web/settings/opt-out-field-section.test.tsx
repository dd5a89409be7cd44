// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import type { RunFailure } from "../../core/run.ts";
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

test("M27: a permission that is missing is given in SmartHR, and no field is to be made", async () => {
  await show(false, { kind: "missing-permission", resource: "crew_custom_field_templates" });

  expect(screen.queryByText(LINK_TEXT.optOutEvent)).not.toBeNull();
  expect(screen.queryAllByRole("listitem")).toEqual([]);
});

async function show(remembered: boolean, failure: RunFailure = MISSING): Promise<void> {
  render(
    <CatalogueFrame>
      <OptOutFieldSection failure={failure} remembered={remembered} />
    </CatalogueFrame>,
  );
  await screen.findByRole("link", { name: LINK_TEXT.toOptOuts });
}
