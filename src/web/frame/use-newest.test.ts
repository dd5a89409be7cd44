// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { AskError } from "../ask.ts";
import { isOvertaken, useNewest } from "./use-newest.ts";

afterEach(cleanup);

const OPENED = { version: 1 };
const STALE = new AskError({ kind: "stale" });

test("a refreshed page does not change what counts: the row as it was opened", () => {
  const { result, rerender } = renderHook((shown) => useNewest(shown, async () => null), { initialProps: OPENED });

  rerender({ version: 2 });

  expect(result.current.row).toEqual(OPENED);
});

test("after reading again, the newest counts, and the refusal is answered", async () => {
  const { result } = renderHook(() => useNewest(OPENED, async () => ({ version: 2 })));

  await act(() => result.current.load(STALE));

  expect(result.current).toMatchObject({ row: { version: 2 }, loaded: { version: 2 }, gone: false, answered: STALE });
});

test("a row that is no longer there is gone", async () => {
  const { result } = renderHook(() => useNewest(OPENED, async () => null));

  await act(() => result.current.load(STALE));

  expect(result.current).toMatchObject({ row: OPENED, loaded: null, gone: true });
});

test("what keeps the newest from being read is told, and it can be tried again", async () => {
  const noAnswer = new AskError({ kind: "no-answer" });
  const answers = [() => Promise.reject(noAnswer), async () => ({ version: 2 })];
  const { result } = renderHook(() => useNewest(OPENED, () => answers.shift()?.() ?? Promise.resolve(null)));

  await act(() => result.current.load(STALE));
  expect(result.current).toMatchObject({ error: noAnswer, loaded: null, gone: false });
  await act(() => result.current.load(STALE));

  expect(result.current).toMatchObject({ error: null, loaded: { version: 2 } });
});

test("in a form that stays after saving, what was written counts, and nothing of the refusal is left", async () => {
  const { result } = renderHook(() => useNewest(OPENED, async () => ({ version: 2 })));
  await act(() => result.current.load(STALE));

  act(() => result.current.begin({ version: 3 }));

  expect(result.current).toMatchObject({ row: { version: 3 }, loaded: null, gone: false, answered: null, error: null });
});

test("somebody else was faster when the row is newer, or not there any more", () => {
  expect(isOvertaken(STALE)).toBe(true);
  expect(isOvertaken(new AskError({ kind: "not-found" }))).toBe(true);
  expect(isOvertaken(new AskError({ kind: "not-signed-in" }))).toBe(false);
});
