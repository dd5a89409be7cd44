import { describe, expect, test } from "vitest";
import { fail } from "../core/result.ts";
import { createPageTranslator, toSourceDepartment } from "./translate.ts";
import type { CrewWire } from "./wire.ts";

const FIELD = { templateId: "opt-out", skipValues: ["skip", "element-2"] };

function aCrew(special: Partial<CrewWire> = {}): CrewWire {
  return { id: "crew-1", emp_status: "employed", ...special };
}

function translated(special: Partial<CrewWire>) {
  const page = createPageTranslator(FIELD)([aCrew(special)]);
  const crew = page.ok ? page.value[0] : undefined;
  if (crew === undefined) throw new Error("expected one crew");
  return crew;
}

const chosen = (value: unknown) => [
  { value: "other", template: { id: "another-field" } },
  { value, template: { id: "opt-out" } },
];

describe("M3: a person of SmartHR in our words", () => {
  test("everything that is read arrives under our names", () => {
    const { employee } = translated({
      emp_code: "0012",
      last_name: "見本",
      first_name: "花子",
      last_name_yomi: "ミホン",
      first_name_yomi: "ハナコ",
      email: "hanako@example.com",
      gender: "female",
      birth_at: "1990-02-28",
      departments: [{ id: "d1", code: " A001 ", name: "営業部" }],
      positions: [{ name: "課長" }],
      entered_at: "2015-04-01",
      resigned_at: "2026-03-31",
      employment_type: { name: "正社員" },
      emp_status: "retired",
    });

    expect(employee).toEqual({
      crewId: "crew-1",
      employeeNumber: "0012",
      lastName: "見本",
      firstName: "花子",
      lastNameKana: "ミホン",
      firstNameKana: "ハナコ",
      kanaFellBack: false,
      email: "hanako@example.com",
      gender: "female",
      birthDate: "1990-02-28",
      department: { departmentId: "d1", code: "A001", name: "営業部" },
      jobTitle: "課長",
      hiredOn: "2015-04-01",
      retiredOn: "2026-03-31",
      employmentTypeName: "正社員",
      employmentStatus: "retired",
      optedOut: false,
    });
  });

  const blank = {
    crewId: "crew-1",
    employeeNumber: null,
    lastName: null,
    firstName: null,
    lastNameKana: null,
    firstNameKana: null,
    kanaFellBack: false,
    email: null,
    gender: null,
    birthDate: null,
    department: null,
    jobTitle: null,
    hiredOn: null,
    retiredOn: null,
    employmentTypeName: null,
    employmentStatus: "employed",
    optedOut: false,
  };

  test("keys that are missing are blank", () => {
    expect(translated({}).employee).toEqual(blank);
  });

  test("null and the empty text are blank alike", () => {
    const { employee } = translated({
      emp_code: "",
      last_name: "",
      first_name: null,
      business_last_name: "",
      email: "",
      gender: "",
      birth_at: "",
      departments: null,
      positions: [],
      entered_at: null,
      employment_type: { name: "" },
      custom_fields: null,
    });

    expect(employee).toEqual(blank);
  });

  test("what a database could not give back is mended, in names and anywhere else", () => {
    const { employee } = translated({
      last_name: "見\u0000本",
      business_first_name: "太\uD83D",
      emp_code: "00\u000001",
    });

    expect([employee.lastName, employee.firstName, employee.employeeNumber]).toEqual(["見本", "太\uFFFD", "0001"]);
  });
});

describe("M4: only 部署1 and 役職1", () => {
  test("a hole in slot 0 is blank, whatever the later slots hold", () => {
    const { employee } = translated({
      departments: [null, { id: "d2", code: "A002", name: "開発部" }],
      positions: [null, { name: "部長" }],
    });

    expect([employee.department, employee.jobTitle]).toEqual([null, null]);
  });

  test("a department without a code is not the same as no department", () => {
    const { employee } = translated({ departments: [{ id: "d1", code: "", name: "営業部" }] });

    expect(employee.department).toEqual({ departmentId: "d1", code: null, name: "営業部" });
  });
});

describe("M5: business names", () => {
  test("a business name wins part by part, and its reading with it", () => {
    const { employee } = translated({
      last_name: "見本",
      first_name: "花子",
      last_name_yomi: "ミホン",
      first_name_yomi: "ハナコ",
      business_last_name: "旧姓",
      business_last_name_yomi: "キュウセイ",
    });

    expect([employee.lastName, employee.firstName, employee.lastNameKana, employee.firstNameKana]).toEqual([
      "旧姓",
      "花子",
      "キュウセイ",
      "ハナコ",
    ]);
  });
});

describe("M27: 「ミキワメ連携」", () => {
  test.each([
    ["連携しない by its physical name", "skip", true, true],
    ["連携しない by its element's id", "element-2", true, true],
    ["連携する", "sync", false, true],
    ["blank", "", false, false],
    ["null", null, false, false],
  ])("%s", (_, value, optedOut, hasOptOutValue) => {
    const crew = translated({ custom_fields: chosen(value) });

    expect([crew.employee.optedOut, crew.hasOptOutValue]).toEqual([optedOut, hasOptOutValue]);
  });

  test("the same value in another field means nothing", () => {
    const crew = translated({
      custom_fields: [{ value: "skip", template: { id: "another-field" } }, { value: "skip" }],
    });

    expect([crew.employee.optedOut, crew.hasOptOutValue]).toEqual([false, false]);
  });

  test.each([42, true, ["skip"], { name: "連携しない" }])(
    "%j, which nobody could understand, is not taken for 「連携する」",
    (value) => {
      const page = createPageTranslator(FIELD)([aCrew(), aCrew({ custom_fields: chosen(value) })]);

      expect(page).toEqual(fail({ kind: "unexpected-shape", path: "GET /v1/crews [1].custom_fields[1].value" }));
    },
  );

  test("values of other fields may be anything", () => {
    const custom_fields = [{ value: 42, template: { id: "another" } }, { value: { url: "…" } }];

    expect(translated({ custom_fields }).hasOptOutValue).toBe(false);
  });
});

test("people of one department share its value, so that 100,000 people stay small", () => {
  const translate = createPageTranslator(FIELD);
  const inSales = () => [aCrew({ departments: [{ id: "d1", code: "A001", name: "営業部" }] })];

  const departments = [translate(inSales()), translate(inSales())].map((page) =>
    page.ok ? page.value[0]?.employee.department : page.fault,
  );

  expect(departments[0]).toMatchObject({ name: "営業部" });
  expect(departments[0]).toBe(departments[1]);
});

describe("M8: a department of SmartHR in our words", () => {
  test("the code is trimmed and never re-typed, the parent is known by its id", () => {
    const department = toSourceDepartment({ id: "d2", code: " 0012　", name: "開発部", parent: { id: "d1" } });

    expect(department).toEqual({ departmentId: "d2", code: "0012", name: "開発部", parentId: "d1" });
  });

  test("blanks are null", () => {
    const department = toSourceDepartment({ id: "d2", code: " ", name: "", parent: null });

    expect(department).toEqual({ departmentId: "d2", code: null, name: null, parentId: null });
  });
});
