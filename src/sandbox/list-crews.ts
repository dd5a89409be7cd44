import type { FieldError } from "./answer.ts";
import { isDay } from "./calendar-day.ts";
import { crewFieldKind } from "./crew-fields.ts";
import type { SandboxSwitches } from "./switches.ts";
import type { CrewRow, Json, Tenant } from "./tenant.ts";

/** The crews that a query of `GET /v1/crews` asks for, in its order; or what is wrong with the query. */
export function listCrews(
  tenant: Tenant,
  query: URLSearchParams,
  switches: SandboxSwitches,
): readonly CrewRow[] | { readonly errors: readonly FieldError[] } {
  const errors = judgeQuery(query, switches);
  if (errors.length > 0) return { errors };

  const kept = keptFor(tenant);
  const key = keyOf(query, switches);
  let rows = kept.rowsByKey.get(key);
  if (!rows) {
    rows = sortCrews(tenant, filterCrews(tenant, query), query.get("sort") || switches.defaultOrder);
    if (kept.rowsByKey.size >= MOST_KEPT) kept.rowsByKey.clear();
    kept.rowsByKey.set(key, rows);
  }
  return rows;
}

const MOST_KEPT = 16;

interface KeptLists {
  readonly version: string;
  readonly rowsByKey: Map<string, readonly CrewRow[]>;
}

// Pages of one list are asked for one after another: sorting 100,000 people for each of 1,000 pages is not an option.
const keptByTenant = new WeakMap<Tenant, KeptLists>();

function keptFor(tenant: Tenant): KeptLists {
  const { crews, departments, masters } = tenant;
  const version = [crews, departments, masters.job_titles, masters.employment_types]
    .map((table) => table.version)
    .join();
  let kept = keptByTenant.get(tenant);
  if (kept?.version !== version) {
    kept = { version, rowsByKey: new Map() };
    keptByTenant.set(tenant, kept);
  }
  return kept;
}

const OTHER_THAN_FILTERS = new Set(["page", "per_page", "fields", "access_token"]);

function keyOf(query: URLSearchParams, switches: SandboxSwitches): string {
  const filters = [...query].filter(([name]) => !OTHER_THAN_FILTERS.has(name));
  return JSON.stringify([switches.defaultOrder, filters]);
}

const DAY_FILTERS = ["entered_at_from", "entered_at_to", "resigned_at_from", "resigned_at_to"] as const;
const CHOICES_BY_FILTER = {
  emp_status: ["employed", "absent", "retired"],
  gender: ["male", "female"],
  emp_type: [
    "board_member",
    "full_timer",
    "contract_worker",
    "permatemp",
    "part_timer",
    "outsourcing_contractor",
    "etc",
  ],
  prefer_business_name: ["true", "false"],
} as const;

function judgeQuery(query: URLSearchParams, switches: SandboxSwitches): FieldError[] {
  const errors: FieldError[] = [];
  for (const [filter, choices] of Object.entries(CHOICES_BY_FILTER)) {
    const chosen = query.get(filter);
    if (chosen && !choices.some((choice) => choice === chosen)) errors.push(invalid(filter));
  }
  for (const filter of DAY_FILTERS) {
    const day = query.get(filter);
    if (day && !isDay(day)) errors.push(invalid(filter));
  }
  if (switches.unknownFields === "reject") {
    for (const field of split(query.get("fields"))) {
      if (crewFieldKind(field) === undefined) errors.push(invalid("fields"));
    }
  }
  if (switches.unknownSortKeys === "reject") {
    for (const part of split(query.get("sort"))) {
      if (crewFieldKind(part.replace(/^-/, "")) === undefined) errors.push(invalid("sort"));
    }
  }
  return errors;
}

function filterCrews(tenant: Tenant, query: URLSearchParams): CrewRow[] {
  const tests: ((crew: CrewRow) => boolean)[] = [];
  const addSet = (name: string, test: (crew: CrewRow, wanted: ReadonlySet<string>) => boolean) => {
    const wanted = new Set(split(query.get(name)));
    if (wanted.size > 0) tests.push((crew) => test(crew, wanted));
  };
  const addOne = (name: string, test: (crew: CrewRow, wanted: string) => boolean) => {
    const wanted = query.get(name);
    if (wanted) tests.push((crew) => test(crew, wanted));
  };

  addSet("id", (crew, ids) => ids.has(crew.id));
  addSet("user_id", (crew, ids) => ids.has(textOf(crew, "user_id") ?? ""));
  addSet("employment_type_id", (crew, ids) => ids.has(crew.employmentTypeId ?? ""));
  addSet("department_id", (crew, ids) => crew.departmentIds.some((id) => id !== null && ids.has(id)));
  addSet("position_id", (crew, ids) => crew.positionIds.some((id) => id !== null && ids.has(id)));
  addOne("emp_code", (crew, code) => textOf(crew, "emp_code") === code);
  addOne("emp_status", (crew, status) => (textOf(crew, "emp_status") ?? "employed") === status);
  addOne("gender", (crew, gender) => textOf(crew, "gender") === gender);
  addOne("emp_type", (crew, type) => presetTypeOf(crew, tenant) === type);
  addOne("entered_at_from", (crew, day) => (textOf(crew, "entered_at") ?? "") >= day);
  addOne("entered_at_to", (crew, day) => (textOf(crew, "entered_at") ?? "9999") <= day);
  addOne("resigned_at_from", (crew, day) => (textOf(crew, "resigned_at") ?? "") >= day);
  addOne("resigned_at_to", (crew, day) => (textOf(crew, "resigned_at") ?? "9999") <= day);
  addOne("q", (crew, words) => isFound(crew, words, tenant, query.get("prefer_business_name") === "true"));
  return tenant.crews.list().filter((crew) => tests.every((test) => test(crew)));
}

// "氏名・ビジネスネーム・部署名・役職名でフリーワード検索をします".
function isFound(crew: CrewRow, words: string, tenant: Tenant, preferBusinessName: boolean): boolean {
  const legal = [textOf(crew, "last_name") ?? "", textOf(crew, "first_name") ?? ""];
  const business = [textOf(crew, "business_last_name") ?? "", textOf(crew, "business_first_name") ?? ""];
  const preferred = legal.map((part, index) => business[index] || part);
  const names = preferBusinessName ? [preferred] : [legal, business];
  const masters = [
    ...crew.departmentIds.map((id) => tenant.departments.get(id ?? "")?.name ?? ""),
    ...crew.positionIds.map((id) => String(tenant.masters.job_titles.get(id ?? "")?.values["name"] ?? "")),
  ];
  const searched = [...names.flatMap((parts) => [parts.join(""), parts.join(" ")]), ...masters];
  return words
    .split(/\s+/)
    .filter((word) => word !== "")
    .every((word) => searched.some((text) => text.includes(word)));
}

function sortCrews(tenant: Tenant, rows: CrewRow[], order: string): CrewRow[] {
  const comparisons = split(order).flatMap((part) => {
    const key = part.replace(/^-/, "");
    if (crewFieldKind(key) === undefined) return [];
    return [compareBy((crew: CrewRow) => sortValue(crew, key, tenant), part.startsWith("-"))];
  });
  return rows.sort((one, other) => {
    for (const compare of comparisons) {
      const result = compare(one, other);
      if (result !== 0) return result;
    }
    return 0;
  });
}

/** Compares by a value; unset ones come last, and first when descending, as PostgreSQL orders them. */
export function compareBy<Row>(readValue: (row: Row) => string | number | null, descending: boolean) {
  return (one: Row, other: Row): number => {
    const [left, right] = [readValue(one), readValue(other)];
    if (left === right) return 0;
    const ascending = left === null ? 1 : right === null ? -1 : left < right ? -1 : 1;
    return descending ? -ascending : ascending;
  };
}

/** The parts of a comma list; none for no list. */
export function split(list: string | null): string[] {
  return (list ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function sortValue(crew: CrewRow, key: string, tenant: Tenant): string | number | null {
  switch (key) {
    case "id":
      return crew.id;
    case "created_at":
      return crew.createdAt;
    case "updated_at":
      return crew.updatedAt;
    case "emp_type":
      return presetTypeOf(crew, tenant);
    case "emp_status":
      return textOf(crew, "emp_status") ?? "employed";
    default: {
      const value = crew.values[key];
      return typeof value === "string" || typeof value === "number" ? value : null;
    }
  }
}

function presetTypeOf(crew: CrewRow, tenant: Tenant): string | null {
  const preset: Json | undefined = tenant.masters.employment_types.get(crew.employmentTypeId ?? "")?.values[
    "preset_type"
  ];
  return typeof preset === "string" ? preset : null;
}

function textOf(crew: CrewRow, key: string): string | null {
  const value = crew.values[key];
  return typeof value === "string" ? value : null;
}

function invalid(name: string): FieldError {
  return { message: `${name}は正しい形式で入力してください。`, resource: null, field: name };
}
