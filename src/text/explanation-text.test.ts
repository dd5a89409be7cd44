import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { anEmployee, aRosterEmployee } from "../../test/builders.ts";
import type { PersonVerdict } from "../core/explanation.ts";
import {
  type Explained,
  formerText,
  lastWrittenText,
  openRunText,
  unreadText,
  verdictNameText,
  verdictTexts,
  waitingPlanText,
} from "./explanation-text.ts";
import { MANUAL_RULES, manualRuleText, ruleNameText } from "./manual-rule-text.ts";

const TARO = { crewId: "crew-1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" };
const UPDATE: PersonVerdict = { kind: "update", before: aRosterEmployee(), after: anEmployee({ jobTitle: "課長" }) };
const CREATE: PersonVerdict = { kind: "create", after: anEmployee() };
const NEVER_RUN = { lastRun: null, unread: { kind: "not-linked" } } as const;

describe("before anybody was ever synced", () => {
  test.each<PersonVerdict>([
    { kind: "not-read" },
    { kind: "never-synced" },
    { kind: "not-found", by: "email" },
    { kind: "not-found", by: "number" },
  ])("no former sync is spoken of: $kind $by", (verdict) => {
    const texts = verdictTexts(explained(verdict, NEVER_RUN)).flatMap(({ event, cause, remedy }) => [
      event,
      cause,
      remedy,
    ]);

    expect(texts.filter((text) => /前回|もう一度社員を同期/.test(text))).toEqual([]);
  });

  test("what the last sync said is told where there was one", () => {
    expect(verdictTexts(explained({ kind: "not-read" }, { unread: { kind: "not-linked" } }))[0]?.event).toBe(
      "前回の同期では、この社員にエラーも対象外もありません。",
    );
  });
});

test("M33: about an employee of another SmartHR account both accounts are named, and nobody is told to delete anything", () => {
  const verdict = { kind: "other-account", subdomain: "acme", linkedTo: "globex" } as const;

  expect(verdictTexts(explained(verdict))).toMatchObject([
    {
      event: "この社員は、別のSmartHRアカウント「acme」から同期されています。",
      cause: expect.stringContaining("「globex」"),
      remedy: expect.not.stringContaining("削除"),
    },
  ]);
  expect(unreadText(verdict).remedy).toBe(remedyOf(explained(verdict)));
});

describe("syncing this person alone", () => {
  test.each([CREATE, UPDATE])("is advised when nothing is in its way: $kind", (verdict) => {
    expect(remedyOf(explained(verdict))).toMatch(/^すぐに..する場合は、この社員だけを同期してください。$/);
  });

  test.each<readonly [string, Partial<Explained>]>([
    ["another employee has the address until all are synced", { waitsFor: TARO }],
    ["a sync is at work", { openRun: { runId: "run-1" } }],
  ])("is not advised when it cannot be done: %s", (_, special) => {
    for (const verdict of [CREATE, UPDATE]) expect(remedyOf(explained(verdict, special))).not.toMatch(/だけを同期/);
  });

  test("comes second where a plan waits that would change the person", () => {
    const waitingPlan = { runId: "run-1", heldAt: 0 };

    expect(remedyOf(explained(UPDATE, { waitingPlan }))).toBe(
      "確認待ちの同期の内容を確認してください。すぐに更新する場合は、先にこの社員だけを同期してください。",
    );
  });

  test("has to wait for a sync at work, and says so", () => {
    expect(openRunText()).toEqual({
      event: "この社員だけを同期できません。",
      cause: "ほかの同期が終わっていません。",
      remedy: "待機中または処理中の同期が終わってから、もう一度調べてください。",
    });
  });
});

describe("M24: an employee whom somebody else's data will overwrite", () => {
  const OVERWRITTEN: PersonVerdict = {
    kind: "update",
    before: aRosterEmployee({ crewId: "crew-1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" }),
    after: anEmployee({ crewId: "crew-2", employeeNumber: "0002", lastName: "山田", firstName: "花子" }),
  };

  test("is told so, with both names, that the sync stops before it, and both ways on", () => {
    expect([verdictNameText(OVERWRITTEN), verdictTexts(explained(OVERWRITTEN))]).toEqual([
      "別の人で上書き",
      [
        {
          event: "次の同期で、社員（0001 見本 太郎）が、別の従業員（0002 山田 花子）の情報で上書きされます。",
          cause:
            "SmartHRでは、この社員のメールアドレスを、別の従業員（0002 山田 花子）が使用しています。社員は、「メールアドレス」で照合します。「別の従業員の情報で上書きされる社員」がいる同期は、反映する前に確認を待ちます。",
          remedy:
            "再入社などで同じ人の場合は、同期の内容を確認してから反映してください。別の人の場合は、反映せずに、SmartHRで0002 山田 花子の従業員情報の「メールアドレス」を修正してから、もう一度社員を同期してください。",
          rule: { kind: "manual", number: "M24" },
        },
      ],
    ]);
  });

  test("is sent to the plan that waits with it", () => {
    const waitingPlan = { runId: "run-1", heldAt: 0 };

    expect(remedyOf(explained(OVERWRITTEN, { waitingPlan }))).toMatch(/^確認待ちの同期の内容を確認してください。/);
  });
});

describe("a plan that waits", () => {
  const SEAL = { digest: "0", differentPerson: false };

  test("and would change somebody who can be synced first: says what becomes of the plan then", () => {
    expect(waitingPlanText(0, { verdict: UPDATE, seal: SEAL }).remedy).toContain("先にこの社員だけを同期すると、");
  });

  test("gives no advice that was followed already, or that cannot be followed", () => {
    const employee = aRosterEmployee();
    const synced = waitingPlanText(0, { verdict: { kind: "unchanged", employee }, seal: null });
    const another = waitingPlanText(0, { verdict: UPDATE, seal: { ...SEAL, differentPerson: true } });
    const refused = waitingPlanText(0, { verdict: { kind: "skip", reason: "opted-out" }, seal: null });

    expect(synced.cause).toContain("この社員は、すでに同期されています。");
    expect(synced.remedy).toBe(
      "ほかの社員の変更を反映する場合は、確認待ちの同期の内容を確認してください。確認待ちの同期は、もう一度内容を作り直してから確認を待ちます。",
    );
    expect([synced.remedy, refused.remedy, another.remedy].filter((remedy) => remedy.includes("だけを同期"))).toEqual(
      [],
    );
  });
});

describe("what the records say", () => {
  const FORMER = { ...TARO, employeeId: "1", email: "taro@example.com", at: 0, runId: "run-1", isUndo: true };

  test("a sync and an undo that wrote somebody last are told apart", () => {
    expect([false, true].map((isUndo) => lastWrittenText({ runId: "run-1", at: 0, isUndo }))).toEqual([
      "1970/01/01 09:00:00 の同期で登録または更新されました。",
      "1970/01/01 09:00:00 の同期の取り消しで登録または更新されました。",
    ]);
  });

  test("who was removed, when, and by what; who has another address now", () => {
    expect([
      formerText({ ...FORMER, deleted: true }),
      formerText({ ...FORMER, deleted: true, runId: null, isUndo: false }),
      formerText({ ...FORMER, deleted: false }),
    ]).toEqual([
      "0001 見本 太郎（taro@example.com）は、1970/01/01 09:00:00 の同期の取り消しで、ミキワメから削除されました。",
      "0001 見本 太郎（taro@example.com）は、1970/01/01 09:00:00 に、ミキワメから削除されました。",
      "入力したメールアドレスまたは社員番号は、以前、ミキワメの社員 0001 見本 太郎（taro@example.com）のものでした。",
    ]);
  });

  test("who typed a name is told what can be typed", () => {
    const [message] = verdictTexts(explained({ kind: "not-found", by: "number" }));

    expect(message?.remedy).toMatch(/^氏名では調べられません。メールアドレス、または社員番号を/);
  });
});

describe("the rule of an explanation", () => {
  test("M26: is called by its number and by what it is about", () => {
    const [message] = verdictTexts(explained({ kind: "rejected", reasons: [{ kind: "missing-kana" }] }));

    expect(message?.rule).toEqual({ kind: "manual", number: "M26" });
    expect(message && ruleNameText(message.rule)).toBe("「同期のルール」M26（同期されない社員）");
  });

  test("of the company's own choice leads to the settings", () => {
    const [message] = verdictTexts(explained({ kind: "skip", reason: "retired-not-in-roster" }));

    expect(message && ruleNameText(message.rule)).toBe("ミキワメの「設定」（退職済の従業員を新しく登録しない）");
  });

  test("is found by its number in the administrators' manual, in the same words as on the screen", () => {
    const manual = readFileSync(new URL("../../docs/管理者マニュアル.md", import.meta.url), "utf8");
    const chapter = manual.split(/^## /m).find((text) => text.startsWith("同期のルール\n")) ?? "";

    const lines = [...chapter.matchAll(/^\| <a id="(.+)"><\/a>(.+?) \| (.+?) \| (.+) \|$/gm)];

    expect(lines.map(([, , number, title, text]) => [number, title, text])).toEqual(
      MANUAL_RULES.map((number) => [number, manualRuleText(number).title, manualRuleText(number).text]),
    );
    expect(lines.every(([, id, number]) => id === number)).toBe(true);
  });
});

function explained(verdict: PersonVerdict, special: Partial<Explained> = {}): Explained {
  const lastRun = { runId: "run-0", readAt: 0 };
  return { verdict, unread: null, lastRun, waitsFor: null, waitingPlan: null, openRun: null, ...special };
}

function remedyOf(explanation: Explained): string | undefined {
  return verdictTexts(explanation)[0]?.remedy;
}
