import { z } from "zod";
import { DepartmentName } from "./department-name.ts";
import { endpoint } from "./endpoint.ts";
import { InstantSchema, optionalText, requiredText } from "./form-fields.ts";
import { RunKindSchema } from "./runs.ts";

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

export const DepartmentState = z.object({ code: z.string(), name: z.string(), parentCode: z.string().nullable() });

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

/** One change of one department: who or which run made it, when, before and after. */
export const DepartmentHistoryEntry = z.object({
  kind: z.enum(["create", "update", "delete"]),
  at: InstantSchema,
  actor: z.string(),
  /** Null when it was done by hand. */
  runId: z.string().nullable(),
  /** What that run was for; null when it was done by hand. */
  runKind: RunKindSchema.nullable(),
  before: DepartmentState.nullable(),
  after: DepartmentState.nullable(),
});

export const DepartmentDetail = z.object({
  /** As it is now; of one that was deleted, as it was last. */
  department: DepartmentState,
  /** The departments from the top down to it; it alone when it was deleted. */
  path: z.array(DepartmentName),
  headCount: z.number().int(),
  headCountBelow: z.number().int(),
  deletedAt: InstantSchema.nullable(),
  /** Newest first. */
  history: z.array(DepartmentHistoryEntry),
});

export const getDepartment = endpoint({
  method: "GET",
  path: "/api/departments/:code",
  about:
    "One department and what became of it, newest first; also one that was deleted. The code stands in the address as for a change.",
  who: "viewer",
  answer: DepartmentDetail,
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
export type DepartmentDetail = z.infer<typeof DepartmentDetail>;
