// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useTyped } from "./use-typed.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("what is typed is sent once, when the typing rests", () => {
  const { sent, type } = aSearchField();

  type("み");
  type("みほ");
  type("みほん ");
  act(() => vi.runAllTimers());

  expect(sent).toEqual(["みほん"]);
});

test("a space typed at the end stays in the field when the address has the text without it", () => {
  const { field, type } = aSearchField();

  type("みほん ");
  act(() => vi.runAllTimers());
  field.rerender("みほん");

  expect(field.result.current.typed).toBe("みほん ");
});

test("going back puts the former text into the field, and sends nothing", () => {
  const { sent, field, type } = aSearchField();
  type("みほん");
  act(() => vi.runAllTimers());
  field.rerender("みほん");

  field.rerender("");
  act(() => vi.runAllTimers());

  expect(field.result.current.typed).toBe("");
  expect(sent).toEqual(["みほん"]);
});

test("whoever has gone on to another page before the typing rested is not called back", () => {
  const { sent, type } = aSearchField();
  const page = location.href;

  type("みほん");
  history.pushState({}, "", "/departments/A001");
  act(() => vi.runAllTimers());

  expect(sent).toEqual([]);
  history.replaceState({}, "", page);
});

function aSearchField() {
  const sent: string[] = [];
  const field = renderHook((settled: string) => useTyped(settled, (text) => sent.push(text)), { initialProps: "" });
  return { sent, field, type: (text: string) => act(() => field.result.current.onType(text)) };
}
