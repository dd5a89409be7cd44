import { describe, expect, test } from "vitest";
import { runSearch, runsSearch } from "./run-search.ts";

describe("the address of 処理一覧", () => {
  test.each([
    [{ page: 3 }, { page: 3 }],
    [{ page: "3" }, { page: 3 }],
    [{}, {}],
    [{ page: 1 }, {}],
    [{ page: 0 }, {}],
    [{ page: -2 }, {}],
    [{ page: 1.5 }, {}],
    [{ page: "last" }, {}],
    [{ page: 1e9 }, {}],
    [{ page: null }, {}],
  ])("%j asks for %j", (typed, search) => {
    expect(runsSearch(typed)).toEqual(search);
  });
});

describe("the address of a run", () => {
  test("names a part, a kind of change and a page", () => {
    expect(runSearch({ tab: "change", kind: "create", page: 2 })).toEqual({ tab: "change", kind: "create", page: 2 });
  });

  test("with nonsense in it means the run's first sight", () => {
    expect(
      runSearch({ tab: "toString", kind: "deleted", field: "salary", guard: "toString", page: {}, other: 1 }),
    ).toEqual({});
  });
});
