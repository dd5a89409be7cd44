import type { AddressSuspect } from "../../contract/runs.ts";
import type { Instant } from "../../core/calendar.ts";
import type { RunApproval, RunKind, Subject } from "../../core/run.ts";
import { headsText } from "../../text/breakdown-text.ts";
import { AFTER_UNDO } from "../../text/command-text.ts";
import { dateMinuteText } from "../../text/date-time-text.ts";
import { personText } from "../../text/person-text.ts";
import { approveText, runNameText } from "../../text/run-summary-text.ts";
import { countedText } from "../frame/frame-text.ts";
import type { DepartmentMark } from "./department-marks.ts";

/** The words of a plan's page. */
export const PLAN_TEXT = {
  reason: "確認待ちの理由",
  guards: "通常と異なる変更",
  guardsAboutViewer: "次の変更が、止める基準に達しました。",
  guardsAbout:
    "次の変更が、止める基準に達しました。SmartHRの情報に誤りがないかを確認してください。誤りがある場合は「中止」を選び、SmartHRで修正してから、もう一度同期してください。",
  showRows: "該当する変更を表示",
  showErrors: "エラーを表示",
  people: "該当する社員",
  before: "反映前",
  after: "反映後",
  rows: "変更内容",
  noHit: "条件に一致する変更はありません。",
  filter: "変更内容の絞り込み",
  field: "項目",
  guard: "確認待ちの理由",
  all: "すべて",
  search: "検索",
  searchHelp: "氏名、メールアドレス、社員番号、部署名、部署コードで検索できます。",
  clear: "絞り込みを解除",
  because: "確認待ちの理由：",
  approvedBy: "変更内容を確認した人",
  approvedAt: "確認した日時",
  latest: "最新の変更内容を表示する",
  chart: "組織図",
  chartAbout: "変わる部署は、太い枠で囲み、「新規」「移動」「名称変更」「削除」のいずれかを示しています。",
  chartWhich: "表示する組織図",
} as const;

/** The question before 「この内容で同期する」 or 「この内容で取り消す」. */
export function approveQuestion(kind: RunKind) {
  return kind === "undo" ? APPROVE_UNDO : APPROVE_SYNC;
}

const APPROVE_SYNC = {
  title: "変更内容の反映",
  question: "表示している変更内容を、ミキワメに反映しますか？",
  effect: "SmartHRの情報を読み直さずに、確認した変更内容だけを反映します。",
  notDone: "変更内容を反映できませんでした。",
  again: `もう一度「${approveText("sync")}」を選んでください。`,
} as const;

const APPROVE_UNDO = {
  title: "変更の取り消し",
  question: "表示している内容のとおりに、ミキワメの情報を元に戻しますか？",
  effect: AFTER_UNDO,
  notDone: "変更を取り消せませんでした。",
  again: `もう一度「${approveText("undo")}」を選んでください。`,
} as const;

/** What was made anew after somebody had approved it, and what to do about it. */
export function madeAnewText(kind: RunKind) {
  return kind === "undo" ? UNDO_MADE_ANEW : SYNC_MADE_ANEW;
}

const SYNC_MADE_ANEW = {
  obstacles: "確認のあとに名簿または設定が変わったため、変更内容を作り直しました",
  about: "次の変更がありました。新しい変更内容を確認してください。",
} as const;

const UNDO_MADE_ANEW = {
  obstacles: "確認のあとに名簿が変わったため、取り消す内容を作り直しました",
  about: "次の変更がありました。新しい内容を確認してください。",
} as const;

/** Of a run that was applied: that guards had stopped it, and who looked at it then. */
export function guardsPastText(approval: Pick<RunApproval, "by" | "at"> | null): string {
  const stopped = "次の変更が止める基準に達したため、反映する前に止めました。";
  if (approval === null) return stopped;
  return `${stopped}${approval.by}が、${dateMinuteText(approval.at)}に変更内容を確認し、反映しました。`;
}

/** 「メールアドレス変更の疑い」. */
export const SUSPECTS_TEXT = {
  title: "メールアドレス変更の疑い",
  about: "SmartHRの同じ従業員が、前回の同期と異なるメールアドレスになっています。反映する方法を選べます。",
  aboutViewer:
    "SmartHRの同じ従業員が、前回の同期と異なるメールアドレスになっています。反映する方法は、管理者が選びます。",
  aboutApplied:
    "SmartHRの同じ従業員のメールアドレスが変わったため、新しい社員として登録しました。同じ社員として扱う場合は、この処理を取り消してから「変更内容を確認する」を選び、「同じ社員として扱う」を選んでください。",
  field: "項目",
  made: "新しく登録した社員",
  nobodyLeft: "どちらかの社員が削除されたため、比べる情報がありません。",
  roster: "ミキワメの社員",
  smartHr: "SmartHRの従業員",
  differs: "異なる",
  choice: "反映する方法",
  createNew: "新しい社員として登録する",
  createNewAbout: "元の社員も、元のメールアドレスのまま残ります。",
  updatesHolder: "メールアドレスが同じ社員を更新する",
  leftOut:
    "この内容では、エラーまたは対象外になります。「エラー」または「対象外」で原因を確認してください。反映する方法は選び直せます。",
  followPerson: "同じ社員として扱う",
  followPersonAbout: "ミキワメの社員と変更履歴をそのまま残し、メールアドレスなどをSmartHRの内容に更新します。",
  remake: "選んだ内容で変更内容を作り直す",
  remakeAbout:
    "SmartHRの情報をもう一度読み込み、変更内容を作り直します。作り直した変更内容を、もう一度確認してください。",
  unchanged: "反映する方法を変更すると、変更内容を作り直せます。",
} as const;

/** What is not to follow a person: what it is called, and what it does to the employees there are. */
export function notFollowedText({
  whenNotFollowed,
  holder,
  choice,
  formerTakenBy,
}: Pick<AddressSuspect, "whenNotFollowed" | "holder" | "choice" | "formerTakenBy">): { text: string; about: string } {
  const taken =
    holder === null
      ? ""
      : `このメールアドレスは${personText(holder)}が使用しているため、新しい社員として登録できません。`;
  if (whenNotFollowed === "not-possible") return { text: SUSPECTS_TEXT.createNew, about: taken };
  if (whenNotFollowed === "updates-holder") {
    const name = holder === null ? "" : personText(holder);
    // What becomes of it when it is taken back is for the next plan to say: the others' choices have a say in it.
    const about =
      choice === "create-new"
        ? `${name}の情報が、この従業員の情報に置き換わります。`
        : `「${SUSPECTS_TEXT.followPerson}」を取り消します。作り直した変更内容で、${name}がどうなるかを確認してください。`;
    return { text: SUSPECTS_TEXT.updatesHolder, about: `${about}${taken}` };
  }
  if (formerTakenBy === null) return { text: SUSPECTS_TEXT.createNew, about: SUSPECTS_TEXT.createNewAbout };
  const taker = personText(formerTakenBy);
  return {
    text: SUSPECTS_TEXT.createNew,
    about:
      choice === "create-new"
        ? `元の社員の情報は、元のメールアドレスを使用している${taker}の情報に置き換わります。`
        : `元のメールアドレスは、SmartHRで${taker}が使用しています。作り直した変更内容で、元の社員がどうなるかを確認してください。`,
  };
}

/** 確認待ち in the frame of every page. */
export const WAITING_TEXT = {
  label: "確認待ちの変更内容",
  toPlan: "変更内容を確認する",
} as const;

/** How many changes are not as usual. */
export function heldGuardsText(tripped: number): string {
  return tripped === 0 ? "" : `通常と異なる変更が${countedText(tripped)}あります。`;
}

/** Why a plan cannot be approved yet: somebody chose what is not in it. */
export function unmadeText(people: number): string {
  return `選んだ「${SUSPECTS_TEXT.choice}」（${people}人）が、変更内容に入っていません。「${SUSPECTS_TEXT.remake}」を選ぶか、元の選択に戻してください。`;
}

/** Why a plan waits. */
export function heldBecauseText(kind: RunKind, actor: string, tripped: number): string {
  if (kind === "undo") return `${actor}が、同期の取り消しを開始しました。元に戻す内容を確認してください。`;
  const guards = heldGuardsText(tripped);
  if (kind === "preview") return `${actor}が「変更内容を確認する」を選びました。${guards}`;
  return `${actor}が開始した同期を、反映する前に止めました。${guards}`;
}

/** M31, docs/decisions/0036: why somebody who is not linked may let a plan be applied that another's link has read. */
export const APPROVED_BY_ANYBODY =
  "SmartHRの情報を読み直さずに反映するため、SmartHRと連携していない管理者も「この内容で同期する」を選べます。";

/** For viewers: whose work it is. */
export const DECIDED_BY_ADMINISTRATORS = "変更内容を反映するか、中止するかは、管理者が決めます。";

/** That nothing is written until then, and what happens at last. */
export function heldUntilText(expiresAt: Instant): string {
  return `ミキワメの情報は、まだ変更されていません。${dateMinuteText(expiresAt)}までに確認しない場合は、自動で中止します。`;
}

/** The rows of a guard's numbers. */
export const GUARD_NUMBERS = {
  count: "この同期",
  earlier: "過去7日間の同期",
  limit: "止める基準",
} as const;

/** What a plan does to a department, in the box of the chart. */
export function departmentMarkText(mark: DepartmentMark): string {
  switch (mark) {
    case "created":
      return "新規";
    case "moved":
      return "移動";
    case "renamed":
      return "名称変更";
    case "deleted":
      return "削除";
  }
}

/** How many changes the filters leave over. */
export function hitsText(total: number): string {
  return `${countedText(total)}の変更を表示しています。`;
}

/** How many people's address is chosen otherwise than the plan has it. */
export function remakeText(count: number): string {
  return `${headsText(count)}の反映する方法を変更しました。変更内容を作り直すまで、「この内容で同期する」は選べません。${SUSPECTS_TEXT.remakeAbout}`;
}

/** How many more people a guard counts than it names in sight. */
export function morePeopleText(count: number): string {
  return `ほか${headsText(count)}`;
}

/** How many obstacles are not listed. */
export const OBSTACLES_CUT = "100件までを表示しています。";

/** In the frame of every page: that a plan waits, and what for. */
export function planWaitsText(
  { subject, kind, actor }: { readonly subject: Subject; readonly kind: RunKind; readonly actor: string },
  trippedGuards: number,
): string {
  const waits = `${runNameText(subject, kind)}（${actor}）が確認待ちです。`;
  // Only a run that nobody chose to look at was stopped.
  if (kind !== "sync" || trippedGuards === 0) return `${waits}${heldGuardsText(trippedGuards)}`;
  return `${waits}通常と異なる変更が${countedText(trippedGuards)}あるため、反映する前に止めました。`;
}

/** In the sync dialog: whose plan waits, since when and until when, and what a new start does to it. */
export function planInWayText(
  {
    subject,
    kind,
    actor,
  }: { readonly subject: "departments" | "employees"; readonly kind: RunKind; readonly actor: string },
  holding: { readonly heldAt: Instant; readonly expiresAt: Instant } | null,
): readonly string[] {
  const since = holding === null ? "" : `、${dateMinuteText(holding.heldAt)}から`;
  return [
    `${actor}が開始した${runNameText(subject, kind)}が${since}確認待ちになっています。`,
    ...(holding === null ? [] : [`${dateMinuteText(holding.expiresAt)}までに確認しない場合は、自動で中止します。`]),
    "新しく同期を開始すると、確認待ちの変更内容は破棄され、新しい内容に置き換わります。",
  ];
}
