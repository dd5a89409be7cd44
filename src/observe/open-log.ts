import type { Writable } from "node:stream";
import pino from "pino";
import type { LogLevel } from "../core/log-level.ts";
import type { Observe, OperatingEvent } from "../core/operating-event.ts";
import { describeDefect } from "./describe-defect.ts";
import { readableLine } from "./readable-line.ts";

/** The log of a process. */
export interface Log {
  readonly observe: Observe;
  /** Logs what nobody foresaw, and gives the id that the person who met it is shown. */
  defect(defect: unknown, place?: DefectPlace): string;
  /** Tells all that a process of long life tells, unless the setting says how much. */
  tellAll(): void;
}

/** Where a defect was met. */
export interface DefectPlace {
  readonly requestId?: string;
  readonly runId?: string;
}

export interface LogOptions {
  readonly stream: Writable;
  /** What LOG_LEVEL says; null when it is not set. */
  readonly level: LogLevel | null;
  /** For a person in front of a terminal, instead of JSON. */
  readonly readable: boolean;
  readonly newId: () => string;
}

/** Opens the log: one JSON line per event, with its time, level and name. */
export function openLog({ stream, level, readable, newId }: LogOptions): Log {
  const destination = { write: (line: string) => void stream.write(readable ? readableLine(line) : line) };
  const logger = pino(
    {
      base: null,
      level: level ?? "error",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    observe(event) {
      const { kind, ...fields } = event;
      logger[levelOf(event)]({ event: kind, ...fields });
    },
    defect(defect, place = {}) {
      const id = newId();
      logger.error({ event: "defect", id, ...place, ...describeDefect(defect) });
      return id;
    },
    tellAll() {
      if (level === null) logger.level = "info";
    },
  };
}

/** How much an event matters. */
export function levelOf(event: OperatingEvent): LogLevel {
  switch (event.kind) {
    case "process-started":
    case "process-stopping":
    case "run-queued":
    case "run-started":
    case "run-read":
    case "run-planned":
    case "run-applied":
    case "run-handed-back":
    case "run-waiting":
    case "run-lost":
    case "run-cancelled":
      return "info";
    case "run-held":
    case "run-ended":
      return event.failure === null ? "info" : "warn";
    case "run-announced":
      return event.unsent === 0 ? "info" : "warn";
    case "run-interrupted":
      return "warn";
    case "request-served":
      return levelOfRequest(event);
    case "smarthr-answered":
      return "debug";
    case "smarthr-asked-again":
      return "info";
    case "tokens-refreshed":
      return event.outcome === "renewed" ? "info" : "warn";
  }
}

function levelOfRequest({ route, status }: Extract<OperatingEvent, { kind: "request-served" }>): LogLevel {
  // The defect itself has been logged as an error.
  if (status >= 500) return "warn";
  // The files of a page come by the dozen, and machines ask every few seconds.
  const isUsual = route.startsWith("/assets/") || ["/healthz", "/readyz", "/metrics"].includes(route);
  return isUsual ? "debug" : "info";
}
