import { emailKey } from "../core/email.ts";
import type { PersonCandidate, PersonExplanation, PersonVerdict, Unread } from "../core/explanation.ts";
import type { EmployeeFinding, EmployeeIdentity } from "../core/findings.ts";
import { personNameOf } from "../core/person-name.ts";
import type { PersonFate } from "../core/plan-person.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Employee, RosterEmployee } from "../core/roster.ts";
import type { RunFailure } from "../core/run.ts";
import type { SourceEmployee } from "../core/source.ts";
import type { SmartHrClient } from "../smarthr/client.ts";
import type { OptOutField } from "../smarthr/opt-out-field.ts";
import { readPeople } from "../smarthr/read-people.ts";
import { crewPageUrl, tenantUrlOf } from "../smarthr/tenant-address.ts";
import type { CompanyId } from "../store/companies.ts";
import { findEmployeeOfCrew, lastRunOf } from "../store/find-people.ts";
import { findWaitingPlan } from "../store/held-runs.ts";
import { anyTenantUrl } from "../store/last-sync.ts";
import { readPlannedOfCrews } from "../store/planned-changes.ts";
import { findOpenRun } from "../store/runs.ts";
import { noteFailureOfOptOutField } from "../store/tenants.ts";
import { type DepartmentName, departmentNamesFor, rowsOfChanges } from "./department-names.ts";
import { type FoundPerson, findPerson, isNumber, type PersonSought } from "./find-person.ts";
import type { Product } from "./product.ts";
import { clientFor, PATIENCE_OF_A_PERSON_MS, type Reach, type ReachFault } from "./reach-smarthr.ts";
import { fieldForPeople, planReadPerson, readPerson, type SealedPerson } from "./read-person.ts";
import { failureOf } from "./run-failure.ts";

type Doors = Pick<Product, "db" | "clock" | "smarthr" | "observe">;

/** Whom to explain, and how SmartHR can be asked. */
export interface ExplainRequest {
  readonly companyId: CompanyId;
  readonly sought: PersonSought;
  /** A viewer has no link, and is told what the last run found. */
  readonly reach: Result<Reach, ReachFault | { readonly kind: "viewer" }>;
  readonly signal: AbortSignal;
}

/** An explanation, and where the person is in SmartHR. */
export interface ShownExplanation extends PersonExplanation {
  /** Null when it is not known where that is. */
  readonly crewUrl: string | null;
  /** Of the departments that the changes name. */
  readonly departmentNames: readonly DepartmentName[];
}

/** Says why one person is synced, held or left out, by the planner that decides it; writes nothing of the roster. */
export async function explainPerson(
  product: Doors,
  { companyId, sought, reach, signal }: ExplainRequest,
): Promise<ShownExplanation> {
  const subdomain = reach.ok ? reach.value.subdomain : null;
  const found = await findPerson(product, { companyId, subdomain }, sought);
  const asked = await askSmartHr(product, { companyId, found, reach, signal });
  const elsewhere = subdomain === null ? null : await findElsewhere(product, { companyId, subdomain, found }, asked);
  if (elsewhere !== null) {
    const told = explainFromLastRun(elsewhere.found, elsewhere.why);
    return withSurroundings(product, { companyId, subdomain, found: elsewhere.found }, told);
  }
  const explained = asked.ok ? asked.value : explainFromLastRun(found, asked.fault);
  return withSurroundings(product, { companyId, found, subdomain }, explained);
}

/** Whom the account that was asked does not have, as they are another one's; null for everybody else. */
async function findElsewhere(
  product: Doors,
  at: { readonly companyId: CompanyId; readonly subdomain: string; readonly found: FoundPerson },
  asked: Result<Explained, Unread>,
): Promise<{ readonly found: FoundPerson; readonly why: Extract<Unread, { kind: "other-account" }> } | null> {
  const { companyId, subdomain, found } = at;
  if (asked.ok && asked.value.verdict.kind !== "gone" && asked.value.verdict.kind !== "not-found") return null;
  // Of whoever is nobody's employee, only SmartHR can say that it does not have them.
  if (found.account === subdomain || (found.account === null && (!asked.ok || found.employees.length > 0))) return null;
  const anywhere = await findPerson(product, { companyId, subdomain: null }, found.sought);
  const account = anywhere.account ?? (anywhere.findings.length > 0 ? (anywhere.run?.subdomain ?? null) : null);
  if (account === null || account === subdomain) return null;
  return { found: anywhere, why: { kind: "other-account", subdomain: account, linkedTo: subdomain } };
}

/** What is said before it is known what surrounds the person. */
type Explained = Pick<
  PersonExplanation,
  "verdict" | "notices" | "asOf" | "unread" | "crew" | "waitsFor" | "seal" | "candidates"
>;

const NOTHING_MORE = { notices: [], crew: null, waitsFor: null, seal: null, unread: null, candidates: [] } as const;

async function askSmartHr(
  product: Doors,
  asking: Omit<ExplainRequest, "sought"> & { readonly found: FoundPerson },
): Promise<Result<Explained, Unread>> {
  const { companyId, found, reach, signal } = asking;
  if (!reach.ok) return fail(unreachable(reach.fault));
  const client = clientFor(product, reach.value, signal, PATIENCE_OF_A_PERSON_MS);
  const account = { companyId, subdomain: reach.value.subdomain };
  const field = await fieldForPeople(product, client, account, "leave");
  if (!field.ok) {
    // The page of the opt-outs, to which the words lead, is told what was seen.
    const met = { ...account, failure: field.fault, at: product.clock.now() };
    await noteFailureOfOptOutField(product.db.queries, met);
    return unread(field.fault);
  }
  const chosen = await chooseCrew(client, field.value, found);
  if (!chosen.ok) return unread(chosen.fault);
  if ("verdict" in chosen.value) return ok({ ...NOTHING_MORE, asOf: "now", ...chosen.value });
  const person = { ...account, crewId: chosen.value.crewId };
  const read = async (crewId: string) => {
    const reading = await readPerson(product, client, field.value, { ...person, crewId }, found.asked);
    if (!reading.ok) return reading;
    const { people } = reading.value;
    const now = product.clock.now();
    const planned = await product.db.snapshot((tx) => planReadPerson(tx, { ...person, crewId }, reading.value, now));
    return ok({ people, planned, isThere: people.some((row) => row.crewId === crewId) });
  };
  const reading = await read(person.crewId);
  if (!reading.ok) return unread(reading.fault);
  const { people, planned, isThere } = reading.value;
  for (const crewId of isThere && isNumber(found.sought) ? [] : successorsAmong(people, person.crewId, found)) {
    const successor = await read(crewId);
    if (!successor.ok) return unread(successor.fault);
    const { planned: change } = successor.value;
    if (change !== null && isAbout(change.fate, found)) return ok(explainPlanned(change));
  }
  if (planned !== null) return ok(explainPlanned(planned));
  // Somebody wrote the roster in this very moment: asking once more tells.
  if (isThere) return unread({ kind: "source-changed" });
  return ok({ ...NOTHING_MORE, asOf: "now", verdict: isRemoved(found) ? nobody(found.sought, []) : { kind: "gone" } });
}

// M24: the employee who is asked about gets the data of whoever has the address now, wherever the former person is.
function successorsAmong(
  people: readonly SourceEmployee[],
  crewId: string,
  { employees }: FoundPerson,
): readonly string[] {
  return people.filter((row) => row.crewId !== crewId && isOf(row, employees)).map((row) => row.crewId);
}

function isAbout(fate: PersonFate, { employees: [employee] }: FoundPerson): boolean {
  return fate.kind === "update" && fate.before.id === employee?.id;
}

function isRemoved({ employees, former: [former] }: FoundPerson): boolean {
  return employees.length === 0 && former?.deleted === true;
}

function unread(failure: RunFailure) {
  return fail({ kind: "failed", failure } as const);
}

function unreachable({ kind }: { readonly kind: ReachFault["kind"] | "viewer" }): Unread {
  return { kind: kind === "wrong-setting" ? "linking-not-set-up" : kind };
}

/** The SmartHR person whom it is about, or why there is not exactly one. */
async function chooseCrew(
  client: SmartHrClient,
  field: OptOutField,
  { sought, employees, crewIds, candidates }: FoundPerson,
): Promise<Result<{ readonly crewId: string } | Pick<Explained, "verdict" | "candidates">, RunFailure>> {
  const number = isNumber(sought) ? sought.text : (employees[0]?.crewId ?? null) === null ? numberOf(employees) : null;
  const numbered = number === null ? ok([]) : await readPeople(client, field, { employeeNumber: number });
  if (!numbered.ok) return failureOf(numbered);
  const people = numbered.value.map(({ employee }) => employee);
  if (!isNumber(sought)) {
    const [only, ...more] = crewIds;
    if (more.length > 0) return ok({ verdict: { kind: "several" }, candidates });
    const [same] = people.filter((person) => isOf(person, employees));
    const crewId = only ?? same?.crewId;
    return ok(crewId === undefined ? { verdict: nobody(sought, employees), candidates: [] } : { crewId });
  }
  const named = [...candidates, ...people.filter(({ crewId }) => !crewIds.includes(crewId)).map(toCandidate)];
  const [only, ...more] = named;
  if (only === undefined) return ok({ verdict: nobody(sought, employees), candidates: [] });
  if (more.length > 0) return ok({ verdict: { kind: "several" }, candidates: named });
  const crewId = only.crewId ?? people.find((person) => isOf(person, employees))?.crewId ?? null;
  return ok(crewId === null ? { verdict: { kind: "never-synced" }, candidates: [] } : { crewId });
}

function numberOf([employee]: readonly RosterEmployee[]): string | null {
  return employee?.employeeNumber ?? null;
}

// By their number alone two people may be taken for one.
function isOf({ email }: SourceEmployee, [employee]: readonly RosterEmployee[]): boolean {
  return employee !== undefined && email !== null && emailKey(email) === emailKey(employee.email);
}

function nobody(sought: PersonSought, employees: readonly RosterEmployee[]): PersonVerdict {
  if (employees.length > 0) return { kind: "never-synced" };
  return { kind: "not-found", by: isNumber(sought) ? "number" : "email" };
}

function toCandidate({ email, ...person }: SourceEmployee): PersonCandidate {
  return { ...personNameOf(person), email, employeeId: null };
}

function explainPlanned({ fate, notices, row, waitsFor, digest, differentPerson }: SealedPerson): Explained {
  const changes = fate.kind === "create" || fate.kind === "update";
  return {
    verdict: fate,
    notices,
    asOf: "now",
    unread: null,
    crew: identityOf(row),
    waitsFor,
    seal: changes && waitsFor === null ? { digest, differentPerson } : null,
    candidates: [],
  };
}

function identityOf({ crewId, employeeNumber, email, lastName, firstName }: EmployeeIdentity): EmployeeIdentity {
  return { crewId, employeeNumber, email, lastName, firstName };
}

function explainFromLastRun(found: FoundPerson, why: Unread): Explained {
  const { sought, employees, account, candidates, findings, successors } = found;
  const common = { ...NOTHING_MORE, asOf: "last-run", unread: why } as const;
  if (sought.kind === "text" && candidates.length > 1) return { ...common, verdict: { kind: "several" }, candidates };
  const [finding] = findings;
  const notices = [...findings, ...successors].flatMap((each) => ("notice" in each ? [each.notice] : []));
  const crew = finding ? identityOf(finding.row) : null;
  const said = verdictOf(findings);
  // A result of its own, which says all there is to say.
  if (said === null && why.kind === "other-account") return { ...common, unread: null, verdict: why, notices, crew };
  const isKnown = employees.length > 0 || account !== null || crew !== null;
  const verdict = said ?? (isKnown ? { kind: "not-read" } : nobody(sought, []));
  return { ...common, verdict, notices, crew };
}

function verdictOf(findings: readonly EmployeeFinding[]): PersonVerdict | null {
  for (const finding of findings) {
    if ("reasons" in finding) return { kind: "rejected", reasons: finding.reasons };
    if ("skip" in finding) return { kind: "skip", reason: finding.skip };
  }
  return null;
}

async function withSurroundings(
  { db, smarthr }: Doors,
  at: { readonly companyId: CompanyId; readonly found: FoundPerson; readonly subdomain: string | null },
  explained: Explained,
): Promise<ShownExplanation> {
  const { companyId, found, subdomain } = at;
  const { queries } = db;
  const asked = found.employees.length === 1 ? (found.employees[0] ?? null) : null;
  const planned = employeeOf(explained.verdict);
  const named = found.sought.kind === "crew" ? found.sought.crewId : null;
  const crewId = explained.crew?.crewId ?? planned?.crewId ?? asked?.crewId ?? named;
  const employee = asked ?? planned ?? (crewId === null ? null : await findEmployeeOfCrew(queries, companyId, crewId));
  const lastRun = found.run;
  const [waiting, open] = [
    await findWaitingPlan(queries, companyId, "employees"),
    await findOpenRun(queries, companyId),
  ];
  const crewIds = [...(crewId === null ? [] : [crewId]), ...found.successors.map(({ row }) => row.crewId)];
  const included = waiting !== null && (await readPlannedOfCrews(queries, waiting.id, crewIds)).length > 0;
  const isRead = explained.asOf === "now" && explained.crew !== null;
  const tenant = (isRead ? subdomain : found.account) ?? lastRun?.subdomain ?? subdomain;
  const tenantUrl = tenant === null ? await anyTenantUrl(queries, companyId) : tenantUrlOf(smarthr.apiUrl, tenant);
  const isAnother = planned !== null && asked !== null && planned.id !== asked.id;
  const { verdict } = explained;
  const changes = verdict.kind === "create" || verdict.kind === "update" ? [verdict] : [];
  return {
    ...explained,
    departmentNames: await departmentNamesFor(queries, companyId, rowsOfChanges<Employee>(changes)),
    employee,
    syncedAs: isAnother ? { id: planned.id, email: planned.email } : null,
    lastRun: lastRun && { runId: lastRun.id, readAt: lastRun.readAt },
    lastWritten: employee && (await lastRunOf(queries, companyId, employee.id)),
    openRun: open && { runId: open.id },
    former: found.former.length === 1 ? (found.former[0] ?? null) : null,
    waitingPlan: included ? { runId: waiting.id, heldAt: waiting.heldAt ?? waiting.requestedAt } : null,
    // Nobody is at the address of somebody who is gone.
    crewUrl:
      crewId === null || tenantUrl === null || explained.verdict.kind === "gone"
        ? null
        : crewPageUrl(tenantUrl, crewId),
  };
}

function employeeOf(verdict: PersonVerdict | PersonFate): RosterEmployee | null {
  if (verdict.kind === "unchanged") return verdict.employee;
  return verdict.kind === "update" ? verdict.before : null;
}
