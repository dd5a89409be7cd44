import type { Employee } from "../core/roster.ts";
import type { Subject } from "../core/run.ts";
import type { DepartmentField, KeptReason, Writer } from "../core/undo.ts";
import { dateTimeText } from "./date-time-text.ts";
import { departmentFieldText, employeeFieldText } from "./field-text.ts";
import type { Message } from "./message.ts";
import { personText } from "./person-text.ts";
import { subjectText } from "./state-text.ts";

/** Why an undo leaves a department, or one of its fields, as it is. */
export function keptDepartmentText(reason: KeptReason<DepartmentField>): Message {
  return keptText("departments", reason, reason.field && departmentFieldText(reason.field));
}

/** Why an undo leaves an employee, or one of their fields, as it is. */
export function keptEmployeeText(reason: KeptReason<keyof Employee>): Message {
  return keptText("employees", reason, reason.field && employeeFieldText(reason.field));
}

function keptText(subject: Subject, reason: KeptReason<string>, field: string | null): Message {
  const what = field === null ? `この${subjectText(subject)}` : `「${field}」`;
  const event = `${what}は、取り消さずに残します。`;
  switch (reason.kind) {
    case "changed-since":
      return {
        event,
        cause: `この処理のあとに、${byText(reason.by)}が変更しました。`,
        remedy: `このままでよいかを確認し、必要であれば${subject === "departments" ? "部署管理" : "自社社員管理"}で変更してください。`,
      };
    case "deleted-since":
      return {
        event,
        cause: `この処理のあとに、${byText(reason.by)}が削除しました。`,
        remedy: `必要であれば、${subjectText(subject)}を登録し直すか、SmartHRと同期してください。`,
      };
    case "registered-again":
      return {
        event: `この${subjectText(subject)}は、すでに登録し直されています。`,
        cause:
          subject === "departments"
            ? "この処理のあとに、同じ部署コードの部署が登録されました。"
            : "この処理のあとに、同じ人が新しい社員として登録されました。",
        remedy: "対応は不要です。",
      };
    case "address-held":
      return {
        event,
        cause: `元のメールアドレスを、${personText(reason.holder)}が使用しています。`,
        remedy: "どちらが正しいかを確認し、不要な社員を削除してから、もう一度取り消してください。",
      };
    case "name-held":
      return {
        event,
        cause: `元の部署名を、部署コード「${reason.holderCode}」の部署が使用しています。`,
        remedy: "その部署の部署名を変更してから、もう一度取り消してください。",
      };
    case "department-gone":
      return {
        event,
        cause: `元の${subject === "departments" ? "親部署" : "所属部署"}（部署コード「${reason.departmentCode}」）がありません。`,
        remedy: "その部署を登録してから、もう一度取り消してください。",
      };
    case "parent-loop":
      return {
        event,
        cause: "元の親部署に戻すと、部署の上下関係が循環します。",
        remedy: "部署管理で親部署を変更してから、もう一度取り消してください。",
      };
    case "department-in-use":
      return {
        event,
        cause: `この部署に、${inUseText(reason.employeeCount, reason.belowCount)}が残ります。`,
        remedy: "ほかの部署に移動してから、もう一度取り消してください。",
      };
  }
}

function byText({ actor, at, runId }: Writer): string {
  return runId === null ? `${actor}（${dateTimeText(at)}）` : `${dateTimeText(at)}の処理（実行者：${actor}）`;
}

function inUseText(employeeCount: number, belowCount: number): string {
  const employees = employeeCount > 0 ? [`社員${employeeCount}人`] : [];
  const below = belowCount > 0 ? [`下の部署${belowCount}件`] : [];
  return [...employees, ...below].join("と");
}
