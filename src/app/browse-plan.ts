import type { EmployeeIdentity } from "../core/findings.ts";
import { type WhenNotFollowed, whenNotFollowed } from "../core/followed-people.ts";
import type { GuardName } from "../core/guards.ts";
import { KnownPeople } from "../core/known-people.ts";
import type { PersonName } from "../core/person-name.ts";
import type { DepartmentChange, EmployeeChange } from "../core/plan.ts";
import type { Department, Employee, RosterEmployee } from "../core/roster.ts";
import type { Subject } from "../core/run.ts";
import { searchWords } from "../core/search-key.ts";
import type { SyncSettings } from "../core/settings.ts";
import { type AddressSuspectRow, countAddressSuspects, readAddressSuspects } from "../store/address-suspects.ts";
import { type CompanyId, readSettings } from "../store/companies.ts";
import type { Queries } from "../store/database.ts";
import { findEmployees } from "../store/find-people.ts";
import { hasKeptPlan, listWaitingPlans as readWaitingPlans } from "../store/held-runs.ts";
import { type KeptPlanFacts, type PlanFacts, readPlanFacts } from "../store/plan-facts.ts";
import { type PlannedKind, readPlannedChanges, readPlannedOfCrews, readPlannedPage } from "../store/planned-changes.ts";
import { readDepartments } from "../store/roster.ts";
import { findRunSummary, type Run } from "../store/runs.ts";
import { findEmployeesById } from "../store/write-by-hand.ts";
import { type DepartmentName, departmentNamesFor } from "./department-names.ts";
import type { Page } from "./page.ts";
import type { Product } from "./product.ts";
import { overviewOf, type RunOverview } from "./run-overview.ts";

/** What narrows a plan's changes. */
export interface PlanFilter {
  readonly kind: PlannedKind | null;
  readonly field: string | null;
  readonly guard: GuardName | null;
  /** Words, as somebody typed them. */
  readonly search: string;
}

/** What a run's page shows of its plan besides its rows. */
export interface PlanView extends Omit<PlanFacts, "guards" | "headCount"> {
  readonly digest: string;
  readonly headCount: { before: number; after: number } | null;
  readonly guards: PlanFacts["guards"][number][];
  readonly obstacles: KeptPlanFacts["obstacles"][number][];
  readonly replanFailure: KeptPlanFacts["replanFailure"];
  readonly addressSuspects: number;
  readonly approval: { readonly by: string; readonly at: number } | null;
}

/** A run's plan without its rows; null before it has one. */
export async function viewPlan({ db }: Pick<Product, "db">, run: Run): Promise<PlanView | null> {
  const planned = await readPlanFacts(db.queries, run.id);
  if (planned === null || run.digest === null) return null;
  const { guards, headCount, breakdown } = planned.facts;
  const { digest, approval } = run;
  return {
    digest,
    breakdown,
    headCount: headCount && { ...headCount },
    guards: [...guards],
    obstacles: [...planned.obstacles],
    replanFailure: planned.replanFailure,
    addressSuspects: planned.addressSuspects,
    approval: approval && { by: approval.by, at: approval.at },
  };
}

/** The company's plans that wait for approval, and how many guards stopped each. */
export async function listWaitingPlans(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
): Promise<readonly (RunOverview & { readonly trippedGuards: number })[]> {
  const waiting = await readWaitingPlans(db.queries, companyId);
  return waiting.map(({ run, trippedGuards }) => ({ ...overviewOf(run), trippedGuards }));
}

/** A change that is planned, as a run's page shows it; nobody who is to be created has a page yet. */
export type PlannedChangeShown = (
  | Shown<DepartmentChange, Department>
  | (Shown<EmployeeChange, Employee> & { readonly employeeId: string | null })
) & { readonly guards: readonly GuardName[] };

type Shown<Change, Row> = Change | { readonly kind: "delete"; readonly before: Row };

/** One page of what a run is going to change, and how many changes the filter leaves over. */
export async function browsePlannedChanges(
  { db }: Pick<Product, "db">,
  run: Run,
  { page, perPage, kind, field, guard, search }: Page & PlanFilter,
): Promise<{ readonly changes: readonly PlannedChangeShown[]; readonly total: number }> {
  const filter = { kind, field, guard, words: searchWords(search) };
  const where = { offset: (page - 1) * perPage, limit: perPage };
  if (run.subject === "departments") {
    return readPlannedPage<Shown<DepartmentChange, Department>>(db.queries, run.id, filter, where);
  }
  const found = await readPlannedPage<Shown<EmployeeChange, Employee & { readonly id: string }>>(
    db.queries,
    run.id,
    filter,
    where,
  );
  const changes = found.changes.map((change) => ({
    ...change,
    employeeId: change.kind === "create" ? null : change.before.id,
  }));
  return { changes, total: found.total };
}

/** Somebody whose address seems to have changed, on both sides. */
export interface ShownSuspect {
  readonly crewId: string;
  readonly formerId: string;
  readonly former: Employee;
  /** As far as SmartHR's record is kept of everybody. */
  readonly crew: EmployeeIdentity;
  /** Null for whoever the plan leaves out. */
  readonly now: Employee | null;
  /** The employee whom the run made; null while its plan waits. */
  readonly nowId: string | null;
  readonly choice: SyncSettings["whenAddressChanged"];
  /** The other employee who has the new address. */
  readonly holder: PersonName | null;
  readonly whenNotFollowed: WhenNotFollowed;
  /** Who has the former address in SmartHR now. */
  readonly formerTakenBy: PersonName | null;
}

/**
 * One page of the people whose address seems to have changed (M24), as the plan that waits has them, or as the roster has those whom the run
 * made new; null when the company has no such run.
 */
export async function browseAddressSuspects(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  runId: string,
  { page, perPage }: Page,
): Promise<{
  readonly suspects: readonly ShownSuspect[];
  readonly total: number;
  readonly departmentNames: readonly DepartmentName[];
} | null> {
  const run = await findRunSummary(db.queries, companyId, runId);
  if (run === null) return null;
  const meant = hasKeptPlan(run) ? "all" : "made-new";
  const found = await readAddressSuspects(db.queries, run.id, { offset: (page - 1) * perPage, limit: perPage, meant });
  const nowByCrew = await peopleNow(
    { db },
    run,
    found.map(({ crewId }) => crewId),
  );
  const formerOf = await formersOf(db.queries, companyId, found);
  const settings = await readSettings(db.queries, companyId);
  const suspects = found.flatMap(({ crewId, crew, choice, holder, formerTakenBy, ...row }) => {
    const [former, now] = [formerOf({ crewId, ...row }), nowByCrew.get(crewId)];
    const leftOut = row.formerEmployeeId === null;
    // Deleted meanwhile: approving will find that, and plan anew. And whoever was followed is one record by now.
    if (former === null || (now === undefined && !leftOut) || now?.id === former.id) return [];
    const otherwise = whenNotFollowed({ holder, choice, chosen: row.chosen }, settings);
    const records = { formerId: former.id, former, crew, now: now?.row ?? null, nowId: now?.id ?? null };
    return [{ crewId, ...records, choice, holder, whenNotFollowed: otherwise, formerTakenBy }];
  });
  const departmentNames = await departmentNamesFor(
    db.queries,
    companyId,
    suspects.flatMap(({ former, now }) => (now === null ? [former] : [former, now])),
  );
  return { suspects, total: await countAddressSuspects(db.queries, run.id, meant), departmentNames };
}

/** Whom the people were synced to before: as the plan says, or, of those whom it leaves out, as the roster does. */
async function formersOf(
  queries: Queries,
  companyId: CompanyId,
  found: readonly AddressSuspectRow[],
): Promise<(row: Pick<AddressSuspectRow, "crewId" | "formerEmployeeId">) => RosterEmployee | null> {
  const named = found.flatMap(({ formerEmployeeId }) => formerEmployeeId ?? []);
  const byId = new Map((await findEmployeesById(queries, companyId, named)).map((each) => [each.id, each]));
  const crewIds = found.flatMap(({ crewId, formerEmployeeId }) => (formerEmployeeId === null ? [crewId] : []));
  const known = new KnownPeople(await findEmployees(queries, companyId, { keys: [], crewIds, employeeNumbers: [] }));
  return ({ crewId, formerEmployeeId }) =>
    formerEmployeeId === null ? known.byCrewId(crewId) : (byId.get(formerEmployeeId) ?? null);
}

/** By SmartHR person: what the run makes of them, or what it made and is there now. */
async function peopleNow(
  { db }: Pick<Product, "db">,
  run: Run,
  crewIds: readonly string[],
): Promise<ReadonlyMap<string | null, { readonly row: Employee; readonly id: string | null }>> {
  if (hasKeptPlan(run)) {
    const planned = await readPlannedOfCrews<EmployeeChange>(db.queries, run.id, crewIds);
    return new Map(planned.map(({ after }) => [after.crewId, { row: after, id: null }]));
  }
  const synced = await findEmployees(db.queries, run.companyId, { keys: [], crewIds, employeeNumbers: [] });
  const known = new KnownPeople(synced);
  return new Map(
    crewIds.flatMap((crewId) => {
      const employee = known.byCrewId(crewId);
      return employee === null ? [] : [[crewId, { row: employee, id: employee.id }] as const];
    }),
  );
}

/** The departments before and after a waiting plan; null when the company has no such plan. */
export async function plannedDepartments(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  runId: string,
): Promise<{ readonly before: readonly Department[]; readonly after: readonly Department[] } | null> {
  return db.snapshot(async (tx) => {
    const run = await findRunSummary(tx, companyId, runId);
    if (run === null || !hasKeptPlan(run) || run.subject !== ("departments" satisfies Subject)) return null;
    const before = await readDepartments(tx, companyId);
    const after = new Map(before.map((department) => [department.code, department]));
    for (const change of await readPlannedChanges<Shown<DepartmentChange, Department>>(tx, run.id)) {
      if (change.kind === "delete") after.delete(change.before.code);
      else after.set(change.after.code, change.after);
    }
    return { before, after: [...after.values()] };
  });
}
