import { z } from "zod";
import type { PersonExplanation } from "../core/explanation.ts";
import type { DepartmentName } from "./department-name.ts";
import { endpoint } from "./endpoint.ts";
import { RunRow } from "./runs.ts";

/** Why one person is synced, held or left out; src/text makes sentences of it. */
export type Explanation = PersonExplanation & {
  /** The very record in SmartHR; null when it is not known where that is. */
  readonly crewUrl: string | null;
  /** Of the departments that the changes name by code, as far as they are there now. */
  readonly departmentNames: readonly z.infer<typeof DepartmentName>[];
};

export const explainPerson = endpoint({
  method: "GET",
  path: "/api/people/explanation",
  about:
    "Why one person is synced, held or left out: asked of SmartHR with the link of whoever asks, or else told from what the last sync of all employees found. Named by exactly one of the three.",
  who: "viewer",
  query: z
    .object({
      /** A mail address or an employee number, also of somebody who is not in the roster. */
      search: z.string().trim().min(1).max(254).optional(),
      employee: z.string().min(1).max(40).optional(),
      /** SmartHR's id. */
      crew: z.string().min(1).max(100).optional(),
    })
    .refine((query) => Object.values(query).filter((value) => value !== undefined).length === 1, {
      path: ["search"],
      error: "required",
    }),
  answer: z.custom<Explanation>().meta({ title: "PersonExplanation" }),
});

export const syncPerson = endpoint({
  method: "POST",
  path: "/api/people/sync",
  about:
    "Syncs this one person now, exactly as the explanation showed; the answer is the run, at its end. Another plan than the sealed one fails as plan-changed. A plan of everybody that waits goes on waiting.",
  who: "administrator",
  body: z.object({
    crewId: z.string().min(1).max(100),
    /** The seal of the explanation that was seen. */
    digest: z.string().min(1).max(100),
    /** That a different person stands behind the address now was seen, and is wanted all the same. */
    differentPerson: z.boolean().default(false),
  }),
  answer: RunRow,
});
