import type { PlanObstacle } from "../core/plan-standing.ts";
import { dateMinuteText } from "./date-time-text.ts";

/** Why a plan that was approved had to be made anew, in one sentence for each row. */
export function obstacleText(obstacle: PlanObstacle): string {
  switch (obstacle.kind) {
    case "row-changed":
      return `${quoted(obstacle)}の情報が、${doneBy(obstacle)}変更されました。`;
    case "row-gone":
      return `${quoted(obstacle)}が、${doneBy(obstacle)}削除されました。`;
    case "row-there":
      return `新しく登録する予定の${quoted(obstacle)}が、すでにミキワメに登録されています。`;
    case "name-taken":
      return `${quoted(obstacle)}に反映する予定の値を、「${obstacle.holderName}」が使用しています。`;
    case "department-gone":
      return `${quoted(obstacle)}の所属先または親になる予定の部署（部署コード：${obstacle.departmentCode}）が、ミキワメにありません。`;
    case "parent-loop":
      return `${quoted(obstacle)}の親部署が、自分自身または自分より下の部署になります。`;
    case "settings-changed":
      return "同期の設定が変更されました。";
    case "opt-outs-restored":
      return "「連携しない社員」で、社員を「連携しない」に戻しました。";
  }
}

function quoted({ rowName }: { readonly rowName: string }): string {
  return `「${rowName}」`;
}

function doneBy({ actor, at }: { readonly actor: string | null; readonly at: number | null }): string {
  const day = at === null ? "" : `${dateMinuteText(at)}に`;
  return `${day}${actor === null ? "" : `${actor}により`}`;
}
