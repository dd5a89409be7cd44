import { expect, test } from "vitest";
import { peopleText, personText } from "./person-text.ts";

const taro = { employeeNumber: "0001", lastName: "見本", firstName: "太郎" };

test.each([
  ["a whole name", taro, "0001 見本 太郎"],
  ["no number", { ...taro, employeeNumber: null }, "見本 太郎"],
  ["no last name", { ...taro, lastName: "" }, "0001 太郎"],
  ["nothing at all", { employeeNumber: null, lastName: null, firstName: null }, "社員番号と氏名のない従業員"],
])("a person with %s is told from another", (_, person, text) => {
  expect(personText(person)).toBe(text);
});

test("of several people, those not named are counted", () => {
  const hanako = { ...taro, employeeNumber: "0002", firstName: "花子" };

  expect([peopleText([taro, hanako], 2), peopleText([taro, hanako], 5)]).toEqual([
    "0001 見本 太郎、0002 見本 花子",
    "0001 見本 太郎、0002 見本 花子、ほか3人",
  ]);
});
