import { RESTORATION_OUTCOMES, type RestorationOutcome } from "../../core/opt-out-restoration.ts";

export const OUTCOME_CHOICES = [...RESTORATION_OUTCOMES, "waiting"] as const;

/** What 「連携しない社員」 shows; it stands in the address. */
export interface OptOutsAddress {
  readonly search?: string;
  readonly page?: number;
  /** Of the people who were written back. */
  readonly outcome?: RestorationOutcome | "waiting" | undefined;
  readonly resultPage?: number;
}

/** What an address asks for; whatever it says that is not known says nothing. */
export function optOutsAddress(written: Record<string, unknown>): OptOutsAddress {
  const search = String(written["search"] ?? "").slice(0, 200);
  const outcome = OUTCOME_CHOICES.find((choice) => choice === written["outcome"]);
  const page = pageIn(written["page"]);
  const resultPage = pageIn(written["resultPage"]);
  return {
    ...(search === "" ? {} : { search }),
    ...(page === 1 ? {} : { page }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(resultPage === 1 ? {} : { resultPage }),
  };
}

function pageIn(written: unknown): number {
  const page = Number(written);
  return Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1;
}
