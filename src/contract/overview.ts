import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { LinkState } from "./me.ts";
import { RunRow } from "./runs.ts";

/** How things stand in a company, and for whoever asks. */
export const Overview = z.object({
  departments: z.number().int(),
  /** Without those who left. */
  employees: z.number().int(),
  retired: z.number().int(),
  link: LinkState,
  /** The run that waits or is at work. */
  openRun: RunRow.nullable(),
  /** The newest run of each subject that is over, departments first; one that left something to be done is among them until it was made good. */
  lastRuns: z.array(RunRow),
  /** Whether a run of the subject was applied, and not taken back since. */
  synced: z.object({ departments: z.boolean(), employees: z.boolean() }),
});

export const getOverview = endpoint({
  method: "GET",
  path: "/api/overview",
  about: "How things stand: counts, one's own link, the run at work and the last ones.",
  who: "viewer",
  answer: Overview,
});

export type Overview = z.infer<typeof Overview>;
