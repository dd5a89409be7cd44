import { CREW_FIELDS, type FieldKind } from "./crew-fields.ts";
import { readDepartmentTree } from "./department-tree.ts";
import type { JsonPiece } from "./json-pieces.ts";
import { printNestedTemplate, readBackValue } from "./print-custom-field.ts";
import { type MasterShape, printMaster } from "./print-master.ts";
import type { SandboxSwitches } from "./switches.ts";
import type { CrewRow, Json, MasterName, MasterRow, Tenant } from "./tenant.ts";

/** Who looks at crews, and what of them they asked for. */
export interface CrewView {
  readonly tenant: Tenant;
  readonly switches: SandboxSwitches;
  /** Null for every key. */
  readonly fields: ReadonlySet<string> | null;
  readonly isAttributeReadable: (key: string) => boolean;
  readonly isTemplateReadable: (templateId: string) => boolean;
  /** The address, good for 180 seconds, of a file of a crew. */
  readonly fileUrl: (crewId: string, name: string) => string;
  readonly embedEstablishment?: boolean;
}

/** A function that gives a crew as JSON. The view is worked out once, so that a page costs little. */
export function createCrewPrinter(view: CrewView): (crew: CrewRow) => readonly JsonPiece[] {
  const parts: { prefix: string; print: (crew: CrewRow) => JsonPiece }[] = [];
  for (const [key, , kind] of CREW_FIELDS) {
    if (!isAskedFor(view, key)) continue;
    const readable = key === "id" || view.isAttributeReadable(key);
    if (!readable && view.switches.forbiddenAttributes === "omitted") continue;
    const comma = parts.length > 0 ? "," : "";
    parts.push({ prefix: `${comma}"${key}":`, print: readable ? printerOf(key, kind, view) : () => "null" });
  }
  return (crew) => {
    const pieces: JsonPiece[] = [];
    let text = "{";
    for (const part of parts) {
      const printed = part.print(crew);
      text += part.prefix;
      if (typeof printed === "string") text += printed;
      else {
        pieces.push(text, printed);
        text = "";
      }
    }
    pieces.push(`${text}}`);
    return pieces;
  };
}

// swagger: exactly one of biz_establishment_id and biz_establishment is output.
function isAskedFor({ fields, embedEstablishment = false, switches }: CrewView, key: string): boolean {
  if (key === "biz_establishment") return embedEstablishment;
  if (key === "biz_establishment_id" && embedEstablishment) return false;
  return fields === null || fields.has(key) || (key === "id" && switches.fieldsIncludeId);
}

function printerOf(key: string, kind: FieldKind, view: CrewView): (crew: CrewRow) => JsonPiece {
  switch (kind) {
    case "row":
      return rowPrinter(key);
    case "made":
      return madePrinter(key, view);
    case "embedded":
      return masterPrinter("biz_establishments", "biz_establishment_id", view.tenant);
    case "attachment":
      return (crew) => printAttachment(crew, key, view);
    case "address":
      return (crew) => printAddress(crew.values[key]);
    case "list":
      return (crew) => printList(crew.values[key], view.switches);
    case "boolean":
      return storedPrinter(key, "false");
    case "blank-text":
      return storedPrinter(key, '""');
    case "text":
    case "date":
    case "integer":
      return storedPrinter(key, "null");
    default:
      return storedPrinter(key, key === "emp_status" ? '"employed"' : "null");
  }
}

function storedPrinter(key: string, unset: string): (crew: CrewRow) => string {
  return (crew) => {
    const value = crew.values[key];
    return value === undefined ? unset : JSON.stringify(value);
  };
}

function rowPrinter(key: string): (crew: CrewRow) => string {
  if (key === "id") return (crew) => `"${crew.id}"`;
  if (key === "created_at") return (crew) => `"${new Date(crew.createdAt).toISOString()}"`;
  return (crew) => `"${new Date(crew.updatedAt).toISOString()}"`;
}

function madePrinter(key: string, view: CrewView): (crew: CrewRow) => JsonPiece {
  const { tenant } = view;
  const types = tenant.masters.employment_types;
  switch (key) {
    case "employment_type":
      return (crew) => printMaster("employment_type_for_crew", crew.employmentTypeId, types);
    case "emp_type":
      return (crew) => JSON.stringify(types.get(crew.employmentTypeId ?? "")?.values["preset_type"] ?? null);
    case "departments":
      return departmentsPrinter(view);
    case "department":
      return departmentPathPrinter(view);
    case "positions":
      return positionsPrinter(view);
    case "position":
      return (crew) => JSON.stringify(positionRows(crew, tenant)[0]?.values["name"] ?? null);
    case "custom_fields":
      return customFieldsPrinter(view);
    case "profile_images":
      return (crew) => printProfileImages(crew, view);
    case "grade":
      return masterPrinter("grades", key, tenant);
    case "job_category":
      return masterPrinter("job_categories", key, tenant);
    case "recruitment_type":
      return masterPrinter("recruitment_types", key, tenant);
    case "payment_period":
      return masterPrinter("payment_periods", key, tenant, "payment_period_for_crew");
    default:
      return preferredPrinter(key.replace("preferred_", ""));
  }
}

// "ビジネスネーム優先": the business name when there is one, else the legal name, part by part.
function preferredPrinter(part: string): (crew: CrewRow) => string {
  return (crew) => JSON.stringify(crew.values[`business_${part}`] || (crew.values[part] ?? null));
}

function masterPrinter(
  master: MasterName,
  key: string,
  tenant: Tenant,
  shape: MasterShape = master,
): (crew: CrewRow) => string {
  return (crew) => {
    const id = crew.values[key];
    return printMaster(shape, typeof id === "string" ? id : null, tenant.masters[master]);
  };
}

function departmentsPrinter({ tenant, switches }: CrewView): (crew: CrewRow) => JsonPiece {
  const tree = readDepartmentTree(tenant, switches.discontinuedInLists);
  return ({ departmentIds }) => {
    const [first = null] = departmentIds;
    if (departmentIds.length === 0) return emptyArray(switches);
    const only = departmentIds.length === 1 && first !== null ? tenant.departments.get(first) : undefined;
    if (only) return tree.encodeAlone(only);
    const texts = departmentIds.map((id) => {
      const department = id === null ? undefined : tenant.departments.get(id);
      return department ? tree.print(department) : "null";
    });
    return `[${texts.join(",")}]`;
  };
}

function departmentPathPrinter({ tenant, switches }: CrewView): (crew: CrewRow) => string {
  const tree = readDepartmentTree(tenant, switches.discontinuedInLists);
  return (crew) => {
    const first = tenant.departments.get(crew.departmentIds[0] ?? "");
    return first ? JSON.stringify(tree.fullName(first)) : "null";
  };
}

function positionsPrinter({ tenant, switches }: CrewView): (crew: CrewRow) => string {
  return (crew) => {
    const slots = crew.positionIds.map((id) =>
      printMaster(
        "position_for_crew",
        id !== null && tenant.masters.job_titles.get(id) ? id : null,
        tenant.masters.job_titles,
      ),
    );
    const shown = switches.positionHoles ? slots : slots.filter((slot) => slot !== "null");
    return shown.length > 0 ? `[${shown.join(",")}]` : emptyArray(switches);
  };
}

function positionRows(crew: CrewRow, tenant: Tenant): (MasterRow | undefined)[] {
  return crew.positionIds.map((id) => (id === null ? undefined : tenant.masters.job_titles.get(id)));
}

function customFieldsPrinter({ tenant, switches, isTemplateReadable, fileUrl }: CrewView): (crew: CrewRow) => string {
  return (crew) => {
    if (crew.customValues.length === 0) return "[]";
    const texts: string[] = [];
    for (const custom of crew.customValues) {
      const template = tenant.templates.get(custom.templateId);
      if (!template) continue;
      const readable = isTemplateReadable(template.id);
      if (!readable && switches.forbiddenAttributes === "omitted") continue;
      const value = readable
        ? readBackValue(template, custom, switches.decimalAs, (name) => fileUrl(crew.id, name))
        : null;
      texts.push(`{"value":${JSON.stringify(value)},"template":${printNestedTemplate(tenant, template)}}`);
    }
    return `[${texts.join(",")}]`;
  };
}

const ADDRESS_KEYS = ["country_number", "zip_code", "pref", "city", "street", "building", "literal_yomi"] as const;

function printAddress(address: Json | undefined): string {
  if (typeof address !== "object" || address === null || Array.isArray(address)) return "null";
  const parts = address as Readonly<Record<string, Json>>;
  // Address parts that were never entered read "" in what was captured, not null.
  return JSON.stringify(Object.fromEntries(ADDRESS_KEYS.map((key) => [key, parts[key] ?? ""])));
}

function printAttachment(crew: CrewRow, key: string, { fileUrl }: CrewView): string {
  const name = fileNameOf(crew.values[key]);
  return name === null ? "null" : JSON.stringify({ file_name: name, url: fileUrl(crew.id, key) });
}

const IMAGE_SIZES = [
  ["thumb", 50],
  ["small", 100],
  ["medium", 200],
  ["large", 400],
  ["original", 800],
] as const;

function printProfileImages(crew: CrewRow, { fileUrl, switches }: CrewView): string {
  if (fileNameOf(crew.values["profile_image"]) === null) return emptyArray(switches);
  const url = fileUrl(crew.id, "profile_image");
  return JSON.stringify(IMAGE_SIZES.map(([size, pixels]) => ({ size_type: size, height: pixels, width: pixels, url })));
}

function printList(list: Json | undefined, switches: SandboxSwitches): string {
  return Array.isArray(list) && list.length > 0 ? JSON.stringify(list) : emptyArray(switches);
}

function emptyArray(switches: SandboxSwitches): string {
  return switches.emptyArrays === "array" ? "[]" : "null";
}

function fileNameOf(value: Json | undefined): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const name = (value as Readonly<Record<string, Json>>)["file_name"];
  return typeof name === "string" ? name : null;
}
