import type {
  DepartmentRejectionReason,
  DepartmentSkipReason,
  EmployeeRejectionReason,
  EmployeeSkipReason,
} from "./plan.ts";
import type { Department, Employee } from "./roster.ts";

/** What a plan's counts are made of: how many updates change which field, and how many rows are left out for which reason. Nothing that is zero. */
export interface Breakdown {
  readonly updatesByField: Readonly<Partial<Record<keyof Employee | Exclude<keyof Department, "code">, number>>>;
  readonly skipsByReason: Readonly<Partial<Record<DepartmentSkipReason | EmployeeSkipReason, number>>>;
  /** A row with two reasons counts for both. */
  readonly rejectionsByReason: Readonly<
    Partial<Record<(DepartmentRejectionReason | EmployeeRejectionReason)["kind"], number>>
  >;
}
