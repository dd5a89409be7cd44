import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { InstantSchema } from "./form-fields.ts";

export const Role = z.enum(["administrator", "viewer"]);

/** The signed-in person's own link (M31), as every page needs it. */
export const LinkState = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("not-linked") }),
  z.object({
    /** An expired link is still a link: 「SmartHRと同期」 is shown and leads to the link page (M32). */
    kind: z.enum(["linked", "expired"]),
    /** M14: 「連携中のアカウントURL」. */
    tenantUrl: z.string(),
    subdomain: z.string(),
    access: z.enum(["oauth", "token"]),
    linkedAt: InstantSchema,
    /** The last day on which the link can be used, `YYYY-MM-DD`. */
    lastDay: z.string(),
    /** M29: 90 on the first day, negative once expired. */
    daysLeft: z.number().int(),
    /** When SmartHR refused it: it looks usable, and only linking anew puts that right. Null unless the newest run that tells was refused. */
    rejectedAt: InstantSchema.nullable(),
  }),
]);

/** Where questions go (M36): what the company's settings say. */
export const Contact = z.object({
  name: z.string(),
  url: z.string().nullable(),
  email: z.string().nullable(),
  hours: z.string().nullable(),
});

export const Me = z.object({
  administratorId: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  company: z.object({ slug: z.string(), name: z.string() }),
  link: LinkState,
  contact: Contact,
});

/** Who is signed in, and what every page shows of them. */
export const getMe = endpoint({
  method: "GET",
  path: "/api/me",
  about: "Who is signed in, with their link and the company's contact.",
  who: "viewer",
  answer: Me,
});

export type Me = z.infer<typeof Me>;
export type LinkState = z.infer<typeof LinkState>;
export type Role = z.infer<typeof Role>;
export type Contact = z.infer<typeof Contact>;
