import type { DepartmentRow, Tenant } from "./tenant.ts";

/** The departments of a tenant as they are printed. */
export interface DepartmentTree {
  /** Departments that a list shows, by their place. */
  readonly listed: readonly DepartmentRow[];
  /** SmartHR's `Department` as JSON text. */
  print(department: DepartmentRow): string;
  /** A list of this department alone, as a crew carries it, in UTF-8. */
  encodeAlone(department: DepartmentRow): Uint8Array;
  /** The names from the top down, joined with `/`. */
  fullName(department: DepartmentRow): string;
}

/** The tree of the tenant's departments as it is now; kept until a department changes. */
export function readDepartmentTree(tenant: Tenant, discontinuedInLists: boolean): DepartmentTree {
  const kept = keptByTenant.get(tenant);
  if (kept?.version === tenant.departments.version && kept.discontinuedInLists === discontinuedInLists)
    return kept.tree;
  const tree = growTree(tenant, discontinuedInLists);
  keptByTenant.set(tenant, { version: tenant.departments.version, discontinuedInLists, tree });
  return tree;
}

const keptByTenant = new WeakMap<Tenant, { version: number; discontinuedInLists: boolean; tree: DepartmentTree }>();

function growTree(tenant: Tenant, discontinuedInLists: boolean): DepartmentTree {
  const listed = tenant.departments
    .list()
    .filter((row) => discontinuedInLists || row.discontinuedOn === null)
    .sort((one, other) => one.position - other.position);
  const childrenById = Map.groupBy(listed, (row) => row.parentId);
  const textById = new Map<string, string>();

  const ancestorsOf = (department: DepartmentRow): DepartmentRow[] => {
    const ancestors: DepartmentRow[] = [];
    let parent = parentOf(tenant, department);
    // An edit from the control page may close a loop, which a chain could never leave.
    while (parent && parent !== department && !ancestors.includes(parent)) {
      ancestors.push(parent);
      parent = parentOf(tenant, parent);
    }
    return ancestors;
  };
  const fullName = (department: DepartmentRow): string =>
    [department, ...ancestorsOf(department)]
      .reverse()
      .map((row) => row.name)
      .join("/");
  const head = (row: DepartmentRow): string =>
    `"id":"${row.id}","name":${JSON.stringify(row.name)},"full_name":${JSON.stringify(fullName(row))},` +
    `"position":${row.position},"code":${JSON.stringify(row.code)}`;
  const nested = (chain: readonly DepartmentRow[]): string => {
    const [row, ...above] = chain;
    return row ? `{${head(row)},"parent":${nested(above)},"company_id":${companyId(tenant)}}` : "null";
  };
  const print = (row: DepartmentRow, above: readonly DepartmentRow[] = []): string => {
    const known = textById.get(row.id);
    if (known !== undefined) return known;
    const children = (childrenById.get(row.id) ?? []).filter((child) => child !== row && !above.includes(child));
    const text =
      `{${head(row)},"parent":${nested(ancestorsOf(row))},` +
      `"children":[${children.map((child) => print(child, [...above, row])).join(",")}],` +
      `"company_id":${companyId(tenant)},"updated_at":"${new Date(row.updatedAt).toISOString()}",` +
      `"created_at":"${new Date(row.createdAt).toISOString()}"}`;
    textById.set(row.id, text);
    return text;
  };
  const bytesById = new Map<string, Uint8Array>();
  const encodeAlone = (row: DepartmentRow): Uint8Array => {
    const known = bytesById.get(row.id) ?? Buffer.from(`[${print(row)}]`);
    bytesById.set(row.id, known);
    return known;
  };
  return { listed, print: (row) => print(row), encodeAlone, fullName };
}

function parentOf(tenant: Tenant, department: DepartmentRow): DepartmentRow | undefined {
  return department.parentId === null ? undefined : tenant.departments.get(department.parentId);
}

function companyId(tenant: Tenant): string {
  const [company] = tenant.masters.companies.list();
  return JSON.stringify(company?.id ?? null);
}
