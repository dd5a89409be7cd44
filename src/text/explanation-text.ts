import type { Instant } from "../core/calendar.ts";
import {
  type FormerEmployee,
  type OtherAccount,
  overwrites,
  type PersonExplanation,
  type PersonVerdict,
  type Unread,
} from "../core/explanation.ts";
import type { EmployeeRejectionReason, EmployeeSkipReason } from "../core/plan.ts";
import type { RosterEmployee } from "../core/roster.ts";
import type { RunFailure } from "../core/run.ts";
import { type GivenOptions, givenText } from "./command-text.ts";
import { dateTimeText } from "./date-time-text.ts";
import { failureText } from "./failure-text.ts";
import { guardNameText } from "./guard-text.ts";
import { type Rule, ruleNameText } from "./manual-rule-text.ts";
import type { Message } from "./message.ts";
import { personText } from "./person-text.ts";
import { employeeRejectionText } from "./rejection-text.ts";
import { employeeSkipText } from "./skip-text.ts";

/** What becomes of a person, and by which rule. */
export interface ExplainedMessage extends Message {
  readonly rule: Rule;
}

/** What the words of a verdict are made of. */
export type Explained = Pick<
  PersonExplanation,
  "verdict" | "unread" | "lastRun" | "waitsFor" | "waitingPlan" | "openRun"
>;

type Verdict = PersonVerdict;

/** The verdict in one or two words. */
export function verdictNameText(verdict: Verdict): string {
  return overwrites(verdict) ? "別の人で上書き" : VERDICT_NAMES[verdict.kind];
}

const VERDICT_NAMES: Record<Verdict["kind"], string> = {
  create: "新規登録",
  update: "更新",
  unchanged: "同期済み",
  skip: "対象外",
  rejected: "エラー",
  gone: "SmartHRにいない",
  "other-account": "別のSmartHRアカウント",
  "never-synced": "同期なし",
  "not-found": "見つからない",
  several: "複数の候補",
  "not-read": "未確認",
};

/** Why the person is synced, held or left out, by which rule, and what somebody does about it; every reason of its own. */
export function verdictTexts(explained: Explained): readonly ExplainedMessage[] {
  const { verdict, unread, lastRun } = explained;
  switch (verdict.kind) {
    case "create":
      return [{ ...CREATE, remedy: soonText(explained, "登録") }];
    case "update":
      if (overwrites(verdict)) return [overwrittenText(verdict, explained)];
      return [{ ...UPDATE, remedy: soonText(explained, "更新") }];
    case "unchanged":
      return [UNCHANGED];
    case "skip":
      return [{ ...skipText(verdict.reason, unread), rule: skipRule(verdict.reason) }];
    case "rejected":
      return verdict.reasons.map((reason) => ({ ...employeeRejectionText(reason), rule: rejectionRule(reason) }));
    case "gone":
      return [GONE];
    case "other-account":
      return [otherAccountText(verdict)];
    case "never-synced":
      return [neverSyncedText(lastRun)];
    case "not-found":
      return [notFoundText(verdict.by, explained)];
    case "several":
      return [SEVERAL];
    case "not-read":
      return [{ ...(lastRun === null ? NEVER_READ : NOT_READ), remedy: readNowText(unread), rule: BY_EMAIL }];
  }
}

const BY_EMAIL = { kind: "manual", number: "M24" } as const;

const CREATE = {
  event: "次の同期で、新しい社員として登録されます。",
  cause: "SmartHRの従業員情報の「メールアドレス」と一致する社員が、ミキワメにいません。",
  rule: BY_EMAIL,
};

const UPDATE = {
  event: "次の同期で、社員情報が更新されます。",
  cause: "SmartHRの従業員情報が、ミキワメの社員情報と異なります。自動では同期されません。",
  rule: { kind: "manual", number: "M25" },
} as const;

function overwrittenText(
  { before, after }: Extract<Verdict, { readonly kind: "update" }>,
  { waitingPlan }: Explained,
): ExplainedMessage {
  const [former, other] = [personText(before), personText(after)];
  return {
    event: `次の同期で、社員（${former}）が、別の従業員（${other}）の情報で上書きされます。`,
    cause: `SmartHRでは、この社員のメールアドレスを、別の従業員（${other}）が使用しています。社員は、「メールアドレス」で照合します。「${guardNameText("person-behind-address")}」がいる同期は、反映する前に確認を待ちます。`,
    remedy: `${waitingPlan === null ? "" : SEE_WAITING_PLAN}再入社などで同じ人の場合は、同期の内容を確認してから反映してください。別の人の場合は、反映せずに、SmartHRで${other}の従業員情報の「メールアドレス」を修正してから、もう一度社員を同期してください。`,
    rule: BY_EMAIL,
  };
}

/** How the change comes at once, as far as nothing is in the way of syncing this person alone. */
function soonText({ waitsFor, waitingPlan, openRun }: Explained, verb: "登録" | "更新"): string {
  if (openRun !== null) return openRunText().remedy;
  if (waitsFor !== null) return waitsForText(waitsFor).remedy;
  if (waitingPlan === null) return `すぐに${verb}する場合は、この社員だけを同期してください。`;
  return `${SEE_WAITING_PLAN}すぐに${verb}する場合は、先にこの社員だけを同期してください。`;
}

const SEE_WAITING_PLAN = "確認待ちの同期の内容を確認してください。";

const UNCHANGED: ExplainedMessage = {
  event: "この社員は同期されています。",
  cause: "ミキワメの社員情報は、SmartHRの従業員情報と一致しています。",
  remedy: "対応は不要です。",
  rule: BY_EMAIL,
};

const GONE: ExplainedMessage = {
  event: "この社員は更新されません。ミキワメには残ります。",
  cause: "同期元の従業員が、SmartHRにいません。SmartHRからいなくなった従業員も、同期では削除されません。",
  remedy:
    "不要な社員の場合は、ミキワメの社員データ削除機能で削除してください。SmartHRに登録し直した従業員がいる場合は、その従業員の社員番号で調べてください。",
  rule: { kind: "manual", number: "M33" },
};

function otherAccountText({ subdomain, linkedTo }: OtherAccount): ExplainedMessage {
  return {
    event: `この社員は、別のSmartHRアカウント「${subdomain}」から同期されています。`,
    cause: `連携しているSmartHRアカウントは「${linkedTo}」のため、「${subdomain}」の現在の従業員情報を確認できません。`,
    remedy: askOfOtherAccount(subdomain),
    rule: BY_EMAIL,
  };
}

function askOfOtherAccount(subdomain: string): string {
  return `「${subdomain}」と連携している管理者に、この人を調べるように依頼してください。自分で調べる場合は、ミキワメの「設定」＞「SmartHR連携」で「${subdomain}」と連携してください。`;
}

const SEVERAL: ExplainedMessage = {
  event: "該当する人が複数います。",
  cause: "同じメールアドレス、または同じ社員番号の人が複数います。",
  remedy: "調べる人を選んでください。",
  rule: BY_EMAIL,
};

const NOT_READ = {
  event: "前回の同期では、この社員にエラーも対象外もありません。",
  cause: "SmartHRの現在の従業員情報は確認していません。",
};

const NEVER_READ = {
  event: "この社員が同期されるかどうかは、まだ確認していません。",
  cause: "社員を同期したことがありません。SmartHRの現在の従業員情報も確認していません。",
};

const ASK_ADMINISTRATOR = "現在の従業員情報で調べる場合は、管理者に依頼してください。";

function readNowText(unread: Unread | null): string {
  return unread?.kind === "viewer"
    ? ASK_ADMINISTRATOR
    : "現在の従業員情報で調べる場合は、先に、SmartHRの従業員情報を確認できない原因に対処してください。";
}

function neverSyncedText(lastRun: Explained["lastRun"]): ExplainedMessage {
  return {
    event: "この社員は、SmartHRから同期されていません。",
    cause: "この社員と同じメールアドレスの従業員が、SmartHRで見つかりません。",
    remedy: `SmartHRにいる従業員の場合は、SmartHRの従業員情報の「メールアドレス」をミキワメの社員と同じものにしてから、${syncAllText(lastRun)}`,
    rule: BY_EMAIL,
  };
}

function notFoundText(by: "email" | "number", { unread, lastRun }: Explained): ExplainedMessage {
  const nowhere =
    lastRun === null
      ? "ミキワメの社員にいません。社員を同期したことがありません。"
      : "ミキワメの社員にも、前回の同期でエラーや対象外になった従業員にもいません。";
  const after = `SmartHRに登録したばかりの従業員の場合は、${syncAllText(lastRun)}`;
  if (by === "email") {
    return {
      event: "このメールアドレスの人は見つかりませんでした。",
      cause: `${nowhere}SmartHRの従業員は、メールアドレスでは検索できません。`,
      remedy: `SmartHRの従業員情報で社員番号を確認し、社員番号で調べてください。${after}`,
      rule: BY_EMAIL,
    };
  }
  return {
    event: "この社員番号の人は見つかりませんでした。",
    cause:
      unread === null
        ? "ミキワメにもSmartHRにも、この社員番号の人がいません。"
        : `${nowhere}SmartHRには確認していません。`,
    remedy: `氏名では調べられません。メールアドレス、または社員番号を、先頭の0も含めて入力してください。${after}`,
    rule: BY_EMAIL,
  };
}

function syncAllText(lastRun: Explained["lastRun"]): string {
  return lastRun === null ? "社員を同期してください。" : "もう一度社員を同期してください。";
}

function skipRule(reason: EmployeeSkipReason): Rule {
  switch (reason) {
    case "opted-out":
      return { kind: "manual", number: "M27" };
    case "retired-not-in-roster":
      return { kind: "setting", setting: "createRetired" };
  }
}

function rejectionRule({ kind }: EmployeeRejectionReason): Rule {
  if (kind === "email-held") return { kind: "setting", setting: "whenAddressChanged" };
  return { kind: "manual", number: "M26" };
}

// Nobody can choose 「連携する」 in a field that is gone.
function skipText(reason: EmployeeSkipReason, unread: Unread | null): Message {
  const text = employeeSkipText(reason);
  if (reason !== "opted-out" || unread?.kind !== "failed" || unread.failure.kind !== "opt-out-field-missing")
    return text;
  return {
    ...text,
    cause: "最後の同期では、SmartHRの従業員情報の「ミキワメ連携」で、「連携しない」が選ばれていました。",
    remedy: `同期する場合は、${REMAKE_FIELD}そのあとに、この社員の「ミキワメ連携」で「連携する」を選んでから、もう一度社員を同期してください。`,
  };
}

const REMAKE_FIELD = "先に、ミキワメの「設定」＞「連携しない社員」で「カスタム項目を再作成する」を選んでください。";

/** Why an explanation is from the last run, and what to do so that SmartHR is asked. */
export function unreadText(unread: Unread): Message {
  const event = "SmartHRの現在の従業員情報を確認できませんでした。";
  switch (unread.kind) {
    case "failed":
      return { event, ...lookedInVain(unread.failure) };
    case "viewer":
      return {
        event: "閲覧者は、前回の同期の結果を確認できます。",
        cause: "SmartHRの現在の従業員情報は、SmartHRと連携した管理者のみが調べられます。",
        remedy: ASK_ADMINISTRATOR,
      };
    case "not-linked":
      return {
        event,
        cause: "SmartHRと連携していません。連携は管理者ごとに必要です。",
        remedy: "ミキワメの「設定」＞「SmartHR連携」で連携してください。",
      };
    case "other-account":
      return {
        event,
        cause: `この人は、SmartHRアカウント「${unread.subdomain}」の従業員です。連携しているSmartHRアカウントは「${unread.linkedTo}」です。`,
        remedy: askOfOtherAccount(unread.subdomain),
      };
    case "link-expired":
      return {
        event,
        cause: "SmartHRとの連携の有効期限が切れています。",
        remedy: "ミキワメの「設定」＞「SmartHR連携」で再連携してください。",
      };
    case "link-unreadable":
      return {
        event,
        cause: "保存されている連携の情報を読み取れません。",
        remedy: "ミキワメの「設定」＞「SmartHR連携」で再連携してください。",
      };
    case "linking-not-set-up":
      return {
        event,
        cause: "SmartHRと連携するための設定がありません。",
        remedy: "システムの管理者に、連携の設定を依頼してください。",
      };
  }
}

// Nobody was to be synced, and so nothing was stopped.
function lookedInVain(failure: RunFailure): Pick<Message, "cause" | "remedy"> {
  const { cause, remedy } = failureText(failure);
  return {
    cause: cause.replace(/[^。]*同期を中止しました。/, ""),
    remedy: remedy.replace(/もう一度(?:社員を)?同期してください/g, "もう一度調べてください"),
  };
}

/** From when the answer is. */
export function asOfText({ asOf, lastRun }: Pick<PersonExplanation, "asOf" | "lastRun">): string {
  if (asOf === "now") return "SmartHRの現在の従業員情報をもとに調べました。";
  return lastRun === null
    ? "社員を同期したことがありません。"
    : `${dateTimeText(lastRun.readAt)} の同期の結果を表示しています。`;
}

/** What the answer cannot know: others are not all read anew. */
export function othersKnownText(readAt: Instant | null): string {
  return readAt === null
    ? "社員をまだ同期していないため、ほかの従業員とのメールアドレスの重複は確認していません。"
    : `ほかの従業員とのメールアドレスの重複は、${dateTimeText(readAt)} の同期の結果と、ミキワメの社員をもとに確認しました。`;
}

/** By what kind of run and when the employee was last written. */
export function lastWrittenText({ at, isUndo }: NonNullable<PersonExplanation["lastWritten"]>): string {
  return `${dateTimeText(at)} の${runKindText(isUndo)}で登録または更新されました。`;
}

/** Who had the address or the number once, and what became of them. */
export function formerText(former: FormerEmployee): string {
  const { at, deleted, email, isUndo, runId } = former;
  const person = `${personText(former)}（${email}）`;
  if (!deleted) return `入力したメールアドレスまたは社員番号は、以前、ミキワメの社員 ${person}のものでした。`;
  const by = runId === null ? "に" : `の${runKindText(isUndo)}で`;
  return `${person}は、${dateTimeText(at)} ${by}、ミキワメから削除されました。`;
}

function runKindText(isUndo: boolean): string {
  return isUndo ? "同期の取り消し" : "同期";
}

/** That a plan waits which would change the person, and what that means for syncing them alone. */
export function waitingPlanText(
  heldAt: Instant,
  { verdict, seal }: Pick<PersonExplanation, "verdict" | "seal">,
): Message {
  const event = "確認待ちの同期に、この社員の変更が含まれています。";
  const since = `${dateTimeText(heldAt)} から、内容の確認を待っています。`;
  if (verdict.kind === "unchanged") {
    return {
      event,
      cause: `${since}この社員は、すでに同期されています。`,
      remedy: `ほかの社員の変更を反映する場合は、${SEE_WAITING_PLAN}確認待ちの同期は、${MADE_ANEW}`,
    };
  }
  // Nobody is led to take somebody else's data at once.
  const first =
    seal === null || seal.differentPerson ? "" : `先にこの社員だけを同期すると、確認待ちの同期は、${MADE_ANEW}`;
  return {
    event,
    cause: `${since}確認されるまで、その内容は反映されません。`,
    remedy: `${SEE_WAITING_PLAN}${first}`,
  };
}

const MADE_ANEW = "もう一度内容を作り直してから確認を待ちます。";

/** That the SmartHR person is another employee today. */
export function syncedAsText({ email }: Pick<RosterEmployee, "email">): string {
  return `同じ従業員は、現在はミキワメの社員「${email}」として同期されています。`;
}

/** That the person cannot be synced alone. */
export function waitsForText(other: NonNullable<PersonExplanation["waitsFor"]>): Message {
  const person = personText(other);
  return {
    event: "この社員だけを同期できません。",
    cause: `変更後のメールアドレスを、ミキワメの別の社員（${person}）が使用しています。次の同期で、${person}のメールアドレスも変わります。`,
    remedy: "社員全員を同期してください。",
  };
}

/** That no person can be synced alone while a run is at work. */
export function openRunText(): Message {
  return {
    event: "この社員だけを同期できません。",
    cause: "ほかの同期が終わっていません。",
    remedy: "待機中または処理中の同期が終わってから、もう一度調べてください。",
  };
}

/** What is confirmed before somebody else's data are taken for this address. */
export const DIFFERENT_PERSON_TEXT: Message = {
  event: "別の人の情報で上書きされます。",
  cause: "このメールアドレスの社員は、前回はSmartHRの別の従業員から同期されています。氏名も異なります。",
  remedy:
    "同じ人の場合だけ同期してください。別の人の場合は、SmartHRの従業員情報の「メールアドレス」を修正してください。",
};

/** By which rule, where no link leads to it. */
export function ruleText(rule: Rule): string {
  return `根拠: ${rule.kind === "manual" ? "管理者マニュアルの" : ""}${ruleNameText(rule)}`;
}

/** How the command line goes on from an explanation. */
export function sealText({ digest, differentPerson }: NonNullable<PersonExplanation["seal"]>): string {
  return differentPerson
    ? `ダイジェスト: ${digest}\nこの社員だけを同期するには、「--expect ${digest} --approve」をつけて実行してください。`
    : `ダイジェスト: ${digest}\nこの社員だけを同期するには、「--apply」をつけて実行してください。`;
}

/** How the command line asks about one of several people, with the options that were given before. */
export function commandOfOne(crewId: string, given: GivenOptions): string {
  return `mikiwame-sync explain ${crewId}${givenText(given)}`;
}
