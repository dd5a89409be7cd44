import { useState } from "react";
import type { GuardLimits } from "../../core/guards.ts";
import { useAction } from "../frame/use-action.ts";
import type { Newest } from "../roster/use-newest.ts";

/** What the form began with, or what somebody else has saved since and this person has read: nothing that was typed is lost. */
export function useSeenLimits(
  opened: GuardLimits,
  readAgain: () => Promise<GuardLimits>,
): {
  readonly newest: Newest<GuardLimits>;
  /** From now on these are what was seen. */
  saved(limits: GuardLimits): void;
} {
  const [row, setRow] = useState(opened);
  const [loaded, setLoaded] = useState<GuardLimits | null>(null);
  const [answered, setAnswered] = useState<unknown>(null);
  const reading = useAction(async (refusal: unknown) => {
    const now = await readAgain();
    setRow(now);
    setLoaded(now);
    setAnswered(refusal);
  });
  const newest: Newest<GuardLimits> = {
    row,
    loaded,
    gone: false,
    loading: reading.sending,
    error: reading.error,
    answered,
    load: reading.run,
  };
  return {
    newest,
    saved(limits) {
      setRow(limits);
      setLoaded(null);
    },
  };
}
