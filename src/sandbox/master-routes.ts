import { answerJson, answerNothing, type FieldError, refuse, refuseFields } from "./answer.ts";
import { createRoutes, readBody } from "./call.ts";
import type { JsonObject } from "./change-crew.ts";
import { deleteMasterRow } from "./delete-master-row.ts";
import { compareBy, split } from "./list-crews.ts";
import { answerPage } from "./paging.ts";
import { printMasterRow } from "./print-master.ts";
import { type Json, type MasterName, type MasterRow, stampEdit } from "./tenant.ts";

interface MasterField {
  readonly label: string;
  readonly kind: "text" | "rank" | "boolean" | "webhook-access";
  readonly needed?: boolean;
}

interface MasterRules {
  readonly resource: string;
  /** Keys that can be written; none for a master that can only be read. */
  readonly fields: Readonly<Record<string, MasterField>>;
  readonly sortable: boolean;
  /** Swagger has an address for one row. */
  readonly single: boolean;
}

const NAME: MasterField = { label: "名称", kind: "text", needed: true };
const RANK: MasterField = { label: "ランク", kind: "rank" };
const FLAG: MasterField = { label: "通知するかどうか", kind: "boolean", needed: true };

const RULES: Readonly<Record<MasterName, MasterRules>> = {
  employment_types: {
    resource: "EmploymentType",
    fields: { name: NAME, code: { label: "雇用形態コード", kind: "text" } },
    sortable: false,
    single: true,
  },
  job_titles: {
    resource: "JobTitle",
    fields: { name: { ...NAME, label: "役職の名前" }, rank: RANK, code: { label: "役職コード", kind: "text" } },
    sortable: true,
    single: true,
  },
  grades: { resource: "Grade", fields: { name: NAME, rank: RANK }, sortable: false, single: true },
  job_categories: { resource: "JobCategory", fields: { name: NAME }, sortable: false, single: true },
  recruitment_types: { resource: "RecruitmentType", fields: { name: NAME }, sortable: false, single: true },
  payment_periods: { resource: "PaymentPeriod", fields: {}, sortable: true, single: true },
  companies: { resource: "Company", fields: {}, sortable: false, single: false },
  biz_establishments: { resource: "BizEstablishment", fields: {}, sortable: false, single: false },
  webhooks: {
    resource: "Webhook",
    fields: {
      url: { label: "通知先URL", kind: "text", needed: true },
      description: { label: "説明", kind: "text" },
      crew_created: FLAG,
      crew_updated: FLAG,
      crew_deleted: FLAG,
      crew_imported: FLAG,
      dependent_created: { ...FLAG, needed: false },
      dependent_updated: { ...FLAG, needed: false },
      dependent_deleted: { ...FLAG, needed: false },
      dependent_imported: { ...FLAG, needed: false },
      expose_only_id: { label: "IDのみ送信", kind: "boolean" },
      access_type: { label: "アクセス種別", kind: "webhook-access" },
      secret_token: { label: "Secret Token", kind: "text" },
    },
    sortable: false,
    single: true,
  },
};

/** A master's addresses (swagger): list and single row; for most of them POST, PATCH, PUT and DELETE. */
export function createMasterRoutes(master: MasterName) {
  const routes = createRoutes();
  const rules = RULES[master];
  const print = (row: MasterRow) => printMasterRow(master, row);

  routes.get("/", (c) => {
    const { world, tenant, url } = c.env.call;
    const order = rules.sortable ? url.searchParams.get("sort") : null;
    return answerPage(url, world.switches, sortRows(tenant.masters[master].list(), order), print);
  });
  if (rules.single) {
    routes.get("/:id", (c) => {
      const row = c.env.call.tenant.masters[master].get(c.req.param("id"));
      return row ? answerJson(print(row)) : refuse("not_found");
    });
  }
  if (Object.keys(rules.fields).length === 0) return routes;

  routes.post("/", async (c) => {
    const { world, tenant } = c.env.call;
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const errors = judgeMaster(rules, body, null, true);
    if (errors.length > 0) return refuseFields(errors);

    const at = stampEdit(tenant, world.clock.now());
    const values = { ...(master === "webhooks" ? NEW_WEBHOOK : {}), ...writable(rules, body) };
    const row = tenant.masters[master].put({ id: tenant.ids.next(), createdAt: at, updatedAt: at, values });
    return answerJson(print(row), 201);
  });

  routes.on(["PATCH", "PUT"], "/:id", async (c) => {
    const { world, tenant } = c.env.call;
    const row = tenant.masters[master].get(c.req.param("id"));
    if (!row) return refuse("not_found");
    const body = await readBody(c.req);
    if (body instanceof Response) return body;
    const put = c.req.method === "PUT";
    const errors = judgeMaster(rules, body, row, put);
    if (errors.length > 0) return refuseFields(errors);

    const kept = put ? withoutWritable(rules, row.values) : row.values;
    const updatedAt = stampEdit(tenant, world.clock.now());
    return answerJson(
      print(tenant.masters[master].put({ ...row, updatedAt, values: { ...kept, ...writable(rules, body) } })),
    );
  });

  routes.delete("/:id", (c) => {
    const { tenant } = c.env.call;
    const row = tenant.masters[master].get(c.req.param("id"));
    if (!row) return refuse("not_found");
    if (isSystemRow(row)) return refuse("non_deletable_resource");
    deleteMasterRow(tenant, master, row.id);
    return answerNothing();
  });
  return routes;
}

const NEW_WEBHOOK: Readonly<Record<string, Json>> = {
  dependent_created: false,
  dependent_updated: false,
  dependent_deleted: false,
  dependent_imported: false,
  expose_only_id: false,
  disabled_at: null,
  access_type: "read_and_update",
};

const WEBHOOK_ACCESS_TYPES = ["read_and_update", "hidden", "read_and_update_only_origin"];

function judgeMaster(rules: MasterRules, body: JsonObject, row: MasterRow | null, whole: boolean): FieldError[] {
  const errors: FieldError[] = [];
  for (const [key, field] of Object.entries(rules.fields)) {
    const value = body[key];
    const problem = (text: string) =>
      errors.push({ message: `${field.label}${text}`, resource: rules.resource, field: key });
    if (value === undefined || value === null || value === "") {
      if (field.needed && (whole || value !== undefined)) problem("を入力してください。");
    } else if (!isOfKind(field.kind, value)) problem("は正しい形式で入力してください。");
  }
  // "システム標準の雇用形態の名称" cannot be changed, its code can.
  if (row && isSystemRow(row) && body["name"] !== undefined && body["name"] !== row.values["name"]) {
    errors.push({ message: "システム標準の名称は変更できません。", resource: rules.resource, field: "name" });
  }
  return errors;
}

function isOfKind(kind: MasterField["kind"], value: Json): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "rank":
      return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 99_999;
    case "boolean":
      return typeof value === "boolean";
    case "webhook-access":
      return WEBHOOK_ACCESS_TYPES.includes(String(value));
  }
}

function isSystemRow(row: MasterRow): boolean {
  return row.values["preset_type"] != null;
}

function writable(rules: MasterRules, body: JsonObject): Record<string, Json> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key in rules.fields));
}

function withoutWritable(rules: MasterRules, values: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !(key in rules.fields)));
}

function sortRows(rows: MasterRow[], order: string | null): MasterRow[] {
  const comparisons = split(order).map((part) => {
    const key = part.replace(/^-/, "");
    return compareBy((row: MasterRow) => sortValue(row, key), part.startsWith("-"));
  });
  return rows.sort(
    (one, other) => comparisons.map((compare) => compare(one, other)).find((result) => result !== 0) ?? 0,
  );
}

function sortValue(row: MasterRow, key: string): string | number | null {
  if (key === "id") return row.id;
  if (key === "created_at") return row.createdAt;
  if (key === "updated_at") return row.updatedAt;
  const value = row.values[key];
  return typeof value === "string" || typeof value === "number" ? value : null;
}
