import { expect, test } from "vitest";
import { actorNames } from "./actor-names.ts";

const PEOPLE = [
  { email: "taro@example.com", name: "見本 太郎" },
  { email: "hanako@example.com", name: "山田 花子" },
  { email: "hanako2@example.com", name: "山田 花子" },
];

test.each([
  ["is shown by their name", "taro@example.com", "見本 太郎"],
  ["with their address, where two have the same name", "hanako@example.com", "山田 花子（hanako@example.com）"],
  ["by the address alone, when they do not belong to the company any more", "gone@example.com", "gone@example.com"],
  ["who is nobody is shown as recorded", "コマンドライン", "コマンドライン"],
])("who did something %s", (_, actor, shown) => {
  expect(actorNames(PEOPLE)(actor)).toBe(shown);
});
