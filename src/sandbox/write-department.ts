import type { FieldError } from "./answer.ts";
import { dayInJapan } from "./calendar-day.ts";
import type { JsonObject } from "./change-crew.ts";
import { changeDepartment } from "./change-department.ts";
import { type DepartmentRow, stampEdit, type Tenant } from "./tenant.ts";
import type { World } from "./world.ts";
import type { Refused } from "./write-crew.ts";

/** Makes the department that the body of a POST describes, at the end of the list. */
export function insertDepartment(world: World, tenant: Tenant, body: JsonObject): DepartmentRow | Refused {
  const errors = judgeDepartment(tenant, body, null, true);
  if (errors.length > 0) return { errors };

  const at = stampEdit(tenant, world.clock.now());
  const position = Math.max(0, ...tenant.departments.list().map((row) => row.position)) + 1;
  const blank = { name: "", code: null, position, parentId: null, discontinuedOn: null };
  const made = changeDepartment({ id: tenant.ids.next(), createdAt: at, updatedAt: at, ...blank }, body, at);
  return tenant.departments.put(made);
}

/** Changes the department. `whole`: "未指定の属性は情報が削除されます", as for a PUT; a PATCH leaves them. */
export function updateDepartment(
  world: World,
  tenant: Tenant,
  row: DepartmentRow,
  body: JsonObject,
  whole: boolean,
): DepartmentRow | Refused {
  const errors = judgeDepartment(tenant, body, row, whole);
  if (errors.length > 0) return { errors };

  const cleared = whole ? { ...row, code: null, parentId: null } : row;
  return tenant.departments.put(changeDepartment(cleared, body, stampEdit(tenant, world.clock.now())));
}

/** Deletes the department, which is to say that today is its last day. Not while `isDepartmentInUse`. */
export function deleteDepartment(world: World, tenant: Tenant, row: DepartmentRow): void {
  tenant.departments.put({ ...row, discontinuedOn: dayInJapan(world.clock.now()) });
}

/** "Refused while employed/absent crews belong to it". */
export function isDepartmentInUse(tenant: Tenant, row: DepartmentRow): boolean {
  return tenant.crews
    .list()
    .some((crew) => crew.departmentIds.includes(row.id) && crew.values["emp_status"] !== "retired");
}

/** What SmartHR says of a department that is in use. */
export const DEPARTMENT_IN_USE = "在職中または休職中の従業員が所属している部署は廃止できません。";

/** A line of `errors` about a department. */
export function departmentError(message: string, field: string | null): FieldError {
  return { message, resource: "Department", field };
}

function judgeDepartment(
  tenant: Tenant,
  body: JsonObject,
  row: DepartmentRow | null,
  nameNeeded: boolean,
): FieldError[] {
  const errors: FieldError[] = [];
  const { name, position, parent_id: parentId } = body;
  if (name === undefined ? nameNeeded : typeof name !== "string" || name === "") {
    errors.push(departmentError("名称を入力してください。", "name"));
  }
  if (typeof name === "string" && name.includes("/")) {
    errors.push(departmentError("名称に「/」は使用できません。", "name"));
  }
  if (position !== undefined && position !== null && !Number.isInteger(position)) {
    errors.push(departmentError("ポジションは正しい形式で入力してください。", "position"));
  }
  if (typeof parentId === "string") {
    const parent = tenant.departments.get(parentId);
    if (!parent) errors.push(departmentError("親の部署が存在しません。", "parent_id"));
    else if (row && isUnder(tenant, parent, row)) {
      errors.push(departmentError("親の部署に自身または配下の部署は指定できません。", "parent_id"));
    }
  }
  return errors;
}

function isUnder(tenant: Tenant, department: DepartmentRow, top: DepartmentRow): boolean {
  const seen = new Set<string>();
  for (
    let row: DepartmentRow | undefined = department;
    row && !seen.has(row.id);
    row = row.parentId === null ? undefined : tenant.departments.get(row.parentId)
  ) {
    if (row.id === top.id) return true;
    seen.add(row.id);
  }
  return false;
}
