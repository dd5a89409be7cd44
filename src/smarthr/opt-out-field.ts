import type { z } from "zod";
import { fail, ok, type Result } from "../core/result.ts";
import { visibleText } from "../core/text-shape.ts";
import type { Call, SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import { ROWS_PER_PAGE } from "./read-list.ts";
import {
  type CustomFieldGroupWire,
  type CustomFieldTemplateWire,
  customFieldGroupPageSchema,
  customFieldGroupSchema,
  customFieldTemplateSchema,
} from "./wire.ts";

/** M27: the custom field in which SmartHR's administrators choose who is not synced. */
export interface OptOutField {
  /** What to remember for the tenant: the field is found again by it, whatever its names become. */
  readonly templateId: string;
  /** What a person's value can be when 「連携しない」 was chosen. */
  readonly skipValues: readonly string[];
}

const GROUP_NAME = "ミキワメカテゴリー";
const FIELD_NAME = "ミキワメ連携";
const SKIP_NAME = "連携しない";
const ELEMENTS = [
  { name: "連携する", physical_name: "sync", position: 1 },
  { name: SKIP_NAME, physical_name: "skip", position: 2 },
];

const GROUPS = "/v1/crew_custom_field_template_groups";
const TEMPLATES = "/v1/crew_custom_field_templates";
const GROUP_RESOURCE = "crew_custom_field_template_groups";
const TEMPLATE_RESOURCE = "crew_custom_field_templates";

/** M35: the remembered field as it is now; gone, of another type or without 「連携しない」, it is a fault. */
export async function readOptOutField(
  client: SmartHrClient,
  templateId: string,
): Promise<Result<OptOutField, SmartHrFault>> {
  const path = `${TEMPLATES}/${encodeURIComponent(templateId)}`;
  const answer = await client.ask(get(path, TEMPLATE_RESOURCE, customFieldTemplateSchema));
  if (answer.ok) return judgeField(answer.value.value);
  if (answer.fault.kind !== "not-found") return answer;
  // A tenant that is gone answers alike, and only the field's own loss can be put right in SmartHR.
  const tenant = await readGroups(client);
  return tenant.ok ? fail({ kind: "opt-out-field-missing" }) : tenant;
}

/** The field of the manual's names, or null when the tenant has none yet. */
export async function findOptOutField(client: SmartHrClient): Promise<Result<OptOutField | null, SmartHrFault>> {
  const groups = await readGroups(client);
  if (!groups.ok) return groups;
  const template = namedTemplate(groups.value);
  return template ? judgeField(template) : ok(null);
}

/**
 * The field of the manual's names, made if the tenant has none. Not to be called twice at once for one tenant. Where the token
 * may not make it, `forbidden`: somebody has to make it by hand.
 */
export async function findOrMakeOptOutField(client: SmartHrClient): Promise<Result<OptOutField, SmartHrFault>> {
  const groups = await readGroups(client);
  if (!groups.ok) return groups;
  const template = namedTemplate(groups.value);
  if (template) return judgeField(template);
  const group = groups.value.find(({ name }) => name === GROUP_NAME);
  const groupId = group ? ok(group.id) : await makeGroup(client);
  return groupId.ok ? makeField(client, groupId.value) : groupId;
}

function judgeField({ id, type, elements }: CustomFieldTemplateWire): Result<OptOutField, SmartHrFault> {
  const skips = (elements ?? []).filter(({ name }) => name === SKIP_NAME);
  if (type !== "enum" || skips.length === 0) return fail({ kind: "opt-out-field-missing" });
  // smarthr-api 8: the physical name if there is one, else the id; the id stays good for values entered before there was one.
  const skipValues = skips.flatMap((element) => [visibleText(element.physical_name ?? null), element.id]);
  return ok({ templateId: id, skipValues: skipValues.filter((value) => value !== null) });
}

function namedTemplate(groups: readonly CustomFieldGroupWire[]): CustomFieldTemplateWire | undefined {
  return groups
    .filter(({ name }) => name === GROUP_NAME)
    .flatMap(({ templates }) => templates ?? [])
    .find(({ name }) => name === FIELD_NAME);
}

async function readGroups(client: SmartHrClient): Promise<Result<CustomFieldGroupWire[], SmartHrFault>> {
  const groups: CustomFieldGroupWire[] = [];
  for (let page = 1; ; page++) {
    const query = { embed: "templates", page: String(page), per_page: String(ROWS_PER_PAGE) };
    const answer = await client.ask({ ...get(GROUPS, GROUP_RESOURCE, customFieldGroupPageSchema), query });
    if (!answer.ok) return answer;
    groups.push(...answer.value.value);
    if (answer.value.value.length < ROWS_PER_PAGE) return ok(groups);
  }
}

async function makeGroup(client: SmartHrClient): Promise<Result<string, SmartHrFault>> {
  const body = { name: GROUP_NAME };
  const made = await client.ask(post(GROUPS, GROUP_RESOURCE, body, customFieldGroupSchema));
  return made.ok ? ok(made.value.value.id) : made;
}

async function makeField(client: SmartHrClient, groupId: string): Promise<Result<OptOutField, SmartHrFault>> {
  const body = { name: FIELD_NAME, type: "enum", group_id: groupId, elements: ELEMENTS };
  const made = await client.ask(post(TEMPLATES, TEMPLATE_RESOURCE, body, customFieldTemplateSchema));
  return made.ok ? judgeField(made.value.value) : made;
}

function get<T>(path: string, resource: string, schema: z.ZodType<T>): Call<T> {
  return { method: "GET", path, resource, schema };
}

function post<T>(path: string, resource: string, body: unknown, schema: z.ZodType<T>): Call<T> {
  return { method: "POST", path, resource, body, schema };
}
