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

const ANOTHER_EMAIL =
  "SmartHRの従業員リストでこの従業員を開き、「メールアドレス」をほかの社員が使用していないものに修正してから、もう一度社員を同期してください。";

// Nobody is told to delete somebody whom SmartHR has: their history would go with them.
function emailHeldText({ holder, stays, byChoice }: Of<"email-held">): Message {
  const person = personText(holder);
  const used = `変更後のメールアドレスを、ミキワメの別の社員（${person}）が使用しています。`;
  const chosen = byChoice
    ? `「同じ社員として扱う」が選ばれているため、メールアドレスを更新する社員です。${used}`
    : used;
  const back = byChoice
    ? "「同じ社員として扱う」を取り消す場合は、確認待ちの変更内容の「メールアドレス変更の疑い」で選択を元に戻し、「選んだ内容で変更内容を作り直す」を選んでください。"
    : "";
  const { cause, remedy } = holderStayText(person, stays);
  return { event: EMPLOYEE_EVENT, cause: `${chosen}${cause}`, remedy: `${remedy}${back}` };
}

function holderStayText(person: string, stays: Of<"email-held">["stays"]): Pick<Message, "cause" | "remedy"> {
  const followHolder = `${person}も同じ社員として扱う場合は、「変更内容を確認する」で表示される「メールアドレス変更の疑い」で、${person}の「同じ社員として扱う」を選び、「選んだ内容で変更内容を作り直す」を選んでください。すでに同期した場合は、先に、その同期の「この処理を取り消す」を選んでください。`;
  switch (stays) {
    case "chosen-new":
      return {
        cause: `${person}に「新しい社員として登録する」が選ばれているため、元の社員がこのメールアドレスのまま残ります。`,
        remedy: followHolder,
      };
    case "not-followed":
      return {
        cause: `${person}は「同じ社員として扱う」が選ばれていないため、元の社員がこのメールアドレスのまま残ります。`,
        remedy: followHolder,
      };
    case "in-error":
      return {
        cause: `${person}のメールアドレスの変更が、エラーのため反映されません。`,
        remedy: `先に${person}のエラーを解消してください。${ANOTHER_EMAIL}`,
      };
    case "left-behind":
      return {
        cause: `${person}は、以前の同期で新しい社員としても登録されました。元の社員が、このメールアドレスのまま残っています。`,
        remedy: `${person}を同じ社員として扱う場合は、新しい社員として登録した同期の「この処理を取り消す」を選んでから、もう一度社員を同期してください。${ANOTHER_EMAIL}`,
      };
    case "opted-out":
      return {
        cause: `${person}は、SmartHRの「ミキワメ連携」で「連携しない」が選ばれているため、このメールアドレスのまま残ります。`,
        remedy: `${ANOTHER_EMAIL}${person}も同期する場合は、${person}の「ミキワメ連携」で「連携する」を選んでから、もう一度社員を同期してください。${person}をミキワメに登録しない場合は、ミキワメの社員データ削除機能で${person}を削除してから、もう一度社員を同期してください。`,
      };
    case "not-synced":
      return {
        cause: `${person}に対応する従業員は、SmartHRで見つかりません。`,
        remedy: `${ANOTHER_EMAIL}${person}がこのメールアドレスを使用しなくなった場合は、ミキワメの社員データ削除機能で${person}を削除してから、もう一度社員を同期してください。`,
      };
    case undefined:
      return {
        cause: "",
        remedy: `${ANOTHER_EMAIL}${person}もエラーになっている場合は、先に${person}のエラーを解消してください。`,
      };
  }
}
