import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { fault, optionalText, requiredText } from "./form-fields.ts";
import { Contact } from "./me.ts";

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

export type Settings = z.infer<typeof Settings>;
