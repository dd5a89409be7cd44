import type { RestorationCounts } from "../../core/opt-out-restoration.ts";
import type { RunFailure } from "../../core/run.ts";
import { failureText } from "../../text/failure-text.ts";
import type { Message } from "../../text/message.ts";

/** The words of 「連携しない社員」. */
export const OPT_OUTS_TEXT = {
  heading: "連携しない社員",
  about:
    "SmartHRの「ミキワメカテゴリー」の「ミキワメ連携」で「連携しない」を選んだ社員は、ミキワメに登録されません。この画面では、最後の同期で「連携しない」を選んでいた社員を確認できます。",
  inOrder: "「ミキワメ連携」に問題は見つかっていません。",
  never: "まだ社員を同期していないため、「連携しない」を選んだ社員を確認できません。",
  state: "「ミキワメ連携」の状態",
  account: "連携中のアカウントURL",
  readAt: "確認した日時",
  count: "「連携しない」を選んでいた社員",
  list: "最後の同期で「連携しない」を選んでいた社員",
  nobody: "最後の同期では、「連携しない」を選んだ社員は見つかりませんでした。",
  notFound: "検索条件に当てはまる社員はいません。",
  search: "社員を検索",
  searchHelp: "社員番号、氏名、メールアドレスの一部を入力してください。",
  columns: { number: "社員番号", name: "氏名", email: "メールアドレス", page: "SmartHR", outcome: "結果" },
  open: "SmartHRで開く",
  nameless: "氏名不明",
  remake: "カスタム項目を再作成する",
  remakeTitle: "カスタム項目「ミキワメ連携」を再作成しますか？",
  remakeLines: [
    "SmartHRの「ミキワメカテゴリー」に、「ミキワメ連携」を新しく作成します。SmartHRで作成し直した「ミキワメ連携」がある場合は、その項目を使用します。",
    "これまでに選んだ内容は戻りません。作成した直後は、すべての社員が「連携する」と同じ扱いになります。",
    "連携しない社員がミキワメに登録されないように、1人以上の「ミキワメ連携」を選ぶまで、社員の同期は中止されます。",
    "再作成したあとに、この画面で、連携しない社員を元に戻してください。",
  ],
  made: "「ミキワメ連携」を再作成しました。続けて、連携しない社員を元に戻してください。",
  adopted: "SmartHRにある「ミキワメ連携」を使用します。続けて、連携しない社員を元に戻してください。",
  ready: "「ミキワメ連携」はすでにあります。",
  restore: "選択した社員を「連携しない」に戻す",
  restoreTitle: "選択した社員を「連携しない」に戻しますか？",
  restoreLines: [
    "SmartHRの「ミキワメ連携」に「連携しない」を登録します。",
    "すでに値が選ばれている社員の「ミキワメ連携」は変更しません。",
    "処理は、画面を閉じても続きます。処理が終わるまで、社員を同期できません。",
  ],
  restoreAbout:
    "チェックを外した社員は、次の同期でミキワメに登録されます。検索結果や次のページに表示していない社員も、チェックを外すまでは選択されています。",
  restoring: "「連携しない」に戻しています。",
  restorationHeading: "「連携しない」に戻した結果",
  restoredAll: "「連携しない」に戻す処理が終わりました。もう一度、社員を同期してください。",
  restoredAndSynced: "「連携しない」に戻す処理が終わりました。そのあとに、社員を同期しています。",
  requestedBy: "実行した人",
  requestedAt: "開始日時",
  finishedAt: "終了日時",
  filter: "結果で絞り込む",
  all: "すべて",
  people: "「連携しない」に戻した社員",
  linkFirst: "再作成と、「連携しない」に戻す処理には、SmartHRとの連携が必要です。",
  toLink: "SmartHR連携を開く",
  viewerAbout: "再作成と、「連携しない」に戻す処理は、管理者が行ないます。",
} as const;

/** Why syncing stopped, what was done to nobody, and the way out; null where the field is not what is wrong. */
export function fieldMessage(failure: RunFailure): Message | null {
  switch (failure.kind) {
    case "opt-out-field-missing":
      return {
        event: "「ミキワメ連携」が見つからないため、社員の同期を中止しました。ミキワメの名簿は変更していません。",
        cause:
          "SmartHRの「ミキワメカテゴリー」の「ミキワメ連携」が削除されたか、「連携しない」を選べなくなっています。",
        remedy:
          "「カスタム項目を再作成する」を選び、続けて、連携しない社員を元に戻してください。SmartHRで「ミキワメ連携」を作成し直した場合も同じです。SmartHRの「ミキワメ連携」で「連携しない」を選べないだけの場合は、ドロップダウンリストに「連携しない」を追加してください。",
      };
    case "opt-out-field-unreadable":
      return {
        event: "「ミキワメ連携」の値を確認できないため、社員の同期を中止しました。ミキワメの名簿は変更していません。",
        cause:
          "「ミキワメ連携」を参照する権限がなくなったか、「ミキワメ連携」を再作成したあとに、まだ誰の値も選ばれていません。",
        remedy:
          "権限がなくなった場合は、SmartHRの「共通設定」＞「外部システム連携」＞「アクセストークン」で「従業員項目のアクセス許可」を開き、「ミキワメ連携」の「参照」を許可してください。選んだ内容はSmartHRに残っています。再作成した場合は、連携しない社員を元に戻してください。",
      };
    case "opt-outs-being-restored":
      return null;
    default:
      return { ...failureText(failure), event: "「ミキワメ連携」を確認できませんでした。" };
  }
}

/** 3人を選択しています。 */
export function chosenText(count: number): string {
  return `${count}人を選択しています。`;
}

/** How many were opted out. */
export function peopleCountText(count: number): string {
  return `${count}人`;
}

/** How far it has come, for the eyes and for those who listen. */
export function restorationProgressText(counts: RestorationCounts): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `${total - counts.waiting}人/${total}人`;
}

/** Who a tick box is about. */
export function personName(person: { readonly lastName: string | null; readonly firstName: string | null }): string {
  const name = [person.lastName, person.firstName].filter((part) => part).join(" ");
  return name === "" ? OPT_OUTS_TEXT.nameless : name;
}
