import { z } from "zod";
import { GUARD_NAMES, type GuardName, type GuardReading } from "../core/guards.ts";
import { endpoint } from "./endpoint.ts";
import { fault, InstantSchema, optionalText, requiredText } from "./form-fields.ts";
import { Contact } from "./me.ts";
import { SubjectSchema } from "./runs.ts";

export const Settings = z.object({
  company: z.object({ slug: z.string(), name: z.string() }),
  createRetired: z.boolean(),
  whenAddressChanged: z.enum(["create-new", "follow-person"]),
  contact: Contact,
});

export const SyncSettingsForm = z.object({
  createRetired: z.boolean(),
  whenAddressChanged: z.enum(["create-new", "follow-person"], fault("invalid-choice")),
});

/** M36: 問い合わせ窓口. */
export const ContactForm = z.object({
  name: requiredText(),
  url: optionalText(500).refine((text) => text === null || /^https?:\/\/\S+$/.test(text), fault("invalid-url")),
  email: optionalText(254).refine((text) => text === null || /^\S+@\S+$/.test(text), fault("invalid-email")),
  hours: optionalText(),
});

/** A guard trips at so many rows that are so much of its base. */
const GuardLimitForm = z.object({
  minimum: wholeNumber("invalid-count", 1, 1_000_000),
  percentage: wholeNumber("invalid-percentage", 0, 100),
});

function wholeNumber(kind: "invalid-count" | "invalid-percentage", least: number, most: number) {
  return z
    .int({ error: ({ input }) => (input === undefined ? "required" : kind) })
    .min(least, fault(kind))
    .max(most, fault(kind));
}

/** The limits of all guards: none can be left out, and none switched off. */
export const GuardLimitsForm = z.object(
  Object.fromEntries(GUARD_NAMES.map((guard) => [guard, GuardLimitForm])) as Record<GuardName, typeof GuardLimitForm>,
);

/** What a guard saw, without the people it named. */
export type GuardReadingSeen = Omit<GuardReading, "people">;

export const GuardSettings = z.object({
  limits: GuardLimitsForm,
  defaults: GuardLimitsForm,
  /** What the guards saw in the newest run of each subject that they looked at; none before there was one. */
  lastSeen: z.array(
    z.object({
      subject: SubjectSchema,
      runId: z.string(),
      requestedAt: InstantSchema,
      readings: z.array(z.custom<GuardReadingSeen>().meta({ title: "GuardReading without people" })),
    }),
  ),
});

export const getSettings = endpoint({
  method: "GET",
  path: "/api/settings",
  about: "The company's settings.",
  who: "viewer",
  answer: Settings,
});

export const changeSyncSettings = endpoint({
  method: "PUT",
  path: "/api/settings/sync",
  about:
    "How a sync treats people who had already left, and people whose address changed; stale when they are not `seen` any more.",
  who: "administrator",
  body: SyncSettingsForm.extend({ seen: SyncSettingsForm }),
  answer: Settings,
});

export const changeContact = endpoint({
  method: "PUT",
  path: "/api/settings/contact",
  about: "M36: where the company's people are sent with questions; stale when it is not `seen` any more.",
  who: "administrator",
  body: ContactForm.extend({ seen: Contact }),
  answer: Settings,
});

export const getGuardSettings = endpoint({
  method: "GET",
  path: "/api/settings/guards",
  about: "同期の安全確認: the company's limits, the defaults, and what the guards saw last.",
  who: "viewer",
  answer: GuardSettings,
});

export const changeGuardLimits = endpoint({
  method: "PUT",
  path: "/api/settings/guards",
  about: "From which size on a sync waits for approval; stale when the limits are not `seen` any more.",
  who: "administrator",
  body: GuardLimitsForm.extend({ seen: GuardLimitsForm }),
  answer: GuardSettings,
});

export type GuardSettings = z.infer<typeof GuardSettings>;

export type Settings = z.infer<typeof Settings>;
