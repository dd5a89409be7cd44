import { describe, expect, test } from "vitest";
import { startOfDayInJapan } from "../core/calendar.ts";
import { APPROVAL_MS } from "../core/run.ts";
import { failureText } from "./failure-text.ts";
import { approveText, runNameText, runProgressText, runReceivedText, runSummaryText } from "./run-summary-text.ts";

const RUN = { subject: "employees", counts: null, failure: null, progress: null, waiting: null } as const;
const COUNTS = { read: 10, create: 3, update: 2, unchanged: 1, skip: 0, reject: 0, notice: 5 };

test("M22: a run has the name of what it syncs, and is received under it", () => {
  expect([runNameText("employees"), runNameText("departments")]).toEqual(["社員の同期", "部署の同期"]);
  expect([runReceivedText("employees"), runReceivedText("departments")]).toEqual([
    "社員の同期を受け付けました",
    "部署の同期を受け付けました",
  ]);
});

test.each([
  ["all were synced", COUNTS, "6件の社員の同期に成功しました。"],
  ["some were rejected", { ...COUNTS, reject: 4 }, "6件の社員の同期に成功しました。4件の社員の同期に失敗しました。"],
  ["some were left out", { ...COUNTS, skip: 2 }, "6件の社員の同期に成功しました。2件は対象外です。"],
  [
    "all were rejected",
    { ...COUNTS, create: 0, update: 0, unchanged: 0, reject: 4 },
    "4件の社員の同期に失敗しました。",
  ],
  ["SmartHR had nobody", { ...COUNTS, create: 0, update: 0, unchanged: 0 }, "SmartHRに従業員がいませんでした。"],
])("M23: the summary of a run in which %s", (_, counts, text) => {
  expect(runSummaryText({ ...RUN, state: counts.reject > 0 ? "partly-failed" : "succeeded", counts })).toBe(text);
});

describe("an undo", () => {
  const UNDO = { ...RUN, kind: "undo" } as const;
  const reading = { phase: "reading", read: 0, total: null } as const;
  const heldAt = startOfDayInJapan("2026-04-03");

  test.each([
    ["waits", { ...UNDO, state: "queued" }, "開始を待っています。"],
    ["is taken up", { ...UNDO, state: "running", progress: reading }, "元に戻す内容を確認しています。"],
    [
      "is applied",
      { ...UNDO, state: "running", progress: { ...reading, phase: "applying" } },
      "ミキワメの情報を元に戻しています。",
    ],
    [
      "waits for approval",
      { ...UNDO, state: "awaiting-approval", holding: { heldAt, expiresAt: heldAt + APPROVAL_MS } },
      "2026/04/03 00:00から、取り消す内容の確認を待っています（期限：2026/04/04 00:00）。",
    ],
    [
      "was not approved in time",
      { ...UNDO, state: "cancelled", cancelReason: "expired" },
      "24時間以内に取り消す内容が確認されなかったため、社員の同期の取り消しを中止しました。ミキワメの情報は変更されていません。",
    ],
    [
      "had nothing to do",
      { ...UNDO, state: "succeeded", counts: { ...COUNTS, create: 0, update: 0, delete: 0 } },
      "元に戻すものはありませんでした。",
    ],
    [
      "failed",
      { ...UNDO, state: "failed", failure: { kind: "interrupted" } },
      "社員の同期の取り消しに失敗しました。取り消しの途中で、ミキワメの処理が中断されました。",
    ],
  ] satisfies [string, Parameters<typeof runSummaryText>[0], string][])(
    "that %s says so in its own words",
    (_, run, text) => {
      expect(runSummaryText(run)).toBe(text);
    },
  );

  test("is approved by a button of its own", () => {
    expect((["sync", "preview", "undo"] as const).map(approveText)).toEqual([
      "この内容で同期する",
      "この内容で同期する",
      "この内容で取り消す",
    ]);
  });
});

test("an undo tells how many changes it took back, deletions among them", () => {
  const counts = { read: 4, create: 1, update: 1, delete: 2, unchanged: 0, skip: 0, reject: 0, notice: 0 };

  expect(runSummaryText({ ...RUN, kind: "undo", state: "succeeded", counts })).toBe("変更を取り消しました（4件）。");
});

test("M23: a run that failed says why, one that was stopped that nothing was changed", () => {
  const failure = { kind: "smarthr-maintenance" } as const;

  expect(runSummaryText({ ...RUN, state: "failed", failure })).toBe(
    `社員の同期に失敗しました。${failureText(failure).cause}`,
  );
  expect(runSummaryText({ ...RUN, state: "cancelled" })).toBe(
    "社員の同期を中止しました。ミキワメの情報は変更されていません。",
  );
});

test("a run that waits for SmartHR's maintenance says so, since when, until when, and when it goes on, whoever waits", () => {
  const nine = Date.UTC(2026, 3, 1);
  const waiting = {
    kind: "smarthr-maintenance",
    since: nine,
    until: nine + 21_600_000,
    nextTryAt: nine + 600_000,
  } as const;
  const text =
    "SmartHRがメンテナンス中のため、終わるまで待っています。待ち始めた日時：2026/04/01 09:00、次に確認する日時：2026/04/01 09:10。2026/04/01 15:00までに終わらないときは、同期に失敗します。";

  expect(runSummaryText({ ...RUN, state: "queued", waiting })).toBe(text);
  expect(runSummaryText({ ...RUN, state: "running", waiting })).toBe(text);
});

test("a run that has not ended says what it waits for or does", () => {
  const reading = { phase: "reading", read: 300, total: 1_000 } as const;

  expect(runSummaryText({ ...RUN, state: "queued" })).toBe("開始を待っています。");
  expect(runSummaryText({ ...RUN, state: "awaiting-approval" })).toBe("変更内容の確認を待っています。");
  expect(runSummaryText({ ...RUN, state: "running", progress: reading })).toBe(
    "SmartHRから取得しています（300／1000件）。",
  );
  expect(runSummaryText({ ...RUN, state: "running" })).toBe("SmartHRから取得しています。");
  expect(runProgressText({ ...reading, phase: "planning" })).toBe("変更する内容を確認しています。");
  expect(runProgressText({ ...reading, phase: "applying" })).toBe("ミキワメに反映しています。");
});

test("M22: a run that is no plain sync is called by what it is for", () => {
  expect([
    runNameText("employees", "preview"),
    runNameText("departments", "undo"),
    runNameText("employees", "person"),
    runReceivedText("employees", "preview"),
  ]).toEqual(["社員の変更内容の確認", "部署の同期の取り消し", "社員1人の同期", "社員の変更内容の確認を受け付けました"]);
});

test("a plan that waits says since when and until when", () => {
  const heldAt = startOfDayInJapan("2026-04-03");
  const holding = { heldAt, expiresAt: heldAt + APPROVAL_MS };

  expect(runSummaryText({ ...RUN, state: "awaiting-approval", holding })).toBe(
    "2026/04/03 00:00から、変更内容の確認を待っています（期限：2026/04/04 00:00）。",
  );
});

test.each([
  ["by-hand", "社員の同期を中止しました。ミキワメの情報は変更されていません。"],
  ["replaced", "新しい処理に置き換わったため、社員の同期を中止しました。ミキワメの情報は変更されていません。"],
  [
    "expired",
    "24時間以内に変更内容が確認されなかったため、社員の同期を中止しました。ミキワメの情報は変更されていません。",
  ],
] as const)("a run that was cancelled says why: %s", (cancelReason, text) => {
  expect(runSummaryText({ ...RUN, state: "cancelled", cancelReason })).toBe(text);
});
