import { blankCrew, changeCrew, type JsonObject } from "../change-crew.ts";
import { insertGroup } from "../change-group.ts";
import { insertTemplate } from "../change-template.ts";
import { createRandom } from "../random.ts";
import type { Tenant } from "../tenant.ts";
import { pickName } from "./people-names.ts";
import { plantEdgeDepartments } from "./plant-edge-departments.ts";
import { employmentTypeId, MASTERS_MADE_AT, plantMaster, plantMasters } from "./plant-masters.ts";

/**
 * At least one row for everything a sync can say of a row the first time it meets it. What needs an earlier sync is reached by a
 * scenario (scenarios.ts).
 */
export function plantEdgeCases(tenant: Tenant): void {
  plantMasters(tenant);
  renamePreset(tenant, "その他", "その他（旧）");
  plantMaster(tenant, "employment_types", { name: "嘱託", preset_type: null, code: "90" });
  const departmentIdByName = plantEdgeDepartments(tenant);
  const optOut = plantOptOutField(tenant);
  const people = edgePeople(tenant, (name) => departmentIdByName.get(name) ?? name, optOut);
  people.forEach((person, index) => {
    const at = MASTERS_MADE_AT + (index + 1) * 3_600_000;
    tenant.crews.put(changeCrew(tenant, blankCrew(tenant, at), { ...ordinary(index + 1), ...person }, at));
  });
}

function renamePreset(tenant: Tenant, from: string, to: string): void {
  const id = employmentTypeId(tenant, from);
  const row = tenant.masters.employment_types.get(id);
  if (row) tenant.masters.employment_types.put({ ...row, values: { ...row.values, name: to } });
}

interface OptOutField {
  readonly templateId: string;
  readonly otherTemplateId: string;
}

function plantOptOutField(tenant: Tenant): OptOutField {
  const other = insertTemplate(tenant, { name: "社内メモ", type: "string" }, MASTERS_MADE_AT);
  const group = insertGroup(tenant, { name: "ミキワメカテゴリー" }, MASTERS_MADE_AT, null);
  const elements = [
    { name: "連携する", physical_name: "sync", position: 1 },
    { name: "連携しない", physical_name: "skip", position: 2 },
  ];
  const field = { name: "ミキワメ連携", type: "enum", group_id: group.id, elements };
  return { templateId: insertTemplate(tenant, field, MASTERS_MADE_AT).id, otherTemplateId: other.id };
}

// An innocent person; every row below states only what is special about it.
function ordinary(number: number): JsonObject {
  const name = pickName(createRandom(number));
  return {
    emp_code: `E${String(number).padStart(3, "0")}`,
    last_name: name.lastName,
    first_name: name.firstName,
    last_name_yomi: name.lastNameKana,
    first_name_yomi: name.firstNameKana,
    gender: name.gender,
    birth_at: "1985-05-15",
    email: `edge${number}@example.com`,
    entered_at: "2015-04-01",
  };
}

function edgePeople(tenant: Tenant, department: (name: string) => string, optOut: OptOutField): readonly JsonObject[] {
  const typed = (name: string) => ({ employment_type_id: employmentTypeId(tenant, name) });
  const choice = (value: string) => ({
    custom_fields: [
      { template_id: optOut.otherTemplateId, value: "先に入力した別の項目" },
      { template_id: optOut.templateId, value },
    ],
  });
  return [
    // Nothing wrong with these.
    { ...typed("正社員"), department_ids: [department("営業一課")], positions: ["課長", "主任"] },
    { ...choice("sync"), department_ids: [department("総務課")] },
    { department_ids: [department("庶務課")], positions: [] },
    { department_ids: [] },
    // Left out on purpose: opted out, the second one with a twin of the same address who is synced.
    choice("skip"),
    { ...choice("skip"), email: "shared-with-opted-out@example.com" },
    { email: "shared-with-opted-out@example.com" },
    // Each with one thing that somebody has to put right, and one with everything wrong at once.
    { last_name: "" },
    { first_name: null },
    { last_name_yomi: null },
    { first_name_yomi: "" },
    { email: null },
    { email: " " },
    { email: "not-an-address" },
    { email: "twin@example.com" },
    { email: "Twin@Example.com" },
    { department_ids: [department("部署コードのない室")] },
    { department_ids: [department("旧広報部")] },
    { department_ids: [department("製造部")] },
    {
      last_name: null,
      first_name: null,
      last_name_yomi: "",
      email: "",
      department_ids: [department("部署コードのない室")],
    },
    // Worth a look.
    { email: "Ｚｅｎｋａｋｕ＠ｅｘａｍｐｌｅ．ｃｏｍ" },
    { email: "zero\u200bwidth@example.com" },
    { last_name_yomi: "ﾊｼﾉ", first_name_yomi: "ﾊｼﾞﾒ" },
    { last_name_yomi: "はしの", first_name_yomi: "はじめ" },
    { business_last_name: "芸名", business_last_name_yomi: "ゲイメイ" },
    { business_last_name: "読無", business_last_name_yomi: "" },
    { business_first_name: "通称", business_first_name_yomi: "ツウショウ" },
    typed("その他（旧）"),
    typed("嘱託"),
    typed("嘱託"),
    { emp_status: "retired", resigned_at: "2024-03-31" },
    { emp_status: "retired" },
    { emp_status: "employed", resigned_at: "2024-03-31" },
    { emp_status: "absent" },
    { entered_at: "2030-04-01" },
    // Holes: 部署1 and 役職1 are empty although later ones are filled.
    { department_ids: [null, department("営業一課")], positions: [null, "主任"] },
    { department_ids: [department("営業一課"), null, department("総務課")], positions: ["課長", null, "主任"] },
    // Spellings that must survive as they are.
    { last_name: "髙﨑", last_name_yomi: "タカサキ" },
    { last_name: "濵邉", last_name_yomi: "ハマベ" },
    { last_name: "𠮷野", last_name_yomi: "ヨシノ" },
    { last_name: "\uFA19田", first_name: "\uFA1B\uFA1A", last_name_yomi: "カミダ", first_name_yomi: "フクショウ" },
    { last_name: "渡\u9089\u{E0101}", last_name_yomi: "ワタナベ" },
    { first_name: "か\u3099く", first_name_yomi: "カ\u3099ク" },
    // People of the same names, numbers missing or repeated.
    { last_name: "同姓", first_name: "同名", last_name_yomi: "ドウセイ", first_name_yomi: "ドウメイ", emp_code: null },
    {
      last_name: "同姓",
      first_name: "同名",
      last_name_yomi: "ドウセイ",
      first_name_yomi: "ドウメイ",
      emp_code: "0012",
    },
    {
      last_name: "同姓",
      first_name: "同名",
      last_name_yomi: "ドウセイ",
      first_name_yomi: "ドウメイ",
      emp_code: "0012",
    },
    { gender: null, birth_at: null, entered_at: null },
    // A docomo address of the old days, which the HTML pattern lets through.
    { email: "a..b@example.ne.jp" },
  ];
}
