import type { FieldError } from "./answer.ts";
import type { JsonObject } from "./change-crew.ts";
import { changeGroup, insertGroup } from "./change-group.ts";
import { changeTemplate, insertTemplate } from "./change-template.ts";
import { type GroupRow, stampEdit, type TemplateRow, type Tenant } from "./tenant.ts";
import type { World } from "./world.ts";
import type { Refused } from "./write-crew.ts";

/** Makes the group that the body of a POST describes; `origin` is the application that asks, null for a person. */
export function makeGroup(world: World, tenant: Tenant, body: JsonObject, origin: string | null): GroupRow | Refused {
  const errors = judgeGroup(body, true);
  return errors.length > 0 ? { errors } : insertGroup(tenant, body, stampEdit(tenant, world.clock.now()), origin);
}

/** Changes the group; `whole` needs its name, as a PUT does. */
export function updateGroup(
  world: World,
  tenant: Tenant,
  row: GroupRow,
  body: JsonObject,
  whole: boolean,
): GroupRow | Refused {
  const errors = judgeGroup(body, whole);
  if (errors.length > 0) return { errors };
  return tenant.groups.put(changeGroup(row, body, stampEdit(tenant, world.clock.now())));
}

/** Everything SmartHR has against the body of a custom field's POST (`row` is null), PATCH or PUT (`whole`). */
export function judgeTemplate(tenant: Tenant, body: JsonObject, row: TemplateRow | null, whole: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const { name, type, group_id: groupId, elements } = body;
  if (name === undefined ? whole : typeof name !== "string" || name === "") {
    errors.push(templateError("項目名を入力してください。", "name"));
  }
  if (type === undefined ? whole && row === null : !TYPES.includes(String(type))) {
    errors.push(templateError("入力タイプは正しい形式で入力してください。", "type"));
  }
  if (row && type !== undefined && type !== row.type) {
    errors.push(templateError("入力タイプは変更できません。", "type"));
  }
  if (typeof groupId === "string" && !tenant.groups.get(groupId)) {
    errors.push(templateError("カスタム従業員項目グループが存在しません。", "group_id"));
  }
  // "種別がドロップダウンリスト項目（type: enum）の時のみ、elements アトリビュートで要素を指定できます".
  if (Array.isArray(elements) && elements.length > 0 && (type ?? row?.type) !== "enum") {
    errors.push(templateError("ドロップダウンリスト項目は入力タイプがenumの場合のみ入力できます。", "elements"));
  }
  return errors;
}

/** Makes the custom field of a body that was judged. */
export function makeTemplate(world: World, tenant: Tenant, body: JsonObject): TemplateRow {
  const row = insertTemplate(tenant, body, stampEdit(tenant, world.clock.now()));
  hideFromStrictTokens(world, tenant, row);
  return row;
}

/** Changes the custom field by a body that was judged. `whole`: what is not in it is cleared, as for a PUT. */
export function updateTemplate(
  world: World,
  tenant: Tenant,
  row: TemplateRow,
  body: JsonObject,
  whole: boolean,
): TemplateRow {
  const cleared = { ...row, hint: null, scale: null, separatedByCommas: null };
  const at = stampEdit(tenant, world.clock.now());
  return tenant.templates.put(changeTemplate(tenant, whole ? cleared : row, body, at, whole));
}

const ACCESS_TYPES = ["read_and_update", "hidden", "read_and_update_values", "read_and_update_only_origin"];
const TYPES = ["date", "decimal", "enum", "file", "string", "text"];

function judgeGroup(body: JsonObject, nameNeeded: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const { name, access_type: accessType } = body;
  if (name === undefined ? nameNeeded : typeof name !== "string" || name === "") {
    errors.push(groupError("カスタム項目グループ名を入力してください。", "name"));
  }
  if (accessType !== undefined && accessType !== null && !ACCESS_TYPES.includes(String(accessType))) {
    errors.push(groupError("アクセス種別は正しい形式で入力してください。", "access_type"));
  }
  return errors;
}

// Release note 2021-08-25: a token says whether it may read custom fields that are made later.
function hideFromStrictTokens(world: World, tenant: Tenant, row: TemplateRow): void {
  for (const token of world.tokens.list()) {
    if (token.subdomain !== tenant.subdomain || token.laterTemplatesReadable) continue;
    world.tokens.put({ ...token, unreadableTemplates: [...token.unreadableTemplates, row.id] });
  }
}

function groupError(message: string, field: string): FieldError {
  return { message, resource: "CrewCustomFieldTemplateGroup", field };
}

function templateError(message: string, field: string): FieldError {
  return { message, resource: "CrewCustomFieldTemplate", field };
}
