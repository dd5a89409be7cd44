import { expect, test } from "vitest";
import { errorCatalogue } from "./error-catalogue.ts";

test("every code stands in the catalogue once, with 事象, 原因 and 対処", () => {
  const lines = errorCatalogue().flatMap((chapter) => chapter.lines);
  const codes = lines.map(({ code }) => code);

  expect(new Set(codes).size).toBe(codes.length);
  expect(lines.filter(({ message }) => !message.event || !message.cause || !message.remedy)).toEqual([]);
  expect(codes).toEqual(expect.arrayContaining(["duplicate-email", "no-department-code", "opted-out", "smarthr-busy"]));
});
