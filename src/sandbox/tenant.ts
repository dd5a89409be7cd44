import { createIdSource, type IdSource, seedOf } from "./random.ts";
import { RowTable } from "./row-table.ts";

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface Row {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds. */
  readonly updatedAt: number;
}

/** A person of a tenant. Only what differs from unset is kept; what points at another row is an id. */
export interface CrewRow extends Row {
  /** By SmartHR's key. */
  readonly values: Readonly<Record<string, Json>>;
  readonly employmentTypeId: string | null;
  /** 部署1, 部署2 …; null for an empty slot. */
  readonly departmentIds: readonly (string | null)[];
  /** 役職1, 役職2 …; null for an empty slot. */
  readonly positionIds: readonly (string | null)[];
  /** In the order they were entered. */
  readonly customValues: readonly CustomValue[];
}

/** What was entered in a custom field: an enum holds the element's id, a file its name and content. */
export interface CustomValue {
  readonly templateId: string;
  readonly value: Json;
}

export interface DepartmentRow extends Row {
  readonly name: string;
  readonly code: string | null;
  readonly position: number;
  readonly parentId: string | null;
  /** The last day it existed; null while it exists. */
  readonly discontinuedOn: string | null;
}

/** A row of a master that is nothing but its values: 雇用形態, 役職, 等級, … */
export interface MasterRow extends Row {
  readonly values: Readonly<Record<string, Json>>;
}

export type TemplateType = "date" | "decimal" | "enum" | "file" | "string" | "text";

export interface TemplateElement {
  readonly id: string;
  readonly name: string;
  readonly physicalName: string | null;
  readonly position: number;
}

/** カスタム従業員項目. */
export interface TemplateRow extends Row {
  readonly name: string;
  readonly type: TemplateType;
  readonly elements: readonly TemplateElement[] | null;
  readonly groupId: string | null;
  readonly hint: string | null;
  readonly scale: number | null;
  readonly separatedByCommas: boolean | null;
  readonly position: number;
}

export type GroupAccess = "read_and_update" | "hidden" | "read_and_update_values" | "read_and_update_only_origin";

/** カスタム従業員項目グループ. */
export interface GroupRow extends Row {
  readonly name: string;
  readonly position: number;
  readonly accessType: GroupAccess;
  /** The application that made it; null when a person did. */
  readonly origin: string | null;
}

export interface UserRow extends Row {
  readonly email: string;
  readonly admin: boolean;
  readonly crewId: string | null;
}

/** The masters that are nothing but their values, by the last word of their address. */
export const MASTER_NAMES = [
  "employment_types",
  "job_titles",
  "grades",
  "job_categories",
  "recruitment_types",
  "payment_periods",
  "companies",
  "biz_establishments",
  "webhooks",
] as const;
export type MasterName = (typeof MASTER_NAMES)[number];

/** One customer's SmartHR (企業アカウント). */
export interface Tenant {
  readonly subdomain: string;
  readonly id: string;
  readonly name: string;
  readonly crews: RowTable<CrewRow>;
  readonly departments: RowTable<DepartmentRow>;
  readonly templates: RowTable<TemplateRow>;
  readonly groups: RowTable<GroupRow>;
  readonly users: RowTable<UserRow>;
  readonly masters: Readonly<Record<MasterName, RowTable<MasterRow>>>;
  readonly ids: IdSource;
  /** Epoch milliseconds of the newest edit: later rows are never older, whatever clock a test brings. */
  newestEditAt: number;
}

/** A tenant as JSON, to be kept in a file. */
export interface TenantSnapshot {
  readonly subdomain: string;
  readonly id: string;
  readonly name: string;
  readonly idCount: number;
  readonly newestEditAt: number;
  readonly crews: readonly CrewRow[];
  readonly departments: readonly DepartmentRow[];
  readonly templates: readonly TemplateRow[];
  readonly groups: readonly GroupRow[];
  readonly users: readonly UserRow[];
  readonly masters: Readonly<Record<MasterName, readonly MasterRow[]>>;
}

/** Every row of a seed was made before this moment (epoch milliseconds). */
export const SEEDS_END_AT = Date.UTC(2025, 3, 1);

/** The moment to stamp an edit with (epoch milliseconds); never before an earlier edit of the tenant. */
export function stampEdit(tenant: Tenant, now: number): number {
  tenant.newestEditAt = Math.max(tenant.newestEditAt, now);
  return tenant.newestEditAt;
}

/** A tenant without any rows. */
export function createTenant(subdomain: string, name: string): Tenant {
  const ids = createIdSource(seedOf(`tenant:${subdomain}`), 0);
  return withTables({ subdomain, id: ids.next(), name, ids, newestEditAt: SEEDS_END_AT });
}

/** The tenant's rows as JSON. */
export function snapshotTenant(tenant: Tenant): TenantSnapshot {
  const { subdomain, id, name } = tenant;
  return {
    subdomain,
    id,
    name,
    idCount: tenant.ids.count(),
    newestEditAt: tenant.newestEditAt,
    crews: tenant.crews.list(),
    departments: tenant.departments.list(),
    templates: tenant.templates.list(),
    groups: tenant.groups.list(),
    users: tenant.users.list(),
    masters: mapMasters((master) => tenant.masters[master].list()),
  };
}

/** The tenant that a snapshot was taken of. */
export function restoreTenant(snapshot: TenantSnapshot): Tenant {
  const { subdomain, id, name } = snapshot;
  const ids = createIdSource(seedOf(`tenant:${subdomain}`), snapshot.idCount);
  const tenant = withTables({ subdomain, id, name, ids, newestEditAt: snapshot.newestEditAt });
  for (const row of snapshot.crews) tenant.crews.put(row);
  for (const row of snapshot.departments) tenant.departments.put(row);
  for (const row of snapshot.templates) tenant.templates.put(row);
  for (const row of snapshot.groups) tenant.groups.put(row);
  for (const row of snapshot.users) tenant.users.put(row);
  for (const master of MASTER_NAMES) for (const row of snapshot.masters[master]) tenant.masters[master].put(row);
  return tenant;
}

function withTables(tenant: Pick<Tenant, "subdomain" | "id" | "name" | "ids" | "newestEditAt">): Tenant {
  return {
    ...tenant,
    crews: new RowTable(),
    departments: new RowTable(),
    templates: new RowTable(),
    groups: new RowTable(),
    users: new RowTable(),
    masters: mapMasters(() => new RowTable()),
  };
}

function mapMasters<T>(make: (master: MasterName) => T): Record<MasterName, T> {
  const entries = MASTER_NAMES.map((master) => [master, make(master)]);
  // fromEntries forgets which keys it was given.
  return Object.fromEntries(entries) as Record<MasterName, T>;
}
