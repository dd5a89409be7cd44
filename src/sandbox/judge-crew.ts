import type { FieldError } from "./answer.ts";
import { isDay } from "./calendar-day.ts";
import { findElement, type JsonObject } from "./change-crew.ts";
import { crewFieldKind, crewFieldLabel, type FieldKind } from "./crew-fields.ts";
import type { SandboxSwitches } from "./switches.ts";
import type { CrewRow, Json, TemplateRow, Tenant } from "./tenant.ts";

/** Everything SmartHR has against the body of a crew's POST or PATCH, all at once. `crew` is null for a POST. */
export function judgeCrew(
  tenant: Tenant,
  body: JsonObject,
  crew: CrewRow | null,
  switches: SandboxSwitches,
): readonly FieldError[] {
  return [
    ...Object.entries(body).flatMap(([key, value]) => judgeValue(key, value, tenant)),
    ...judgeLists(tenant, body, switches),
    ...judgeBankAccounts(body),
    ...judgeCustomFields(tenant, body["custom_fields"], switches),
    ...(crew ? judgeBlanking(body, crew) : []),
  ];
}

function judgeValue(key: string, value: Json, tenant: Tenant): FieldError[] {
  const kind = crewFieldKind(key);
  if (value === null || kind === undefined) return judgeReference(key, value, tenant);
  const wrong = () => [error(`${crewFieldLabel(key)}は正しい形式で入力してください。`, key)];
  if (key === "occupation" && typeof value === "string" && [...value].length > 30) {
    return [error("業務内容は30文字以内で入力してください。", key)];
  }
  if (key === "emp_type") return judgeReference(key, value, tenant);
  return isOfKind(kind, value) ? judgeAddress(key, kind, value) : wrong();
}

function isOfKind(kind: FieldKind, value: Json): boolean {
  switch (kind) {
    case "row":
    case "made":
    case "embedded":
    case "list":
    case "attachment":
      return true;
    case "text":
    case "blank-text":
      return typeof value === "string";
    case "date":
      return value === "" || (typeof value === "string" && isDay(value));
    case "integer":
      return Number.isInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "address":
      return typeof value === "object" && !Array.isArray(value);
    default:
      return value === "" || (typeof value === "string" && kind.includes(value));
  }
}

function judgeAddress(key: string, kind: FieldKind, value: Json): FieldError[] {
  if (kind !== "address" || typeof value !== "object" || value === null) return [];
  const reading = (value as JsonObject)["literal_yomi"];
  if (typeof reading !== "string" || reading === "" || /^[ァ-ヶー・－０-９　]+$/u.test(reading)) return [];
  const owner = key === "address" ? "従業員の住所" : crewFieldLabel(key);
  return [error(`${owner}（ヨミガナ）は全角カタカナで入力してください。`, "literal_yomi")];
}

function judgeReference(key: string, value: Json, tenant: Tenant): FieldError[] {
  if (value === null || value === "") return [];
  const unknown = (label: string) => [error(`${label}が存在しません。`, key)];
  const types = tenant.masters.employment_types;
  if (key === "employment_type_id" && !types.get(String(value))) return unknown("雇用形態");
  if (key === "payment_period_id" && !tenant.masters.payment_periods.get(String(value))) return unknown("給与支給形態");
  if (key === "emp_type" && !types.list().some((type) => type.values["preset_type"] === value))
    return unknown("雇用形態");
  return [];
}

const MOST_DEPARTMENTS = 10;

function judgeLists(tenant: Tenant, body: JsonObject, switches: SandboxSwitches): FieldError[] {
  const errors: FieldError[] = [];
  const departmentIds = body["department_ids"];
  if (departmentIds !== undefined && departmentIds !== null) {
    if (!Array.isArray(departmentIds)) errors.push(error("部署は正しい形式で入力してください。", "department_ids"));
    else if (departmentIds.length > MOST_DEPARTMENTS)
      errors.push(error("部署は10個以内で入力してください。", "department_ids"));
    else if (departmentIds.some((id) => id !== null && tenant.departments.get(String(id)) === undefined)) {
      errors.push(error("部署が存在しません。", "department_ids"));
    }
  }
  const positions = body["positions"];
  if (positions !== undefined && positions !== null) {
    const names = tenant.masters.job_titles.list().map((title) => title.values["name"]);
    if (!Array.isArray(positions)) errors.push(error("役職は正しい形式で入力してください。", "positions"));
    else if (
      switches.unknownPositionName === "reject" &&
      positions.some((name) => name !== null && !names.includes(name))
    ) {
      errors.push(error("役職が存在しません。", "positions"));
    }
  }
  return errors;
}

// swagger: either all or none of the accounts carry a bank_account_setting_id; this tenant has no settings to name.
function judgeBankAccounts(body: JsonObject): FieldError[] {
  const accounts = body["bank_accounts"];
  if (!Array.isArray(accounts)) return [];
  const named = accounts.filter(
    (account) => typeof account === "object" && account !== null && "bank_account_setting_id" in account,
  );
  return named.length > 0 ? [error("口座設定が存在しません。", "bank_account_setting_id")] : [];
}

const FILE_TYPES = /\.(png|jpe?g|pdf|te?xt|csv|conf|log|docx?|xlsx?|gif)$/i;

function judgeCustomFields(tenant: Tenant, written: Json | undefined, switches: SandboxSwitches): FieldError[] {
  if (written === undefined || written === null) return [];
  if (!Array.isArray(written)) return [error("カスタム項目は正しい形式で入力してください。", "custom_fields")];
  return written.flatMap((entry) => judgeCustomField(tenant, entry, switches));
}

function judgeCustomField(tenant: Tenant, entry: Json, switches: SandboxSwitches): FieldError[] {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
    return [error("カスタム項目は正しい形式で入力してください。", "custom_fields")];
  }
  const { template_id: templateId, value, file_name: fileName } = entry as JsonObject;
  const template = tenant.templates.get(String(templateId));
  if (!template) return [error("カスタム項目が存在しません。", "template_id")];
  const accepted =
    value === undefined || value === null
      ? switches.customFieldNull === "clear"
      : isAccepted(template, value, fileName);
  return accepted ? [] : [error(`${template.name}は正しい形式で入力してください。`, "value")];
}

function isAccepted(template: TemplateRow, value: Json, fileName: Json | undefined): boolean {
  switch (template.type) {
    case "enum":
      return findElement(template, value) !== undefined;
    case "decimal":
      return value !== "" && Number.isFinite(Number(value));
    case "date":
      return typeof value === "string" && isDay(value);
    case "file":
      return typeof fileName === "string" && FILE_TYPES.test(fileName);
    case "string":
    case "text":
      return typeof value === "string";
  }
}

// swagger, PATCH: "以下の項目が入力済みの従業員に対して、これらのいずれかを欠けさせる更新はできません".
const NEVER_BLANKED = ["last_name", "first_name", "last_name_yomi", "first_name_yomi", "gender", "birth_at", "address"];

function judgeBlanking(body: JsonObject, crew: CrewRow): FieldError[] {
  return NEVER_BLANKED.flatMap((key) => {
    const blanked = body[key] === null || body[key] === "";
    const filled = crew.values[key] !== undefined && crew.values[key] !== "";
    return blanked && filled ? [error(`${crewFieldLabel(key)}を入力してください。`, key)] : [];
  });
}

function error(message: string, field: string): FieldError {
  return { message, resource: "Crew", field };
}
