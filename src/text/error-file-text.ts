import type { Instant } from "../core/calendar.ts";
import type { DepartmentFinding, EmployeeFinding, Finding } from "../core/findings.ts";
import type {
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeNotice,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "../core/plan.ts";
import type { Subject } from "../core/run.ts";
import { dateText } from "./date-text.ts";
import { fileStamp } from "./file-stamp.ts";
import type { Message } from "./message.ts";
import { departmentNoticeText, employeeNoticeText } from "./notice-text.ts";
import { departmentRejectionText, employeeRejectionText } from "./rejection-text.ts";
import { runNameText } from "./run-summary-text.ts";
import { departmentSkipText, employeeSkipText } from "./skip-text.ts";
import { countText } from "./state-text.ts";

/** One line of 「エラーファイル」: the cells, in the order of the headings. */
export type ErrorFileLine = readonly string[];

/** The headings of 「エラーファイル」. */
export function errorFileHeadings(subject: Subject): ErrorFileLine {
  const [code, name] = subject === "departments" ? ["部署コード", "部署名"] : ["社員番号", "氏名"];
  const row = ["区分", code, name, "メールアドレス", "項目", "値"];
  return [...row, "エラーコード", "事象", "原因", "対処", "SmartHRのURL"];
}

/** The lines of one finding: one for each reason, skip and notice. */
export function errorFileLines(finding: Finding, url: string | null): readonly ErrorFileLine[] {
  const who = whoCells(finding);
  return saidOf(finding).map(({ category, field, value, code, message }) => {
    const { event, cause, remedy } = message;
    return [category, ...who, field, value, code, event, cause, remedy, url ?? ""];
  });
}

/** The name of a run's error file without its ending: 社員の同期_エラー_202604010905, in Japan's time. */
export function errorFileName(subject: Subject, finishedAt: Instant): string {
  return `${runNameText(subject)}_${ERROR}_${fileStamp(finishedAt)}`;
}

/** What is said about a row, once. */
interface Said extends FieldAtFault {
  readonly category: string;
  readonly code: string;
  readonly message: Message;
}

/** Which field is meant, as SmartHR names it, and what it holds; a value that was not kept is blank. */
interface FieldAtFault {
  readonly field: string;
  readonly value: string;
}

function whoCells(finding: Finding): readonly string[] {
  if (finding.subject === "departments") return [finding.row.code ?? "", finding.row.name ?? "", ""];
  const { employeeNumber, lastName, firstName, email } = finding.row;
  return [employeeNumber ?? "", [lastName, firstName].filter(Boolean).join(" "), email ?? ""];
}

function saidOf(finding: Finding): readonly Said[] {
  return finding.subject === "departments" ? saidOfDepartment(finding) : saidOfEmployee(finding);
}

const ERROR = countText("reject");
const SKIPPED = countText("skip");
const NOTICE = countText("notice");

function saidOfDepartment(finding: DepartmentFinding): readonly Said[] {
  const { row } = finding;
  if ("reasons" in finding) {
    return finding.reasons.map((reason) => {
      const message = departmentRejectionText(reason);
      return { category: ERROR, code: reason.kind, message, ...departmentErrorField(reason, row) };
    });
  }
  if ("skip" in finding) {
    const { skip } = finding;
    return [{ category: SKIPPED, code: skip, message: departmentSkipText(skip), ...departmentSkipField(skip) }];
  }
  const { notice } = finding;
  const message = departmentNoticeText(notice);
  return [{ category: NOTICE, code: notice.kind, message, field: "親部署", value: notice.parentName ?? "" }];
}

function departmentErrorField(reason: DepartmentRejectionReason, row: DepartmentFinding["row"]): FieldAtFault {
  switch (reason.kind) {
    case "duplicate-department-code":
      return { field: "部署コード", value: row.code ?? "" };
    case "department-code-too-long":
      return { field: "部署コード", value: row.code ?? "" };
    case "department-name-too-long":
      return { field: "部署名", value: row.name ?? "" };
    case "missing-department-name":
      return { field: "部署名", value: "" };
    case "duplicate-department-name":
      return { field: "部署名", value: row.name ?? "" };
    case "parent-loop":
      // The loop begins with the row itself; a row that is its own parent is all of it.
      return { field: "親部署", value: reason.loopCodes[1] ?? reason.loopCodes[0] ?? "" };
  }
}

function departmentSkipField(reason: DepartmentSkipReason): FieldAtFault {
  switch (reason) {
    case "no-department-code":
      return { field: "部署コード", value: "" };
  }
}

function saidOfEmployee(finding: EmployeeFinding): readonly Said[] {
  const { row } = finding;
  if ("reasons" in finding) {
    return finding.reasons.map((reason) => {
      const message = employeeRejectionText(reason);
      return { category: ERROR, code: reason.kind, message, ...employeeErrorField(reason, row) };
    });
  }
  if ("skip" in finding) {
    const { skip } = finding;
    return [{ category: SKIPPED, code: skip, message: employeeSkipText(skip), ...employeeSkipField(skip) }];
  }
  const { notice } = finding;
  const message = employeeNoticeText(notice);
  return [{ category: NOTICE, code: notice.kind, message, ...employeeNoticeField(notice, row) }];
}

const EMAIL = "メールアドレス";
const KANA = "姓（カタカナ）、名（カタカナ）";
const OPT_OUT = { field: "ミキワメ連携", value: "連携しない" };

function employeeErrorField(reason: EmployeeRejectionReason, row: EmployeeFinding["row"]): FieldAtFault {
  switch (reason.kind) {
    case "missing-name":
      return { field: missingNameParts(row), value: "" };
    case "missing-kana":
      return { field: KANA, value: "" };
    case "missing-email":
    case "invalid-email":
    case "duplicate-email":
    case "email-held":
      return { field: EMAIL, value: row.email ?? "" };
    case "unknown-department":
      return { field: "部署1", value: [reason.departmentCode, reason.departmentName].filter(Boolean).join(" ") };
  }
}

function missingNameParts({ lastName, firstName }: EmployeeFinding["row"]): string {
  return [...(lastName ? [] : ["姓"]), ...(firstName ? [] : ["名"])].join("、");
}

function employeeSkipField(reason: EmployeeSkipReason): FieldAtFault {
  switch (reason) {
    case "opted-out":
      return OPT_OUT;
    case "retired-not-in-roster":
      return { field: "在籍状況", value: "退職済" };
  }
}

function employeeNoticeField(notice: EmployeeNotice, row: EmployeeFinding["row"]): FieldAtFault {
  switch (notice.kind) {
    case "email-change-suspected":
    case "email-change-followed":
    case "person-change-suspected":
    case "email-normalised":
      return { field: EMAIL, value: row.email ?? "" };
    case "status-date-mismatch":
      return { field: "退職年月日", value: notice.retiredOn === null ? "" : dateText(notice.retiredOn) };
    case "retired-flag-cleared":
      return { field: "在籍状況", value: "" };
    case "opted-out-in-roster":
      return OPT_OUT;
    case "kana-fallback":
      return { field: `ビジネスネームの${KANA}`, value: "" };
    case "kana-not-katakana":
      return { field: KANA, value: notice.kana ?? "" };
    case "employment-type-other":
      return { field: "雇用形態", value: notice.typeName };
  }
}
