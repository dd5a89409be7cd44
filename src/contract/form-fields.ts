import { z } from "zod";
import { isCalendarDate } from "../core/calendar.ts";
import type { FieldFault } from "../core/problem.ts";
import { storableText, visibleText } from "../core/text-shape.ts";

/** A schema's complaint is a `FieldFault`, so that form and server say the same. */
export function fault(kind: FieldFault): { readonly error: FieldFault } {
  return { error: kind };
}

/** Text that has to be there, and to be seen. */
export function requiredText(maxLength = 255) {
  return z
    .string(fault("required"))
    .overwrite(storableText)
    .trim()
    .max(maxLength, fault("too-long"))
    .refine((text) => visibleText(text) !== null, fault("required"));
}

/** Text that may be left blank: blank, or nothing that could be seen, is null. */
export function optionalText(maxLength = 255) {
  return z
    .string(fault("invalid"))
    .overwrite(storableText)
    .trim()
    .max(maxLength, fault("too-long"))
    .transform(visibleText)
    .nullable();
}

/** A day, or null when it was left blank. */
export function optionalDate() {
  return z
    .string(fault("invalid-date"))
    .trim()
    .refine((text) => text === "" || isCalendarDate(text), fault("invalid-date"))
    .transform((text) => text || null)
    .nullable();
}

/** Which page of a list: counted from 1. */
export const Paging = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  perPage: z.coerce.number().int().min(1).max(500).default(50),
});

/** A moment: milliseconds since 1970. */
export const InstantSchema = z.number().int();
