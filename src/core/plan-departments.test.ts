import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aDepartment, aSourceDepartment } from "../../test/builders.ts";
import { departmentsAfter } from "../../test/roster-after.ts";
import { LONGEST_DEPARTMENT_TEXT } from "./plan.ts";
import { planDepartments } from "./plan-departments.ts";
import type { Department } from "./roster.ts";
import type { SourceDepartment } from "./source.ts";

const sales = aDepartment({ code: "A001", name: "営業部" });
const development = aDepartment({ code: "A002", name: "開発部" });
const personnel = aDepartment({ code: "A003", name: "人事部" });
const manualRoster = [sales, development, personnel];

/** A row of SmartHR's department list, as the manual's tables print it. */
function row(code: string | null, name: string | null, special: Partial<SourceDepartment> = {}): SourceDepartment {
  return aSourceDepartment({ code, name, departmentId: `id-${code}-${name}`, ...special });
}

function codesAndNames(departments: readonly Department[]): string[] {
  return departments.map(({ code, name }) => `${code} ${name}`);
}

describe("M15: departments are the same exactly when their codes are equal", () => {
  test("a department whose code is in the roster is updated", () => {
    const plan = planDepartments([sales], [row("A001", "営業本部")]);

    expect(plan.changes).toEqual([{ kind: "update", before: sales, after: { ...sales, name: "営業本部" } }]);
  });

  test("a department whose code is not in the roster is created", () => {
    const plan = planDepartments([], [row("A001", "営業部")]);

    expect(plan.changes).toEqual([{ kind: "create", after: sales }]);
  });

  test("leading zeros count: 0012 and 12 are two departments", () => {
    const plan = planDepartments([aDepartment({ code: "12", name: "十二" })], [row("0012", "零十二")]);

    expect(plan.changes).toEqual([{ kind: "create", after: { code: "0012", name: "零十二", parentCode: null } }]);
  });

  test("blanks around a code do not count", () => {
    const plan = planDepartments([sales], [row(" A001　", "営業部")]);

    expect(plan).toMatchObject({ changes: [], unchangedCount: 1 });
  });

  test("full-width and half-width codes stay different", () => {
    const plan = planDepartments([sales], [row("Ａ００１", "営業二部")]);

    expect(plan.changes.map(({ kind }) => kind)).toEqual(["create"]);
  });

  test("a code on several SmartHR departments leaves all of them out, each naming the others", () => {
    const first = row("A001", "営業部");
    const second = row("A001", "営業企画部");

    const plan = planDepartments(manualRoster, [first, second]);

    expect(plan).toEqual({
      changes: [],
      unchangedCount: 0,
      skips: [],
      notices: [],
      rejections: [
        {
          row: first,
          reasons: [{ kind: "duplicate-department-code", otherDepartmentIds: [second.departmentId] }],
        },
        {
          row: second,
          reasons: [{ kind: "duplicate-department-code", otherDepartmentIds: [first.departmentId] }],
        },
      ],
    });
  });
});

describe("M16: a department without a code is not synced", () => {
  test.each([
    ["null", null],
    ["empty", ""],
    ["a blank", " "],
    ["a full-width blank", "　"],
    ["a zero-width space", "\u200B"],
  ])("%s is no code", (_, code) => {
    const codeless = row(code, "プロジェクト室");

    const plan = planDepartments(manualRoster, [codeless]);

    expect(plan).toMatchObject({
      changes: [],
      skips: [{ row: codeless, reason: "no-department-code" }],
      rejections: [],
    });
  });
});

describe("M8: name, code and parent are synced", () => {
  test("a department without a name is rejected", () => {
    const nameless = row("A005", null);

    const plan = planDepartments([], [nameless]);

    expect(plan.rejections).toEqual([{ row: nameless, reasons: [{ kind: "missing-department-name" }] }]);
  });

  test("a code or a name that no index could hold is rejected, the longest that one can hold is not", () => {
    const [longest, tooLong] = ["部".repeat(LONGEST_DEPARTMENT_TEXT), "署".repeat(LONGEST_DEPARTMENT_TEXT + 1)];
    const rows = [row(longest, longest), row("A002", tooLong), row(tooLong, "人事部"), row(`${tooLong}2`, tooLong)];

    const plan = planDepartments([], rows);

    expect(plan.changes.map(({ after }) => after.code)).toEqual([longest]);
    expect(plan.rejections.map(({ reasons }) => reasons.map(({ kind }) => kind))).toEqual([
      ["department-name-too-long"],
      ["department-code-too-long"],
      ["department-code-too-long", "department-name-too-long"],
    ]);
  });

  test("all reasons of a row are named at once", () => {
    const plan = planDepartments([], [row("A005", null), row("A005", "法務部")]);

    expect(plan.rejections.map(({ reasons }) => reasons.map(({ kind }) => kind))).toEqual([
      ["duplicate-department-code", "missing-department-name"],
      ["duplicate-department-code"],
    ]);
  });

  test("the parent is SmartHR's parent", () => {
    const top = row("A001", "営業部");
    const below = row("A010", "営業一課", { parentId: top.departmentId });

    const plan = planDepartments([], [below, top]);

    expect(plan.changes.map(({ after }) => after)).toEqual([
      { code: "A010", name: "営業一課", parentCode: "A001" },
      { code: "A001", name: "営業部", parentCode: null },
    ]);
    expect(plan.notices).toEqual([]);
  });

  test("a department moves to the top when SmartHR has it there", () => {
    const before = aDepartment({ code: "A010", name: "営業一課", parentCode: "A001" });

    const plan = planDepartments([sales, before], [row("A001", "営業部"), row("A010", "営業一課")]);

    expect(plan.changes).toEqual([{ kind: "update", before, after: { ...before, parentCode: null } }]);
  });

  test("a parent that is not registered gives its place to the nearest ancestor that is, with a notice", () => {
    const top = row("A001", "営業部");
    const codeless = row(null, "東日本", { parentId: top.departmentId });
    const below = row("A010", "営業一課", { parentId: codeless.departmentId });

    const plan = planDepartments([], [top, codeless, below]);

    expect(plan.changes.at(-1)?.after.parentCode).toBe("A001");
    expect(plan.notices).toEqual([
      { row: below, notice: { kind: "parent-not-registered", parentName: "東日本", placedUnderCode: "A001" } },
    ]);
  });

  test("without any registered ancestor the department stands at the top, with a notice", () => {
    const codeless = row(null, "東日本");
    const below = row("A010", "営業一課", { parentId: codeless.departmentId });

    const plan = planDepartments([], [codeless, below]);

    expect(plan.changes.map(({ after }) => after.parentCode)).toEqual([null]);
    expect(plan.notices).toEqual([
      { row: below, notice: { kind: "parent-not-registered", parentName: "東日本", placedUnderCode: null } },
    ]);
  });

  test("a rejected ancestor whose code the roster has is still the parent", () => {
    const nameless = row("A001", null);
    const below = row("A010", "営業一課", { parentId: nameless.departmentId });

    const plan = planDepartments([sales], [nameless, below]);

    expect(plan.changes.map(({ after }) => after.parentCode)).toEqual(["A001"]);
    expect(plan.notices).toEqual([]);
  });
});

describe("M17: what SmartHR does not have stays in the roster", () => {
  test("an empty SmartHR changes nothing", () => {
    const plan = planDepartments(manualRoster, []);

    expect(plan).toEqual({ changes: [], unchangedCount: 0, skips: [], rejections: [], notices: [] });
  });
});

describe("M18: another code is another department", () => {
  test("the manual's table: A004 人事本部 is added and A003 人事部 stays", () => {
    const source = [row("A001", "営業部"), row("A002", "開発部"), row("A004", "人事本部")];

    const plan = planDepartments(manualRoster, source);

    expect(codesAndNames(departmentsAfter(manualRoster, plan.changes))).toEqual([
      "A001 営業部",
      "A002 開発部",
      "A003 人事部",
      "A004 人事本部",
    ]);
    expect(plan).toMatchObject({ unchangedCount: 2, skips: [], rejections: [], notices: [] });
  });
});

describe("M19: a name that another department has is refused", () => {
  test("the manual's table: A004 人事部 is a 部署名重複エラー and the roster stays as it is", () => {
    const refused = row("A004", "人事部");
    const source = [row("A001", "営業部"), row("A002", "開発部"), refused];

    const plan = planDepartments(manualRoster, source);

    expect(codesAndNames(departmentsAfter(manualRoster, plan.changes))).toEqual([
      "A001 営業部",
      "A002 開発部",
      "A003 人事部",
    ]);
    expect(plan.rejections).toEqual([
      { row: refused, reasons: [{ kind: "duplicate-department-name", holderCode: "A003", rivalCodes: [] }] },
    ]);
  });

  test("two departments swap their names in one run", () => {
    const plan = planDepartments([sales, development], [row("A001", "開発部"), row("A002", "営業部")]);

    expect(codesAndNames(departmentsAfter([sales, development], plan.changes))).toEqual(["A001 開発部", "A002 営業部"]);
    expect(plan.rejections).toEqual([]);
  });

  test("a name freed by a rename can be taken in the same run", () => {
    const plan = planDepartments([sales], [row("A009", "営業部"), row("A001", "旧営業部")]);

    expect(codesAndNames(departmentsAfter([sales], plan.changes))).toEqual(["A001 旧営業部", "A009 営業部"]);
  });

  test("several rows that want the same free name are all refused, naming each other", () => {
    const plan = planDepartments([], [row("A001", "営業部"), row("A002", "営業部")]);

    expect(plan.rejections.map(({ reasons }) => reasons)).toEqual([
      [{ kind: "duplicate-department-name", holderCode: null, rivalCodes: ["A002"] }],
      [{ kind: "duplicate-department-name", holderCode: null, rivalCodes: ["A001"] }],
    ]);
  });

  test("a refused row keeps its old name, which may in turn refuse another row", () => {
    const source = [row("A001", "人事部"), row("A002", "営業部")];

    const plan = planDepartments(manualRoster, source);

    expect(plan.changes).toEqual([]);
    expect(plan.rejections.map(({ reasons }) => reasons)).toEqual([
      [{ kind: "duplicate-department-name", holderCode: "A003", rivalCodes: [] }],
      [{ kind: "duplicate-department-name", holderCode: "A001", rivalCodes: [] }],
    ]);
  });

  test("names are exact: letter case and width tell them apart", () => {
    const plan = planDepartments([], [row("A001", "IT部"), row("A002", "ＩＴ部"), row("A003", "it部")]);

    expect(plan.changes).toHaveLength(3);
  });
});

describe("the tree stays a tree", () => {
  test("a move that would close a loop with a kept parent is refused", () => {
    // The roster has B below A. SmartHR turned them round, but B may not be changed: its name is taken.
    const upper = aDepartment({ code: "A", name: "甲" });
    const lower = aDepartment({ code: "B", name: "乙", parentCode: "A" });
    const other = aDepartment({ code: "C", name: "丙" });
    const sourceLower = row("B", "丙");
    const sourceUpper = row("A", "甲", { parentId: sourceLower.departmentId });

    const plan = planDepartments([upper, lower, other], [sourceLower, sourceUpper]);

    expect(plan.changes).toEqual([]);
    expect(plan.rejections).toEqual([
      { row: sourceLower, reasons: [{ kind: "duplicate-department-name", holderCode: "C", rivalCodes: [] }] },
      { row: sourceUpper, reasons: [{ kind: "parent-loop", loopCodes: ["A", "B"] }] },
    ]);
  });

  test("a name kept because of a refused move is judged again", () => {
    const upper = aDepartment({ code: "A", name: "甲" });
    const lower = aDepartment({ code: "B", name: "乙", parentCode: "A" });
    const other = aDepartment({ code: "C", name: "丙" });
    const sourceLower = row("B", "丙");
    const sourceUpper = row("A", "新甲", { parentId: sourceLower.departmentId });
    const wantsFreedName = row("D", "甲");

    const plan = planDepartments([upper, lower, other], [sourceLower, sourceUpper, wantsFreedName]);

    expect(plan.changes).toEqual([]);
    expect(plan.rejections.at(-1)).toEqual({
      row: wantsFreedName,
      reasons: [{ kind: "duplicate-department-name", holderCode: "A", rivalCodes: [] }],
    });
  });

  test("a loop inside SmartHR's own answer is refused, not followed for ever", () => {
    const one = row("A", "甲", { parentId: "id-B-乙" });
    const two = row("B", "乙", { parentId: "id-A-甲" });

    const plan = planDepartments([], [one, two]);

    expect(plan.rejections.map(({ reasons }) => reasons)).toEqual([
      [{ kind: "parent-loop", loopCodes: ["A", "B"] }],
      [{ kind: "parent-loop", loopCodes: ["B", "A"] }],
    ]);
  });
});

// Few codes and few names make clashes, swaps, chains of renames and loops the rule and not the exception.
const CODES = ["A", "B", "C", "D", "E", "F", "01", "1"];
const NAMES = ["営業", "開発", "人事", "総務", "法務", "IT", "ＩＴ"];

const anyRoster: fc.Arbitrary<readonly Department[]> = fc
  .tuple(fc.shuffledSubarray(CODES), fc.shuffledSubarray(NAMES), fc.array(fc.nat(), { minLength: 8, maxLength: 8 }))
  .map(([codes, names, picks]) =>
    codes.slice(0, names.length).map((code, place) => {
      // A parent among those before it: a tree by construction.
      const parent = (picks[place] ?? 0) % (place + 1);
      return { code, name: names[place] ?? code, parentCode: parent === place ? null : (codes[parent] ?? null) };
    }),
  );

const anySource: fc.Arbitrary<readonly SourceDepartment[]> = fc.uniqueArray(
  fc.record({
    departmentId: fc.constantFrom("d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9"),
    code: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...CODES) },
      { weight: 1, arbitrary: fc.constantFrom(null, "", " A ") },
    ),
    name: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...NAMES) },
      { weight: 1, arbitrary: fc.constantFrom(null, "　") },
    ),
    // Any row may be anybody's parent: loops and unknown parents included.
    parentId: fc.oneof(fc.constant(null), fc.constantFrom("d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "gone")),
  }),
  { selector: ({ departmentId }) => departmentId, maxLength: 10 },
);

const manyRuns = { numRuns: 2_000 };

describe("laws of the department plan", () => {
  test("every row lands in exactly one list", () => {
    fc.assert(
      fc.property(anyRoster, anySource, (roster, source) => {
        const { changes, unchangedCount, skips, rejections } = planDepartments(roster, source);

        const leftOut = [...skips, ...rejections].map(({ row }) => row.departmentId);
        expect(new Set(leftOut).size).toBe(leftOut.length);
        expect(changes.length + unchangedCount + leftOut.length).toBe(source.length);
        expect(new Set(changes.map(({ after }) => after.code)).size).toBe(changes.length);
      }),
      manyRuns,
    );
  });

  test("the order of the rows does not matter", () => {
    const shuffled = anySource.chain((source) =>
      fc.tuple(fc.constant(source), fc.shuffledSubarray([...source], { minLength: source.length })),
    );
    fc.assert(
      fc.property(anyRoster, shuffled, (roster, [source, mixed]) => {
        expect(inOneOrder(planDepartments(roster, mixed))).toEqual(inOneOrder(planDepartments(roster, source)));
      }),
      manyRuns,
    );
  });

  test("planning again after applying changes nothing and leaves out the same rows", () => {
    fc.assert(
      fc.property(anyRoster, anySource, (roster, source) => {
        const plan = planDepartments(roster, source);

        const again = planDepartments(departmentsAfter(roster, plan.changes), source);

        expect(again.changes).toEqual([]);
        expect(again.skips).toEqual(plan.skips);
        expect(again.rejections).toEqual(plan.rejections);
      }),
      manyRuns,
    );
  });

  test("nothing disappears, and what SmartHR does not have stays as it was", () => {
    fc.assert(
      fc.property(anyRoster, anySource, (roster, source) => {
        const after = departmentsAfter(roster, planDepartments(roster, source).changes);

        const sourceCodes = new Set(source.map(({ code }) => code?.trim()));
        for (const department of roster) {
          const kept = after.find(({ code }) => code === department.code);
          if (sourceCodes.has(department.code)) expect(kept).toBeDefined();
          else expect(kept).toEqual(department);
        }
      }),
      manyRuns,
    );
  });

  test("the result's names are unique and its parents form a tree", () => {
    fc.assert(
      fc.property(anyRoster, anySource, (roster, source) => {
        const after = departmentsAfter(roster, planDepartments(roster, source).changes);

        expect(new Set(after.map(({ name }) => name)).size).toBe(after.length);
        const parentByCode = new Map(after.map(({ code, parentCode }) => [code, parentCode]));
        for (const { code } of after) expect(stepsToTheTop(code, parentByCode)).toBeLessThan(after.length);
      }),
      manyRuns,
    );
  });

  test("a department never leaves the part of SmartHR's tree it belongs to", () => {
    fc.assert(
      fc.property(anyRoster, anySource, (roster, source) => {
        const { changes } = planDepartments(roster, source);

        const rowById = new Map(source.map((each) => [each.departmentId, each]));
        for (const { after } of changes) {
          if (after.parentCode === null) continue;
          const changed = source.find(({ code }) => code?.trim() === after.code);
          expect(ancestorCodes(changed, rowById)).toContain(after.parentCode);
        }
      }),
      manyRuns,
    );
  });
});

type AnyPlan = ReturnType<typeof planDepartments>;

function inOneOrder(plan: AnyPlan) {
  const byText = <Row>(rows: readonly Row[]) => rows.map((each) => JSON.stringify(each)).sort();
  return {
    ...plan,
    changes: byText(plan.changes),
    skips: byText(plan.skips),
    rejections: byText(plan.rejections),
    notices: byText(plan.notices),
  };
}

function stepsToTheTop(code: string, parentByCode: ReadonlyMap<string, string | null>): number {
  let steps = 0;
  let above = parentByCode.get(code) ?? null;
  while (above !== null && steps <= parentByCode.size) {
    expect(parentByCode.has(above)).toBe(true);
    steps++;
    above = parentByCode.get(above) ?? null;
  }
  return steps;
}

function ancestorCodes(
  row: SourceDepartment | undefined,
  rowById: ReadonlyMap<string, SourceDepartment>,
): (string | undefined)[] {
  const ancestors = new Set<SourceDepartment>();
  let above = rowById.get(row?.parentId ?? "");
  while (above && !ancestors.has(above)) {
    ancestors.add(above);
    above = rowById.get(above.parentId ?? "");
  }
  return [...ancestors].map(({ code }) => code?.trim());
}
