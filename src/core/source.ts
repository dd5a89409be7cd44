import type { CalendarDate } from "./calendar.ts";
import type { Gender } from "./roster.ts";

/** A department as SmartHR said it, complete but not yet accepted. */
export interface SourceDepartment {
  readonly departmentId: string;
  readonly code: string | null;
  readonly name: string | null;
  /** The SmartHR department above this one; null at the top. */
  readonly parentId: string | null;
}

/** A person as SmartHR said it, in our words but not yet accepted. Blank text is null; names and addresses are untouched. */
export interface SourceEmployee {
  readonly crewId: string;
  readonly email: string | null;
  readonly employeeNumber: string | null;
  /** M5: the business name already won, part by part. */
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly lastNameKana: string | null;
  readonly firstNameKana: string | null;
  /** A part of the business name had no reading, so the legal name's reading stands in. */
  readonly kanaFellBack: boolean;
  readonly gender: Gender | null;
  readonly birthDate: CalendarDate | null;
  /** M4: 部署1. Null when the slot is blank. */
  readonly department: SourceEmployeeDepartment | null;
  /** M4: 役職1. */
  readonly jobTitle: string | null;
  readonly hiredOn: CalendarDate | null;
  readonly retiredOn: CalendarDate | null;
  /** The name SmartHR's customer gave the type (M7 judges by name). */
  readonly employmentTypeName: string | null;
  readonly employmentStatus: EmploymentStatus;
  /** M27: 「連携しない」 was chosen. */
  readonly optedOut: boolean;
}

/** 部署1 of a person; a department without a code is not the same as no department. */
export interface SourceEmployeeDepartment {
  readonly departmentId: string;
  readonly code: string | null;
  readonly name: string | null;
}

/** 在籍状況: 在職中, 休職中, 退職済. */
export type EmploymentStatus = "employed" | "absent" | "retired";

/** How SmartHR's list of people ended at one moment, when there was anybody. */
export interface EndOfPeople {
  readonly count: number;
  /** Who was entered last, by SmartHR's id. */
  readonly newestCrewId: string;
}
