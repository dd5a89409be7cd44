import type { RunFailure, RunKind } from "../core/run.ts";
import type { Message } from "./message.ts";
import { resourceText } from "./resource-text.ts";

type Explanation = Omit<Message, "event">;
type Of<Kind extends RunFailure["kind"]> = Extract<RunFailure, { readonly kind: Kind }>;

const EVENT = "同期できませんでした。ミキワメの情報は変更されていません。";
const NOT_CHOSEN = "選んだ内容で、変更内容を作り直せませんでした。変更内容は、選ぶ前のまま確認を待っています。";
const SYNC_AGAIN = /もう一度(社員を)?同期してください/g;
const NOT_TAKEN_BACK = "取り消せませんでした。ミキワメの情報は変更されていません。";
const TOKEN_SCREEN = "SmartHRの「共通設定」＞「外部システム連携」＞「アクセストークン」";
const LINK_PAGE = "ミキワメの「設定」＞「SmartHR連携」";

/** Why a run came to nothing, and who does what about it. */
export function failureText(failure: RunFailure, kind: RunKind = "sync"): Message {
  if (kind === "undo") return { event: NOT_TAKEN_BACK, ...explanationOf(failure), ...UNDO_EXPLANATIONS[failure.kind] };
  return { event: EVENT, ...explanationOf(failure) };
}

/** Why a plan that waits could not be made anew for the addresses chosen, and is the one from before (docs/decisions/0044). */
export function replanFailureText(failure: RunFailure): Message {
  const { cause, remedy } = explanationOf(failure);
  return { event: NOT_CHOSEN, cause, remedy: remedy.replace(SYNC_AGAIN, "もう一度選んでください") };
}

// An undo asks nothing of SmartHR: of all failures only these are ever its own.
const UNDO_EXPLANATIONS: Partial<Record<RunFailure["kind"], Partial<Explanation>>> = {
  "plan-changed": {
    cause: "確認した取り消しの内容から、ミキワメの情報が変更されています。",
    remedy: "新しい取り消しの内容を確認してから、もう一度取り消してください。",
  },
  interrupted: {
    cause: "取り消しの途中で、ミキワメの処理が中断されました。",
    remedy: "もう一度取り消してください。",
  },
  "disk-full": {
    remedy:
      "ディスクの空き容量を増やす必要があります。実行IDを添えて、ミキワメの問い合わせ窓口に連絡してください。空き容量が増えてから、もう一度取り消してください。",
  },
};

function explanationOf(failure: RunFailure): Explanation {
  if (failure.kind === "missing-permission") return missingPermission(failure);
  if (failure.kind === "unexpected-shape") return unexpectedShape(failure);
  return EXPLANATIONS[failure.kind];
}

const EXPLANATIONS: Record<Exclude<RunFailure["kind"], "missing-permission" | "unexpected-shape">, Explanation> = {
  "smarthr-busy": {
    cause:
      "SmartHRの利用回数の上限に達した状態が続きました。ほかのサービスも同じ時間にSmartHRと連携している可能性があります。",
    remedy: "時間をおいて、もう一度同期してください。",
  },
  "smarthr-unavailable": {
    cause: "SmartHRから正常な応答がありませんでした。SmartHRで障害が発生している可能性があります。",
    remedy: "時間をおいて、もう一度同期してください。",
  },
  "smarthr-maintenance": {
    cause: "SmartHRがメンテナンス中です。",
    remedy: "SmartHRのメンテナンスが終了してから、もう一度同期してください。",
  },
  "source-changed": {
    cause: "SmartHRから情報を取得している間に、SmartHRの情報が変更され続けました。",
    remedy: "SmartHRで一括更新などを行なっている場合は終わるまで待ち、時間をおいて、もう一度同期してください。",
  },
  "link-rejected": {
    cause:
      "SmartHRとの連携が無効になっています。SmartHRで連携が解除されたか、アクセストークンが削除された可能性があります。",
    remedy: `${LINK_PAGE}で「再連携する」を選んでから、もう一度同期してください。アクセストークンで連携している場合は、${TOKEN_SCREEN}で新しいアクセストークンを発行し、そのアクセストークンで連携してください。`,
  },
  "ip-not-permitted": {
    cause: "SmartHRのIPアドレス制限により、ミキワメからの接続が許可されていません。",
    remedy: `ミキワメのIPアドレスを問い合わせ窓口に確認し、${TOKEN_SCREEN}で、連携に使用しているアクセストークンのIPアドレス制限に追加してから、もう一度同期してください。`,
  },
  "tenant-gone": {
    cause: "連携中のSmartHRの企業アカウントが見つかりませんでした。SmartHRのサブドメインが変更された可能性があります。",
    remedy: `${LINK_PAGE}で「連携中のアカウントURL」を確認してください。SmartHRのURLと異なる場合は、「再連携する」を選んでから、もう一度同期してください。`,
  },
  "opt-out-field-missing": {
    cause:
      "SmartHRの「ミキワメカテゴリー」の「ミキワメ連携」がないか、「連携しない」を選べなくなっています。「連携しない」を選んだ従業員が登録されないように、同期を中止しました。",
    // A field that was deleted is not looked for again until an administrator says so (decision 0041), also when one was made by hand.
    remedy:
      "SmartHRの「ミキワメ連携」で「連携しない」を選べない場合は、ドロップダウンリストに「連携しない」を追加してください。「ミキワメ連携」がない場合や、作成し直した場合は、ミキワメの「設定」＞「連携しない社員」で「カスタム項目を再作成する」を選び、連携しない社員を元に戻してください。その後、もう一度社員を同期してください。",
  },
  "opt-out-field-unreadable": {
    cause:
      "前回は「連携しない」を選んだ従業員がいましたが、今回は「ミキワメ連携」の値を1人も確認できませんでした。「ミキワメ連携」を参照する権限がなくなった可能性があるため、同期を中止しました。",
    remedy: `${TOKEN_SCREEN}で、連携に使用しているアクセストークンの「従業員項目のアクセス許可」を開き、「ミキワメ連携」の「参照」を許可してから、もう一度社員を同期してください。すでに許可している場合は、「設定」＞「連携しない社員」で、登録しない社員を「連携しない」に戻してから、もう一度社員を同期してください。`,
  },
  "opt-outs-being-restored": {
    cause:
      "「連携しない社員」で選択した社員の「ミキワメ連携」を、SmartHRで「連携しない」に戻しています。戻す前の社員が登録されないように、同期を中止しました。",
    remedy: "「設定」の「連携しない社員」を開き、処理が終わったことを確認してから、もう一度社員を同期してください。",
  },
  "plan-changed": {
    cause: "確認した同期の内容から、SmartHRまたはミキワメの情報が変更されています。",
    remedy: "新しい同期の内容を確認してから、もう一度同期してください。",
  },
  interrupted: {
    cause: "同期の途中で、ミキワメの処理が中断されました。",
    remedy: "もう一度同期してください。",
  },
  "disk-full": {
    cause: "ミキワメの情報を保存するディスクの空き容量が不足しています。",
    remedy:
      "ディスクの空き容量を増やす必要があります。実行IDを添えて、ミキワメの問い合わせ窓口に連絡してください。空き容量が増えてから、もう一度同期してください。",
  },
  internal: {
    cause: "ミキワメで予期しないエラーが発生しました。",
    remedy: "実行IDを添えて、ミキワメの問い合わせ窓口に連絡してください。",
  },
};

function missingPermission({ resource }: Of<"missing-permission">): Explanation {
  const { name, section } = resourceText(resource);
  return {
    cause: `連携に使用しているアクセストークンまたはアプリに、SmartHRの${name}を参照する権限がありません。`,
    remedy: `${TOKEN_SCREEN}で、連携に使用しているアクセストークンの「${section}」を開き、${name}の「参照」を許可してから、もう一度同期してください。SmartHR Plusのアプリで連携している場合は、${LINK_PAGE}で「再連携する」を選び、${name}の参照を許可してください。`,
  };
}

function unexpectedShape({ path }: Of<"unexpected-shape">): Explanation {
  return {
    cause: `SmartHRから取得した情報が、想定と異なる形式でした（${path}）。`,
    remedy: "実行IDを添えて、ミキワメの問い合わせ窓口に連絡してください。",
  };
}
