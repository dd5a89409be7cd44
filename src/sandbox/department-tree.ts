import type { DepartmentRow, Tenant } from "./tenant.ts";

/** The tree of the tenant's departments as it is now; kept until a department changes. */
export function readDepartmentTree(tenant: Tenant, discontinuedInLists: boolean): DepartmentTree {
  const kept = keptByTenant.get(tenant);
  const { version } = tenant.departments;
  if (kept?.version === version && kept.discontinuedInLists === discontinuedInLists) return kept.tree;
  const tree = new DepartmentTree(tenant, discontinuedInLists);
  keptByTenant.set(tenant, { version, discontinuedInLists, tree });
  return tree;
}

const keptByTenant = new WeakMap<Tenant, { version: number; discontinuedInLists: boolean; tree: DepartmentTree }>();

/** The departments of a tenant as they are printed. */
export class DepartmentTree {
  /** Departments that a list shows, by their place. */
  readonly listed: readonly DepartmentRow[];
  readonly #tenant: Tenant;
  readonly #companyId: string;
  readonly #childrenById: ReadonlyMap<string | null, readonly DepartmentRow[]>;
  readonly #textById = new Map<string, string>();
  readonly #bytesById = new Map<string, Uint8Array>();

  constructor(tenant: Tenant, discontinuedInLists: boolean) {
    this.#tenant = tenant;
    this.#companyId = JSON.stringify(tenant.masters.companies.list()[0]?.id ?? null);
    this.listed = tenant.departments
      .list()
      .filter((row) => discontinuedInLists || row.discontinuedOn === null)
      .sort((one, other) => one.position - other.position);
    this.#childrenById = Map.groupBy(this.listed, (row) => row.parentId);
  }

  /** SmartHR's `Department` as JSON text. */
  print(department: DepartmentRow): string {
    return this.#printUnder(department, []);
  }

  /** A list of this department alone, as a crew carries it, in UTF-8. */
  encodeAlone(department: DepartmentRow): Uint8Array {
    const known = this.#bytesById.get(department.id) ?? Buffer.from(`[${this.print(department)}]`);
    this.#bytesById.set(department.id, known);
    return known;
  }

  /** The names from the top down, joined with `/`. */
  fullName(department: DepartmentRow): string {
    const names = [department, ...this.#ancestorsOf(department)].map((row) => row.name);
    return names.reverse().join("/");
  }

  #printUnder(row: DepartmentRow, above: readonly DepartmentRow[]): string {
    const known = this.#textById.get(row.id);
    if (known !== undefined) return known;
    const children = (this.#childrenById.get(row.id) ?? []).filter((child) => child !== row && !above.includes(child));
    const text =
      `{${this.#printHead(row)},"parent":${this.#printNested(this.#ancestorsOf(row))},` +
      `"children":[${children.map((child) => this.#printUnder(child, [...above, row])).join(",")}],` +
      `"company_id":${this.#companyId},"updated_at":"${new Date(row.updatedAt).toISOString()}",` +
      `"created_at":"${new Date(row.createdAt).toISOString()}"}`;
    this.#textById.set(row.id, text);
    return text;
  }

  #printNested([row, ...above]: readonly DepartmentRow[]): string {
    if (!row) return "null";
    return `{${this.#printHead(row)},"parent":${this.#printNested(above)},"company_id":${this.#companyId}}`;
  }

  #printHead(row: DepartmentRow): string {
    const fullName = JSON.stringify(this.fullName(row));
    const code = JSON.stringify(row.code);
    return `"id":"${row.id}","name":${JSON.stringify(row.name)},"full_name":${fullName},"position":${row.position},"code":${code}`;
  }

  #ancestorsOf(department: DepartmentRow): DepartmentRow[] {
    const ancestors: DepartmentRow[] = [];
    let parent = this.#parentOf(department);
    // An edit from the control page may close a loop, which a chain could never leave.
    while (parent && parent !== department && !ancestors.includes(parent)) {
      ancestors.push(parent);
      parent = this.#parentOf(parent);
    }
    return ancestors;
  }

  #parentOf({ parentId }: DepartmentRow): DepartmentRow | undefined {
    return parentId === null ? undefined : this.#tenant.departments.get(parentId);
  }
}
