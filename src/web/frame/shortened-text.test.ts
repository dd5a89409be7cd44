import { expect, test } from "vitest";
import { employeeNoticeText } from "../../text/notice-text.ts";
import { EMPLOYEE_NOTICE_EXAMPLES } from "../../text/reason-examples.ts";
import { shortenedText } from "./shortened-text.ts";

test("a name that nobody reads is cut down where it stands, and what is around it stays", () => {
  const name = "部".repeat(801);

  expect(shortenedText(`A001 ${name}`)).toBe(`A001 ${"部".repeat(40)}…`);
  expect(shortenedText(`部署名「${name}」が800文字を超えています。`)).toBe(
    `部署名「${"部".repeat(40)}…」が800文字を超えています。`,
  );
});

test("what is written for people stays whole", () => {
  for (const notice of Object.values(EMPLOYEE_NOTICE_EXAMPLES)) {
    const { cause, remedy } = employeeNoticeText(notice);

    expect(shortenedText(`${cause}${remedy}`)).toBe(`${cause}${remedy}`);
  }
  expect(shortenedText("部".repeat(80))).toBe("部".repeat(80));
});
