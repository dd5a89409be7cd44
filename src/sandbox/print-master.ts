import { printMomentInJapan } from "./calendar-day.ts";
import type { RowTable } from "./row-table.ts";
import type { Json, MasterName, MasterRow } from "./tenant.ts";

/** A master's name, or one of the shorter shapes in which a crew carries a master's row. */
export type MasterShape = MasterName | "employment_type_for_crew" | "position_for_crew" | "payment_period_for_crew";

/** The row of that id as JSON text; null when there is none. */
export function printMaster(shape: MasterShape, id: string | null, rows: RowTable<MasterRow>): string {
  const row = id === null ? undefined : rows.get(id);
  return row ? printMasterRow(shape, row) : "null";
}

/** A row of a master as JSON text, in SmartHR's key order. */
export function printMasterRow(shape: MasterShape, row: MasterRow): string {
  const known = textByRow.get(row)?.get(shape);
  if (known !== undefined) return known;
  const text = printShape(shape, row);
  const texts = textByRow.get(row) ?? new Map<MasterShape, string>();
  textByRow.set(row, texts.set(shape, text));
  return text;
}

// Rows are replaced when they change, so a row's text never grows stale.
const textByRow = new WeakMap<MasterRow, Map<MasterShape, string>>();

const KEYS: Readonly<Record<MasterShape, readonly string[]>> = {
  employment_types: ["name", "preset_type", "code"],
  employment_type_for_crew: ["name", "preset_type", "code"],
  job_titles: ["name", "rank", "code"],
  position_for_crew: ["name", "rank", "code"],
  grades: ["name", "rank"],
  job_categories: ["name"],
  recruitment_types: ["name", "preset_type"],
  payment_periods: ["name", "period_type"],
  payment_period_for_crew: ["name", "period_type"],
  companies: ["name", "code", "corporate_number", "address", "tel_number", "owner_id"],
  biz_establishments: [
    "hel_ins_type",
    "hel_ins_name",
    "company_id",
    "hel_ins_ref_code",
    "name",
    "soc_ins_name",
    "soc_ins_owner_id",
    "soc_ins_address",
    "soc_ins_tel_number",
    "soc_ins_ref_code",
    "soc_ins_number",
    "lab_ins_name",
    "lab_ins_owner_id",
    "lab_ins_address",
    "lab_ins_tel_number",
    "lab_ins_number",
    "emp_ins_number",
    "sr",
    "jurisdiction_tax",
    "salary_payer_address",
  ],
  webhooks: [
    "url",
    "description",
    "crew_created",
    "crew_updated",
    "crew_deleted",
    "crew_imported",
    "dependent_created",
    "dependent_updated",
    "dependent_deleted",
    "dependent_imported",
    "expose_only_id",
    "disabled_at",
    "access_type",
  ],
};

function printShape(shape: MasterShape, row: MasterRow): string {
  const shown: Record<string, Json> = { id: row.id };
  for (const key of KEYS[shape]) shown[key] = row.values[key] ?? null;
  return JSON.stringify({ ...shown, ...momentsOf(shape, row) });
}

function momentsOf(shape: MasterShape, row: MasterRow): Record<string, string> {
  const created = new Date(row.createdAt).toISOString();
  const updated = new Date(row.updatedAt).toISOString();
  switch (shape) {
    case "employment_type_for_crew":
    case "payment_period_for_crew":
      return {};
    case "position_for_crew":
      return { created_at: created };
    // Both `…Z` and `…+09:00` are seen in captured bodies; employment types are one of those with the offset.
    case "employment_types":
      return { updated_at: printMomentInJapan(row.updatedAt), created_at: printMomentInJapan(row.createdAt) };
    case "payment_periods":
    case "grades":
    case "job_categories":
    case "recruitment_types":
      return { created_at: created, updated_at: updated };
    default:
      return { updated_at: updated, created_at: created };
  }
}
