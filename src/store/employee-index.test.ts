import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anEmployeeQuestion } from "../../test/employee-question.ts";
import { EmployeeIndex, type EmployeeQuestion, type EmployeeSort, type IndexedEmployee } from "./employee-index.ts";

const SORTS: readonly EmployeeSort[] = ["employee-number", "name", "email", "department", "job-title", "hired-on"];

describe("ordering", () => {
  test.each<[EmployeeSort, Partial<IndexedEmployee>[]]>([
    ["employee-number", [{ employeeNumber: "0010" }, { employeeNumber: "002" }, { employeeNumber: "a1" }]],
    [
      "name",
      [
        { lastNameKana: "ヤマ", firstNameKana: "ワタル" },
        { lastNameKana: "ヤマダ", firstNameKana: "アイ" },
        { lastNameKana: "ヤマダ", firstNameKana: "イチロウ" },
      ],
    ],
    ["email", [{ email: "a@example.com" }, { email: "b@example.com" }]],
    ["department", [{ departmentCode: "A001" }, { departmentCode: "A002" }]],
    ["job-title", [{ jobTitle: "課長" }, { jobTitle: "部長" }]],
    ["hired-on", [{ hiredOn: "1999-12-31" }, { hiredOn: "2000-01-01" }]],
  ])("by %s goes both ways", (sort, inOrder) => {
    const people = inOrder.map((special, place) => aPerson({ id: 10 - place, ...special }));

    const ids = people.map(({ id }) => id);
    expect(indexOf(people.toReversed()).find(anEmployeeQuestion({ sort })).ids).toEqual(ids);
    expect(indexOf(people).find(anEmployeeQuestion({ sort, descending: true })).ids).toEqual(ids.toReversed());
  });

  test.each([false, true])("blanks come last (descending: %s)", (descending) => {
    const people = [
      aPerson({ id: 1, jobTitle: "" }),
      aPerson({ id: 2, jobTitle: "主任" }),
      aPerson({ id: 3, jobTitle: "" }),
    ];

    expect(indexOf(people).find(anEmployeeQuestion({ sort: "job-title", descending })).ids).toEqual([2, 1, 3]);
  });

  test("people of one place are ordered by number, those without one last, then by who came first", () => {
    const people = [
      aPerson({ id: 4, employeeNumber: "2" }),
      aPerson({ id: 3, employeeNumber: "" }),
      aPerson({ id: 2, employeeNumber: "2" }),
      aPerson({ id: 1, employeeNumber: "" }),
      aPerson({ id: 5, employeeNumber: "1" }),
    ];

    expect(indexOf(people).find(anEmployeeQuestion({ sort: "department" })).ids).toEqual([5, 2, 4, 1, 3]);
  });
});

describe("narrowing", () => {
  const people = [
    aPerson({ id: 1, sought: "山田花子\nヤマダハナコ\n0001\nhana@example.com", employmentType: "permanent" }),
    aPerson({ id: 2, sought: "山田太郎\nヤマダタロウ\n0002\ntaro@example.com", departmentCode: "B", retired: true }),
    aPerson({ id: 3, sought: "鈴木花\nスズキハナ\n0003\nhana.s@example.com", departmentCode: "", employmentType: "" }),
  ];

  test.each<[string, Partial<EmployeeQuestion>, number[]]>([
    ["nothing asked finds everybody", {}, [1, 2, 3]],
    ["a word", { words: ["山田"] }, [1, 2]],
    ["all of several words", { words: ["ハナ", "山田"] }, [1]],
    ["a word does not reach from one part into the next", { words: ["子ヤ"] }, []],
    ["departments", { departmentCodes: new Set(["B", "C"]) }, [2]],
    ["no department at all", { departmentCodes: new Set() }, []],
    ["an employment type", { employmentType: "permanent" }, [1]],
    ["none", { employmentType: "none" }, [3]],
    ["those who left", { retired: true }, [2]],
    ["those who did not", { retired: false }, [1, 3]],
    ["everything at once", { retired: false, words: ["hana"], employmentType: "none" }, [3]],
  ])("%s", (_, special, ids) => {
    expect(indexOf(people).find(anEmployeeQuestion(special))).toEqual({ ids, total: ids.length });
  });
});

test("a page is a part of those found, and the total counts all of them", () => {
  const people = Array.from({ length: 10 }, (_, number) => aPerson({ id: number, retired: number % 2 === 0 }));
  const index = indexOf(people);

  expect(index.find(anEmployeeQuestion({ retired: true, offset: 1, limit: 2 }))).toEqual({ ids: [2, 4], total: 5 });
  expect(index.find(anEmployeeQuestion({ retired: true, offset: 4, limit: 2 }))).toEqual({ ids: [8], total: 5 });
  expect(index.find(anEmployeeQuestion({ retired: true, offset: 6, limit: 2 }))).toEqual({ ids: [], total: 5 });
});

test("people who left do not count as heads, nor do people of no department", () => {
  const index = indexOf([
    aPerson({ id: 1 }),
    aPerson({ id: 2 }),
    aPerson({ id: 3, retired: true }),
    aPerson({ id: 4, departmentCode: "B" }),
    aPerson({ id: 5, departmentCode: "" }),
  ]);

  expect(Object.fromEntries(index.headCounts())).toEqual({ A: 2, B: 1 });
});

test("after any replacements every order is the one of an index made anew", () => {
  const anyPeople = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 12 }),
      employeeNumber: fc.constantFrom("", "1", "2"),
      jobTitle: fc.constantFrom("", "課長", "部長"),
      departmentCode: fc.constantFrom("", "A", "B"),
      retired: fc.boolean(),
    }),
    { selector: ({ id }) => id },
  );
  const anySteps = fc.array(fc.record({ people: anyPeople, goneIds: fc.array(fc.integer({ min: 1, max: 12 })) }));

  fc.assert(
    fc.property(anySteps, fc.constantFrom(...SORTS), fc.boolean(), (steps, sort, descending) => {
      const index = new EmployeeIndex();
      const byId = new Map<number, IndexedEmployee>();
      for (const { people, goneIds } of steps) {
        const fresh = people.map(aPerson);
        index.replace(new Set([...goneIds, ...fresh.map(({ id }) => id)]), fresh);
        for (const id of goneIds) byId.delete(id);
        for (const person of fresh) byId.set(person.id, person);
        index.find(anEmployeeQuestion({ sort, descending }));
      }

      expect(index.size).toBe(byId.size);
      expect(index.find(anEmployeeQuestion({ sort, descending }))).toEqual(
        indexOf([...byId.values()]).find(anEmployeeQuestion({ sort, descending })),
      );
      expect(new Map(index.headCounts())).toEqual(new Map(indexOf([...byId.values()]).headCounts()));
    }),
  );
});

function aPerson(special: Partial<IndexedEmployee> = {}): IndexedEmployee {
  return {
    id: 1,
    sought: "",
    employeeNumber: "0001",
    lastNameKana: "ミホン",
    firstNameKana: "タロウ",
    email: "taro@example.com",
    departmentCode: "A",
    jobTitle: "主任",
    hiredOn: "2015-04-01",
    employmentType: "contract",
    retired: false,
    ...special,
  };
}

function indexOf(people: readonly IndexedEmployee[]): EmployeeIndex {
  const index = new EmployeeIndex();
  index.replace(new Set(), people);
  return index;
}
