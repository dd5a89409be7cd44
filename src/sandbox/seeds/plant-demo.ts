import { blankCrew, changeCrew, type JsonObject } from "../change-crew.ts";
import { createRandom, pick, pickBetween, type Random } from "../random.ts";
import { SEEDS_END_AT, type Tenant } from "../tenant.ts";
import { pickName } from "./people-names.ts";
import { employmentTypeId, plantDepartment, plantMaster, plantMasters } from "./plant-masters.ts";

const PEOPLE = 300;

/** A company of 300 people in 30 departments as one meets it: nearly everything in order, and a few rows that are not. */
export function plantDemo(tenant: Tenant): void {
  plantMasters(tenant);
  const departmentIds = plantDepartments(tenant);
  plantMaster(tenant, "employment_types", { name: "嘱託", preset_type: null, code: "90" });
  for (const [index, name] of JOB_TITLES.entries()) plantMaster(tenant, "job_titles", { name, rank: index + 1 });
  const random = createRandom(20_250_401);
  for (let number = 1; number <= PEOPLE; number++) {
    const at = SEEDS_END_AT - (PEOPLE - number + 1) * 86_400_000;
    const person = { ...ordinaryPerson(tenant, random, number, departmentIds), ...SPECIAL_BY_NUMBER[number] };
    tenant.crews.put(changeCrew(tenant, blankCrew(tenant, at), person, at));
  }
}

const DIVISIONS = [
  ["経営管理本部", "10", ["経営企画部", "財務経理部", "総務部", "法務部", "内部監査室"]],
  ["人事本部", "20", ["人事部", "採用部", "人材開発部", "労務部"]],
  ["営業本部", "30", ["第一営業部", "第二営業部", "西日本営業部", "営業推進部", "カスタマーサクセス部"]],
  ["開発本部", "40", ["プロダクト開発部", "基盤開発部", "品質保証部", "デザイン部", "研究開発室"]],
  ["事業本部", "50", ["事業企画部", "マーケティング部", "広報部", "物流部", "購買部", "カスタマーサポート部"]],
] as const;

const JOB_TITLES = ["本部長", "部長", "課長", "主任"] as const;

function plantDepartments(tenant: Tenant): readonly string[] {
  return DIVISIONS.flatMap(([division, code, sections]) => {
    const parentId = plantDepartment(tenant, { name: division, code: `${code}00` });
    return sections.map((name, index) => plantDepartment(tenant, { name, code: `${code}${index + 1}0`, parentId }));
  });
}

function ordinaryPerson(tenant: Tenant, random: Random, number: number, departmentIds: readonly string[]): JsonObject {
  const name = pickName(random);
  const types = ["正社員", "正社員", "正社員", "正社員", "契約社員", "アルバイト・パート", "派遣社員", "嘱託"];
  return {
    emp_code: String(number).padStart(5, "0"),
    last_name: name.lastName,
    first_name: name.firstName,
    last_name_yomi: name.lastNameKana,
    first_name_yomi: name.firstNameKana,
    gender: name.gender,
    birth_at: `${pickBetween(random, 1962, 2002)}-0${pickBetween(random, 1, 9)}-${pickBetween(random, 10, 28)}`,
    email: `${name.latin}.${number}@acme.example`,
    department_ids: [pick(random, departmentIds)],
    positions: random() < 0.15 ? [pick(random, JOB_TITLES)] : [],
    employment_type_id: employmentTypeId(tenant, pick(random, types)),
    entered_at: `${pickBetween(random, 1995, 2024)}-04-01`,
  };
}

// Spellings that systems like to lose, people on their way in or out, and a handful that a sync has to leave out.
const SPECIAL_BY_NUMBER: Readonly<Record<number, JsonObject>> = {
  7: { last_name: "髙橋", last_name_yomi: "タカハシ" },
  21: { last_name: "山﨑", last_name_yomi: "ヤマザキ" },
  35: { last_name: "濵田", last_name_yomi: "ハマダ" },
  49: { last_name: "渡邉", last_name_yomi: "ワタナベ" },
  63: { last_name: "𠮷田", last_name_yomi: "ヨシダ" },
  77: { business_last_name: "田村", business_last_name_yomi: "タムラ" },
  91: { emp_status: "retired", resigned_at: "2024-03-31" },
  105: { emp_status: "retired", resigned_at: "2024-09-30" },
  119: { emp_status: "retired", resigned_at: "2025-01-31" },
  133: { emp_status: "absent" },
  147: { emp_status: "absent" },
  161: { entered_at: "2030-04-01" },
  175: { email: null },
  189: { last_name_yomi: null },
  203: { department_ids: [] },
  217: { email: "soumu@acme.example" },
  231: { email: "soumu@acme.example" },
};
