import type { Explanation } from "../../contract/explain.ts";
import type { PersonVerdict } from "../../core/explanation.ts";
import type { Employee, RosterEmployee } from "../../core/roster.ts";
import { CATALOGUE_NOW } from "../runs/catalogue-runs.ts";

/** A made-up person of the roster, but for what is said. */
export function anEmployeeState(special: Partial<RosterEmployee> = {}): RosterEmployee {
  return {
    id: "1",
    version: 2,
    email: "taro@example.com",
    employeeNumber: "0001",
    lastName: "見本",
    firstName: "太郎",
    lastNameKana: "ミホン",
    firstNameKana: "タロウ",
    gender: "male",
    birthDate: "1990-04-01",
    departmentCode: "A001",
    jobTitle: "主任",
    hiredOn: "2015-04-01",
    retiredOn: null,
    employmentType: "permanent",
    retired: false,
    crewId: "3f0f4c1e-0000-4000-8000-000000000001",
    crewSince: CATALOGUE_NOW,
    retiredByHand: false,
    ...special,
  };
}

/** An explanation of somebody in the roster who was asked about now, but for what is said. */
export function anExplanation(verdict: PersonVerdict, special: Partial<Explanation> = {}): Explanation {
  const employee = anEmployeeState();
  const { employeeNumber, email, lastName, firstName } = employee;
  const crewId = employee.crewId ?? "";
  return {
    departmentNames: [{ code: "A001", name: "営業部" }],
    verdict,
    notices: [],
    asOf: "now",
    unread: null,
    employee,
    crew: { crewId, employeeNumber, email, lastName, firstName },
    syncedAs: null,
    waitsFor: null,
    seal: null,
    lastRun: { runId: "run-1", readAt: CATALOGUE_NOW },
    lastWritten: { runId: "run-1", at: CATALOGUE_NOW, isUndo: false },
    former: null,
    waitingPlan: null,
    openRun: null,
    candidates: [],
    crewUrl: `https://example.smarthr.jp/crews/${crewId}`,
    ...special,
  };
}

export const SEAL = { digest: "0".repeat(64), differentPerson: false } as const;

/** What is known of somebody who is not in the roster. */
export const OUTSIDE = { employee: null, lastWritten: null } as const;

/** An update of that person. */
export function anUpdate(change: Partial<Employee>): Extract<PersonVerdict, { kind: "update" }> {
  const before = anEmployeeState();
  return { kind: "update", before, after: { ...before, ...change } };
}
