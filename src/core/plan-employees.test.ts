import { describe, expect, test } from "vitest";
import { anEmployee, aRosterEmployee, aSourceEmployee } from "../../test/builders.ts";
import { employeesAfter } from "../../test/roster-after.ts";
import type { EmployeeNotice } from "./plan.ts";
import { type EmployeesRoster, planEmployees } from "./plan-employees.ts";
import type { RosterEmployee } from "./roster.ts";
import { MANUAL_SETTINGS } from "./settings.ts";
import type { SourceEmployee } from "./source.ts";

const TODAY = "2026-11-23";
const departmentCodes = new Set(["A001", "A002", "A003"]);

function plan(employees: readonly RosterEmployee[], source: readonly SourceEmployee[], settings = MANUAL_SETTINGS) {
  return planEmployees({ employees, departmentCodes }, source, settings, TODAY);
}

function planForEmptyRoster(special: Partial<SourceEmployee>) {
  return plan([], [aSourceEmployee(special)]);
}

/** The employee that the row becomes in an empty roster. */
function created(special: Partial<SourceEmployee>) {
  return planForEmptyRoster(special).changes.map(({ after }) => after)[0];
}

function reasonKinds(source: readonly SourceEmployee[], employees: readonly RosterEmployee[] = []): string[][] {
  return plan(employees, source).rejections.map(({ reasons }) => reasons.map(({ kind }) => kind));
}

function noticesOf(employees: readonly RosterEmployee[], source: readonly SourceEmployee[]): EmployeeNotice[] {
  return plan(employees, source).notices.map(({ notice }) => notice);
}

function inDepartment(code: string | null, name = "サポート部") {
  return { departmentId: `department-${code}`, code, name };
}

const followPerson = { ...MANUAL_SETTINGS, whenAddressChanged: "follow-person" } as const;
const skipLeavers = { ...MANUAL_SETTINGS, createRetired: false };

describe("M26: the manual's example table", () => {
  const rows: [string, Partial<SourceEmployee>, string | null][] = [
    ["営業部（A001） 太郎", { department: inDepartment("A001", "営業部"), email: "001@aaa.com" }, null],
    ["ー（空白） 次郎", { department: null, email: "002@aaa.com" }, null],
    ["サポート部（A004） 三郎", { department: inDepartment("A004"), email: "003@aaa.com" }, "unknown-department"],
    ["四郎, no name", { lastName: null, firstName: null, email: "004@aaa.com" }, "missing-name"],
    ["五郎, no kana", { lastNameKana: null, firstNameKana: null, email: "005@aaa.com" }, "missing-kana"],
    ["六郎, no mail address", { email: null }, "missing-email"],
    ["七郎, shared address", { email: "007@aaa.com" }, "duplicate-email"],
    ["八郎, shared address", { email: "007@aaa.com" }, "duplicate-email"],
  ];
  const source = rows.map(([, special], place) => aSourceEmployee({ crewId: `crew-${place}`, ...special }));
  const { changes, rejections } = plan([], source);

  test.each(rows)("%s", (name, _, expected) => {
    const row = source[rows.findIndex(([each]) => each === name)];

    const rejection = rejections.find((each) => each.row === row);

    expect(rejection?.reasons.map(({ kind }) => kind) ?? null).toEqual(expected === null ? null : [expected]);
    expect(changes.some(({ after }) => after.crewId === row?.crewId)).toBe(expected === null);
  });
});

describe("M26: who is rejected", () => {
  test("either part of the name is enough to miss", () => {
    expect(reasonKinds([aSourceEmployee({ firstName: "" })])).toEqual([["missing-name"]]);
    expect(reasonKinds([aSourceEmployee({ lastName: "　" })])).toEqual([["missing-name"]]);
    expect(reasonKinds([aSourceEmployee({ lastNameKana: "" })])).toEqual([["missing-kana"]]);
  });

  test("a row is told all its reasons at once", () => {
    const row = aSourceEmployee({ lastName: null, firstNameKana: null, email: null, department: inDepartment("A004") });

    expect(reasonKinds([row])).toEqual([["missing-name", "missing-kana", "missing-email", "unknown-department"]]);
  });

  test("an address that no browser's field would take is invalid", () => {
    for (const email of [
      "taro",
      "taro@",
      "@example.com",
      "ta ro@example.com",
      "太郎@example.com",
      "taro@example..com",
    ]) {
      expect(reasonKinds([aSourceEmployee({ email })])).toEqual([["invalid-email"]]);
    }
  });

  test("addresses of Japanese carriers with repeated dots are valid", () => {
    expect(reasonKinds([aSourceEmployee({ email: "a..b.@docomo.ne.jp" })])).toEqual([]);
  });

  test("a shared address rejects every row that has it, however it is written, and names the others", () => {
    const one = aSourceEmployee({ crewId: "c1", employeeNumber: "1", firstName: "一", email: "taro@example.com" });
    const two = aSourceEmployee({ crewId: "c2", employeeNumber: "2", firstName: "二", email: "ＴＡＲＯ＠example.com" });

    const { changes, rejections } = plan([], [one, two]);

    expect(changes).toEqual([]);
    expect(rejections).toEqual([
      {
        row: one,
        reasons: [
          {
            kind: "duplicate-email",
            others: [{ crewId: "c2", employeeNumber: "2", lastName: "見本", firstName: "二" }],
            otherCount: 1,
          },
        ],
      },
      {
        row: two,
        reasons: [
          {
            kind: "duplicate-email",
            others: [{ crewId: "c1", employeeNumber: "1", lastName: "見本", firstName: "一" }],
            otherCount: 1,
          },
        ],
      },
    ]);
  });

  test("a thousand people with one address are all rejected, each naming five others and their number", () => {
    const source = Array.from({ length: 1_000 }, (_, place) => aSourceEmployee({ crewId: `c${place + 1_000}` }));

    const { rejections } = plan([], source);

    const reasons = rejections.flatMap((rejection) => rejection.reasons);
    expect(reasons).toHaveLength(1_000);
    for (const reason of reasons) {
      expect(reason).toMatchObject({ kind: "duplicate-email", otherCount: 999 });
      expect(reason.kind === "duplicate-email" && reason.others).toHaveLength(5);
    }
  });

  test("a shared address is refused even when the roster already has the person", () => {
    const source = [aSourceEmployee(), aSourceEmployee({ crewId: "crew-2" })];

    expect(reasonKinds(source, [aRosterEmployee()])).toEqual([["duplicate-email"], ["duplicate-email"]]);
  });

  test("no department is allowed, one without a code is not", () => {
    expect(reasonKinds([aSourceEmployee({ department: null })])).toEqual([]);
    expect(plan([], [aSourceEmployee({ department: inDepartment(null) })]).rejections[0]?.reasons).toEqual([
      {
        kind: "unknown-department",
        departmentId: "department-null",
        departmentCode: null,
        departmentName: "サポート部",
      },
    ]);
  });

  test("a department's code is read as the department sync reads it", () => {
    expect(created({ department: inDepartment(" A001 ") })?.departmentCode).toBe("A001");
  });
});

describe("M27: 「連携しない」", () => {
  test("the row is skipped, whatever else is wrong with it", () => {
    const row = aSourceEmployee({ optedOut: true, email: null, lastName: null });

    expect(plan([], [row])).toEqual({
      changes: [],
      unchangedCount: 0,
      skips: [{ row, reason: "opted-out" }],
      rejections: [],
      notices: [],
    });
  });

  test("the row does not take part in the duplicate check", () => {
    const source = [aSourceEmployee({ optedOut: true }), aSourceEmployee({ crewId: "crew-2" })];

    const { changes, rejections } = plan([], source);

    expect(changes.map(({ after }) => after.crewId)).toEqual(["crew-2"]);
    expect(rejections).toEqual([]);
  });

  test("somebody who is in the roster already stays there, with a notice", () => {
    expect(noticesOf([aRosterEmployee()], [aSourceEmployee({ optedOut: true })])).toEqual([
      { kind: "opted-out-in-roster" },
    ]);
    expect(noticesOf([aRosterEmployee({ crewId: null })], [aSourceEmployee({ optedOut: true })])).toEqual([
      { kind: "opted-out-in-roster" },
    ]);
  });

  test("of two records of one person the other one is synced, without that notice", () => {
    const source = [aSourceEmployee({ optedOut: true }), aSourceEmployee({ crewId: "crew-2" })];

    expect(noticesOf([aRosterEmployee()], source).map(({ kind }) => kind)).toEqual(["person-change-suspected"]);
  });
});

describe("M24: people are matched by mail address", () => {
  test("an equal address updates the employee", () => {
    const before = aRosterEmployee({ jobTitle: "主任" });

    const { changes } = plan([before], [aSourceEmployee({ jobTitle: "課長" })]);

    expect(changes).toEqual([{ kind: "update", before, after: anEmployee({ jobTitle: "課長" }) }]);
  });

  test("another address makes a new employee", () => {
    const { changes } = plan([aRosterEmployee()], [aSourceEmployee({ crewId: "c2", email: "jiro@example.com" })]);

    expect(changes).toEqual([{ kind: "create", after: anEmployee({ crewId: "c2", email: "jiro@example.com" }) }]);
  });

  test.each([
    ["letter case", "Taro@Example.COM"],
    ["full width", "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ"],
    ["a zero-width space", "taro\u200B@example.com"],
    ["blanks around", "　taro@example.com "],
    ["control characters", "taro@example.com\r\n"],
  ])("%s does not make another address", (_, email) => {
    const { changes } = plan([aRosterEmployee()], [aSourceEmployee({ email })]);

    expect(changes.map(({ kind }) => kind).filter((kind) => kind === "create")).toEqual([]);
  });

  test("the address is stored cleaned, with its letter case kept, and the mending is noticed", () => {
    const source = [aSourceEmployee({ email: " Ｔａｒｏ@Example.com" })];

    expect(plan([], source).changes.map(({ after }) => after.email)).toEqual(["Taro@Example.com"]);
    expect(noticesOf([], source)).toEqual([{ kind: "email-normalised", email: "Taro@Example.com" }]);
  });

  test("nothing that differs changes nothing", () => {
    expect(plan([aRosterEmployee()], [aSourceEmployee()])).toEqual({
      changes: [],
      unchangedCount: 1,
      skips: [],
      rejections: [],
      notices: [],
    });
  });

  test("a changed address makes a second employee, and the change is suspected", () => {
    const former = aRosterEmployee({ id: "7" });

    const { changes, notices } = plan([former], [aSourceEmployee({ email: "new@example.com" })]);

    expect(changes.map(({ kind }) => kind)).toEqual(["create"]);
    expect(notices.map(({ notice }) => notice)).toEqual([
      { kind: "email-change-suspected", formerEmail: "taro@example.com", formerEmployeeId: "7" },
    ]);
  });

  test("another SmartHR person behind a known address is suspected", () => {
    const before = aRosterEmployee({ crewId: "crew-0" });

    const { changes, notices } = plan([before], [aSourceEmployee()]);

    expect(changes).toEqual([{ kind: "update", before, after: anEmployee() }]);
    expect(notices.map(({ notice }) => notice)).toEqual([
      {
        kind: "person-change-suspected",
        formerCrewId: "crew-0",
        former: { crewId: "crew-0", employeeNumber: "0001", lastName: "見本", firstName: "太郎" },
      },
    ]);
  });
});

describe("M3, M4, M6: the fields", () => {
  test("each field of the manual's table arrives", () => {
    const row = aSourceEmployee({ department: inDepartment("A001"), retiredOn: "2027-03-31" });

    expect(plan([], [row]).changes).toEqual([
      { kind: "create", after: anEmployee({ departmentCode: "A001", retiredOn: "2027-03-31" }) },
    ]);
  });

  test("what is blank in SmartHR becomes blank in the roster", () => {
    const blank = { employeeNumber: null, gender: null, birthDate: null, jobTitle: null, hiredOn: null } as const;

    const { changes } = plan([aRosterEmployee()], [aSourceEmployee({ ...blank, employmentTypeName: null })]);

    expect(changes.map(({ after }) => after)).toEqual([anEmployee({ ...blank, employmentType: null })]);
  });

  test("a name is taken as it is: compatibility characters and variants are somebody's name", () => {
    for (const lastName of ["髙﨑", "\uFA19谷", "邉\u{E0101}", "𠮷田", "ｻﾄｳ"]) {
      expect(created({ lastName })?.lastName).toBe(lastName);
    }
  });

  test.each([
    ["employed", false],
    ["absent", false],
    ["retired", true],
  ] as const)("退職者フラグ of somebody who is %s is %s", (employmentStatus, retired) => {
    expect(created({ employmentStatus })?.retired).toBe(retired);
  });

  test("a date of retirement alone sets no flag", () => {
    expect(created({ retiredOn: "2020-03-31" })?.retired).toBe(false);
  });

  test("a flag set by hand goes when SmartHR says otherwise, with a notice", () => {
    const before = aRosterEmployee({ retired: true, retiredByHand: true });

    const { changes, notices } = plan([before], [aSourceEmployee()]);

    expect(changes).toEqual([{ kind: "update", before, after: anEmployee() }]);
    expect(notices.map(({ notice }) => notice)).toEqual([{ kind: "retired-flag-cleared" }]);
  });

  test("a rehired person's flag goes without that notice", () => {
    expect(noticesOf([aRosterEmployee({ retired: true })], [aSourceEmployee()])).toEqual([]);
  });
});

describe("M7: employment types by name", () => {
  test.each([
    ["正社員", "permanent"],
    ["契約社員", "contract"],
    ["派遣社員", "dispatched"],
    ["アルバイト・パート", "part-time"],
    ["業務委託", "outsourced"],
    ["役員", "officer"],
    ["その他", "other"],
    ["嘱託", "other"],
    [null, null],
  ] as const)("%s becomes %s", (employmentTypeName, employmentType) => {
    expect(created({ employmentTypeName })?.employmentType).toBe(employmentType);
  });

  test("a type outside the table is noticed once, on the first of its people", () => {
    const source = ["c3", "c1", "c2"].map((crewId) =>
      aSourceEmployee({ crewId, email: `${crewId}@example.com`, employmentTypeName: "嘱託" }),
    );

    expect(plan([], source).notices).toEqual([
      { row: source[1], notice: { kind: "employment-type-other", typeName: "嘱託", peopleCount: 3 } },
    ]);
  });
});

describe("notices about a row", () => {
  test.each([
    ["not retired, though the date has passed", "employed", "2026-11-22", true],
    ["not retired, and the date is today", "employed", TODAY, false],
    ["on leave, though the date has passed", "absent", "2020-01-31", true],
    ["retired without a date", "retired", null, true],
    ["retired with a date", "retired", "2026-10-31", false],
  ] as const)("%s", (_, employmentStatus, retiredOn, noticed) => {
    const notice = { kind: "status-date-mismatch", retired: employmentStatus === "retired", retiredOn };

    expect(noticesOf([], [aSourceEmployee({ employmentStatus, retiredOn })])).toEqual(noticed ? [notice] : []);
  });

  test("a business name without a reading of its own", () => {
    expect(noticesOf([], [aSourceEmployee({ kanaFellBack: true })])).toEqual([{ kind: "kana-fallback" }]);
  });

  test.each([
    ["ﾀﾛｳ", true],
    ["たろう", true],
    ["Taro", true],
    ["ヴァン・タ－ロウ", true],
    ["ヴァン・タロー", false],
  ])("a reading written %s", (firstNameKana, noticed) => {
    const notice = { kind: "kana-not-katakana", kana: `ミホン ${firstNameKana}` };

    expect(noticesOf([], [aSourceEmployee({ firstNameKana })])).toEqual(noticed ? [notice] : []);
  });
});

describe("the setting not to create people who had left", () => {
  const leaver = aSourceEmployee({ employmentStatus: "retired", retiredOn: "2020-03-31" });

  test("a leaver who is not in the roster is skipped", () => {
    expect(plan([], [leaver], skipLeavers)).toMatchObject({
      changes: [],
      skips: [{ row: leaver, reason: "retired-not-in-roster" }],
    });
  });

  test("nobody has to act for a leaver who could not be synced anyway", () => {
    const nameless = { ...leaver, email: null, lastName: null };

    expect(plan([], [nameless], skipLeavers)).toMatchObject({ skips: [{ row: nameless }], rejections: [] });
  });

  test("a leaver who is in the roster is updated", () => {
    expect(plan([aRosterEmployee()], [leaver], skipLeavers).changes.map(({ kind }) => kind)).toEqual(["update"]);
  });

  test("an address shared with a leaver must still be put right", () => {
    const { skips, rejections } = plan([], [leaver, aSourceEmployee({ crewId: "crew-2" })], skipLeavers);

    expect(skips).toEqual([]);
    expect(rejections).toHaveLength(2);
  });
});

describe("the setting to follow a person whose address changed", () => {
  const taro = aRosterEmployee({ id: "1", crewId: "c1", email: "taro@example.com" });
  const jiro = aRosterEmployee({ id: "2", crewId: "c2", email: "jiro@example.com" });

  function outcome(employees: readonly RosterEmployee[], source: readonly SourceEmployee[]) {
    const { changes, rejections } = plan(employees, source, followPerson);
    const after = employeesAfter(employees, changes, 1);
    return {
      emails: after.map(({ id, email }) => `${id} ${email}`),
      held: rejections.map(({ row, reasons }) => `${row.crewId} ${reasons.map(({ kind }) => kind)}`),
    };
  }

  test("the employee stays and the address follows", () => {
    expect(outcome([taro], [aSourceEmployee({ crewId: "c1", email: "new@example.com" })])).toEqual({
      emails: ["1 new@example.com"],
      held: [],
    });
  });

  test("an address that another employee keeps is held", () => {
    const { rejections } = plan(
      [taro, jiro],
      [aSourceEmployee({ crewId: "c1", email: "jiro@example.com" })],
      followPerson,
    );

    expect(rejections.map(({ reasons }) => reasons)).toEqual([
      [
        {
          kind: "email-held",
          holder: { crewId: "c2", employeeNumber: "0001", lastName: "見本", firstName: "太郎" },
          stays: "not-synced",
        },
      ],
    ]);
  });

  test("two people swap their addresses", () => {
    const source = [
      aSourceEmployee({ crewId: "c1", email: "jiro@example.com" }),
      aSourceEmployee({ crewId: "c2", email: "taro@example.com" }),
    ];

    expect(outcome([taro, jiro], source)).toEqual({ emails: ["1 jiro@example.com", "2 taro@example.com"], held: [] });
  });

  test("somebody new takes the address that a known person gave up", () => {
    const source = [
      aSourceEmployee({ crewId: "c9", email: "taro@example.com" }),
      aSourceEmployee({ crewId: "c1", email: "new@example.com" }),
    ];

    expect(outcome([taro], source)).toEqual({
      emails: ["1 new@example.com", "after-1-taro@example.com taro@example.com"],
      held: [],
    });
  });

  test("somebody new waits while the person who has the address is refused", () => {
    const source = [
      aSourceEmployee({ crewId: "c9", email: "taro@example.com" }),
      aSourceEmployee({ crewId: "c1", email: "new@example.com", lastName: null }),
    ];

    expect(outcome([taro], source)).toEqual({
      emails: ["1 taro@example.com"],
      held: ["c1 missing-name", "c9 email-held"],
    });
  });

  test("an employee whom SmartHR no longer has, or who is opted out, is found by address as M24 says", () => {
    const newcomer = aSourceEmployee({ crewId: "c9", email: "taro@example.com" });

    expect(outcome([taro], [newcomer]).emails).toEqual(["1 taro@example.com"]);
    expect(outcome([taro], [newcomer, aSourceEmployee({ crewId: "c1", optedOut: true })]).emails).toEqual([
      "1 taro@example.com",
    ]);
  });

  test("of two employees that one person left behind, the later one is followed", () => {
    const later = { ...taro, id: "3", email: "second@example.com", crewSince: 5 };

    expect(outcome([taro, later], [aSourceEmployee({ crewId: "c1", email: "third@example.com" })]).emails).toEqual([
      "1 taro@example.com",
      "3 third@example.com",
    ]);
  });

  test("of two that were left behind at the same moment, the one that came into the roster later is followed", () => {
    const [ninth, tenth] = [
      { ...taro, id: "9", crewSince: 5 },
      { ...taro, id: "10", email: "second@example.com", crewSince: 5 },
    ];

    expect(outcome([tenth, ninth], [aSourceEmployee({ crewId: "c1", email: "third@example.com" })]).emails).toEqual([
      "10 third@example.com",
      "9 taro@example.com",
    ]);
  });

  test("a leaver known under another address is in the roster", () => {
    const leaver = aSourceEmployee({ crewId: "c1", email: "new@example.com", employmentStatus: "retired" });

    expect(plan([taro], [leaver], { ...followPerson, createRetired: false }).changes.map(({ kind }) => kind)).toEqual([
      "update",
    ]);
  });
});

test("an empty roster and an empty SmartHR agree", () => {
  const nobody: EmployeesRoster = { employees: [], departmentCodes: new Set() };

  expect(planEmployees(nobody, [], MANUAL_SETTINGS, TODAY)).toEqual({
    changes: [],
    unchangedCount: 0,
    skips: [],
    rejections: [],
    notices: [],
  });
});
