import { preferredName } from "../core/names.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { SourceDepartment, SourceEmployee, SourceEmployeeDepartment } from "../core/source.ts";
import { storableText, visibleText } from "../core/text-shape.ts";
import { unexpectedShape } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import type { OptOutField } from "./opt-out-field.ts";
import { type CrewWire, type DepartmentWire, placeOfOddValue } from "./wire.ts";

/** SmartHR's person in our words, and whether anything at all was chosen in the opt-out field. */
export interface TranslatedCrew {
  readonly employee: SourceEmployee;
  readonly hasOptOutValue: boolean;
}

/** A crew whose status may be seen; without it nobody could say who has retired. */
export type CrewWithStatus = CrewWire & { readonly emp_status: SourceEmployee["employmentStatus"] };

/** Translates a page of crews, or says why it cannot: of each, SmartHR's status must be seen, and the opt-out field's value be a text. */
export function createPageTranslator(
  field: OptOutField,
): (crews: readonly CrewWire[]) => Result<readonly TranslatedCrew[], SmartHrFault> {
  const translate = createCrewTranslator(field);
  return (crews) => {
    // SmartHR always knows the status of a person: none is one that the token may not see.
    if (!crews.every(hasStatus)) return fail({ kind: "forbidden", resource: "crews.emp_status" });
    for (const [index, { custom_fields }] of crews.entries()) {
      const place = placeOfOddValue(custom_fields, field.templateId);
      if (place !== null) return fail(unexpectedShape({ method: "GET", path: "/v1/crews" }, [index, ...place]));
    }
    return ok(crews.map(translate));
  };
}

function hasStatus(crew: CrewWire): crew is CrewWithStatus {
  return Boolean(crew.emp_status);
}

// Departments and texts that many people share are kept once.
function createCrewTranslator(field: OptOutField): (crew: CrewWithStatus) => TranslatedCrew {
  const share = createTextShare();
  const shareDepartment = createDepartmentShare();

  return (crew) => {
    const optOutValue = optOutValueOf(crew, field);
    const name = nameOf(crew);
    const employee: SourceEmployee = {
      crewId: crew.id,
      email: textOrNull(crew.email),
      employeeNumber: textOrNull(crew.emp_code),
      lastName: share(name.lastName),
      firstName: share(name.firstName),
      lastNameKana: share(name.lastNameKana),
      firstNameKana: share(name.firstNameKana),
      kanaFellBack: name.kanaFellBack,
      gender: share(crew.gender || null),
      birthDate: share(crew.birth_at || null),
      // M4: only 部署1 and 役職1, which are slot 0; later slots may be filled while it is empty.
      department: shareDepartment(crew.departments?.[0]),
      jobTitle: share(textOrNull(crew.positions?.[0]?.name)),
      hiredOn: share(crew.entered_at || null),
      retiredOn: share(crew.resigned_at || null),
      employmentTypeName: share(textOrNull(crew.employment_type?.name)),
      employmentStatus: share(crew.emp_status),
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
    lastName: storableName(crew.last_name),
    firstName: storableName(crew.first_name),
    lastNameKana: storableName(crew.last_name_yomi),
    firstNameKana: storableName(crew.first_name_yomi),
    businessLastName: storableName(crew.business_last_name),
    businessFirstName: storableName(crew.business_first_name),
    businessLastNameKana: storableName(crew.business_last_name_yomi),
    businessFirstNameKana: storableName(crew.business_first_name_yomi),
  });
}

// Nothing else is done to a name: which of its parts are blank is the rule's to say.
function storableName(name: string | null | undefined): string | null {
  return name ? storableText(name) : null;
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
  return visibleText(text ? storableText(text) : null);
}

// A hundred thousand people share some thousand names, days and titles. Kept once each, they take a third less memory; while the
// next page is waited for, looking them up costs nothing.
function createTextShare(): <Text extends string | null>(text: Text) => Text {
  const known = new Map<string, string>();
  return <Text extends string | null>(text: Text): Text => {
    if (text === null) return text;
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier as Text;
    known.set(text, text);
    return text;
  };
}

type DepartmentSlot = NonNullable<CrewWire["departments"]>[number];

function createDepartmentShare(): (slot: DepartmentSlot | undefined) => SourceEmployeeDepartment | null {
  const shared = new Map<string, { slot: NonNullable<DepartmentSlot>; department: SourceEmployeeDepartment }>();
  return (slot) => {
    if (!slot) return null;
    const known = shared.get(slot.id);
    // The same department may have been renamed between two pages.
    if (known && known.slot.code === slot.code && known.slot.name === slot.name) return known.department;
    const department = { departmentId: slot.id, code: trimmedCode(slot.code), name: textOrNull(slot.name) };
    shared.set(slot.id, { slot, department });
    return department;
  };
}
