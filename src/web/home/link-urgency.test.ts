import { describe, expect, test } from "vitest";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import { linkUrgency } from "./link-urgency.ts";

describe("M13, M29, M32: how soon a link has to be renewed", () => {
  test.each([
    [90, "none"],
    [15, "none"],
    [14, "soon"],
    [8, "soon"],
    [7, "this-week"],
    [2, "this-week"],
    [1, "last-day"],
    [0, "last-day"],
  ] as const)("with %i days left: %s", (daysLeft, urgency) => {
    const { link } = CATALOGUE_ME;
    if (link.kind === "not-linked") throw new Error("the catalogue's person has no link");

    expect(linkUrgency({ ...link, kind: "linked", daysLeft })).toBe(urgency);
  });

  test("an expired link is expired, however long ago", () => {
    const { link } = CATALOGUE_ME;
    if (link.kind === "not-linked") throw new Error("the catalogue's person has no link");

    expect(linkUrgency({ ...link, kind: "expired", daysLeft: -1 })).toBe("expired");
  });

  test("somebody without a link is not warned", () => {
    expect(linkUrgency({ kind: "not-linked" })).toBe("none");
  });
});
