import type { JsonObject } from "../change-crew.ts";
import { type MasterName, SEEDS_END_AT, type Tenant } from "../tenant.ts";

/** The moment seeds say their masters were made (epoch milliseconds). */
export const MASTERS_MADE_AT = SEEDS_END_AT - 5 * 365 * 86_400_000;

const PRESET_EMPLOYMENT_TYPES = [
  ["board_member", "役員"],
  ["full_timer", "正社員"],
  ["contract_worker", "契約社員"],
  ["permatemp", "派遣社員"],
  ["part_timer", "アルバイト・パート"],
  ["outsourcing_contractor", "業務委託"],
  ["etc", "その他"],
] as const;

const RECRUITMENT_TYPES = [
  ["new_graduate", "新卒"],
  ["mid_career", "中途"],
] as const;

const PAYMENT_PERIODS = [
  ["monthly", "月給"],
  ["hourly", "時給"],
] as const;

/** What every SmartHR tenant has from the beginning: a company, a place of business, the preset employment types and users. */
export function plantMasters(tenant: Tenant): void {
  const companyId = plantMaster(tenant, "companies", { name: tenant.name });
  const place = { name: "本社", soc_ins_name: tenant.name, lab_ins_name: tenant.name, hel_ins_type: "kyokai_kenpo" };
  plantMaster(tenant, "biz_establishments", { ...place, company_id: companyId });
  for (const [preset, name] of PRESET_EMPLOYMENT_TYPES)
    plantMaster(tenant, "employment_types", { name, preset_type: preset });
  for (const [preset, name] of RECRUITMENT_TYPES)
    plantMaster(tenant, "recruitment_types", { name, preset_type: preset });
  for (const [period, name] of PAYMENT_PERIODS) plantMaster(tenant, "payment_periods", { name, period_type: period });
  plantUser(tenant, ADMINISTRATOR_EMAIL, true);
  plantUser(tenant, MEMBER_EMAIL, false);
}

/** Signs in to SmartHR's demo as 管理者 of every tenant. */
export const ADMINISTRATOR_EMAIL = "hr@example.com";
/** Signs in as 一般, who may not permit an application. */
export const MEMBER_EMAIL = "member@example.com";

/** Adds a row to a master and gives its id. */
export function plantMaster(tenant: Tenant, master: MasterName, values: JsonObject): string {
  const row = { id: tenant.ids.next(), createdAt: MASTERS_MADE_AT, updatedAt: MASTERS_MADE_AT, values };
  return tenant.masters[master].put(row).id;
}

/** The id of the employment type of that name; throws when the tenant has none. */
export function employmentTypeId(tenant: Tenant, name: string): string {
  const type = tenant.masters.employment_types.list().find((row) => row.values["name"] === name);
  if (!type) throw new Error(`expected an employment type of the name ${name}`);
  return type.id;
}

/** A department as a seed states it. */
export interface PlantedDepartment {
  readonly name: string;
  readonly code: string | null;
  readonly parentId?: string | null;
  /** The last day it existed. */
  readonly discontinuedOn?: string | null;
}

/** Adds a department at the end of the list and gives its id. */
export function plantDepartment(
  tenant: Tenant,
  { name, code, parentId = null, discontinuedOn = null }: PlantedDepartment,
): string {
  const row = { id: tenant.ids.next(), createdAt: MASTERS_MADE_AT, updatedAt: MASTERS_MADE_AT };
  const position = tenant.departments.size + 1;
  return tenant.departments.put({ ...row, name, code, position, parentId, discontinuedOn }).id;
}

function plantUser(tenant: Tenant, email: string, admin: boolean): void {
  const row = { id: tenant.ids.next(), createdAt: MASTERS_MADE_AT, updatedAt: MASTERS_MADE_AT };
  tenant.users.put({ ...row, email, admin, crewId: null });
}
