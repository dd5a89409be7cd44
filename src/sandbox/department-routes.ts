import { answerJson, answerNothing, type FieldError, refuse, refuseFields } from "./answer.ts";
import { dayInJapan, isDay } from "./calendar-day.ts";
import { type Call, createRoutes, readBody } from "./call.ts";
import type { JsonObject } from "./change-crew.ts";
import { changeDepartment } from "./change-department.ts";
import { type DepartmentTree, readDepartmentTree } from "./department-tree.ts";
import { compareBy, split } from "./list-crews.ts";
import { answerPage } from "./paging.ts";
import { type DepartmentRow, stampEdit, type Tenant } from "./tenant.ts";

/** `/v1/departments` (swagger): every department of every level is an element of the list. */
export function createDepartmentRoutes() {
  const routes = createRoutes();

  routes.get("/", (c) => {
    const { world, url } = c.env.call;
    const tree = treeOf(c.env.call);
    const code = url.searchParams.get("code");
    const rows = code ? tree.listed.filter((row) => row.code === code) : tree.listed;
    const order = url.searchParams.get("sort");
    if (world.switches.unknownSortKeys === "reject" && split(order).some((key) => !isSortKey(key.replace(/^-/, "")))) {
      return refuseFields([{ message: "sortは正しい形式で入力してください。", resource: null, field: "sort" }]);
    }
    return answerPage(url, world.switches, sortDepartments(rows, order, tree), (row) => tree.print(row));
  });

  routes.post("/", async (c) => {
    const { world, tenant } = c.env.call;
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const errors = judgeDepartment(tenant, body, null, true);
    if (errors.length > 0) return refuseFields(errors);

    const at = stampEdit(tenant, world.clock.now());
    const position = Math.max(0, ...tenant.departments.list().map((row) => row.position)) + 1;
    const blank = { name: "", code: null, position, parentId: null, discontinuedOn: null };
    const made = changeDepartment({ id: tenant.ids.next(), createdAt: at, updatedAt: at, ...blank }, body, at);
    tenant.departments.put(made);
    return answerJson(treeOf(c.env.call).print(made), 201);
  });

  routes.get("/:id", (c) => {
    const row = findDepartment(c.env.call, c.req.param("id"));
    return row ? answerJson(treeOf(c.env.call).print(row)) : refuse("not_found");
  });

  // "未指定の属性は情報が削除されます" for PUT; PATCH leaves them.
  routes.on(["PATCH", "PUT"], "/:id", async (c) => {
    const { world, tenant } = c.env.call;
    const row = findDepartment(c.env.call, c.req.param("id"));
    if (!row) return refuse("not_found");
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const errors = judgeDepartment(tenant, body, row, c.req.method === "PUT");
    if (errors.length > 0) return refuseFields(errors);

    const cleared = c.req.method === "PUT" ? { ...row, code: null, parentId: null } : row;
    const changed = changeDepartment(cleared, body, stampEdit(tenant, world.clock.now()));
    tenant.departments.put(changed);
    return answerJson(treeOf(c.env.call).print(changed));
  });

  routes.delete("/:id", (c) => {
    const { world, tenant } = c.env.call;
    const row = findDepartment(c.env.call, c.req.param("id"));
    if (!row) return refuse("not_found");
    if (isInUse(tenant, row)) return refuse("non_deletable_resource");
    tenant.departments.put({ ...row, discontinuedOn: dayInJapan(world.clock.now()) });
    return answerNothing();
  });

  routes.post("/:id/discontinue", async (c) => {
    const { world, tenant } = c.env.call;
    const row = findDepartment(c.env.call, c.req.param("id"));
    if (!row) return refuse("not_found");
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const day = body["discontinued_date"];
    // "過去の日付のみ指定できます".
    if (typeof day !== "string" || !isDay(day) || day >= dayInJapan(world.clock.now())) {
      return refuseFields([departmentError("廃止日は過去の日付を入力してください。", "discontinued_date")]);
    }
    if (isInUse(tenant, row)) {
      return refuseFields([departmentError("在職中または休職中の従業員が所属している部署は廃止できません。", null)]);
    }
    tenant.departments.put({ ...row, discontinuedOn: day, updatedAt: stampEdit(tenant, world.clock.now()) });
    return answerNothing();
  });

  return routes;
}

function treeOf({ world, tenant }: Call): DepartmentTree {
  return readDepartmentTree(tenant, world.switches.discontinuedInLists);
}

function findDepartment({ world, tenant }: Call, id: string): DepartmentRow | undefined {
  const row = tenant.departments.get(id);
  return row && (row.discontinuedOn === null || world.switches.discontinuedInLists) ? row : undefined;
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

// "Refused while employed/absent crews belong to it".
function isInUse(tenant: Tenant, row: DepartmentRow): boolean {
  return tenant.crews
    .list()
    .some((crew) => crew.departmentIds.includes(row.id) && crew.values["emp_status"] !== "retired");
}

const SORT_KEYS = ["id", "name", "full_name", "position", "code", "created_at", "updated_at"] as const;

function isSortKey(key: string): key is (typeof SORT_KEYS)[number] {
  return SORT_KEYS.some((known) => known === key);
}

function sortDepartments(rows: readonly DepartmentRow[], order: string | null, tree: DepartmentTree): DepartmentRow[] {
  const comparisons = split(order).flatMap((part) => {
    const key = part.replace(/^-/, "");
    return isSortKey(key) ? [compareBy((row: DepartmentRow) => sortValue(row, key, tree), part.startsWith("-"))] : [];
  });
  return [...rows].sort(
    (one, other) => comparisons.map((compare) => compare(one, other)).find((result) => result !== 0) ?? 0,
  );
}

function sortValue(row: DepartmentRow, key: (typeof SORT_KEYS)[number], tree: DepartmentTree): string | number | null {
  switch (key) {
    case "full_name":
      return tree.fullName(row);
    case "created_at":
      return row.createdAt;
    case "updated_at":
      return row.updatedAt;
    default:
      return row[key];
  }
}

function departmentError(message: string, field: string | null): FieldError {
  return { message, resource: "Department", field };
}
