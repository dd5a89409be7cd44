import type { Finding } from "../../contract/runs.ts";
import type { Message } from "../../text/message.ts";
import { departmentNoticeText, employeeNoticeText } from "../../text/notice-text.ts";
import { personText } from "../../text/person-text.ts";
import { departmentRejectionText, employeeRejectionText } from "../../text/rejection-text.ts";
import { departmentSkipText, employeeSkipText } from "../../text/skip-text.ts";
import { TABLE_TEXT } from "./runs-text.ts";

/** 事象・原因・対処 of everything that is said about a row. */
export function messagesOf(finding: Finding): readonly Message[] {
  switch (finding.subject) {
    case "departments":
      return [
        ...(finding.reasons ?? []).map(departmentRejectionText),
        ...(finding.skip ? [departmentSkipText(finding.skip)] : []),
        ...(finding.notice ? [departmentNoticeText(finding.notice)] : []),
      ];
    case "employees":
      return [
        ...(finding.reasons ?? []).map(employeeRejectionText),
        ...(finding.skip ? [employeeSkipText(finding.skip)] : []),
        ...(finding.notice ? [employeeNoticeText(finding.notice)] : []),
      ];
  }
}

/** Whom or what a finding is about: 社員番号 姓 名 with the address below; code and name of a department. */
export function whoOf(finding: Finding): { readonly name: string; readonly detail: string | null } {
  switch (finding.subject) {
    case "departments": {
      const parts = [finding.row.code, finding.row.name].filter((part) => part !== null && part.trim() !== "");
      return { name: parts.join(" ") || TABLE_TEXT.nameless, detail: null };
    }
    case "employees":
      return { name: personText(finding.row), detail: finding.row.email };
  }
}

/** Tells a row from the others of its page: one SmartHR record may have several notices. */
export function keyOf(finding: Finding): string {
  const id = finding.subject === "departments" ? finding.row.departmentId : finding.row.crewId;
  return `${id} ${finding.notice?.kind ?? ""}`;
}
