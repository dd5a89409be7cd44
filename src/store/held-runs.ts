import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { DepartmentFindings, EmployeeFindings } from "../core/findings.ts";
import type { PlanObstacle } from "../core/plan-standing.ts";
import { APPROVAL_MS, type Counts, type RunFailure, type Subject } from "../core/run.ts";
import { STATES_AT_WORK } from "../core/run-transitions.ts";
import type { AddressChoices } from "../core/settings.ts";
import { addressSuspectsAmong } from "./address-suspects.ts";
import {
  changedOne,
  changeRunState,
  type HeldRun,
  NOTHING_CAME_OF_IT,
  type RunUpdate,
  thatIsHeld,
} from "./change-run-state.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries, Transaction } from "./database.ts";
import type { GoodRead } from "./good-reads.ts";
import type { PlanFacts } from "./plan-facts.ts";
import { keepPlannedChanges, type PlannedChanges, type PlannedKind } from "./planned-changes.ts";
import { planColumns, RUN_COLUMNS, type Run, RunNotHeld, toRun } from "./runs.ts";
import { moment, toTimestamp } from "./tables.ts";

/**
 * Lets a run wait for somebody who has seen its plan, and keeps the plan (docs/decisions/0036), in the transaction that made it. Throws
 * `RunNotHeld`, and so undoes that transaction, when others have the run.
 */
export async function holdRun<Change extends { readonly kind: PlannedKind }>(
  tx: Transaction,
  held: HeldRun,
  outcome: {
    readonly at: Instant;
    readonly digest: string;
    readonly counts: Counts;
    readonly facts: PlanFacts;
    readonly read: GoodRead | null;
    readonly planned: PlannedChanges<Change>;
    readonly choices?: AddressChoices;
    /** Why the plan that was approved before is not applied. */
    readonly obstacles: readonly PlanObstacle[];
    /** Of which roster it was planned, for a plan that depends on nothing else. */
    readonly rosterMark?: string;
  } & (DepartmentFindings | EmployeeFindings),
): Promise<void> {
  const update = changeRunState(tx, "hold").set({
    held_at: toTimestamp(outcome.at),
    // Chosen among addresses, it is the same holding; approved and overtaken, it is news again (docs/decisions/0043).
    announced_at: sql<string | null>`case when approved_at is null then announced_at end`,
    approved_digest: null,
    approved_by: null,
    approved_at: null,
    replan_reasons: JSON.stringify(outcome.obstacles),
    replan_failure: null,
    address_choices: sql<string>`address_choices || coalesce(wanted_choices, '{}')`,
    wanted_choices: null,
    administrator_before: null,
    roster_mark: outcome.rosterMark ?? null,
    ...planColumns(outcome),
    address_suspects: addressSuspectsAmong(outcome, outcome.choices ?? {}),
  });
  if (!(await changedOne(thatIsHeld(update, held)))) throw new RunNotHeld(held);
  await keepPlannedChanges(tx, held.id, outcome.planned);
}

/** A plan that waits, as somebody names it. */
export interface NamedPlan {
  readonly companyId: CompanyId;
  readonly id: string;
  readonly digest: string;
}

/** Lets exactly that plan be applied by a worker; null when it is not the one that waits, or has waited too long. Throws when a run of the company is open. */
export async function approveRun(
  queries: Queries,
  plan: NamedPlan,
  by: { readonly actor: string; readonly administratorEmail: string; readonly at: Instant },
): Promise<Run | null> {
  const update = changeRunState(queries, "approve").set({
    approved_digest: plan.digest,
    approved_by: by.actor,
    approved_at: toTimestamp(by.at),
    // Whose link is used if SmartHR has to be read anew: theirs who started the run, or, where a command did, theirs who approve.
    administrator_email: sql<string>`coalesce(administrator_email, ${by.administratorEmail})`,
    ...BEGUN_ANEW,
  });
  return oneRun(thatWaits(update, plan, by.at));
}

/** Lets a worker make the plan anew with choices added; null and throwing as `approveRun` does. */
export async function replanRun(
  queries: Queries,
  plan: NamedPlan,
  chosen: { readonly choices: AddressChoices; readonly administratorEmail: string; readonly at: Instant },
): Promise<Run | null> {
  const update = changeRunState(queries, "replan").set({
    wanted_choices: JSON.stringify(chosen.choices),
    // By the link of whoever chose: theirs who started the run may have ended. It is theirs again if nothing comes of the choice.
    administrator_email: chosen.administratorEmail,
    administrator_before: sql<string | null>`administrator_email`,
    ...BEGUN_ANEW,
  });
  return oneRun(thatWaits(update, plan, chosen.at));
}

/** Lets the plan from before wait on, because none could be made with what was chosen; false when the run was not held any more. */
export async function goOnWaiting(queries: Queries, held: HeldRun, failure: RunFailure): Promise<boolean> {
  const update = goingOnWaiting(queries, failure);
  return changedOne(thatIsHeld(update, held));
}

/** As `goOnWaiting`, of whichever runs. */
export function goingOnWaiting(queries: Queries, failure: RunFailure): RunUpdate {
  return changeRunState(queries, "go-on-waiting")
    .set({
      replan_failure: JSON.stringify(failure),
      wanted_choices: null,
      administrator_email: sql<string | null>`administrator_before`,
      administrator_before: null,
      // By this moment whoever carries the run since the next choice is told from whoever carried it before (`HeldRun`).
      held_at: sql<string>`held_at + interval '1 millisecond'`,
    })
    .where("wanted_choices", "is not", null);
}

/** Cancels a plan that waits, because a newer run takes its place, or its time was over before; false when it waits no more. */
export async function replaceRun(
  queries: Queries,
  plan: Pick<Run, "companyId" | "id" | "heldAt">,
  { at, by }: { readonly at: Instant; readonly by: Pick<Run, "id"> },
): Promise<boolean> {
  const seen = isOverdue(plan, at)
    ? { cancel_reason: "expired" as const }
    : { cancel_reason: "replaced" as const, replaced_by: by.id };
  const update = changeRunState(queries, "replace")
    .set({ finished_at: toTimestamp(at), ...seen, ...NOTHING_CAME_OF_IT })
    .where("company_id", "=", plan.companyId)
    .where("id", "=", plan.id);
  return changedOne(update);
}

/** Cancels the plans of all companies that nobody approved in time. */
export async function expirePlans(queries: Queries, now: Instant): Promise<readonly Run[]> {
  const expired = await changeRunState(queries, "expire")
    .set({ finished_at: toTimestamp(now), cancel_reason: "expired", ...NOTHING_CAME_OF_IT })
    .where("held_at", "<=", moment(now - APPROVAL_MS))
    .returning(RUN_COLUMNS)
    .execute();
  return expired.map(toRun);
}

/** Whether nobody may approve the plan any more. */
export function isOverdue({ heldAt }: Pick<Run, "heldAt">, now: Instant): boolean {
  return heldAt !== null && heldAt <= now - APPROVAL_MS;
}

/** The plan of the subject that waits for approval, or null; whoever approves or ends it at that moment comes after this transaction. */
export async function holdWaitingPlan(tx: Transaction, companyId: CompanyId, subject: Subject): Promise<Run | null> {
  const row = await waitingPlanOf(tx, companyId, subject).forUpdate().executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** The plan of the subject that waits for approval, or null. */
export async function findWaitingPlan(queries: Queries, companyId: CompanyId, subject: Subject): Promise<Run | null> {
  const row = await waitingPlanOf(queries, companyId, subject).executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

function waitingPlanOf(queries: Queries, companyId: CompanyId, subject: Subject) {
  return queries
    .selectFrom("runs")
    .select(RUN_COLUMNS)
    .where("company_id", "=", companyId)
    .where("subject", "=", subject)
    .where("state", "=", "awaiting-approval");
}

/** A plan that waits, and how many guards stopped it. */
export interface WaitingPlan {
  readonly run: Run;
  readonly trippedGuards: number;
}

/** The company's plans that wait for approval, those that wait longest first. */
export async function listWaitingPlans(queries: Queries, companyId: CompanyId): Promise<readonly WaitingPlan[]> {
  const rows = await queries
    .selectFrom("runs")
    .select([...RUN_COLUMNS, "guards"])
    .where("company_id", "=", companyId)
    .where("state", "=", "awaiting-approval")
    .orderBy("held_at")
    .execute();
  return rows.map(({ guards, ...row }) => ({
    run: toRun(row),
    trippedGuards: (guards ?? []).filter(({ tripped }) => tripped).length,
  }));
}

/** Whether the changes of a run are those that it is going to make. */
export function hasKeptPlan({ state, heldAt }: Pick<Run, "state" | "heldAt">): boolean {
  return heldAt !== null && (state === "awaiting-approval" || STATES_AT_WORK.some((atWork) => atWork === state));
}

// How long somebody looked at the plan is not how long the run took, nor how long SmartHR was in maintenance.
const BEGUN_ANEW = { attempts: 0, started_at: null, maintenance_since: null } as const;

function thatWaits(update: RunUpdate, { companyId, id, digest }: NamedPlan, at: Instant): RunUpdate {
  return update
    .where("company_id", "=", companyId)
    .where("id", "=", id)
    .where("digest", "=", digest)
    .where("held_at", ">", moment(at - APPROVAL_MS));
}

async function oneRun(update: RunUpdate): Promise<Run | null> {
  const row = await update.returning(RUN_COLUMNS).executeTakeFirst();
  return row === undefined ? null : toRun(row);
}
