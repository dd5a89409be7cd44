import { z } from "zod";
import { isCalendarDate } from "../core/calendar.ts";

// Only what is read is described: unknown keys are ignored, and a missing key, null and "" all mean blank (smarthr-api 3.0, 10).
const text = z.string().nullish();
// Every month has these: 100,000 people bring 300,000 dates, and only one in fifteen needs the calendar.
const DAY_OF_ANY_MONTH = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;
const date = z
  .string()
  .refine((value) => value === "" || DAY_OF_ANY_MONTH.test(value) || isCalendarDate(value))
  .nullish();

const crewDepartment = z.object({ id: z.string(), code: text, name: text });

const crewBase = {
  id: z.string(),
  emp_code: text,
  last_name: text,
  first_name: text,
  last_name_yomi: text,
  first_name_yomi: text,
  business_last_name: text,
  business_first_name: text,
  business_last_name_yomi: text,
  business_first_name_yomi: text,
  gender: z.enum(["male", "female", ""]).nullish(),
  birth_at: date,
  email: text,
  departments: z.array(crewDepartment.nullable()).nullish(),
  positions: z.array(z.object({ name: text }).nullable()).nullish(),
  entered_at: date,
  resigned_at: date,
  employment_type: z.object({ name: text }).nullish(),
  emp_status: z.enum(["employed", "absent", "retired", ""]).nullish(),
  created_at: z
    .string()
    .refine((moment) => !Number.isNaN(Date.parse(moment)))
    .nullish(),
};

const customFields = z
  .array(z.object({ value: z.unknown(), template: z.object({ id: z.string() }).nullish() }))
  .nullish();

/** SmartHR's names of what is read of a crew, and nothing else: no salary, address or bank account ever enters the product. */
export const CREW_FIELDS: readonly string[] = [...Object.keys(crewBase), "custom_fields"];

/** A crew of whom nothing but the value in the opt-out field matters: its text, or null when nothing is chosen or may be seen. */
export function createCrewOptOutSchema(optOutTemplateId: string) {
  return z
    .object({ id: z.string(), custom_fields: customFields })
    .superRefine((crew, context) => {
      const place = placeOfOddValue(crew.custom_fields, optOutTemplateId);
      if (place !== null) context.addIssue({ code: "custom", path: [...place] });
    })
    .transform((crew) => {
      const entered = crew.custom_fields?.find(({ template }) => template?.id === optOutTemplateId);
      return typeof entered?.value === "string" && entered.value !== "" ? entered.value : null;
    });
}

/** A page of crews. Values of custom fields may be anything: which of them is the opt-out field's is not known here. */
export const crewPageSchema = z.array(z.object({ ...crewBase, custom_fields: customFields }));

/** Where a crew's value of that custom field, which offers a choice, is no text; null where it is as it must be. */
export function placeOfOddValue(fields: CrewWire["custom_fields"], templateId: string): readonly PropertyKey[] | null {
  const index = (fields ?? []).findIndex(
    ({ value, template }) =>
      template?.id === templateId && value !== null && value !== undefined && typeof value !== "string",
  );
  return index === -1 ? null : ["custom_fields", index, "value"];
}

/** A page of crews when nothing but who is on it matters. */
export const crewIdPageSchema = z.array(z.object({ id: z.string() }));

export type CrewWire = z.infer<typeof crewPageSchema>[number];

export const departmentPageSchema = z.array(
  z.object({ id: z.string(), code: text, name: text, parent: z.object({ id: z.string() }).nullish() }),
);

export type DepartmentWire = z.infer<typeof departmentPageSchema>[number];

const customFieldElement = z.object({ id: z.string(), name: z.string(), physical_name: text });

export const customFieldTemplateSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  elements: z.array(customFieldElement).nullish(),
});

export type CustomFieldTemplateWire = z.infer<typeof customFieldTemplateSchema>;

export const customFieldGroupSchema = z.object({ id: z.string(), name: z.string() });

export const customFieldGroupPageSchema = z.array(
  customFieldGroupSchema.extend({ templates: z.array(customFieldTemplateSchema).nullish() }),
);

export type CustomFieldGroupWire = z.infer<typeof customFieldGroupPageSchema>[number];

export const ownUserSchema = z.object({ id: z.string(), email: z.string() });
