import { answerJson, answerNothing, refuse, refuseFields } from "./answer.ts";
import { dayInJapan, isDay } from "./calendar-day.ts";
import { type Call, createRoutes, readBody } from "./call.ts";
import { type DepartmentTree, readDepartmentTree } from "./department-tree.ts";
import { compareBy, split } from "./list-crews.ts";
import { answerPage } from "./paging.ts";
import { type DepartmentRow, stampEdit } from "./tenant.ts";
import {
  DEPARTMENT_IN_USE,
  deleteDepartment,
  departmentError,
  insertDepartment,
  isDepartmentInUse,
  updateDepartment,
} from "./write-department.ts";

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
    const made = insertDepartment(world, tenant, body);
    return "errors" in made ? refuseFields(made.errors) : answerJson(treeOf(c.env.call).print(made), 201);
  });

  routes.get("/:id", (c) => {
    const row = findDepartment(c.env.call, c.req.param("id"));
    return row ? answerJson(treeOf(c.env.call).print(row)) : refuse("not_found");
  });

  routes.on(["PATCH", "PUT"], "/:id", async (c) => {
    const { world, tenant } = c.env.call;
    const row = findDepartment(c.env.call, c.req.param("id"));
    if (!row) return refuse("not_found");
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const changed = updateDepartment(world, tenant, row, body, c.req.method === "PUT");
    return "errors" in changed ? refuseFields(changed.errors) : answerJson(treeOf(c.env.call).print(changed));
  });

  routes.delete("/:id", (c) => {
    const { world, tenant } = c.env.call;
    const row = findDepartment(c.env.call, c.req.param("id"));
    if (!row) return refuse("not_found");
    if (isDepartmentInUse(tenant, row)) return refuse("non_deletable_resource");
    deleteDepartment(world, tenant, row);
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
    if (isDepartmentInUse(tenant, row)) return refuseFields([departmentError(DEPARTMENT_IN_USE, null)]);
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
