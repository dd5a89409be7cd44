import { preferredName } from "../core/names.ts";
import type { SourceDepartment, SourceEmployee, SourceEmployeeDepartment } from "../core/source.ts";
import { visibleText } from "../core/text-shape.ts";
import type { OptOutField } from "./opt-out-field.ts";
import type { CrewWire, DepartmentWire } from "./wire.ts";

/** SmartHR's person in our words, and whether anything at all was chosen in the opt-out field. */
export interface TranslatedCrew {
  readonly employee: SourceEmployee;
  readonly hasOptOutValue: boolean;
}

/** A crew whose status may be seen; without it nobody could say who has retired. */
export type CrewWithStatus = CrewWire & { readonly emp_status: SourceEmployee["employmentStatus"] };

/** Translates crews one after the other; departments, job titles and types that many people share are kept once. */
export function createCrewTranslator(field: OptOutField): (crew: CrewWithStatus) => TranslatedCrew {
  const shareText = createShare((text: string) => text);
  const shareDepartment = createShare((department: SourceEmployeeDepartment) => JSON.stringify(department));

  return (crew) => {
    const optOutValue = optOutValueOf(crew, field);
    const employee: SourceEmployee = {
      crewId: crew.id,
      email: textOrNull(crew.email),
      employeeNumber: textOrNull(crew.emp_code),
      ...nameOf(crew),
      gender: crew.gender || null,
      birthDate: textOrNull(crew.birth_at),
      // M4: only 部署1 and 役職1, which are slot 0; later slots may be filled while it is empty.
      department: shareDepartment(toEmployeeDepartment(crew.departments?.[0])),
      jobTitle: shareText(textOrNull(crew.positions?.[0]?.name)),
      hiredOn: textOrNull(crew.entered_at),
      retiredOn: textOrNull(crew.resigned_at),
      employmentTypeName: shareText(textOrNull(crew.employment_type?.name)),
      employmentStatus: crew.emp_status,
      // M27: 「連携する」または空白の社員は連携される.
      optedOut: optOutValue !== null && field.skipValues.includes(optOutValue),
    };
    return { employee, hasOptOutValue: optOutValue !== null };
  };
}

/** M8: SmartHR's department in our words. */
export function toSourceDepartment({ id, code, name, parent }: DepartmentWire): SourceDepartment {
  return { departmentId: id, code: trimmedCode(code), name: textOrNull(name), parentId: parent?.id ?? null };
}

function nameOf(crew: CrewWire) {
  return preferredName({
    lastName: crew.last_name ?? null,
    firstName: crew.first_name ?? null,
    lastNameKana: crew.last_name_yomi ?? null,
    firstNameKana: crew.first_name_yomi ?? null,
    businessLastName: crew.business_last_name ?? null,
    businessFirstName: crew.business_first_name ?? null,
    businessLastNameKana: crew.business_last_name_yomi ?? null,
    businessFirstNameKana: crew.business_first_name_yomi ?? null,
  });
}

function toEmployeeDepartment(
  slot: NonNullable<CrewWire["departments"]>[number] | undefined,
): SourceEmployeeDepartment | null {
  if (!slot) return null;
  return { departmentId: slot.id, code: trimmedCode(slot.code), name: textOrNull(slot.name) };
}

// smarthr-api 8: an enum reads back as its physical name, or as its element's id; never as what people see.
function optOutValueOf(crew: CrewWire, { templateId }: OptOutField): string | null {
  const entered = crew.custom_fields?.find(({ template }) => template?.id === templateId);
  return typeof entered?.value === "string" ? textOrNull(entered.value) : null;
}

// Codes are exact after trimming: never re-typed, never padded.
function trimmedCode(code: string | null | undefined): string | null {
  return textOrNull(code)?.trim() ?? null;
}

function textOrNull(text: string | null | undefined): string | null {
  return visibleText(text ?? null);
}

function createShare<T>(keyOf: (value: T) => string): (value: T | null) => T | null {
  const shared = new Map<string, T>();
  return (value) => {
    if (value === null) return null;
    const key = keyOf(value);
    const known = shared.get(key);
    if (known !== undefined) return known;
    shared.set(key, value);
    return value;
  };
}
