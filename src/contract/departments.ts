import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { optionalText, requiredText } from "./form-fields.ts";

/** A department as lists and the chart show it. */
export const DepartmentRow = z.object({
  code: z.string(),
  name: z.string(),
  parentCode: z.string().nullable(),
  /** Employees of the department itself, without those who left. */
  headCount: z.number().int(),
  /** The same with all departments below it. */
  headCountBelow: z.number().int(),
  /** Goes back with a change: an older one is refused as `stale`. */
  version: z.number().int(),
});

export const DepartmentForm = z.object({
  name: requiredText(),
  parentCode: optionalText(),
});

export const NewDepartmentForm = DepartmentForm.extend({ code: requiredText() });

export const listDepartments = endpoint({
  method: "GET",
  path: "/api/departments",
  about: "All departments, by code; the tree is in parentCode.",
  who: "viewer",
  answer: z.object({ departments: z.array(DepartmentRow) }),
});

export const addDepartment = endpoint({
  method: "POST",
  path: "/api/departments",
  about: "Adds a department by hand.",
  who: "administrator",
  body: NewDepartmentForm,
  answer: DepartmentRow,
});

export const changeDepartment = endpoint({
  method: "PUT",
  path: "/api/departments/:code",
  about:
    "Changes a department's name or parent by hand; the code stays. In the address `~.` and `~..` stand for the codes `.` and `..`, and `~~…` for one that begins with `~`.",
  who: "administrator",
  body: DepartmentForm.extend({ version: z.number().int() }),
  answer: DepartmentRow,
});

export const deleteDepartment = endpoint({
  method: "DELETE",
  path: "/api/departments/:code",
  about: "Deletes a department nobody belongs to and no department is below.",
  who: "administrator",
  query: z.object({ version: z.coerce.number().int() }),
  answer: null,
});

export type DepartmentRow = z.infer<typeof DepartmentRow>;
