import type { Message } from "../../text/message.ts";

/** The words of the page of one department. */
export const DEPARTMENT_TEXT = {
  title: "部署情報",
  back: "部署管理に戻る",
  fields: "登録内容",
  path: "最上位の部署からの階層",
  headCountBelow: "所属する社員（下の部署を含む）",
} as const;

/** In the page of a department that was deleted; the cause says when, and by whom. */
export function departmentDeletedText(cause: string): Message {
  return {
    event: "この部署は、削除されています。",
    cause,
    remedy:
      "削除される直前の内容と、変更履歴を表示しています。もう一度登録する場合は、部署管理で追加するか、SmartHRと同期してください。",
  };
}

export const DEPARTMENT_MISSING_TEXT: Message = {
  event: "この部署は表示できません。",
  cause: "URLが正しくないか、登録されたことがない部署です。",
  remedy: "部署管理で確認してください。",
};
