import type { CrewRow, TemplateRow, Tenant } from "../tenant.ts";
import {
  type CrewField,
  customField,
  departmentsField,
  employmentTypeField,
  plainField,
  positionsField,
} from "./crew-fields-shown.ts";

/** A part of a person's page with one 「この項目を編集」. */
export interface CrewSection {
  /** In the address of its form. */
  readonly key: string;
  readonly title: string;
  readonly fields: readonly CrewField[];
}

/** The parts of a person's page; the tenant's custom field groups come last, as in SmartHR. */
export function readCrewSections(tenant: Tenant, crew: CrewRow): readonly CrewSection[] {
  return [
    { key: "basic", title: "基本情報", fields: BASIC_KEYS.map((key) => plainField(key)) },
    { key: "employment", title: "入退社情報", fields: EMPLOYMENT_KEYS.map((key) => plainField(key)) },
    {
      key: "work",
      title: "業務情報",
      fields: [
        employmentTypeField(tenant),
        departmentsField(tenant, crew, slotCount(crew.departmentIds.length)),
        positionsField(tenant, slotCount(crew.positionIds.length)),
      ],
    },
    ...readCustomSections(tenant),
  ];
}

/** The custom field groups that have fields, by their place. */
export function readCustomSections(tenant: Tenant): readonly CrewSection[] {
  const templatesByGroupId = Map.groupBy(byPosition(tenant.templates.list()), ({ groupId }) => groupId);
  const groups = byPosition(tenant.groups.list()).map(({ id, name }) => ({ id, key: id, title: name }));
  return [{ id: null, key: "ungrouped", title: "カスタム項目" }, ...groups].flatMap(({ id, key, title }) => {
    const templates: readonly TemplateRow[] = templatesByGroupId.get(id) ?? [];
    return templates.length === 0 ? [] : [{ key, title, fields: templates.map(customField) }];
  });
}

const BASIC_KEYS = [
  "emp_code",
  "last_name",
  "first_name",
  "last_name_yomi",
  "first_name_yomi",
  "business_last_name",
  "business_first_name",
  "business_last_name_yomi",
  "business_first_name_yomi",
  "birth_at",
  "gender",
  "email",
];

const EMPLOYMENT_KEYS = ["emp_status", "entered_at", "resigned_at"];

const FEWEST_SLOTS = 3;
const MOST_SLOTS = 10;

// Every slot that is filled can be edited, and one more than that.
function slotCount(filled: number): number {
  return Math.max(filled, Math.min(Math.max(filled + 1, FEWEST_SLOTS), MOST_SLOTS));
}

function byPosition<Row extends { readonly position: number }>(rows: Row[]): Row[] {
  return rows.sort((one, other) => one.position - other.position);
}
