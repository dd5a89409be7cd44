import { z } from "zod";
import { RESTORATION_OUTCOMES, type RestorationCounts } from "../core/opt-out-restoration.ts";
import type { RunFailure } from "../core/run.ts";
import { endpoint } from "./endpoint.ts";
import { fault, InstantSchema, Paging } from "./form-fields.ts";

const RunFailureSchema = z.custom<RunFailure>().meta({ title: "RunFailure" });

/** Somebody who was opted out, as they were called then; names that nobody knows are null. */
export const OptedOutPerson = z.object({
  crewId: z.string(),
  employeeNumber: z.string().nullable(),
  email: z.string().nullable(),
  lastName: z.string().nullable(),
  firstName: z.string().nullable(),
  /** Their page in SmartHR. */
  url: z.string(),
});

/** How far writing 「連携しない」 back into SmartHR has come. */
export const Restoration = z.object({
  id: z.string(),
  actor: z.string(),
  requestedAt: InstantSchema,
  /** Null while it waits or is under way. */
  finishedAt: InstantSchema.nullable(),
  /** Why it ended before everybody was looked at. */
  failure: RunFailureSchema.nullable(),
  counts: z.custom<RestorationCounts>().meta({ title: "RestorationCounts" }),
});

export const OptOuts = z.object({
  /** The signed-in person's SmartHR account, else the company's last; null when there never was one. */
  tenantUrl: z.string().nullable(),
  /** What stood in the field's way when it was last looked at, by linking or by a run. */
  failure: RunFailureSchema.nullable(),
  /** When the last reading that was applied found these people opted out; null before the first. */
  readAt: InstantSchema.nullable(),
  /** How many were opted out, whatever is sought. */
  rememberedCount: z.number().int(),
  people: z.array(OptedOutPerson).readonly(),
  total: z.number().int(),
  /** The latest one. */
  restoration: Restoration.nullable(),
});

export const RestoredPerson = OptedOutPerson.extend({ outcome: z.enum(RESTORATION_OUTCOMES).nullable() });

export const getOptOuts = endpoint({
  method: "GET",
  path: "/api/opt-outs",
  about: "M27, M35: 連携しない社員: who was opted out at the last reading that was applied, and how the field stands.",
  who: "viewer",
  /** `search`: part of a name, a number or an address; width and hiragana/katakana make no difference. */
  query: Paging.extend({ search: z.string().trim().max(200).default("") }),
  answer: OptOuts,
});

export const remakeOptOutField = endpoint({
  method: "POST",
  path: "/api/opt-outs/field",
  about:
    "M35: カスタム項目を再作成する, by the signed-in person's link; one that somebody made by hand of the same names is adopted, and a field that is in order stays. What people had chosen does not come back.",
  who: "administrator",
  answer: z.object({ outcome: z.enum(["made", "adopted", "ready"]) }),
});

export const RestoreForm = z.object({
  /** The reading that was shown: stale when another one was applied since. */
  readAt: InstantSchema,
  /** SmartHR's ids of those of it who are left as they are. */
  except: z.array(z.string().max(100, fault("too-long")), fault("invalid")).max(100_000, fault("too-long")),
});

export const restoreOptOuts = endpoint({
  method: "POST",
  path: "/api/opt-outs/restoration",
  about:
    "選択した社員を「連携しない」に戻す: lets a worker write the value into SmartHR for them, by the signed-in person's link; one of a company at a time.",
  who: "administrator",
  body: RestoreForm,
  answer: Restoration,
});

export const listRestoredPeople = endpoint({
  method: "GET",
  path: "/api/opt-outs/restoration/people",
  about: "What became of each person of the latest restoration.",
  who: "viewer",
  query: Paging.extend({ outcome: z.enum([...RESTORATION_OUTCOMES, "waiting"]).optional() }),
  answer: z.object({ people: z.array(RestoredPerson).readonly(), total: z.number().int() }),
});

export type OptOuts = z.infer<typeof OptOuts>;
export type OptedOutPerson = z.infer<typeof OptedOutPerson>;
export type Restoration = z.infer<typeof Restoration>;
export type RestoredPerson = z.infer<typeof RestoredPerson>;
