import type { Department, Employee, RosterEmployee } from "../src/core/roster.ts";
import type { SourceDepartment, SourceEmployee } from "../src/core/source.ts";
import type { PlanFacts } from "../src/store/plan-facts.ts";

/** A department in SmartHR that nothing is wrong with. */
export function aSourceDepartment(special: Partial<SourceDepartment> = {}): SourceDepartment {
  const code = special.code === undefined ? "A001" : special.code;
  return { departmentId: `department-${code}`, code, name: `${code}部`, parentId: null, ...special };
}

/** A department of the roster. */
export function aDepartment(special: Partial<Department> = {}): Department {
  const code = special.code ?? "A001";
  return { code, name: `${code}部`, parentCode: null, ...special };
}

/** A person in SmartHR that nothing is wrong with, in no department. */
export function aSourceEmployee(special: Partial<SourceEmployee> = {}): SourceEmployee {
  return {
    crewId: "crew-1",
    email: "taro@example.com",
    employeeNumber: "0001",
    lastName: "見本",
    firstName: "太郎",
    lastNameKana: "ミホン",
    firstNameKana: "タロウ",
    kanaFellBack: false,
    gender: "male",
    birthDate: "1990-04-01",
    department: null,
    jobTitle: "主任",
    hiredOn: "2015-04-01",
    retiredOn: null,
    employmentTypeName: "正社員",
    employmentStatus: "employed",
    optedOut: false,
    ...special,
  };
}

/** The same person as the roster holds them after a sync. */
export function anEmployee(special: Partial<Employee> = {}): Employee {
  return {
    email: "taro@example.com",
    employeeNumber: "0001",
    lastName: "見本",
    firstName: "太郎",
    lastNameKana: "ミホン",
    firstNameKana: "タロウ",
    gender: "male",
    birthDate: "1990-04-01",
    departmentCode: null,
    jobTitle: "主任",
    hiredOn: "2015-04-01",
    retiredOn: null,
    employmentType: "permanent",
    retired: false,
    crewId: "crew-1",
    ...special,
  };
}

/** `anEmployee` with what the roster alone knows. */
export function aRosterEmployee(special: Partial<RosterEmployee> = {}): RosterEmployee {
  return { id: "1", version: 1, crewSince: 0, retiredByHand: false, ...anEmployee(special), ...special };
}

/** What is kept of a plan of nothing besides its rows. */
export const NO_FACTS: PlanFacts = {
  guards: [],
  breakdown: { updatesByField: {}, skipsByReason: {}, rejectionsByReason: {} },
  headCount: null,
};
