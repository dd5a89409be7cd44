import type { DepartmentSkipReason, EmployeeSkipReason } from "../core/plan.ts";
import { failureText } from "./failure-text.ts";
import type { Message } from "./message.ts";
import { departmentNoticeText, employeeNoticeText } from "./notice-text.ts";
import {
  DEPARTMENT_NOTICE_EXAMPLES,
  DEPARTMENT_REJECTION_EXAMPLES,
  EMPLOYEE_NOTICE_EXAMPLES,
  EMPLOYEE_REJECTION_EXAMPLES,
  type Examples,
  FAILURE_EXAMPLES,
} from "./reason-examples.ts";
import { departmentRejectionText, employeeRejectionText } from "./rejection-text.ts";
import { departmentSkipText, employeeSkipText } from "./skip-text.ts";

/** One code as the error file and the run's page name it, with what they say; names and values in it are examples. */
export interface CatalogueLine {
  readonly code: string;
  readonly message: Message;
}

/** The codes of one kind. */
export interface CatalogueChapter {
  readonly heading: string;
  readonly about: string;
  readonly lines: readonly CatalogueLine[];
}

/** Every code there is, in the order people meet them. */
export function errorCatalogue(): readonly CatalogueChapter[] {
  return [
    {
      heading: "部署のエラー",
      about:
        "SmartHRの部署の情報に問題があるため、同期されない部署です。SmartHRで対処してから、もう一度部署を同期します。",
      lines: linesOf(DEPARTMENT_REJECTION_EXAMPLES, departmentRejectionText),
    },
    {
      heading: "社員のエラー",
      about:
        "SmartHRの従業員の情報に問題があるため、同期されない社員です。SmartHRで対処してから、もう一度社員を同期します。",
      lines: linesOf(EMPLOYEE_REJECTION_EXAMPLES, employeeRejectionText),
    },
    {
      heading: "対象外",
      about: "設定や選択に従って、同期の対象から外した部署と社員です。そのままでよい場合は、対処は必要ありません。",
      lines: [
        ...DEPARTMENT_SKIPS.map((code) => ({ code, message: departmentSkipText(code) })),
        ...EMPLOYEE_SKIPS.map((code) => ({ code, message: employeeSkipText(code) })),
      ],
    },
    {
      heading: "注意",
      about: "同期されますが、確認をおすすめする部署と社員です。",
      lines: [
        ...linesOf(DEPARTMENT_NOTICE_EXAMPLES, departmentNoticeText),
        ...linesOf(EMPLOYEE_NOTICE_EXAMPLES, employeeNoticeText),
      ],
    },
    {
      heading: "同期の失敗",
      about: "同期が失敗し、何も反映されなかったときの原因です。",
      lines: linesOf(FAILURE_EXAMPLES, failureText),
    },
  ];
}

const DEPARTMENT_SKIPS: readonly DepartmentSkipReason[] = ["no-department-code"];
const EMPLOYEE_SKIPS: readonly EmployeeSkipReason[] = ["opted-out", "retired-not-in-roster"];

function linesOf<Reason extends { readonly kind: string }>(
  examples: Examples<Reason>,
  text: (reason: Reason) => Message,
): CatalogueLine[] {
  return Object.values<Reason>(examples).map((reason) => ({ code: reason.kind, message: text(reason) }));
}
