import { blankCrew, changeCrew } from "../change-crew.ts";
import type { Tenant } from "../tenant.ts";
import { employmentTypeId, MASTERS_MADE_AT, plantDepartment, plantMasters } from "./plant-masters.ts";

/** A small second customer: enough to see that nothing of one tenant shows in another. */
export function plantSecondTenant(tenant: Tenant): void {
  plantMasters(tenant);
  const office = plantDepartment(tenant, { name: "総務部", code: "G001" });
  const permanent = employmentTypeId(tenant, "正社員");
  for (const [index, [firstName, kana]] of [
    ["一花", "イチカ"],
    ["二葉", "フタバ"],
    ["三咲", "ミサキ"],
  ].entries()) {
    const at = MASTERS_MADE_AT + (index + 1) * 86_400_000;
    const person = {
      emp_code: `G${index + 1}`,
      last_name: "地球",
      first_name: firstName ?? null,
      last_name_yomi: "チキュウ",
      first_name_yomi: kana ?? null,
      email: `globex${index + 1}@example.com`,
      department_ids: [office],
      employment_type_id: permanent,
    };
    tenant.crews.put(changeCrew(tenant, blankCrew(tenant, at), person, at));
  }
}
