import { useState } from "react";
import { AskError } from "../ask.ts";
import { useAction } from "./use-action.ts";

/** The row of a form or a dialog, and what became of it since: nothing that was typed is lost. */
export interface Newest<Row> {
  /** Whose version goes along with the change: as it was opened, or as it was read again since. */
  readonly row: Row;
  /** Read again after somebody else had changed the row; null until then. */
  readonly loaded: Row | null;
  /** Somebody else deleted it. */
  readonly gone: boolean;
  readonly loading: boolean;
  /** What kept the newest from being read. */
  readonly error: unknown;
  /** The refusal after which the newest was read: a later one is news again. */
  readonly answered: unknown;
  load(refusal: unknown): Promise<void>;
  /** The change was made, and its form stays: what was written is what this person has seen. */
  begin(row: Row): void;
}

/** Reads a row again when asked to; null from `read` says that there is none any more. */
export function useNewest<Row>(shown: Row, read: () => Promise<Row | null>): Newest<Row> {
  // The page behind may be refreshed meanwhile: what counts is what this person saw when they began.
  const [opened, setOpened] = useState(shown);
  const [loaded, setLoaded] = useState<Row | null>(null);
  const [answered, setAnswered] = useState<unknown>(null);
  const [gone, setGone] = useState(false);
  const { run, sending, error, forget } = useAction(async (refusal: unknown) => {
    const newest = await read();
    if (newest === null) setGone(true);
    else setLoaded(newest);
    setAnswered(refusal);
  });
  function begin(row: Row): void {
    setOpened(row);
    setLoaded(null);
    setAnswered(null);
    setGone(false);
    forget();
  }
  return { row: loaded ?? opened, loaded, gone, loading: sending, error, answered, load: run, begin };
}

/** Whether what went wrong is that somebody else was faster. */
export function isOvertaken(error: unknown): boolean {
  return isProblem(error, "stale") || isProblem(error, "not-found");
}

/** Whether the API named this kind of problem. */
export function isProblem(error: unknown, kind: AskError["problem"]["kind"]): boolean {
  return error instanceof AskError && error.problem.kind === kind;
}
