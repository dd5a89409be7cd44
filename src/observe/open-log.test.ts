import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { OperatingEvent } from "../core/operating-event.ts";
import { type LogOptions, openLog } from "./open-log.ts";

const SERVED = {
  kind: "request-served",
  requestId: "r-1",
  method: "GET",
  route: "/api/runs/:id",
  status: 200,
  seconds: 0.012,
} as const satisfies OperatingEvent;

describe("one JSON line per event", () => {
  test("carries its time, level, name and ids", () => {
    const { log, lines } = aLog({ level: "info" });

    log.observe(SERVED);

    const { kind: event, ...fields } = SERVED;
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(lines().map((line) => JSON.parse(line))).toEqual([{ time, level: "info", event, ...fields }]);
  });

  test("a defect carries an id, where it was met, and its place in the code, but not what a database quotes", () => {
    const { log, lines } = aLog({});
    const quoting = Object.assign(new Error('invalid input: "見本"'), { severity: "ERROR", code: "22P02" });

    const id = log.defect(new Error("run r met a defect", { cause: quoting }), { runId: "r" });

    const [line = ""] = lines();
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      event: "defect",
      id,
      runId: "r",
      cause: { code: "22P02" },
    });
    expect(line).not.toContain("見本");
  });
});

describe("how much is told", () => {
  test("a command tells only defects, because it says the rest itself; what serves tells all, unless LOG_LEVEL says otherwise", () => {
    const [command, serving, quiet] = [aLog({}), aLog({}), aLog({ level: "error" })];
    serving.log.tellAll();
    quiet.log.tellAll();

    for (const { log } of [command, serving, quiet]) {
      log.observe(SERVED);
      log.observe({ ...SERVED, route: "/assets/*" });
      log.observe({ kind: "run-interrupted", runId: "r", waitsAgain: true });
      log.defect(new Error("unforeseen"));
    }

    const eventsOf = (lines: string[]) => lines.map((line) => JSON.parse(line).event);
    expect(eventsOf(command.lines())).toEqual(["defect"]);
    expect(eventsOf(serving.lines())).toEqual(["request-served", "run-interrupted", "defect"]);
    expect(eventsOf(quiet.lines())).toEqual(["defect"]);
  });
});

describe("in front of a terminal", () => {
  test("an event is one line to read", () => {
    const { log, lines } = aLog({ level: "info", readable: true });

    log.observe(SERVED);
    log.observe({ kind: "run-interrupted", runId: "r", waitsAgain: true });

    expect(lines().map((line) => line.replace(/^\d+:\d\d:\d\d/, "9:00:00"))).toEqual([
      "9:00:00 request-served requestId=r-1 method=GET route=/api/runs/:id status=200 seconds=0.012",
      "9:00:00 WARN run-interrupted runId=r waitsAgain=true",
    ]);
  });
});

function aLog(special: Partial<LogOptions>) {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  let ids = 0;
  const log = openLog({ stream, level: null, readable: false, newId: () => `defect-${++ids}`, ...special });
  return { log, lines: () => text.trimEnd().split("\n").filter(Boolean) };
}
