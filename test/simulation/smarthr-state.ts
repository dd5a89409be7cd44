import { preferredName } from "../../src/core/names.ts";
import type { SourceDepartment, SourceEmployee } from "../../src/core/source.ts";
import { storableText, visibleText } from "../../src/core/text-shape.ts";
import type { CrewRow, Json, TenantSnapshot } from "../../src/sandbox/tenant.ts";

/** What SmartHR held, from one step of the simulation to the next change. */
export interface SmartHrState {
  readonly fromStep: number;
  readonly people: ReadonlyMap<string, SourceEmployee>;
  readonly departments: ReadonlyMap<string, SourceDepartment>;
}

/** The custom field by which people are not synced (M27). */
export const OPT_OUT_FIELD = "ミキワメ連携";
const SKIP_NAME = "連携しない";

/** By rows as the sandbox keeps them, not as it prints them: nothing that the product reads takes part. */
export function readState(tenant: TenantSnapshot, isFieldVisible: boolean): Omit<SmartHrState, "fromStep"> {
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

/** SmartHR's id of 「ミキワメ連携」, while it exists. */
export function fieldIdOf(tenant: TenantSnapshot): string | null {
  return tenant.templates.find(({ name }) => name === OPT_OUT_FIELD)?.id ?? null;
}

function isOptedOut(crew: CrewRow, tenant: TenantSnapshot): boolean {
  const field = tenant.templates.find(({ name }) => name === OPT_OUT_FIELD);
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
