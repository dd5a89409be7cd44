import type { CalendarDate } from "./calendar.ts";
import type { PersonName } from "./person-name.ts";
import type { Department, Employee, RosterEmployee } from "./roster.ts";
import type { SourceDepartment, SourceEmployee } from "./source.ts";

/** What a run is going to do, decided before anything is written. Every source row has exactly one fate. */
export interface Plan<Before extends After, After, Source, Skipped, Rejected, Noticed> {
  readonly changes: readonly Change<Before, After>[];
  readonly unchangedCount: number;
  /** Left out on purpose; nobody must act. */
  readonly skips: readonly Skip<Source, Skipped>[];
  readonly rejections: readonly Rejection<Source, Rejected>[];
  /** Worth a look; nothing is refused because of them. */
  readonly notices: readonly Notice<Source, Noticed>[];
}

/** There is no delete: a sync never takes anything from the roster. */
export type Change<Before extends After, After> =
  | { readonly kind: "create"; readonly after: After }
  | { readonly kind: "update"; readonly before: Before; readonly after: After };

export interface Skip<Source, Reason> {
  readonly row: Source;
  readonly reason: Reason;
}

/** A row that somebody has to correct in SmartHR. All its reasons are named at once. */
export interface Rejection<Source, Reason> {
  readonly row: Source;
  readonly reasons: readonly [Reason, ...Reason[]];
}

export interface Notice<Source, Kind> {
  readonly row: Source;
  readonly notice: Kind;
}

export type DepartmentPlan = Plan<
  Department,
  Department,
  SourceDepartment,
  DepartmentSkipReason,
  DepartmentRejectionReason,
  DepartmentNotice
>;
export type DepartmentChange = Change<Department, Department>;

export type EmployeePlan = Plan<
  RosterEmployee,
  Employee,
  SourceEmployee,
  EmployeeSkipReason,
  EmployeeRejectionReason,
  EmployeeNotice
>;
export type EmployeeChange = Change<RosterEmployee, Employee>;

/** M16. */
export type DepartmentSkipReason = "no-department-code";

/** How many characters a department's code and its name may have: what the database's indexes hold, 2,700 bytes, a character being 3 at most. */
export const LONGEST_DEPARTMENT_TEXT = 800;

export type DepartmentRejectionReason =
  | { readonly kind: "duplicate-department-code"; readonly otherDepartmentIds: readonly string[] }
  | { readonly kind: "missing-department-name" }
  /** More characters than `LONGEST_DEPARTMENT_TEXT`. */
  | { readonly kind: "department-code-too-long" }
  | { readonly kind: "department-name-too-long" }
  /** M19: another department has the name after the run; or several rows want the same free name (`holderCode` null). */
  | {
      readonly kind: "duplicate-department-name";
      readonly holderCode: string | null;
      /** The other codes that want the name, when it is free. */
      readonly rivalCodes: readonly string[];
    }
  /** The codes of the loop that the new parent would close, from this row upwards. */
  | { readonly kind: "parent-loop"; readonly loopCodes: readonly string[] };

/** SmartHR's parent is not in the roster, so the nearest ancestor that is (or none) became the parent. */
export interface DepartmentNotice {
  readonly kind: "parent-not-registered";
  readonly parentName: string | null;
  readonly placedUnderCode: string | null;
}

/** M27; and the company's setting not to create people who had already left. */
export type EmployeeSkipReason = "opted-out" | "retired-not-in-roster";

/** How many others a reason names: a thousand people with one address must not make a million names. */
export const NAMED_OTHERS = 5;

/** M26. */
export type EmployeeRejectionReason =
  | { readonly kind: "missing-name" }
  | { readonly kind: "missing-kana" }
  | { readonly kind: "missing-email" }
  | { readonly kind: "invalid-email" }
  /** At most `NAMED_OTHERS` of the `otherCount` people who share the address are named. */
  | { readonly kind: "duplicate-email"; readonly others: readonly PersonName[]; readonly otherCount: number }
  | {
      readonly kind: "unknown-department";
      readonly departmentId: string;
      readonly departmentCode: string | null;
      readonly departmentName: string | null;
    }
  /** Only when a person whose address changed is followed: another employee keeps that address. */
  | {
      readonly kind: "email-held";
      readonly holder: PersonName;
      /** Runs of before it was kept do not say why. */
      readonly stays?: HolderStay;
      /** The person is followed because of what was chosen, and not by the company. */
      readonly byChoice?: true;
    };

/** Why an employee keeps an address that somebody else is to have. */
export type HolderStay =
  /** SmartHR has nobody for the employee. */
  | "not-synced"
  | "opted-out"
  /** The person is in SmartHR's list, and is another employee by now. */
  | "left-behind"
  /** It was chosen that the person is made new under their new address, so this employee stays behind. */
  | "chosen-new"
  /** The same, because nothing was chosen and the company does not follow people. */
  | "not-followed"
  /** The person is rejected. */
  | "in-error";

export type EmployeeNotice =
  /** M24: a new employee is made under the new address, the old one stays. */
  | {
      readonly kind: "email-change-suspected";
      readonly formerEmail: string;
      readonly formerEmployeeId: string;
      /** Who has the former address in SmartHR now: M24 gives the old employee their data. */
      readonly formerTakenBy?: PersonName;
    }
  /** The company, or a choice for this person, keeps the employee, and the address follows. */
  | {
      readonly kind: "email-change-followed";
      readonly formerEmail: string;
      readonly formerEmployeeId: string;
      /** Who has the new address in the roster and gives it up: nobody new could have it (M24). */
      readonly holder?: PersonName;
      /** Who has the former address in SmartHR now, and gets it here. */
      readonly formerTakenBy?: PersonName;
    }
  | {
      readonly kind: "person-change-suspected";
      readonly formerCrewId: string;
      /** Whose data the employee has now. */
      readonly former: PersonName;
      /** The employee to whom this SmartHR person was synced before, where the roster has one: following them would leave both people as they are. */
      readonly formerEmail?: string;
      readonly formerEmployeeId?: string;
    }
  | { readonly kind: "status-date-mismatch"; readonly retired: boolean; readonly retiredOn: CalendarDate | null }
  | { readonly kind: "retired-flag-cleared" }
  | { readonly kind: "opted-out-in-roster" }
  | { readonly kind: "kana-fallback" }
  /** As it is written in SmartHR; runs of before it was kept have none. */
  | { readonly kind: "kana-not-katakana"; readonly kana?: string }
  | { readonly kind: "email-normalised"; readonly email: string }
  /** Once per type, on the row whose `crewId` sorts first. */
  | { readonly kind: "employment-type-other"; readonly typeName: string; readonly peopleCount: number };
