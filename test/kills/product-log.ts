import type { Instant } from "../../src/core/calendar.ts";
import type { TakeUps } from "./take-ups.ts";

/** What the product's processes say on their way. */
export interface ProductLog {
  /** A line that the process of that name wrote. */
  heard(process: string, line: string): void;
  /** Defects by their message: most are a database that is away. */
  readonly defects: ReadonlyMap<string, number>;
}

/** Tells the take-ups what is said of runs, and counts defects; what is no log line is shown, as nobody expects it. */
export function listenTo(takeUps: TakeUps): ProductLog {
  const defects = new Map<string, number>();
  return {
    defects,
    heard(process, line) {
      const told = parse(line);
      if (told === null) {
        console.log(`${process} says: ${line}`);
        return;
      }
      if (told.event === "defect") {
        const text = defectText(told);
        defects.set(text, (defects.get(text) ?? 0) + 1);
      }
      const { event, runId, waitsAgain } = told;
      const at: Instant = Date.parse(told.time);
      if (runId !== undefined) {
        takeUps.told(process, { event, runId, at, ...(waitsAgain === undefined ? {} : { waitsAgain }) });
      }
    },
  };
}

interface Line extends Defect {
  readonly time: string;
  readonly event: string;
  readonly runId?: string;
  readonly waitsAgain?: boolean;
}

interface Defect {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly cause?: Defect;
}

/** A defect without what differs from one to the next. */
function defectText({ name = "", message, code, cause }: Defect): string {
  const text = message ?? code ?? name;
  const alike = text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|:\d+/g, "…");
  return cause === undefined ? alike : `${alike}: ${defectText(cause)}`;
}

// The last line of a process that is killed may be half a line.
function parse(line: string): Line | null {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return null;
  }
}
