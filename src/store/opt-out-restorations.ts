import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { EmployeeIdentity } from "../core/findings.ts";
import { RESTORATION_OUTCOMES, type RestorationCounts, type RestorationOutcome } from "../core/opt-out-restoration.ts";
import type { RunFailure } from "../core/run.ts";
import { toArrayLiteral } from "./array-literal.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries, Transaction } from "./database.ts";
import { moment, toTimestamp } from "./tables.ts";
import type { Account } from "./tenants.ts";

/** Writing 「連携しない」 back into SmartHR (docs/decisions/0041). */
export interface OptOutRestoration extends Account {
  readonly id: string;
  /** Null for a command, which carries it by itself. */
  readonly administratorEmail: string | null;
  readonly actor: string;
  readonly requestedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly failure: RunFailure | null;
}

/** Somebody in it; the outcome is null until there is one. */
export interface RestoredPerson {
  readonly place: number;
  readonly person: EmployeeIdentity;
  readonly outcome: RestorationOutcome | null;
}

/** The right to carry a restoration, which nobody else has until it ends. */
export interface RestorationClaim {
  readonly id: string;
  readonly until: Instant;
}

/** Opens a restoration in the place of the company's last one; null when that one is still open. */
export async function openRestoration(
  tx: Transaction,
  {
    people,
    claim,
    ...begun
  }: Omit<OptOutRestoration, "finishedAt" | "failure"> & {
    readonly people: readonly EmployeeIdentity[];
    readonly claim: RestorationClaim | null;
  },
): Promise<OptOutRestoration | null> {
  // Of two starts at once the second waits here for the first, and then finds it open.
  await tx.selectFrom("companies").select("id").where("id", "=", begun.companyId).forUpdate().execute();
  const inTheWay = await tx
    .selectFrom("opt_out_restorations")
    .select("id")
    .where("company_id", "=", begun.companyId)
    .where("finished_at", "is", null)
    // A command that died is taken up by nobody.
    .where((where) =>
      where.or([where("administrator_email", "is not", null), where("claimed_until", ">", moment(begun.requestedAt))]),
    )
    .executeTakeFirst();
  if (inTheWay !== undefined) return null;
  await tx.deleteFrom("opt_out_restorations").where("company_id", "=", begun.companyId).execute();
  await tx
    .insertInto("opt_out_restorations")
    .values({
      id: begun.id,
      company_id: begun.companyId,
      subdomain: begun.subdomain,
      administrator_email: begun.administratorEmail,
      actor: begun.actor,
      requested_at: toTimestamp(begun.requestedAt),
      ...claimColumns(claim),
    })
    .execute();
  await sql`
    insert into opt_out_restored_people (restoration_id, place, crew_id, person)
    select ${begun.id}::uuid, place, person::jsonb ->> 'crewId', person::jsonb
      from unnest(${toArrayLiteral(people, (person) => JSON.stringify(person))}::text[]) with ordinality as chosen (person, place)
  `.execute(tx);
  return { ...begun, finishedAt: null, failure: null };
}

/** The company's latest restoration; there is none before the first. */
export async function findRestoration(queries: Queries, companyId: CompanyId): Promise<OptOutRestoration | null> {
  const row = await queries
    .selectFrom("opt_out_restorations")
    .select(COLUMNS)
    .where("company_id", "=", companyId)
    .orderBy("requested_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toRestoration(row) : null;
}

/** Whether values of the account were being written back at any time since then. */
export async function wasRestoredSince(queries: Queries, account: Account, since: Instant): Promise<boolean> {
  const found = await queries
    .selectFrom("opt_out_restorations")
    .select("id")
    .where("company_id", "=", account.companyId)
    .where("subdomain", "=", account.subdomain)
    .where((where) => where.or([where("finished_at", "is", null), where("finished_at", ">=", moment(since))]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Takes up the open restoration that has waited longest and that nobody carries; null when there is none. */
export async function claimRestoration(
  queries: Queries,
  claim: RestorationClaim,
  now: Instant,
): Promise<OptOutRestoration | null> {
  const row = await queries
    .updateTable("opt_out_restorations")
    .set(claimColumns(claim))
    .where("id", "=", (inner) =>
      inner
        .selectFrom("opt_out_restorations")
        .select("id")
        .where("finished_at", "is", null)
        .where((where) =>
          where.or([
            where("claim", "is", null),
            where("claimed_until", "<=", moment(now)),
            // Of before the clock was set back: nobody claims for longer than whoever claims now.
            where("claimed_until", ">", moment(claim.until)),
          ]),
        )
        .orderBy("requested_at")
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(COLUMNS)
    .executeTakeFirst();
  return row ? toRestoration(row) : null;
}

/** Keeps the claim for longer; false when it is lost. */
export async function renewRestoration(queries: Queries, id: string, claim: RestorationClaim): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable("opt_out_restorations")
    .set({ claimed_until: toTimestamp(claim.until) })
    .where("id", "=", id)
    .where("claim", "=", claim.id)
    .where("finished_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Lets somebody else carry it. */
export async function releaseRestoration(queries: Queries, id: string, claimId: string): Promise<void> {
  await queries
    .updateTable("opt_out_restorations")
    .set(claimColumns(null))
    .where("id", "=", id)
    .where("claim", "=", claimId)
    .where("finished_at", "is", null)
    .execute();
}

/** Ends it, wholly or with what stood in its way. */
export async function finishRestoration(
  queries: Queries,
  id: string,
  { claimId, at, failure }: { readonly claimId: string; readonly at: Instant; readonly failure: RunFailure | null },
): Promise<void> {
  await queries
    .updateTable("opt_out_restorations")
    .set({
      ...claimColumns(null),
      finished_at: toTimestamp(at),
      failure: failure === null ? null : JSON.stringify(failure),
    })
    .where("id", "=", id)
    .where("claim", "=", claimId)
    .where("finished_at", "is", null)
    .execute();
}

/** The next people without an outcome. */
export async function waitingPeople(
  queries: Queries,
  restorationId: string,
  limit: number,
): Promise<readonly RestoredPerson[]> {
  return queries
    .selectFrom("opt_out_restored_people")
    .select(PERSON_COLUMNS)
    .where("restoration_id", "=", restorationId)
    .where("outcome", "is", null)
    .orderBy("place")
    .limit(limit)
    .execute();
}

/** Notes what became of somebody. */
export async function noteOutcome(
  queries: Queries,
  restorationId: string,
  place: number,
  outcome: RestorationOutcome,
): Promise<void> {
  await queries
    .updateTable("opt_out_restored_people")
    .set({ outcome })
    .where("restoration_id", "=", restorationId)
    .where("place", "=", place)
    .execute();
}

/** One page of a restoration's people: those of one outcome, or all. */
export async function listRestoredPeople(
  queries: Queries,
  restorationId: string,
  {
    outcome,
    offset,
    limit,
  }: { readonly outcome: RestorationOutcome | "waiting" | null; offset: number; limit: number },
): Promise<readonly RestoredPerson[]> {
  let select = queries
    .selectFrom("opt_out_restored_people")
    .select(PERSON_COLUMNS)
    .where("restoration_id", "=", restorationId);
  if (outcome !== null) {
    select = outcome === "waiting" ? select.where("outcome", "is", null) : select.where("outcome", "=", outcome);
  }
  return select.orderBy("place").offset(offset).limit(limit).execute();
}

/** How far it has come. */
export async function countRestoredPeople(queries: Queries, restorationId: string): Promise<RestorationCounts> {
  const rows = await queries
    .selectFrom("opt_out_restored_people")
    .select(["outcome", (count) => count.fn.countAll<string>().as("count")])
    .where("restoration_id", "=", restorationId)
    .groupBy("outcome")
    .execute();
  const of = (outcome: RestorationOutcome | null) => Number(rows.find((row) => row.outcome === outcome)?.count ?? 0);
  const counts = Object.fromEntries(RESTORATION_OUTCOMES.map((outcome) => [outcome, of(outcome)]));
  return { ...(counts as Record<RestorationOutcome, number>), waiting: of(null) };
}

const COLUMNS = [
  "id",
  "company_id",
  "subdomain",
  "administrator_email",
  "actor",
  "requested_at",
  "finished_at",
  "failure",
] as const;

const PERSON_COLUMNS = ["place", "person", "outcome"] as const;

function toRestoration(row: {
  readonly id: string;
  readonly company_id: number;
  readonly subdomain: string;
  readonly administrator_email: string | null;
  readonly actor: string;
  readonly requested_at: Instant;
  readonly finished_at: Instant | null;
  readonly failure: RunFailure | null;
}): OptOutRestoration {
  return {
    id: row.id,
    companyId: row.company_id,
    subdomain: row.subdomain,
    administratorEmail: row.administrator_email,
    actor: row.actor,
    requestedAt: row.requested_at,
    finishedAt: row.finished_at,
    failure: row.failure,
  };
}

function claimColumns(claim: RestorationClaim | null) {
  if (claim === null) return { claim: null, claimed_until: null };
  return { claim: claim.id, claimed_until: toTimestamp(claim.until) };
}
