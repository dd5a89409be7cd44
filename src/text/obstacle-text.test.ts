import { expect, test } from "vitest";
import { startOfDayInJapan } from "../core/calendar.ts";
import { obstacleText } from "./obstacle-text.ts";

const ROW = { row: "1", rowName: "見本 太郎" };
const AT = startOfDayInJapan("2026-04-03");

test("a row that somebody changed is named with who and when", () => {
  expect(obstacleText({ kind: "row-changed", ...ROW, actor: "山田 花子", at: AT })).toBe(
    "「見本 太郎」の情報が、2026/04/03 00:00に山田 花子により変更されました。",
  );
});

test("a row of which nobody knows who deleted it is named all the same", () => {
  expect(obstacleText({ kind: "row-gone", ...ROW, actor: null, at: null })).toBe("「見本 太郎」が、削除されました。");
});

test("what a plan was to create or to give is named when it is there or taken", () => {
  expect(obstacleText({ kind: "row-there", ...ROW })).toBe(
    "新しく登録する予定の「見本 太郎」が、すでにミキワメに登録されています。",
  );
  expect(obstacleText({ kind: "name-taken", ...ROW, holderName: "見本 花子" })).toBe(
    "「見本 太郎」に反映する予定の値を、「見本 花子」が使用しています。",
  );
});
