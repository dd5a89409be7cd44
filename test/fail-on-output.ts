import { afterEach, beforeEach, expect } from "vitest";

const CONSOLE_METHODS = ["debug", "dir", "error", "info", "log", "table", "trace", "warn"] as const;
const STREAMS = [process.stdout, process.stderr];

// A test that prints fails: what it says is either an assertion it does not make or a person's data in a build log.
const printed: string[] = [];

for (const method of CONSOLE_METHODS) {
  console[method] = (...values: unknown[]) => {
    printed.push(`console.${method}: ${values.map(String).join(" ")}`);
  };
}
for (const stream of STREAMS) {
  stream.write = (chunk: unknown, encodingOrDone?: unknown, done?: unknown) => {
    printed.push(typeof chunk === "string" ? chunk : String(chunk));
    const whenDone = typeof encodingOrDone === "function" ? encodingOrDone : done;
    if (typeof whenDone === "function") whenDone();
    return true;
  };
}

beforeEach(() => {
  printed.length = 0;
});

afterEach(() => {
  const lines = printed.splice(0);
  expect(lines, "a test that prints fails").toEqual([]);
});
