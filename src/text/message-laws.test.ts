import { describe, expect, test } from "vitest";
import { DEFAULT_GUARD_LIMITS, GUARD_NAMES } from "../core/guards.ts";
import type {
  DepartmentNotice,
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeNotice,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "../core/plan.ts";
import type { Employee } from "../core/roster.ts";
import type { RunFailure } from "../core/run.ts";
import type { DepartmentField, KeptReason } from "../core/undo.ts";
import { failureText } from "./failure-text.ts";
import { guardText } from "./guard-text.ts";
import { keptDepartmentText, keptEmployeeText } from "./kept-text.ts";
import type { Message } from "./message.ts";
import { departmentNoticeText, employeeNoticeText } from "./notice-text.ts";
import { departmentRejectionText, employeeRejectionText } from "./rejection-text.ts";
import { departmentSkipText, employeeSkipText } from "./skip-text.ts";

/** One or more of every kind: a kind that is missing here does not compile. */
type OfEveryKind<Reason extends { readonly kind: string }> = {
  readonly [Kind in Reason["kind"]]: readonly Extract<Reason, { readonly kind: Kind }>[];
};

const taro = { crewId: "crew-1", employeeNumber: "0001", lastName: "見本", firstName: "太郎" };
const nobody = { crewId: "crew-2", employeeNumber: null, lastName: null, firstName: null };

const departmentRejections: OfEveryKind<DepartmentRejectionReason> = {
  "duplicate-department-code": [{ kind: "duplicate-department-code", otherDepartmentIds: ["b", "c"] }],
  "missing-department-name": [{ kind: "missing-department-name" }],
  "department-code-too-long": [{ kind: "department-code-too-long" }],
  "department-name-too-long": [{ kind: "department-name-too-long" }],
  "duplicate-department-name": [
    { kind: "duplicate-department-name", holderCode: "A003", rivalCodes: [] },
    { kind: "duplicate-department-name", holderCode: null, rivalCodes: ["A004", "A005"] },
  ],
  "parent-loop": [{ kind: "parent-loop", loopCodes: ["A001", "A002", "A003"] }],
};

const employeeRejections: OfEveryKind<EmployeeRejectionReason> = {
  "missing-name": [{ kind: "missing-name" }],
  "missing-kana": [{ kind: "missing-kana" }],
  "missing-email": [{ kind: "missing-email" }],
  "invalid-email": [{ kind: "invalid-email" }],
  "duplicate-email": [
    { kind: "duplicate-email", others: [taro, nobody], otherCount: 2 },
    { kind: "duplicate-email", others: [taro], otherCount: 30 },
  ],
  "unknown-department": [
    { kind: "unknown-department", departmentId: "d", departmentCode: "A004", departmentName: "営業部" },
    { kind: "unknown-department", departmentId: "d", departmentCode: "A004", departmentName: null },
    { kind: "unknown-department", departmentId: "d", departmentCode: null, departmentName: "営業部" },
    { kind: "unknown-department", departmentId: "d", departmentCode: null, departmentName: null },
  ],
  "email-held": [
    { kind: "email-held", holder: taro },
    { kind: "email-held", holder: taro, stays: "not-synced" },
    { kind: "email-held", holder: taro, stays: "not-synced", byChoice: true },
    { kind: "email-held", holder: taro, stays: "opted-out" },
    { kind: "email-held", holder: taro, stays: "left-behind" },
    { kind: "email-held", holder: taro, stays: "chosen-new" },
    { kind: "email-held", holder: taro, stays: "not-followed", byChoice: true },
    { kind: "email-held", holder: taro, stays: "in-error" },
  ],
};

const departmentSkips: Record<DepartmentSkipReason, true> = { "no-department-code": true };
const employeeSkips: Record<EmployeeSkipReason, true> = { "opted-out": true, "retired-not-in-roster": true };

const departmentNotices: OfEveryKind<DepartmentNotice> = {
  "parent-not-registered": [
    { kind: "parent-not-registered", parentName: "本部", placedUnderCode: "A001" },
    { kind: "parent-not-registered", parentName: null, placedUnderCode: null },
  ],
};

const employeeNotices: OfEveryKind<EmployeeNotice> = {
  "email-change-suspected": [{ kind: "email-change-suspected", formerEmail: "mae@localhost", formerEmployeeId: "1" }],
  "email-change-followed": [
    { kind: "email-change-followed", formerEmail: "mae@localhost", formerEmployeeId: "1" },
    { kind: "email-change-followed", formerEmail: "mae@localhost", formerEmployeeId: "1", holder: taro },
  ],
  "person-change-suspected": [
    { kind: "person-change-suspected", formerCrewId: "crew-1", former: taro },
    {
      kind: "person-change-suspected",
      formerCrewId: "crew-1",
      former: taro,
      formerEmail: "mae@localhost",
      formerEmployeeId: "1",
    },
  ],
  "status-date-mismatch": [
    { kind: "status-date-mismatch", retired: true, retiredOn: null },
    { kind: "status-date-mismatch", retired: false, retiredOn: "2026-03-31" },
  ],
  "retired-flag-cleared": [{ kind: "retired-flag-cleared" }],
  "opted-out-in-roster": [{ kind: "opted-out-in-roster" }],
  "kana-fallback": [{ kind: "kana-fallback" }],
  "kana-not-katakana": [{ kind: "kana-not-katakana" }],
  "email-normalised": [{ kind: "email-normalised", email: "taro@localhost" }],
  "employment-type-other": [{ kind: "employment-type-other", typeName: "嘱託", peopleCount: 12 }],
};

const failures: OfEveryKind<RunFailure> = {
  "smarthr-busy": [{ kind: "smarthr-busy" }],
  "smarthr-unavailable": [{ kind: "smarthr-unavailable" }],
  "smarthr-maintenance": [{ kind: "smarthr-maintenance" }],
  "link-rejected": [{ kind: "link-rejected" }],
  "missing-permission": [
    { kind: "missing-permission", resource: "departments" },
    { kind: "missing-permission", resource: "crews.emp_status" },
    { kind: "missing-permission", resource: "grades" },
  ],
  "ip-not-permitted": [{ kind: "ip-not-permitted" }],
  "tenant-gone": [{ kind: "tenant-gone" }],
  "unexpected-shape": [{ kind: "unexpected-shape", path: "GET /v1/departments" }],
  "source-changed": [{ kind: "source-changed" }],
  "opt-out-field-missing": [{ kind: "opt-out-field-missing" }],
  "opt-out-field-unreadable": [{ kind: "opt-out-field-unreadable" }],
  "opt-outs-being-restored": [{ kind: "opt-outs-being-restored" }],
  "plan-changed": [{ kind: "plan-changed" }],
  interrupted: [{ kind: "interrupted" }],
  "disk-full": [{ kind: "disk-full" }],
  internal: [{ kind: "internal" }],
};

const byHand = { actor: "見本 花子", at: 0, runId: null };
const keptDepartments: OfEveryKind<KeptReason<DepartmentField>> = {
  "changed-since": [
    { kind: "changed-since", field: "name", by: byHand },
    { kind: "changed-since", field: null, by: { ...byHand, runId: "run" } },
  ],
  "deleted-since": [{ kind: "deleted-since", field: null, by: { ...byHand, actor: "山田 花子" } }],
  "registered-again": [{ kind: "registered-again", field: null }],
  "address-held": [],
  "name-held": [{ kind: "name-held", field: "name", holderCode: "A003" }],
  "department-gone": [{ kind: "department-gone", field: "parentCode", departmentCode: "A003" }],
  "parent-loop": [{ kind: "parent-loop", field: "parentCode" }],
  "department-in-use": [
    { kind: "department-in-use", field: null, employeeCount: 2, belowCount: 0 },
    { kind: "department-in-use", field: null, employeeCount: 2, belowCount: 1 },
  ],
};
const keptEmployees: OfEveryKind<KeptReason<keyof Employee>> = {
  "changed-since": [{ kind: "changed-since", field: "jobTitle", by: { ...byHand, actor: "山田 太郎" } }],
  "deleted-since": [{ kind: "deleted-since", field: null, by: byHand }],
  "registered-again": [{ kind: "registered-again", field: null }],
  "address-held": [{ kind: "address-held", field: "email", holder: taro }],
  "name-held": [],
  "department-gone": [{ kind: "department-gone", field: "departmentCode", departmentCode: "A003" }],
  "parent-loop": [],
  "department-in-use": [],
};

const READING = {
  column: null,
  count: 20,
  base: 40,
  earlierCount: 4,
  awake: true,
  tripped: true,
  people: [],
} as const;

const messages: readonly (readonly [string, Message])[] = [
  ...textsOf(departmentRejections, departmentRejectionText),
  ...textsOf(employeeRejections, employeeRejectionText),
  ...keysOf(departmentSkips).map((reason) => [reason, departmentSkipText(reason)] as const),
  ...keysOf(employeeSkips).map((reason) => [reason, employeeSkipText(reason)] as const),
  ...textsOf(departmentNotices, departmentNoticeText),
  ...textsOf(employeeNotices, employeeNoticeText),
  ...textsOf(failures, failureText),
  ...textsOf(keptDepartments, keptDepartmentText),
  ...textsOf(keptEmployees, keptEmployeeText),
  ...GUARD_NAMES.map((guard) => [guard, guardText({ ...READING, guard, limit: DEFAULT_GUARD_LIMITS[guard] })] as const),
];

describe.each(messages)("%s", (_, message) => {
  const sentences = Object.values(message);

  test("事象, 原因 and 対処 are there, each in whole sentences", () => {
    const parts = Object.entries(message).map(([part, text]) => [part, /^[^。].*。$/u.test(text)]);

    expect(parts).toEqual([
      ["event", true],
      ["cause", true],
      ["remedy", true],
    ]);
  });

  test("the 対処 asks for something, 〜してください, or says that nothing is to be done", () => {
    expect(message.remedy).toMatch(/ください。|^対応は不要です。$/);
  });

  test("no roundabout phrase of SmartHR's writing style", () => {
    expect(sentences.filter((text) => /することができ|させていただ|いたします|下さい|出来/.test(text))).toEqual([]);
  });

  test("no ASCII punctuation, no half-width brackets, no space between Japanese and Latin letters", () => {
    const japanese = sentences.map((text) => text.replace("GET /v1/departments", "").replace(/ \d\d:\d\d:\d\d/, ""));

    expect(
      japanese.filter((text) => /[,.!?:;()[\]"'~]|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}」] [A-Za-z]/u.test(text)),
    ).toEqual([]);
  });

  test("the product and SmartHR are called by their names, the machinery is not mentioned", () => {
    expect(
      sentences.filter((text) => /スマートHR|Smarthr|API|null|undefined|NaN|データベース|ジョブ/.test(text)),
    ).toEqual([]);
  });
});

test("brackets are closed", () => {
  const count = (text: string, bracket: string) => text.split(bracket).length - 1;
  const open = messages
    .flatMap(([, message]) => Object.values(message))
    .filter((text) => count(text, "「") !== count(text, "」") || count(text, "（") !== count(text, "）"));

  expect(open).toEqual([]);
});

test("no two kinds of one list say the same cause", () => {
  const causes = messages.map(([, { cause }]) => cause);

  expect(causes.filter((cause, place) => causes.indexOf(cause) !== place)).toEqual([]);
});

function textsOf<Reason extends { readonly kind: string }>(
  reasonsByKind: OfEveryKind<Reason>,
  text: (reason: Reason) => Message,
): [string, Message][] {
  return Object.values<readonly Reason[]>(reasonsByKind).flatMap((reasons) =>
    reasons.map((reason): [string, Message] => [reason.kind, text(reason)]),
  );
}

function keysOf<Key extends string>(record: Record<Key, true>): Key[] {
  return Object.keys(record) as Key[];
}
