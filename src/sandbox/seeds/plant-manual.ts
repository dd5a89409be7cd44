import { blankCrew, changeCrew, type JsonObject } from "../change-crew.ts";
import type { Tenant } from "../tenant.ts";
import { employmentTypeId, MASTERS_MADE_AT, plantDepartment, plantMasters } from "./plant-masters.ts";

/**
 * SmartHR's side of the manual's tables (M18, M19, M26). サポート部（A004） is discontinued: people still carry it with its code, but
 * no list of departments shows it, so a roster that starts empty never learns of it – which is M26's third row.
 */
export function plantManual(tenant: Tenant): void {
  plantMasters(tenant);
  const sales = plantDepartment(tenant, { name: "営業部", code: "A001" });
  const development = plantDepartment(tenant, { name: "開発部", code: "A002" });
  const personnel = plantDepartment(tenant, { name: "人事部", code: "A003" });
  const support = plantDepartment(tenant, { name: "サポート部", code: "A004", discontinuedOn: "2025-03-31" });
  const permanent = employmentTypeId(tenant, "正社員");
  const contract = employmentTypeId(tenant, "契約社員");

  const people: readonly JsonObject[] = [
    {
      ...named("太郎", "タロウ"),
      email: "001@aaa.com",
      department_ids: [sales],
      employment_type_id: permanent,
      positions: ["部長"],
    },
    { ...named("次郎", "ジロウ"), email: "002@aaa.com", department_ids: [] },
    { ...named("三郎", "サブロウ"), email: "003@aaa.com", department_ids: [support], employment_type_id: permanent },
    {
      ...named("四郎", "シロウ"),
      last_name: "",
      first_name: null,
      email: "004@aaa.com",
      department_ids: [development],
    },
    {
      ...named("五郎", "ゴロウ"),
      last_name_yomi: null,
      first_name_yomi: "",
      email: "005@aaa.com",
      department_ids: [personnel],
      employment_type_id: contract,
    },
    { ...named("六郎", "ロクロウ"), email: null, department_ids: [personnel] },
    { ...named("七郎", "ナナロウ"), email: "007@aaa.com", department_ids: [personnel], employment_type_id: permanent },
    { ...named("八郎", "ハチロウ"), email: "007@aaa.com", department_ids: [personnel] },
  ];
  people.forEach((person, index) => {
    const at = MASTERS_MADE_AT + (index + 1) * 86_400_000;
    const number = { emp_code: String(index + 1).padStart(3, "0"), gender: "male", entered_at: "2020-04-01" };
    tenant.crews.put(changeCrew(tenant, blankCrew(tenant, at), { ...number, ...person }, at));
  });
}

function named(firstName: string, firstNameKana: string): JsonObject {
  return { last_name: "ミキワメ", first_name: firstName, last_name_yomi: "ミキワメ", first_name_yomi: firstNameKana };
}
