import { describe, expect, test } from "vitest";
import type { RunFailure } from "../core/run.ts";
import { unreadText, verdictTexts } from "./explanation-text.ts";
import { FAILURE_EXAMPLES } from "./reason-examples.ts";

const NO_FIELD = { kind: "failed", failure: { kind: "opt-out-field-missing" } } as const;
const BESIDES = { lastRun: null, waitsFor: null, waitingPlan: null, openRun: null };

describe("M35: looking somebody up while 「ミキワメ連携」 is gone", () => {
  test("leads to 「カスタム項目を再作成する」, and speaks of no sync that was stopped", () => {
    const { cause, remedy } = unreadText(NO_FIELD);

    expect(cause).not.toContain("中止");
    expect(remedy).toContain("「設定」＞「連携しない社員」で「カスタム項目を再作成する」を選び");
    expect(remedy).toMatch(/その後、もう一度調べてください。$/);
  });

  test("does not send a linked administrator to a linked administrator", () => {
    const [text] = verdictTexts({ ...BESIDES, verdict: { kind: "not-read" }, unread: NO_FIELD });

    expect(text?.remedy).toBe(
      "現在の従業員情報で調べる場合は、先に、SmartHRの従業員情報を確認できない原因に対処してください。",
    );
  });

  test("says of somebody who was opted out that the field comes first", () => {
    const verdict = { kind: "skip", reason: "opted-out" } as const;

    const [text] = verdictTexts({ ...BESIDES, verdict, unread: NO_FIELD });
    const [usual] = verdictTexts({ ...BESIDES, verdict, unread: null });

    expect(text?.remedy).toMatch(/^同期する場合は、先に、.*「カスタム項目を再作成する」を選んでください。そのあとに、/);
    expect(usual?.remedy).not.toContain("再作成");
  });
});

test.each(Object.values<RunFailure>(FAILURE_EXAMPLES))(
  "no sync came to nothing by looking somebody up: $kind",
  (failure) => {
    const { cause, remedy } = unreadText({ kind: "failed", failure });

    expect(`${cause}${remedy}`).not.toMatch(/同期を中止|もう一度(社員を)?同期してください/);
  },
);
