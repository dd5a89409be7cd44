import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { RunFailure } from "../core/run.ts";
import type { EndOfPeople } from "../core/source.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";
import { moment, toTimestamp } from "./tables.ts";

/** SmartHR's id of the opt-out field that was made or found in this SmartHR account, or null when there was none yet (M27, M35). */
export async function rememberedOptOutField(
  queries: Queries,
  companyId: CompanyId,
  subdomain: string,
): Promise<string | null> {
  const tenant = await queries
    .selectFrom("tenants")
    .select("opt_out_field_id")
    .where("company_id", "=", companyId)
    .where("subdomain", "=", subdomain)
    .executeTakeFirst();
  return tenant?.opt_out_field_id ?? null;
}

/** Remembers the account's opt-out field, in place of one remembered before: it was seen then, and in order. */
export async function rememberOptOutField(
  queries: Queries,
  field: Account & { readonly fieldId: string; readonly at: Instant },
): Promise<void> {
  await noteOptOutField(queries, field, { opt_out_field_id: field.fieldId, opt_out_failure: null });
}

/** Remembers another field in place of the one that an administrator had given up: nobody's choice is in it. */
export async function replaceOptOutField(
  queries: Queries,
  field: Account & { readonly fieldId: string; readonly at: Instant },
): Promise<void> {
  await noteOptOutField(queries, field, {
    opt_out_field_id: field.fieldId,
    opt_out_failure: null,
    opt_out_remade_at: toTimestamp(field.at),
  });
}

/** Notes what stood in the field's way when it was looked at; what was remembered of it stays (M35). */
export async function noteOptOutFailure(
  queries: Queries,
  field: Account & { readonly failure: RunFailure; readonly at: Instant },
): Promise<void> {
  await noteOptOutField(queries, field, { opt_out_failure: JSON.stringify(field.failure) });
}

/** The same for whatever failure was met: one that tells of anything else is none of the field's. */
export async function noteFailureOfOptOutField(
  queries: Queries,
  met: Account & { readonly failure: RunFailure; readonly at: Instant },
): Promise<void> {
  if (tellsOfOptOutField(met.failure)) await noteOptOutFailure(queries, met);
}

function tellsOfOptOutField(failure: RunFailure): boolean {
  if (failure.kind === "missing-permission") return failure.resource.startsWith(FIELD_RESOURCE);
  return failure.kind === "opt-out-field-missing" || failure.kind === "opt-out-field-unreadable";
}

/** What stood in the opt-out field's way when it was last looked at, whether by linking or by a run; null when nothing did. */
export async function knownOptOutFailure(queries: Queries, account: Account): Promise<RunFailure | null> {
  const tenant = await queries
    .selectFrom("tenants")
    .select(["opt_out_failure", "opt_out_looked_at"])
    .where((where) => where.and(accountColumns(account)))
    .executeTakeFirst();
  // The newest run that tells anything of the field: it read people by it, or stopped because of it.
  const run = await queries
    .selectFrom("runs")
    .select(["failure", "read_at"])
    .where((where) => where.and({ ...accountColumns(account), subject: "employees" as const }))
    .where("finished_at", ">", moment(tenant?.opt_out_looked_at ?? 0))
    .where((where) => where.or([where("read_at", "is not", null), TELLS_OF_THE_FIELD]))
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (run === undefined) return tenant?.opt_out_failure ?? null;
  return run.read_at === null ? run.failure : null;
}

/** The right to make one account's opt-out field in SmartHR, which nobody else has until it ends. */
export interface FieldClaim {
  readonly id: string;
  readonly until: Instant;
}

/** Claims the right to make the account's field; false while somebody else has it. A claim whose holder died ends by itself. */
export async function claimOptOutField(
  queries: Queries,
  account: Account,
  claim: FieldClaim,
  now: Instant,
): Promise<boolean> {
  await rememberTenant(queries, account.companyId, account.subdomain);
  const { numUpdatedRows } = await queries
    .updateTable("tenants")
    .set({ opt_out_claim: claim.id, opt_out_claimed_until: toTimestamp(claim.until) })
    .where((where) => where.and(accountColumns(account)))
    .where((where) =>
      where.or([
        where("opt_out_claim", "is", null),
        where("opt_out_claimed_until", "<=", moment(now)),
        // Of before the clock was set back: nobody claims for longer than whoever claims now.
        where("opt_out_claimed_until", ">", moment(claim.until)),
      ]),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Takes back all claims, where it is known otherwise that nobody can be alive who has one. */
export async function releaseAllOptOutFields(queries: Queries): Promise<void> {
  await queries.updateTable("tenants").set(NO_CLAIM).where("opt_out_claim", "is not", null).execute();
}

const NO_CLAIM = { opt_out_claim: null, opt_out_claimed_until: null };

/** Gives the claim back. */
export async function releaseOptOutField(queries: Queries, account: Account, claimId: string): Promise<void> {
  await queries
    .updateTable("tenants")
    .set(NO_CLAIM)
    .where((where) => where.and({ ...accountColumns(account), opt_out_claim: claimId }))
    .execute();
}

/** Notes that the company has to do with this SmartHR account; keeps what is remembered of it. */
export async function rememberTenant(queries: Queries, companyId: CompanyId, subdomain: string): Promise<void> {
  await queries
    .insertInto("tenants")
    .values({ company_id: companyId, subdomain })
    .onConflict((conflict) => conflict.columns(["company_id", "subdomain"]).doNothing())
    .execute();
}

/** Notes how the account's list of people ends, for the first reading of it; null when there is nobody. */
export async function noteEndOfPeople(queries: Queries, account: Account, end: EndOfPeople | null): Promise<void> {
  await queries
    .updateTable("tenants")
    .set({ people_count: end?.count ?? null, newest_crew_id: end?.newestCrewId ?? null })
    .where((where) => where.and(accountColumns(account)))
    .execute();
}

/** How the account's list of people ended when it was last seen by linking; null when there was nobody, or it never was. */
export async function notedEndOfPeople(queries: Queries, account: Account): Promise<EndOfPeople | null> {
  const tenant = await queries
    .selectFrom("tenants")
    .select(["people_count", "newest_crew_id"])
    .where((where) => where.and(accountColumns(account)))
    .executeTakeFirst();
  if (tenant === undefined || tenant.people_count === null || tenant.newest_crew_id === null) return null;
  return { count: tenant.people_count, newestCrewId: tenant.newest_crew_id };
}

/** A SmartHR account that a company has to do with. */
export interface Account {
  readonly companyId: CompanyId;
  readonly subdomain: string;
}

async function noteOptOutField(
  queries: Queries,
  { at, ...account }: Account & { readonly at: Instant },
  seen: {
    readonly opt_out_field_id?: string;
    readonly opt_out_failure: string | null;
    readonly opt_out_remade_at?: string;
  },
): Promise<void> {
  const content = { ...seen, opt_out_looked_at: toTimestamp(at) };
  await queries
    .insertInto("tenants")
    .values({ ...accountColumns(account), ...content })
    .onConflict((conflict) => conflict.columns(["company_id", "subdomain"]).doUpdateSet(content))
    .execute();
}

function accountColumns({ companyId, subdomain }: Account) {
  return { company_id: companyId, subdomain };
}

const FIELD_RESOURCE = "crew_custom_field_template";

// As `tellsOfOptOutField`, of stored ones.
const TELLS_OF_THE_FIELD = sql<boolean>`(
  failure ->> 'kind' in ('opt-out-field-missing', 'opt-out-field-unreadable')
  or failure ->> 'kind' = 'missing-permission' and failure ->> 'resource' like 'crew_custom_field_template%'
)`;
