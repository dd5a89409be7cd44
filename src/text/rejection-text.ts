import { type DepartmentRejectionReason, type EmployeeRejectionReason, LONGEST_DEPARTMENT_TEXT } from "../core/plan.ts";
import { listQuoted } from "./list-quoted.ts";
import type { Message } from "./message.ts";
import { peopleText, personText } from "./person-text.ts";

type Of<Kind extends (DepartmentRejectionReason | EmployeeRejectionReason)["kind"]> = Extract<
  DepartmentRejectionReason | EmployeeRejectionReason,
  { readonly kind: Kind }
>;

const DEPARTMENT_EVENT = "この部署は同期できません。";
const EMPLOYEE_EVENT = "この社員は同期できません。";

/** Why a department was left out, and what to do in SmartHR so that it is synced. */
export function departmentRejectionText(reason: DepartmentRejectionReason): Message {
  switch (reason.kind) {
    case "duplicate-department-code":
      return {
        event: DEPARTMENT_EVENT,
        cause: `SmartHRの部署マスターに、同じ部署コードの部署がほかに${reason.otherDepartmentIds.length}件あります。`,
        remedy:
          "SmartHRの部署マスターで、部署コードが部署ごとに異なるように修正してから、もう一度部署を同期してください。",
      };
    case "missing-department-name":
      return {
        event: DEPARTMENT_EVENT,
        cause: "SmartHRの部署マスターに、部署名が入力されていません。",
        remedy: "SmartHRの部署マスターで部署名を入力してから、もう一度部署を同期してください。",
      };
    case "department-code-too-long":
      return {
        event: DEPARTMENT_EVENT,
        cause: `SmartHRの部署マスターの部署コードが、${LONGEST_DEPARTMENT_TEXT}文字を超えています。`,
        remedy: `SmartHRの部署マスターで部署コードを${LONGEST_DEPARTMENT_TEXT}文字以内に修正してから、もう一度部署を同期してください。`,
      };
    case "department-name-too-long":
      return {
        event: DEPARTMENT_EVENT,
        cause: `SmartHRの部署マスターの部署名が、${LONGEST_DEPARTMENT_TEXT}文字を超えています。`,
        remedy: `SmartHRの部署マスターで部署名を${LONGEST_DEPARTMENT_TEXT}文字以内に修正してから、もう一度部署を同期してください。`,
      };
    case "duplicate-department-name":
      return duplicateDepartmentNameText(reason);
    case "parent-loop":
      return parentLoopText(reason);
  }
}

/** Why an employee was left out, and what to do in SmartHR so that they are synced. */
export function employeeRejectionText(reason: EmployeeRejectionReason): Message {
  switch (reason.kind) {
    case "missing-name":
      return {
        event: EMPLOYEE_EVENT,
        cause: "SmartHRの従業員情報に、姓または名が入力されていません。",
        remedy: "SmartHRの従業員リストでこの従業員を開き、姓と名の両方を入力してから、もう一度社員を同期してください。",
      };
    case "missing-kana":
      return {
        event: EMPLOYEE_EVENT,
        cause: "SmartHRの従業員情報に、姓（カタカナ）または名（カタカナ）が入力されていません。",
        remedy:
          "SmartHRの従業員リストでこの従業員を開き、姓（カタカナ）と名（カタカナ）の両方を入力してから、もう一度社員を同期してください。",
      };
    case "missing-email":
      return {
        event: EMPLOYEE_EVENT,
        cause:
          "SmartHRの従業員情報に、メールアドレスが入力されていません。SmartHRのログイン用のメールアドレスは同期に使用しません。",
        remedy:
          "SmartHRの従業員リストでこの従業員を開き、従業員情報の「メールアドレス」を入力してから、もう一度社員を同期してください。全員がこのエラーの場合は、SmartHRのアクセストークンの「従業員項目のアクセス許可」で、「メールアドレス」の「参照」を許可してください。",
      };
    case "invalid-email":
      return {
        event: EMPLOYEE_EVENT,
        cause: "SmartHRの従業員情報の「メールアドレス」が、メールアドレスの形式になっていません。",
        remedy:
          "SmartHRの従業員リストでこの従業員を開き、「メールアドレス」に余分な文字や抜けがないかを確認して修正してから、もう一度社員を同期してください。",
      };
    case "duplicate-email":
      return duplicateEmailText(reason);
    case "unknown-department":
      return unknownDepartmentText(reason);
    case "email-held":
      return emailHeldText(reason);
  }
}

// M19: 部署名重複エラー is the manual's own word.
function duplicateDepartmentNameText({ holderCode, rivalCodes }: Of<"duplicate-department-name">): Message {
  const event = "この部署は同期できません（部署名重複エラー）。";
  if (holderCode === null) {
    return {
      event,
      cause: `同じ部署名にする部署が、SmartHRの部署マスターにほかにもあります（部署コード${listQuoted(rivalCodes)}）。`,
      remedy: "SmartHRの部署マスターで、部署名が部署ごとに異なるように変更してから、もう一度部署を同期してください。",
    };
  }
  return {
    event,
    cause: `部署コード「${holderCode}」の部署が、同じ部署名でミキワメに登録されています。`,
    remedy: `SmartHRの部署マスターで、この部署の部署名を変更してから、もう一度部署を同期してください。部署コード「${holderCode}」の部署と同じ部署の場合は、部署名ではなく部署コードを「${holderCode}」に変更してください。`,
  };
}

// A loop of new parents against kept ones always holds a department that was refused for another reason: that is the one to mend.
function parentLoopText({ loopCodes }: Of<"parent-loop">): Message {
  const [ownCode = "", ...otherCodes] = loopCodes;
  const wayRound = [...loopCodes, ownCode].map((code) => `「${code}」`).join("→");
  return {
    event: DEPARTMENT_EVENT,
    cause: `SmartHRのとおりに親部署を変更すると、上位の部署をたどったときにこの部署に戻ります（部署コード${wayRound}）。上位の部署のなかに、エラーのため元の親部署のままになる部署があります。`,
    remedy: `部署コード${listQuoted(otherCodes)}のうち、ほかの原因でエラーになっている部署をSmartHRの部署マスターで修正してから、もう一度部署を同期してください。`,
  };
}

function duplicateEmailText({ others, otherCount }: Of<"duplicate-email">): Message {
  return {
    event: EMPLOYEE_EVENT,
    cause: `SmartHRに、同じメールアドレスの従業員がほかに${otherCount}人います（${peopleText(others, otherCount)}）。`,
    remedy:
      "SmartHRの従業員リストで、「メールアドレス」が従業員ごとに異なるように修正してから、もう一度社員を同期してください。同期しない従業員がいる場合は、その従業員の「ミキワメ連携」で「連携しない」を選んでください。",
  };
}

function unknownDepartmentText({ departmentCode, departmentName }: Of<"unknown-department">): Message {
  if (departmentCode === null) {
    const department = departmentName === null ? "部署1の部署" : `部署1の「${departmentName}」`;
    return {
      event: EMPLOYEE_EVENT,
      cause: `SmartHRの部署マスターで、${department}に部署コードが入力されていません。部署コードのない部署は、ミキワメに登録されません。`,
      remedy: `SmartHRの部署マスターで${department}に部署コードを入力し、部署を同期してから、もう一度社員を同期してください。`,
    };
  }
  const department =
    departmentName === null
      ? `部署コード「${departmentCode}」の部署`
      : `「${departmentName}」（部署コード「${departmentCode}」）`;
  return {
    event: EMPLOYEE_EVENT,
    cause: `部署1の${department}が、ミキワメに登録されていません。`,
    remedy: `部署を同期して${department}を登録してから、もう一度社員を同期してください。部署の同期でエラーになる場合は、先に部署のエラーを解消してください。SmartHRで廃止した部署の場合は、SmartHRでこの従業員の部署1を変更するか、ミキワメの「部署管理」で同じ部署コードの部署を追加してから、もう一度社員を同期してください。`,
  };
}

function emailHeldText({ holder }: Of<"email-held">): Message {
  const person = personText(holder);
  return {
    event: EMPLOYEE_EVENT,
    cause: `変更後のメールアドレスを、ミキワメの別の社員（${person}）が使用しています。`,
    remedy: `SmartHRの従業員リストでこの従業員を開き、「メールアドレス」をほかの社員が使用していないものに修正してから、もう一度社員を同期してください。${person}もエラーになっている場合は、先に${person}のエラーを解消してください。${person}がこのメールアドレスを使用しなくなった場合は、ミキワメの社員データ削除機能で${person}を削除してから、もう一度社員を同期してください。`,
  };
}
