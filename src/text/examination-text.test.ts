import { expect, test } from "vitest";
import { examinationText } from "./examination-text.ts";

test("an empty file is told by its name, with how old the newest back-up is and what to do", () => {
  const folder = "/var/backups/mikiwame";

  const texts = [null, 7_200].map((ageSeconds) =>
    examinationText({ kind: "back-up", folder, ageSeconds, emptyName: "mikiwame-2026-11-26.dump" }),
  );

  expect(texts).toEqual([
    expect.stringMatching(
      /^✗ .*「mikiwame-2026-11-26\.dump」は空です（0バイト）。ほかにバックアップはありません。.*取り直してください。/,
    ),
    expect.stringMatching(/^✗ .*は空です（0バイト）。内容のあるバックアップは、2時間前のものが最新です。/),
  ]);
});
