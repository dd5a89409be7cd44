import { expect, test } from "vitest";
import type { Counts, RunState, Subject } from "../core/run.ts";
import { changeKindText, countText, stateText, subjectText } from "./state-text.ts";

test("M23: the states of a run are the words of the list of runs", () => {
  const words: Record<RunState, string> = {
    queued: "待機中",
    running: "処理中",
    "awaiting-approval": "確認待ち",
    succeeded: "成功",
    "partly-failed": "一部失敗",
    failed: "失敗",
    cancelled: "中止",
  };

  expect(textsOf(words, stateText)).toEqual(words);
});

test("subjects and changes have their words", () => {
  const subjects: Record<Subject, string> = { departments: "部署", employees: "社員" };
  const changes = { create: "新規", update: "更新", delete: "削除" } as const;

  expect(textsOf(subjects, subjectText)).toEqual(subjects);
  expect(textsOf(changes, changeKindText)).toEqual(changes);
});

test("counts have their words, and those of changes are the same as the changes'", () => {
  const words: Record<keyof Counts, string> = {
    read: "取得",
    create: "新規",
    update: "更新",
    delete: "削除",
    unchanged: "変更なし",
    skip: "対象外",
    reject: "エラー",
    notice: "注意",
  };

  expect(textsOf(words, countText)).toEqual(words);
});

function textsOf<Key extends string>(words: Record<Key, string>, text: (key: Key) => string): Record<Key, string> {
  return Object.fromEntries((Object.keys(words) as Key[]).map((key) => [key, text(key)])) as Record<Key, string>;
}
