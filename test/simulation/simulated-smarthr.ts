import type { Instant } from "../../src/core/calendar.ts";
import { preferredName } from "../../src/core/names.ts";
import type { SourceDepartment, SourceEmployee } from "../../src/core/source.ts";
import { storableText, visibleText } from "../../src/core/text-shape.ts";
import type { OPERATIONS } from "../../src/sandbox/control-operations.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/create-sandbox.ts";
import type { WorldSnapshot } from "../../src/sandbox/create-world.ts";
import type { Edit } from "../../src/sandbox/edit.ts";
import type { CrewRow, Json, TenantSnapshot } from "../../src/sandbox/tenant.ts";
import type { Life, Scheduler } from "./scheduler.ts";

/** What SmartHR held, from one step of the simulation to the next change. */
export interface SmartHrState {
  readonly fromStep: number;
  readonly people: ReadonlyMap<string, SourceEmployee>;
  readonly departments: ReadonlyMap<string, SourceDepartment>;
}

/** A SmartHR on the table whose every state is remembered. */
export interface SimulatedSmartHr {
  readonly sandbox: Sandbox;
  /** Oldest first; the last one holds now. */
  readonly states: readonly SmartHrState[];
  readonly requests: { count: number };
  answer(request: Request): Promise<Response>;
  edit(edits: readonly Edit[]): void;
  editAfterPages(list: "crews" | "departments", pages: number, edits: () => readonly Edit[]): void;
  /** Whether the token may see the opt-out field's values. */
  showField(visible: boolean): void;
  rows(): TenantSnapshot;
  /** SmartHR's id of 「ミキワメ連携」, while it exists. */
  fieldId(): string | null;
  calm(): void;
}

export interface SimulatedSmartHrOptions {
  readonly base: Base;
  readonly scheduler: () => Scheduler;
  readonly life: Life;
  readonly limits: boolean;
  readonly tokenLifeSeconds: number;
}

/** How many people SmartHR has at the beginning; the name is the manual's own tables. */
export type Base = "manual" | number;

/** The tokens of an application that was given permission before the story begins. */
export const GRANT = { accessToken: "shr_0000_simulated", refreshToken: "simulated-refresh-token" } as const;

const FIELD_NAME = "ミキワメ連携";
const SKIP_NAME = "連携しない";

export function createSimulatedSmartHr(options: SimulatedSmartHrOptions): SimulatedSmartHr {
  const { scheduler, life } = options;
  const clock = {
    now: () => scheduler().now(),
    sleep: (milliseconds: number) =>
      new Promise<void>((resolve) => void scheduler().at(scheduler().now() + milliseconds, life, resolve)),
  };
  const switches = { accessTokenLifeSeconds: options.tokenLifeSeconds };
  const from = snapshotOf(options.base, clock.now());
  const sandbox = createSandbox({ seed: "manual", from, limits: options.limits, clock, switches });
  const states: SmartHrState[] = [];
  const requests = { count: 0 };
  let due: { list: string; pages: number; edits: () => readonly Edit[] }[] = [];
  let isFieldVisible = true;

  // The sandbox keeps `acme` first.
  const rows = () => (sandbox.snapshot() as WorldSnapshot).tenants[0] as TenantSnapshot;
  const remember = () => {
    const fromStep = scheduler().stepCount();
    states.push({ fromStep, ...readState(rows(), true) });
    // Hidden from the tokens of that moment; one that is issued later sees it.
    if (!isFieldVisible) states.push({ fromStep, ...readState(rows(), false) });
  };
  const edit = (edits: readonly Edit[]) => {
    if (edits.length === 0) return;
    scheduler().note(`SmartHR: ${edits.map(({ op, list }) => `${op} ${list}`).join(", ")}`);
    sandbox.control("edits", { edits: edits as InputOfEdits });
    remember();
  };
  remember();

  return {
    sandbox,
    states,
    requests,
    rows,
    edit,
    fieldId: () => rows().templates.find(({ name }) => name === FIELD_NAME)?.id ?? null,
    async answer(request) {
      requests.count++;
      const answer = await sandbox.fetch(request);
      const list = new URL(request.url).pathname.split("/").at(-1);
      if (request.method === "POST") remember();
      else if (answer.headers.has("x-total-count")) {
        for (const order of due) if (order.list === list) order.pages--;
        const now = due.filter(({ pages }) => pages <= 0);
        due = due.filter(({ pages }) => pages > 0);
        for (const order of now) edit(order.edits());
      }
      return answer;
    },
    editAfterPages(list, pages, edits) {
      due.push({ list, pages, edits });
    },
    showField(visible) {
      const isThere = rows().templates.some(({ name }) => name === FIELD_NAME);
      if (isThere) sandbox.control("custom-field-permission", { name: FIELD_NAME, read: visible });
      // One that is made anew can be seen.
      isFieldVisible = visible || !isThere;
      remember();
    },
    calm() {
      due = [];
      sandbox.control("calm", {});
    },
  };
}

// The operation takes plain JSON, of which an edit's values are the read-only kind.
type InputOfEdits = Parameters<typeof OPERATIONS.edits.run>[1]["edits"];

const snapshots = new Map<Base, WorldSnapshot>();

// Planting takes longer than a story; rows are replaced and never changed, so that all stories can begin with the same ones.
function snapshotOf(base: Base, now: Instant): WorldSnapshot {
  let planted = snapshots.get(base);
  if (planted === undefined) {
    planted = createSandbox({ seed: base, limits: false }).snapshot() as WorldSnapshot;
    snapshots.set(base, planted);
  }
  const [ready] = planted.tokens;
  if (ready === undefined) throw new Error("expected the sandbox's ready token");
  const grant = {
    id: "simulated-grant",
    subdomain: "acme",
    clientId: "mikiwame-demo",
    userId: "simulated-user",
    refreshToken: GRANT.refreshToken,
    refreshExpiresAt: now + 30 * 86_400_000,
    formerRefreshTokens: [],
  };
  const token = { ...ready, id: GRANT.accessToken, grantId: grant.id, expiresAt: now + 20_000 };
  return { ...planted, grants: [grant], tokens: [...planted.tokens, token] };
}

/** By rows as the sandbox keeps them, not as it prints them: nothing that the product reads takes part. */
function readState(tenant: TenantSnapshot, isFieldVisible: boolean): Omit<SmartHrState, "fromStep"> {
  const people = new Map(tenant.crews.map((crew) => [crew.id, toSourceEmployee(crew, tenant, isFieldVisible)]));
  const listed = tenant.departments.filter(({ discontinuedOn }) => discontinuedOn === null);
  const departments = new Map(
    listed.map(({ id, code, name, parentId }) => [
      id,
      { departmentId: id, code: trimmed(code), name: visible(name), parentId: ancestorIn(tenant, parentId) },
    ]),
  );
  return { people, departments };
}

function toSourceEmployee(crew: CrewRow, tenant: TenantSnapshot, isFieldVisible: boolean): SourceEmployee {
  const value = (key: string) => visible(crew.values[key]);
  const name = (key: string) => {
    const text = crew.values[key];
    return typeof text === "string" && text !== "" ? storableText(text) : null;
  };
  const preferred = preferredName({
    lastName: name("last_name"),
    firstName: name("first_name"),
    lastNameKana: name("last_name_yomi"),
    firstNameKana: name("first_name_yomi"),
    businessLastName: name("business_last_name"),
    businessFirstName: name("business_first_name"),
    businessLastNameKana: name("business_last_name_yomi"),
    businessFirstNameKana: name("business_first_name_yomi"),
  });
  const department = tenant.departments.find(({ id }) => id === crew.departmentIds[0]);
  const master = (list: "job_titles" | "employment_types", id: string | null | undefined) =>
    visible(tenant.masters[list].find((row) => row.id === id)?.values["name"]);
  return {
    crewId: crew.id,
    email: value("email"),
    employeeNumber: value("emp_code"),
    ...preferred,
    gender: (value("gender") as SourceEmployee["gender"]) ?? null,
    birthDate: value("birth_at") as SourceEmployee["birthDate"],
    department: department
      ? { departmentId: department.id, code: trimmed(department.code), name: visible(department.name) }
      : null,
    jobTitle: master("job_titles", crew.positionIds[0]),
    hiredOn: value("entered_at") as SourceEmployee["hiredOn"],
    retiredOn: value("resigned_at") as SourceEmployee["retiredOn"],
    employmentTypeName: master("employment_types", crew.employmentTypeId),
    employmentStatus: (value("emp_status") as SourceEmployee["employmentStatus"] | null) ?? "employed",
    optedOut: isFieldVisible && isOptedOut(crew, tenant),
  };
}

function isOptedOut(crew: CrewRow, tenant: TenantSnapshot): boolean {
  const field = tenant.templates.find(({ name }) => name === FIELD_NAME);
  const skip = field?.elements?.find(({ name }) => name === SKIP_NAME);
  return crew.customValues.some(({ templateId, value }) => templateId === field?.id && value === skip?.id);
}

function ancestorIn(tenant: TenantSnapshot, parentId: string | null): string | null {
  return tenant.departments.some(({ id }) => id === parentId) ? parentId : null;
}

function visible(value: Json | undefined): string | null {
  return typeof value === "string" ? visibleText(storableText(value)) : null;
}

function trimmed(code: string | null): string | null {
  return visible(code)?.trim() ?? null;
}
