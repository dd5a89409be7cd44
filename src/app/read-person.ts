import { type CalendarDate, dayInJapan } from "../core/calendar.ts";
import { emailKey } from "../core/email.ts";
import type { EmployeeFinding } from "../core/findings.ts";
import { judgeGuards, limitsOf } from "../core/guards.ts";
import { departmentCodeOf } from "../core/plan-departments.ts";
import { employeePlanLines } from "../core/plan-digest.ts";
import { decidingKeys, type PersonPlan, planPerson } from "../core/plan-person.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { RosterEmployee } from "../core/roster.ts";
import type { RunFailure } from "../core/run.ts";
import type { SyncSettings } from "../core/settings.ts";
import type { SourceEmployee } from "../core/source.ts";
import type { SmartHrClient } from "../smarthr/client.ts";
import type { OptOutField } from "../smarthr/opt-out-field.ts";
import { PEOPLE_AT_ONCE, readPeople } from "../smarthr/read-people.ts";
import { type CompanyId, readSettings } from "../store/companies.ts";
import type { Queries } from "../store/database.ts";
import { findEmployees, findFindings, knownDepartmentCodes, lastRunOfEverybody } from "../store/find-people.ts";
import { lastGoodRead } from "../store/good-reads.ts";
import { wasRestoredSince } from "../store/opt-out-restorations.ts";
import { readLastApplied } from "../store/plan-facts.ts";
import type { Run } from "../store/runs.ts";
import { rememberedOptOutField } from "../store/tenants.ts";
import type { WhenFieldIsNew } from "./find-opt-out-field.ts";
import type { AskedFindings } from "./find-person.ts";
import { digestOf } from "./plan-source.ts";
import type { Product } from "./product.ts";
import { findFieldOf } from "./read-subject.ts";
import { failureOf } from "./run-failure.ts";

/** Which person of which SmartHR account. */
export interface PersonToRead {
  readonly companyId: CompanyId;
  readonly subdomain: string;
  readonly crewId: string;
}

/** What SmartHR says of one person and of those who decide with them. */
export interface PersonReading {
  /** Without the person, when SmartHR does not have them any more. */
  readonly people: readonly SourceEmployee[];
  /** Everybody who was asked for. */
  readonly crewIds: ReadonlySet<string>;
}

/** How many of the people who were opted out at the last good read are asked for, to see whether the field can still be read. */
const WITNESSES = 5;

/** More may share one address: that many are enough to know that it is shared. */
const PEOPLE_ASKED = PEOPLE_AT_ONCE - WITNESSES;

/** M35: the opt-out field as it is now; people cannot be read without it. */
export async function fieldForPeople(
  { db, clock }: Pick<Product, "db" | "clock">,
  client: SmartHrClient,
  account: Pick<PersonToRead, "companyId" | "subdomain">,
  whenFieldIsNew: WhenFieldIsNew,
): Promise<Result<OptOutField, RunFailure>> {
  const rememberedId = await rememberedOptOutField(db.queries, account.companyId, account.subdomain);
  const field = await findFieldOf({ db, clock }, client, { ...account, rememberedId, whenFieldIsNew });
  return field.ok ? field : failureOf(field);
}

/** Reads one person anew, and whoever has or had one of the addresses that decide about them (docs/decisions/0040). */
export async function readPerson(
  { db, clock }: Pick<Product, "db" | "clock">,
  client: SmartHrClient,
  field: OptOutField,
  { companyId, subdomain, crewId }: PersonToRead,
  asked: AskedFindings | null = null,
): Promise<Result<PersonReading, RunFailure>> {
  const { queries } = db;
  const begunAt = clock.now();
  const settings = await readSettings(queries, companyId);
  const last = await lastGoodRead(queries, { companyId, subject: "employees", subdomain });
  const witnesses = (last?.optedOutCrewIds ?? []).slice(0, WITNESSES);
  const run = await lastRunOfEverybody(queries, companyId, subdomain);
  const lookUps = { findSynced: lookUpSynced(queries, companyId), findFound: lookUpFindings(queries, run, asked) };
  const people = new Map<string, SourceEmployee>();
  const crewIds = new Set<string>();
  let hasChosen = false;
  let fieldSeen = witnesses.length === 0;
  for (;;) {
    const deciding = { companyId, crewId, settings, people: [...people.values()] };
    const named = await whoDecides(queries, deciding, lookUps);
    const wanted = named.filter((id) => !crewIds.has(id)).slice(0, Math.max(0, PEOPLE_ASKED - crewIds.size));
    if (wanted.length === 0) break;
    const ids = new Set([...wanted, ...(crewIds.size === 0 ? witnesses : [])]);
    const read = await readPeople(client, field, { ids: [...ids] });
    if (!read.ok) return failureOf(read);
    fieldSeen ||= read.value.some(({ hasOptOutValue }) => hasOptOutValue);
    for (const { employee, hasOptOutValue } of read.value) {
      if (wanted.includes(employee.crewId)) people.set(employee.crewId, employee);
      if (employee.crewId === crewId) hasChosen = hasOptOutValue;
    }
    for (const id of wanted) crewIds.add(id);
  }
  // M35, failing closed: a field that nobody may read any more looks exactly like one in which nobody chose anything.
  if (!fieldSeen || (!hasChosen && (await lostTheirChoice(queries, { companyId, subdomain, crewId })))) {
    return fail({ kind: "opt-out-field-unreadable" });
  }
  // docs/decisions/0041: whoever is not written back yet would be synced.
  if (await wasRestoredSince(queries, { companyId, subdomain }, begunAt)) {
    return fail({ kind: "opt-outs-being-restored" });
  }
  return ok({ people: [...people.values()], crewIds });
}

/** Whether the person was opted out in a field that is gone since (docs/decisions/0047). */
async function lostTheirChoice(queries: Queries, { companyId, subdomain, crewId }: PersonToRead): Promise<boolean> {
  const lastApplied = await readLastApplied(queries, { companyId, subdomain, subject: "employees" });
  return lastApplied?.fieldRemade === true && lastApplied.optedOutCrewIds.includes(crewId);
}

interface Deciding {
  readonly companyId: CompanyId;
  readonly crewId: string;
  readonly settings: SyncSettings;
  readonly people: readonly SourceEmployee[];
}

/** The people of SmartHR who decide about the person, as far as the roster and the last run of everybody know them. */
async function whoDecides(
  queries: Queries,
  deciding: Deciding,
  { findSynced, findFound }: { readonly findSynced: FindSynced; readonly findFound: FindFound },
): Promise<readonly string[]> {
  const { crewId } = deciding;
  const { employees, keys } = await employeesConcerned(queries, deciding, findSynced);
  const findings = await findFound(keys);
  const named = [...employees.map((employee) => employee.crewId), ...findings.map(({ row }) => row.crewId)];
  return [...new Set([crewId, ...named.filter((id) => id !== null)])];
}

/** Gives the employees who were synced from these people. */
type FindSynced = (crewIds: readonly string[]) => Promise<readonly RosterEmployee[]>;

// The only question that looks at every row of a roster: nobody is asked about twice.
function lookUpSynced(queries: Queries, companyId: CompanyId): FindSynced {
  const asked = new Set<string>();
  const found: RosterEmployee[] = [];
  return async (crewIds) => {
    const fresh = crewIds.filter((id) => !asked.has(id));
    for (const id of fresh) asked.add(id);
    found.push(...(await findEmployees(queries, companyId, { keys: [], crewIds: fresh, employeeNumbers: [] })));
    return found.filter(({ crewId }) => crewId !== null && crewIds.includes(crewId));
  };
}

/** Gives what the last run of everybody found about whoever has one of these addresses. */
type FindFound = (keys: readonly string[]) => Promise<readonly EmployeeFinding[]>;

// All that a run found is looked through for it: nobody is asked about twice here, either.
function lookUpFindings(queries: Queries, run: Run | null, before: AskedFindings | null): FindFound {
  if (run === null) return async () => [];
  const known = before?.runId === run.id ? before : { keys: [], findings: [] };
  const asked = new Set(known.keys);
  const found = [...known.findings];
  return async (keys) => {
    const fresh = keys.filter((key) => !asked.has(key));
    for (const key of fresh) asked.add(key);
    if (fresh.length > 0) {
      found.push(...(await findFindings(queries, run, { keys: fresh, crewIds: [], employeeNumbers: [] })));
    }
    return found.filter(({ row: { email } }) => email !== null && keys.includes(emailKey(email)));
  };
}

async function employeesConcerned(
  queries: Queries,
  { companyId, crewId, settings, people }: Deciding,
  findSynced: FindSynced,
): Promise<{ readonly employees: readonly RosterEmployee[]; readonly keys: readonly string[] }> {
  const crewIds = [...new Set([crewId, ...people.map((row) => row.crewId)])];
  const synced = await findSynced(crewIds);
  const keys = decidingKeys({ employees: synced, source: people }, settings, crewId);
  const there = await findEmployees(queries, companyId, { keys, crewIds: [], employeeNumbers: [] });
  const employees = new Map([...synced, ...there].map((employee) => [employee.id, employee]));
  return { employees: [...employees.values()], keys };
}

/** One person's plan, and its seal. */
export interface SealedPerson extends PersonPlan {
  readonly digest: string;
  readonly row: SourceEmployee;
  /** Another SmartHR person than before stands behind the address, under another name. */
  readonly differentPerson: boolean;
}

/** What a sync does with the person; null when SmartHR has them no more, or when somebody has a say by now who was not read. */
export async function planReadPerson(
  queries: Queries,
  { companyId, crewId }: PersonToRead,
  { people, crewIds }: PersonReading,
  now: number,
): Promise<SealedPerson | null> {
  const settings = await readSettings(queries, companyId);
  const row = people.find((each) => each.crewId === crewId);
  if (row === undefined) return null;
  const deciding = { companyId, crewId, settings, people };
  const { employees } = await employeesConcerned(queries, deciding, lookUpSynced(queries, companyId));
  const isFull = crewIds.size >= PEOPLE_ASKED;
  if (!isFull && employees.some((employee) => employee.crewId !== null && !crewIds.has(employee.crewId))) return null;
  const codes = people.flatMap(({ department }) => (department && departmentCodeOf(department.code)) ?? []);
  const departmentCodes = await knownDepartmentCodes(queries, companyId, [...new Set(codes)]);
  const today: CalendarDate = dayInJapan(now);
  const planned = planPerson({ employees, departmentCodes }, people, settings, today, crewId);
  if (planned === null) return null;
  const digest = await digestOf(employeePlanLines(planned.plan, settings, {}));
  return { ...planned, row, digest, differentPerson: isDifferentPerson(planned, row) };
}

// docs/decisions/0037: the first guard always stands, and at one person, whatever the company's limits are.
function isDifferentPerson({ plan, fate }: PersonPlan, row: SourceEmployee): boolean {
  const roster = fate.kind === "update" ? [fate.before] : [];
  const planned = { subject: "employees", plan, roster, source: [row] } as const;
  const readings = judgeGuards(planned, { lastApplied: null, earlier: [] }, limitsOf({}));
  return readings.some(({ guard, tripped }) => guard === "person-behind-address" && tripped);
}
