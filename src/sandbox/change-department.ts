import type { JsonObject } from "./change-crew.ts";
import type { DepartmentRow } from "./tenant.ts";

/** The department with the body of a PATCH in it, taken at its word. */
export function changeDepartment(row: DepartmentRow, body: JsonObject, at: number): DepartmentRow {
  const { name, code, position, parent_id: parentId, discontinued_on: discontinuedOn } = body;
  return {
    ...row,
    updatedAt: at,
    ...(typeof name === "string" ? { name } : {}),
    ...(code === undefined ? {} : { code: code === null ? null : String(code) }),
    ...(typeof position === "number" ? { position } : {}),
    ...(parentId === undefined ? {} : { parentId: parentId === null ? null : String(parentId) }),
    ...(discontinuedOn === undefined
      ? {}
      : { discontinuedOn: discontinuedOn === null ? null : String(discontinuedOn) }),
  };
}
