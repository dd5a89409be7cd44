// @vitest-environment jsdom
import { cleanup, render } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { CatalogueFrame } from "./CatalogueFrame.tsx";
import { catalogueEntries } from "./entries.tsx";

// jsdom has no pages to scroll, and says so each time it is asked to.
window.scrollTo = () => {};
afterEach(cleanup);

// Whatever React or a part complains of is printed, and a test that prints fails.
describe("every entry of the catalogue", () => {
  test.each(catalogueEntries.map((entry) => [entry.name, entry] as const))(
    "%s renders without a complaint",
    async (_, entry) => {
      const { container } = render(<CatalogueFrame>{entry.element}</CatalogueFrame>);
      await expect.poll(() => document.body.textContent).not.toBe("");

      expect(container.querySelector("main")).not.toBeNull();
    },
  );

  test("has a name of its own", () => {
    const names = catalogueEntries.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
  });
});
