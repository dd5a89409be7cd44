import type { PersonName } from "./person-name.ts";
import type { Employee } from "./roster.ts";

/** The fourteen guards of a company's roster, in the order people read them (docs/decisions/0037). */
export const GUARD_NAMES = [
  "person-behind-address",
  "new-employees",
  "newly-retired",
  "no-longer-retired",
  "moved-department",
  "changed-name",
  "changed-employee-number",
  "changed-job-title",
  "changed-employment-type",
  "column-blank",
  "rejected-rows",
  "fewer-people",
  "no-longer-opted-out",
  "departments-changed",
] as const;

export type GuardName = (typeof GUARD_NAMES)[number];

/** A guard trips when its count is at least the minimum and at least the percentage of its base. */
export interface GuardLimit {
  /** From 0 to 100. */
  readonly percentage: number;
  /** At least 1. */
  readonly minimum: number;
}

export type GuardLimits = Readonly<Record<GuardName, GuardLimit>>;

export const DEFAULT_GUARD_LIMITS: GuardLimits = {
  "person-behind-address": { percentage: 0, minimum: 1 },
  "new-employees": { percentage: 20, minimum: 10 },
  "newly-retired": { percentage: 10, minimum: 5 },
  "no-longer-retired": { percentage: 10, minimum: 5 },
  "moved-department": { percentage: 30, minimum: 10 },
  "changed-name": { percentage: 20, minimum: 10 },
  "changed-employee-number": { percentage: 5, minimum: 5 },
  "changed-job-title": { percentage: 50, minimum: 20 },
  "changed-employment-type": { percentage: 20, minimum: 10 },
  "column-blank": { percentage: 10, minimum: 5 },
  "rejected-rows": { percentage: 30, minimum: 10 },
  "fewer-people": { percentage: 10, minimum: 5 },
  "no-longer-opted-out": { percentage: 20, minimum: 3 },
  "departments-changed": { percentage: 30, minimum: 5 },
};

/** The columns of an employee that can become blank. */
export const BLANKABLE_FIELDS = [
  "employeeNumber",
  "gender",
  "birthDate",
  "departmentCode",
  "jobTitle",
  "hiredOn",
  "retiredOn",
  "employmentType",
] as const satisfies readonly (keyof Employee)[];

export type BlankableField = (typeof BLANKABLE_FIELDS)[number];

/** What a guard saw in one plan. */
export interface GuardReading {
  readonly guard: GuardName;
  /** Which column became blank; null for every other guard. */
  readonly column: BlankableField | null;
  readonly count: number;
  readonly base: number;
  /** What applied runs of the last seven days add that nobody approved. */
  readonly earlierCount: number;
  readonly limit: GuardLimit;
  /** Guards rest while the roster is small. */
  readonly awake: boolean;
  readonly tripped: boolean;
  /** Whom it is about, when they are neither among the plan's changes nor among its rejections; empty unless it tripped. */
  readonly people: readonly GuardedPerson[];
}

/** A person whom a guard names. */
export interface GuardedPerson extends PersonName {
  readonly crewId: string;
  /** Null for somebody whom the roster does not have. */
  readonly employeeId: string | null;
}
