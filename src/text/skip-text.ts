import type { DepartmentSkipReason, EmployeeSkipReason } from "../core/plan.ts";
import type { Message } from "./message.ts";

/** Why a department is not synced although nothing is wrong with it, and how to have it synced. */
export function departmentSkipText(reason: DepartmentSkipReason): Message {
  switch (reason) {
    case "no-department-code":
      return {
        event: "この部署は同期の対象外です。",
        cause: "SmartHRの部署マスターに、部署コードが入力されていません。",
        remedy: "同期する場合は、SmartHRの部署マスターで部署コードを入力してから、もう一度部署を同期してください。",
      };
  }
}

/** Why an employee is not synced although nothing is wrong with them, and how to have them synced. */
export function employeeSkipText(reason: EmployeeSkipReason): Message {
  switch (reason) {
    case "opted-out":
      return {
        event: "この社員は同期の対象外です。",
        cause: "SmartHRの従業員情報の「ミキワメ連携」で、「連携しない」が選ばれています。",
        remedy:
          "同期する場合は、SmartHRの従業員情報の最下部にある「ミキワメカテゴリー」の「ミキワメ連携」で「連携する」を選んでから、もう一度社員を同期してください。",
      };
    case "retired-not-in-roster":
      return {
        event: "この社員は同期の対象外です。",
        cause:
          "SmartHRの在籍状況が退職済で、ミキワメに登録されていません。退職済の従業員を新しく登録しない設定になっています。",
        remedy:
          "同期する場合は、ミキワメの「設定」で、退職済の従業員も新しく登録するように変更してから、もう一度社員を同期してください。",
      };
  }
}
