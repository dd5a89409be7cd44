import { type Finding, type FindingCategory, findingCount } from "../core/findings.ts";
import { type Counts, changeCountOf, errorFileExpiresAt } from "../core/run.ts";
import type { RowChange, SubjectKeptRow } from "../core/undo.ts";
import { crewPageUrl, departmentsPageUrl, tenantUrlOf } from "../smarthr/tenant-address.ts";
import type { CompanyId } from "../store/companies.ts";
import { findEmployeeOfCrew } from "../store/find-people.ts";
import { hasKeptPlan } from "../store/held-runs.ts";
import { type AppliedEmployeeChange, readDepartmentChangesPage, readEmployeeChangesPage } from "../store/history.ts";
import { hasSeveralAccounts } from "../store/last-sync.ts";
import { readFindings } from "../store/run-findings.ts";
import * as store from "../store/runs.ts";
import { findUndoOf } from "../store/standing-runs.ts";
import { countUndoKeptRows, readUndoKeptRows } from "../store/undo-kept-rows.ts";
import {
  browsePlannedChanges,
  type PlanFilter,
  type PlannedChangeShown,
  type PlanView,
  viewPlan,
} from "./browse-plan.ts";
import { type DepartmentName, departmentNamesFor, type NamingRow, rowsOfChanges } from "./department-names.ts";
import type { Page } from "./page.ts";
import type { Product } from "./product.ts";
import { isOptOutUnusedSince } from "./read-subject.ts";
import { overviewOf, type RunOverview } from "./run-overview.ts";
import { canBeUndone } from "./undo-run.ts";

type ChangeKind = RowChange<unknown>["kind"];

/** A run with what its page shows besides. */
export interface RunView extends RunOverview {
  readonly plan: PlanView | null;
  readonly undoOf: Pick<store.Run, "id" | "kind" | "requestedAt"> | null;
  /** Of a plan that was replaced: the run that took its place. */
  readonly replacedBy: Pick<RunOverview, "id" | "actor" | "requestedAt"> | null;
  readonly cancelledBy: string | null;
  /** Of an undo: how many rows stay as they are. */
  readonly keptCount: number;
  readonly canUndo: boolean;
  /** The undo by which its changes are taken back now. */
  readonly undoneBy: { readonly id: string; readonly actor: string; readonly at: number } | null;
  /** Of a run of one person: the employee, as long as the roster has them. */
  readonly personId: string | null;
  readonly optOutUnused: boolean;
  readonly errorFile: { readonly expiresAt: number; readonly expired: boolean; readonly lineCount: number } | null;
  readonly tenantUrl: string | null;
}

/** A finding with the page in SmartHR on which it can be put right. */
export type LocatedFinding = Finding & { readonly url: string | null };

/** One page of the company's runs, newest first. */
export async function browseRuns({ db }: Pick<Product, "db">, companyId: CompanyId, { page, perPage }: Page) {
  const [runs, total, severalAccounts] = await Promise.all([
    store.listRuns(db.queries, companyId, perPage, (page - 1) * perPage),
    store.countRuns(db.queries, companyId),
    hasSeveralAccounts(db.queries, companyId),
  ]);
  return { runs: runs.map(overviewOf), severalAccounts, total, page, perPage };
}

/** One run of the company without its rows; null when it has none of that id. */
export async function viewRun(
  product: Pick<Product, "db" | "clock" | "smarthr">,
  companyId: CompanyId,
  runId: string,
): Promise<RunView | null> {
  const run = await store.findRunSummary(product.db.queries, companyId, runId);
  if (run === null) return null;
  const optOutUnused = await isOptOutUnusedSince(product.db.queries, run);
  return {
    ...overviewOf(run),
    plan: await viewPlan(product, run),
    undoOf: await undoneRun(product, run),
    replacedBy: await replacingRun(product, run),
    cancelledBy: run.cancelledBy,
    keptCount: run.undoOf === null ? 0 : await countUndoKeptRows(product.db.queries, run.id),
    canUndo: canBeUndone(run),
    undoneBy: canBeUndone(run) ? await undoneBy(product, run) : null,
    personId: await personOf(product, run),
    optOutUnused,
    errorFile: errorFileOf(run, product.clock.now()),
    tenantUrl: run.subdomain === null ? null : tenantUrlOf(product.smarthr.apiUrl, run.subdomain),
  };
}

async function personOf({ db }: Pick<Product, "db">, { companyId, onlyCrewId }: store.Run): Promise<string | null> {
  const employee = onlyCrewId === null ? null : await findEmployeeOfCrew(db.queries, companyId, onlyCrewId);
  return employee?.id ?? null;
}

/** One page of what a run changed; null when the company has no run of that id. */
export async function browseChanges(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  runId: string,
  page: Page & PlanFilter,
): Promise<{
  readonly changes: readonly PlannedChangeShown[];
  readonly total: number;
  readonly departmentNames: readonly DepartmentName[];
} | null> {
  const run = await store.findRunSummary(db.queries, companyId, runId);
  if (run === null) return null;
  const isPlanned = hasKeptPlan(run);
  const found = await (isPlanned ? browsePlannedChanges : browseAppliedChanges)({ db }, run, page);
  const rows = rowsOfChanges<NamingRow>(found.changes);
  const planId = isPlanned && run.subject === "departments" ? run.id : null;
  return { ...found, departmentNames: await departmentNamesFor(db.queries, companyId, rows, planId) };
}

async function browseAppliedChanges(
  { db }: Pick<Product, "db">,
  run: store.Run,
  { page, perPage, kind }: Page & PlanFilter,
): Promise<{ readonly changes: readonly PlannedChangeShown[]; readonly total: number }> {
  const { companyId } = run;
  const total = changeCount(run.counts, kind);
  const where = { offset: (page - 1) * perPage, limit: perPage, kind };
  switch (run.subject) {
    case "departments": {
      const changes = await readDepartmentChangesPage(db.queries, companyId, run.id, where);
      return { changes: changes.map((change) => ({ ...change, guards: [] })), total };
    }
    case "employees": {
      const changes = await readEmployeeChangesPage(db.queries, companyId, run.id, where);
      return { changes: changes.map((change) => ({ ...change, employeeId: idOf(change), guards: [] })), total };
    }
  }
}

/** One page of what a run found in one category; null when the company has no run of that id. */
export async function browseFindings(
  product: Pick<Product, "db" | "smarthr">,
  companyId: CompanyId,
  runId: string,
  { page, perPage, category }: Page & { readonly category: FindingCategory },
): Promise<{ readonly findings: readonly LocatedFinding[]; readonly total: number } | null> {
  const run = await store.findRunSummary(product.db.queries, companyId, runId);
  if (run === null) return null;
  const where = { category, offset: (page - 1) * perPage, limit: perPage };
  const total = run.counts === null ? 0 : findingCount(run.counts, category);
  return { findings: await locatedFindings(product, run, where), total };
}

/** One page of what an undo leaves as it is; null when the company has no run of that id. */
export async function browseKept(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
  runId: string,
  { page, perPage }: Page,
): Promise<{ readonly kept: readonly SubjectKeptRow[]; readonly total: number } | null> {
  const run = await store.findRunSummary(db.queries, companyId, runId);
  if (run === null) return null;
  const kept = await readUndoKeptRows(db.queries, companyId, run.id, { offset: (page - 1) * perPage, limit: perPage });
  return { kept, total: await countUndoKeptRows(db.queries, run.id) };
}

/** Some of what a run found, each with its page in SmartHR. */
export async function locatedFindings(
  { db, smarthr }: Pick<Product, "db" | "smarthr">,
  run: store.Run,
  which: Parameters<typeof readFindings>[2],
): Promise<readonly LocatedFinding[]> {
  const tenantUrl = run.subdomain === null ? null : tenantUrlOf(smarthr.apiUrl, run.subdomain);
  const findings = await readFindings(db.queries, run, which);
  return findings.map((finding) => ({ ...finding, url: tenantUrl && pageOf(finding, tenantUrl) }));
}

// SmartHR has no page of a single department that is known publicly.
function pageOf(finding: Finding, tenantUrl: string): string {
  return finding.subject === "employees" ? crewPageUrl(tenantUrl, finding.row.crewId) : departmentsPageUrl(tenantUrl);
}

function errorFileOf({ finishedAt, errorLineCount }: store.Run, now: number): RunView["errorFile"] {
  if (finishedAt === null || !errorLineCount) return null;
  const expiresAt = errorFileExpiresAt(finishedAt);
  return { expiresAt, expired: expiresAt < now, lineCount: errorLineCount };
}

async function undoneRun({ db }: Pick<Product, "db">, { companyId, undoOf }: store.Run): Promise<RunView["undoOf"]> {
  const undone = undoOf === null ? null : await store.findRunSummary(db.queries, companyId, undoOf);
  return undone && { id: undone.id, kind: undone.kind, requestedAt: undone.requestedAt };
}

async function undoneBy({ db }: Pick<Product, "db">, run: store.Run): Promise<RunView["undoneBy"]> {
  const undo = await findUndoOf(db.queries, run);
  return undo && { id: undo.id, actor: undo.actor, at: undo.finishedAt ?? undo.requestedAt };
}

async function replacingRun(
  { db }: Pick<Product, "db">,
  { companyId, replacedBy }: store.Run,
): Promise<RunView["replacedBy"]> {
  const run = replacedBy === null ? null : await store.findRunSummary(db.queries, companyId, replacedBy);
  return run && { id: run.id, actor: run.actor, requestedAt: run.requestedAt };
}

function changeCount(counts: Counts | null, kind: ChangeKind | null): number {
  if (counts === null) return 0;
  return kind === null ? changeCountOf(counts) : (counts[kind] ?? 0);
}

function idOf(change: AppliedEmployeeChange): string {
  return change.kind === "delete" ? change.before.id : change.after.id;
}
