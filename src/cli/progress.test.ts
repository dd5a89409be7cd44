import { expect, test } from "vitest";
import { Gathered } from "../../test/command-line-scene.ts";
import { showProgress } from "./progress.ts";

test("a person at a terminal sees how far the reading has come, and nothing of it when it is over", () => {
  const terminal = aTerminal();
  const progress = showProgress({ messages: terminal, columns: 100 });

  progress.show({ read: 100, total: 300 });
  const half = terminal.text;
  progress.show({ read: 300, total: 300 });
  progress.end();

  expect(half).toMatch(/SmartHRから取得しています：.*33%（100\/300件/);
  // The cursor is hidden meanwhile and shown again, and the line is cleared.
  expect(terminal.text.indexOf("\u001b[?25l")).toBeLessThan(terminal.text.indexOf("33%"));
  expect(terminal.text.slice(terminal.text.indexOf("100%"))).toContain("\u001b[?25h");
  expect(terminal.text.endsWith("\u001b[1G\u001b[2K")).toBe(true);
});

test("a list that grew meanwhile is measured by its new length", () => {
  const terminal = aTerminal();
  const progress = showProgress({ messages: terminal, columns: 100 });

  progress.show({ read: 100, total: 100 });
  progress.show({ read: 100, total: 400 });
  progress.end();

  expect(terminal.text).toContain("100/400件");
});

test("where nobody looks on, nothing is written", () => {
  const messages = new Gathered();
  const progress = showProgress({ messages, columns: null });

  progress.show({ read: 100, total: 300 });
  progress.end();

  expect(messages.text).toBe("");
});

test("a reading that never began leaves nothing", () => {
  const terminal = aTerminal();

  showProgress({ messages: terminal, columns: 100 }).end();

  expect(terminal.text).toBe("");
});

// As much of a terminal as the bar asks for.
function aTerminal(): Gathered {
  return Object.assign(new Gathered(), { isTTY: true, columns: 100 });
}
