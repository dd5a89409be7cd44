import type {
  DepartmentNotice,
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeNotice,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "../core/plan.ts";
import type { RunFailure } from "../core/run.ts";
import { failureText } from "./failure-text.ts";
import type { Message } from "./message.ts";
import { departmentNoticeText, employeeNoticeText } from "./notice-text.ts";
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
      lines: linesOf(DEPARTMENT_REJECTIONS, departmentRejectionText),
    },
    {
      heading: "社員のエラー",
      about:
        "SmartHRの従業員の情報に問題があるため、同期されない社員です。SmartHRで対処してから、もう一度社員を同期します。",
      lines: linesOf(EMPLOYEE_REJECTIONS, employeeRejectionText),
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
      lines: [...linesOf(DEPARTMENT_NOTICES, departmentNoticeText), ...linesOf(EMPLOYEE_NOTICES, employeeNoticeText)],
    },
    {
      heading: "同期の失敗",
      about: "同期が失敗し、何も反映されなかったときの原因です。",
      lines: linesOf(FAILURES, failureText),
    },
  ];
}

/** An example of every kind: a kind that is missing here does not compile. */
type Examples<Reason extends { readonly kind: string }> = {
  readonly [Kind in Reason["kind"]]: Extract<Reason, { readonly kind: Kind }>;
};

const PERSON = { crewId: null, employeeNumber: "0001", lastName: "見本", firstName: "太郎" };

const DEPARTMENT_REJECTIONS: Examples<DepartmentRejectionReason> = {
  "duplicate-department-code": { kind: "duplicate-department-code", otherDepartmentIds: ["1"] },
  "missing-department-name": { kind: "missing-department-name" },
  "department-code-too-long": { kind: "department-code-too-long" },
  "department-name-too-long": { kind: "department-name-too-long" },
  "duplicate-department-name": { kind: "duplicate-department-name", holderCode: "A003", rivalCodes: [] },
  "parent-loop": { kind: "parent-loop", loopCodes: ["A001", "A002"] },
};

const EMPLOYEE_REJECTIONS: Examples<EmployeeRejectionReason> = {
  "missing-name": { kind: "missing-name" },
  "missing-kana": { kind: "missing-kana" },
  "missing-email": { kind: "missing-email" },
  "invalid-email": { kind: "invalid-email" },
  "duplicate-email": { kind: "duplicate-email", others: [PERSON], otherCount: 1 },
  "unknown-department": {
    kind: "unknown-department",
    departmentId: "1",
    departmentCode: "A004",
    departmentName: "サポート部",
  },
  "email-held": { kind: "email-held", holder: PERSON },
};

const DEPARTMENT_SKIPS: readonly DepartmentSkipReason[] = ["no-department-code"];
const EMPLOYEE_SKIPS: readonly EmployeeSkipReason[] = ["opted-out", "retired-not-in-roster"];

const DEPARTMENT_NOTICES: Examples<DepartmentNotice> = {
  "parent-not-registered": { kind: "parent-not-registered", parentName: "営業本部", placedUnderCode: "A001" },
};

const EMPLOYEE_NOTICES: Examples<EmployeeNotice> = {
  "email-change-suspected": {
    kind: "email-change-suspected",
    formerEmail: "mae@example.com",
    formerEmployeeId: "1",
  },
  "person-change-suspected": { kind: "person-change-suspected", formerCrewId: "1", former: PERSON },
  "status-date-mismatch": { kind: "status-date-mismatch", retired: false, retiredOn: "2026-03-31" },
  "retired-flag-cleared": { kind: "retired-flag-cleared" },
  "opted-out-in-roster": { kind: "opted-out-in-roster" },
  "kana-fallback": { kind: "kana-fallback" },
  "kana-not-katakana": { kind: "kana-not-katakana" },
  "email-normalised": { kind: "email-normalised", email: "taro@example.com" },
  "employment-type-other": { kind: "employment-type-other", typeName: "嘱託", peopleCount: 12 },
};

const FAILURES: Examples<RunFailure> = {
  "smarthr-busy": { kind: "smarthr-busy" },
  "smarthr-unavailable": { kind: "smarthr-unavailable" },
  "smarthr-maintenance": { kind: "smarthr-maintenance" },
  "link-rejected": { kind: "link-rejected" },
  "missing-permission": { kind: "missing-permission", resource: "crews" },
  "ip-not-permitted": { kind: "ip-not-permitted" },
  "tenant-gone": { kind: "tenant-gone" },
  "unexpected-shape": { kind: "unexpected-shape", path: "GET /v1/crews" },
  "source-changed": { kind: "source-changed" },
  "opt-out-field-missing": { kind: "opt-out-field-missing" },
  "opt-out-field-unreadable": { kind: "opt-out-field-unreadable" },
  "plan-changed": { kind: "plan-changed" },
  interrupted: { kind: "interrupted" },
  internal: { kind: "internal" },
};

function linesOf<Reason extends { readonly kind: string }>(
  examples: Examples<Reason>,
  text: (reason: Reason) => Message,
): CatalogueLine[] {
  return Object.values<Reason>(examples).map((reason) => ({ code: reason.kind, message: text(reason) }));
}
