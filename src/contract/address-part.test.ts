import { expect, test } from "vitest";
import { fromAddressPart, toAddressPart } from "./address-part.ts";

test.each([".", "..", "...", "~", "~.", "~..", "/", "%", "%2e", "?", "#", "日本語", "A 001", "営業/第1 100%?#"])(
  "%j arrives as it was",
  (code) => {
    const { pathname } = new URL(`/api/departments/${toAddressPart(code)}`, "http://localhost");

    const pieces = pathname.split("/");
    expect(pieces).toHaveLength(4);
    expect(fromAddressPart(decodeURIComponent(pieces[3] ?? ""))).toBe(code);
  },
);

test("what needs no mark has none", () => {
  expect([toAddressPart("A001"), toAddressPart("a.b"), toAddressPart("営業")]).toEqual([
    "A001",
    "a.b",
    encodeURIComponent("営業"),
  ]);
});
