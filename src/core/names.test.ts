import { describe, expect, test } from "vitest";
import { isKatakana, type NameParts, preferredName } from "./names.ts";

function parts(special: Partial<NameParts>): NameParts {
  return {
    lastName: "田中",
    firstName: "花子",
    lastNameKana: "タナカ",
    firstNameKana: "ハナコ",
    businessLastName: null,
    businessFirstName: null,
    businessLastNameKana: null,
    businessFirstNameKana: null,
    ...special,
  };
}

describe("M5: a business name wins, part by part", () => {
  test.each([
    ["no business name", {}, "田中 花子", "タナカ ハナコ", false],
    [
      "empty text is no business name",
      { businessLastName: "", businessFirstName: "　" },
      "田中 花子",
      "タナカ ハナコ",
      false,
    ],
    [
      "both parts",
      {
        businessLastName: "佐藤",
        businessFirstName: "華",
        businessLastNameKana: "サトウ",
        businessFirstNameKana: "ハナ",
      },
      "佐藤 華",
      "サトウ ハナ",
      false,
    ],
    ["only 姓", { businessLastName: "佐藤", businessLastNameKana: "サトウ" }, "佐藤 花子", "サトウ ハナコ", false],
    ["only 名", { businessFirstName: "華", businessFirstNameKana: "ハナ" }, "田中 華", "タナカ ハナ", false],
    ["a part without a reading", { businessLastName: "佐藤" }, "佐藤 花子", "タナカ ハナコ", true],
    ["a reading without a part", { businessLastNameKana: "サトウ" }, "田中 花子", "タナカ ハナコ", false],
  ] as const)("%s", (_, special, name, kana, fellBack) => {
    const preferred = preferredName(parts(special));

    expect(`${preferred.lastName} ${preferred.firstName}`).toBe(name);
    expect(`${preferred.lastNameKana} ${preferred.firstNameKana}`).toBe(kana);
    expect(preferred.kanaFellBack).toBe(fellBack);
  });

  test("a business part without any reading has none, and nothing stood in", () => {
    const preferred = preferredName(parts({ businessLastName: "佐藤", lastNameKana: "" }));

    expect(preferred).toEqual({
      lastName: "佐藤",
      firstName: "花子",
      lastNameKana: null,
      firstNameKana: "ハナコ",
      kanaFellBack: false,
    });
  });
});

test.each([
  ["サトウ", true],
  ["ヴィクトリア・ジャン", true],
  ["ｻﾄｳ", false],
  ["さとう", false],
  ["SATO", false],
  ["サトウ2", false],
])("%s is full-width katakana: %s", (kana, expected) => {
  expect(isKatakana(kana)).toBe(expected);
});
