import { describe, expect, test } from "vitest";
import { cancelQuestion, emptyChangesText, phaseText, tabHintText } from "./runs-text.ts";

describe("an undo", () => {
  test("never seems to read or to sync, whatever it is doing", () => {
    const phases = ["reading", "planning", "applying"] as const;

    expect(phases.map((phase) => phaseText(phase, "undo"))).toEqual(["計画中", "計画中", "取り消し中"]);
    expect(phases.map((phase) => phaseText(phase, "sync"))).toEqual(["読み込み中", "計画中", "反映中"]);
  });

  test("with nothing to do says nothing of SmartHR", () => {
    expect(emptyChangesText("undo")).toBe("元に戻すものはありません。");
    expect(emptyChangesText("sync")).toBe("変更はありません。ミキワメの情報は、SmartHRと同じです。");
  });

  test("tells what it takes back, before and after", () => {
    expect([true, false].map((held) => tabHintText("change", held, "undo"))).toEqual([
      "ミキワメの情報を元に戻す予定の内容です。",
      "ミキワメの情報を元に戻した内容です。",
    ]);
  });

  test("is stopped by a question of its own, which tells 中止 from 取り消し", () => {
    expect(cancelQuestion("undo").question).toBe("この取り消しを中止しますか？");
    expect(cancelQuestion("preview").question).toBe("この処理を中止しますか？");
  });
});
