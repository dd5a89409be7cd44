import { emailKey } from "../core/email.ts";
import type { FormerEmployee, PersonCandidate } from "../core/explanation.ts";
import type { EmployeeFinding } from "../core/findings.ts";
import { personNameOf } from "../core/person-name.ts";
import type { EmployeeNotice } from "../core/plan.ts";
import type { RosterEmployee } from "../core/roster.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Queries } from "../store/database.ts";
import {
  accountOf,
  findEmployeeOfCrew,
  findEmployees,
  findFindings,
  findFormerEmployees,
  lastRunOfEverybody,
  lastRunsOfAccounts,
  type PeopleSought,
  type RunOfEverybody,
} from "../store/find-people.ts";
import { findEmployeesById } from "../store/write-by-hand.ts";
import type { Product } from "./product.ts";

/** Who is asked about: what somebody typed, an address or a number; or somebody who is known already. */
export type PersonSought =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "employee"; readonly employeeId: string }
  | { readonly kind: "crew"; readonly crewId: string };

/** Whom the roster and the last run of everybody know by that. */
export interface FoundPerson {
  readonly sought: PersonSought;
  readonly employees: readonly RosterEmployee[];
  /** The SmartHR account from which the employee is synced; null when it is not one, or was never synced. */
  readonly account: string | null;
  /** The last run of everybody that is told of. */
  readonly run: RunOfEverybody | null;
  /** The SmartHR people who may be meant. */
  readonly crewIds: readonly string[];
  /** The same people, to be chosen from. */
  readonly candidates: readonly PersonCandidate[];
  /** What the last run of everybody said about them. */
  readonly findings: readonly EmployeeFinding[];
  readonly asked: AskedFindings | null;
  /** Where the roster and the last run know nobody: who had the address or the number once. */
  readonly former: readonly FormerEmployee[];
  /** What the last run said about other people who have the address of these employees by now. */
  readonly successors: readonly EmployeeFinding[];
}

/** What a run says of everybody who has one of these addresses: nobody has to ask again. */
export interface AskedFindings {
  readonly runId: string;
  /** `emailKey`s. */
  readonly keys: readonly string[];
  readonly findings: readonly EmployeeFinding[];
}

/** Whether a number was typed and no address. */
export function isNumber(sought: PersonSought): sought is { readonly kind: "text"; readonly text: string } {
  return sought.kind === "text" && !emailKey(sought.text).includes("@");
}

/**
 * Finds the person without asking SmartHR, in what the last run of that account found. Where none is named it is the run of the employee's own
 * account; of whoever is no employee, the newest that found something about them.
 */
export async function findPerson(
  { db }: Pick<Product, "db">,
  { companyId, subdomain }: { readonly companyId: CompanyId; readonly subdomain: string | null },
  asked: PersonSought,
): Promise<FoundPerson> {
  const { queries } = db;
  const sought = asked.kind === "text" ? { ...asked, text: asked.text.trim() } : asked;
  const employees =
    sought.kind === "employee"
      ? await findEmployeesById(queries, companyId, [sought.employeeId])
      : sought.kind === "text"
        ? await findEmployees(queries, companyId, questionOf(sought))
        : [];
  const account = await accountAmong(queries, companyId, sought, employees);
  const question = questionAboutFindings(sought, employees);
  const { run, findings } = await whatWasFound(queries, companyId, { subdomain: subdomain ?? account, question });
  // M24: where the roster has the address, that employee is meant, whoever else in SmartHR has it, too.
  const isSettled = sought.kind !== "crew" && !isNumber(sought) && (employees[0]?.crewId ?? null) !== null;
  const crewIds = new Set([
    ...(sought.kind === "crew" ? [sought.crewId] : []),
    ...employees.flatMap(({ crewId }) => crewId ?? []),
    ...(isSettled ? [] : findings.map(({ row }) => row.crewId)),
  ]);
  const isUnknown = sought.kind === "text" && employees.length + findings.length === 0;
  const former = isUnknown ? await findFormerEmployees(queries, companyId, questionOf(sought)) : [];
  // A number may have gone to somebody else; an address was theirs.
  if (!isNumber(sought)) for (const { crewId } of former) if (crewId !== null) crewIds.add(crewId);
  const isTheirs = ({ row }: EmployeeFinding) => crewIds.has(row.crewId);
  return {
    sought,
    employees,
    account,
    run,
    crewIds: [...crewIds],
    candidates: candidatesAmong(employees, findings.filter(isTheirs), isNumber(sought) ? [] : former),
    findings: findings.filter(isTheirs),
    asked: run && { runId: run.id, keys: question.keys, findings },
    former,
    successors: findings.filter((finding) => "notice" in finding && isAfter(finding.notice, employees)),
  };
}

async function accountAmong(
  queries: Queries,
  companyId: CompanyId,
  sought: PersonSought,
  employees: readonly RosterEmployee[],
): Promise<string | null> {
  const named = sought.kind === "crew" ? await findEmployeeOfCrew(queries, companyId, sought.crewId) : null;
  const [only, ...more] = named === null ? employees : [named];
  return only === undefined || more.length > 0 ? null : accountOf(queries, companyId, only);
}

async function whatWasFound(
  queries: Queries,
  companyId: CompanyId,
  { subdomain, question }: { readonly subdomain: string | null; readonly question: PeopleSought },
): Promise<{ readonly run: RunOfEverybody | null; readonly findings: readonly EmployeeFinding[] }> {
  if (subdomain !== null) {
    const run = await lastRunOfEverybody(queries, companyId, subdomain);
    return { run, findings: run === null ? [] : await findFindings(queries, run, question) };
  }
  const runs = await lastRunsOfAccounts(queries, companyId);
  for (const run of runs) {
    const findings = await findFindings(queries, run, question);
    if (findings.length > 0) return { run, findings };
  }
  return { run: runs[0] ?? null, findings: [] };
}

function isAfter(notice: EmployeeNotice, employees: readonly RosterEmployee[]): boolean {
  if (notice.kind !== "person-change-suspected") return false;
  return employees.some(({ crewId }) => crewId === notice.formerCrewId);
}

function questionOf(sought: Extract<PersonSought, { kind: "text" }>): PeopleSought {
  const { text } = sought;
  if (!isNumber(sought)) return { keys: [emailKey(text)], crewIds: [], employeeNumbers: [] };
  return { keys: [], crewIds: [text], employeeNumbers: [text] };
}

function questionAboutFindings(sought: PersonSought, [employee]: readonly RosterEmployee[]): PeopleSought {
  switch (sought.kind) {
    case "text":
      return questionOf(sought);
    case "crew":
      return { keys: [], crewIds: [sought.crewId], employeeNumbers: [] };
    case "employee": {
      if (employee === undefined) return { keys: [], crewIds: [], employeeNumbers: [] };
      const { crewId, email } = employee;
      return { keys: [emailKey(email)], crewIds: crewId === null ? [] : [crewId], employeeNumbers: [] };
    }
  }
}

function candidatesAmong(
  employees: readonly RosterEmployee[],
  findings: readonly EmployeeFinding[],
  former: readonly FormerEmployee[],
): readonly PersonCandidate[] {
  const candidates = new Map<string, PersonCandidate>();
  for (const employee of employees) {
    const { id, email } = employee;
    candidates.set(employee.crewId ?? `employee ${id}`, { ...personNameOf(employee), email, employeeId: id });
  }
  for (const { row } of findings) {
    if (!candidates.has(row.crewId)) {
      candidates.set(row.crewId, { ...personNameOf(row), email: row.email, employeeId: null });
    }
  }
  for (const { employeeId, ...person } of former) {
    if (person.crewId === null || candidates.has(person.crewId)) continue;
    const { email, deleted } = person;
    candidates.set(person.crewId, { ...personNameOf(person), email, employeeId: deleted ? null : employeeId });
  }
  return [...candidates.values()];
}
