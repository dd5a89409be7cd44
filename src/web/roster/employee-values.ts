import type { EmployeeDetail } from "../../contract/employees.ts";
import type { EmploymentType, Gender } from "../../core/roster.ts";

/** What the form of one person holds while it is typed: blank is "", as input fields have it. */
export interface EmployeeValues {
  readonly employeeNumber: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly lastNameKana: string;
  readonly firstNameKana: string;
  readonly gender: Gender | null;
  readonly birthDate: string;
  readonly departmentCode: string | null;
  readonly jobTitle: string;
  readonly hiredOn: string;
  readonly retiredOn: string;
  readonly employmentType: EmploymentType | null;
  readonly retired: boolean;
}

/** A person as the form begins with; what the form does not change is left out. */
export function valuesOf({ employee }: Pick<EmployeeDetail, "employee">): EmployeeValues {
  return {
    employeeNumber: employee.employeeNumber ?? "",
    lastName: employee.lastName,
    firstName: employee.firstName,
    lastNameKana: employee.lastNameKana,
    firstNameKana: employee.firstNameKana,
    gender: employee.gender,
    birthDate: employee.birthDate ?? "",
    departmentCode: employee.departmentCode,
    jobTitle: employee.jobTitle ?? "",
    hiredOn: employee.hiredOn ?? "",
    retiredOn: employee.retiredOn ?? "",
    employmentType: employee.employmentType,
    retired: employee.retired,
  };
}
