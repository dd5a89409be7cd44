import { expect, test } from "vitest";
import { byRunText, deletionText, runLinkText } from "./history-text.ts";

test("a change by a run is said to be one by a sync, or by what took one back", () => {
  expect(
    (["sync", "preview", "person", "undo", null] as const).map((kind) => [byRunText(kind), runLinkText(kind)]),
  ).toEqual([
    ["同期", "同期の結果を表示"],
    ["同期", "同期の結果を表示"],
    ["同期", "同期の結果を表示"],
    ["取り消し", "取り消しの結果を表示"],
    ["同期", "同期の結果を表示"],
  ]);
});

test("only what takes a sync back deletes, besides people", () => {
  const at = Date.UTC(2026, 3, 1);
  const told = { kind: "delete", at, actor: "見本 花子", runId: "run-1", runKind: "undo" } as const;

  expect(deletionText(at, told)).toBe("2026/04/01 09:00:00に、見本 花子が実行した取り消しで削除されました。");
  expect(deletionText(at, { ...told, runId: null, runKind: null })).toBe(
    "2026/04/01 09:00:00に、見本 花子が削除しました。",
  );
});
