import { fail, ok, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import { readOptOutField } from "../smarthr/opt-out-field.ts";
import { writeOptOut } from "../smarthr/write-opt-out.ts";
import type { CompanyId } from "../store/companies.ts";
import { isConnectionLost } from "../store/database.ts";
import {
  claimRestoration,
  finishRestoration,
  noteOutcome,
  type OptOutRestoration,
  openRestoration,
  type RestorationClaim,
  type RestoredPerson,
  releaseRestoration,
  renewRestoration,
  waitingPeople,
} from "../store/opt-out-restorations.ts";
import { rememberedOptOuts } from "../store/remembered-opt-outs.ts";
import { rememberedOptOutField } from "../store/tenants.ts";
import type { Product } from "./product.ts";
import { reachOfWaiting } from "./reach-of-waiting.ts";
import { clientFor, type Reach } from "./reach-smarthr.ts";
import { failureOf, runFailureOf } from "./run-failure.ts";
import { isStop } from "./stop.ts";

/** Whom an administrator wants to be opted out again. */
export interface RestoreRequest {
  readonly companyId: CompanyId;
  readonly subdomain: string;
  /** Whose link carries it; null for a command. */
  readonly administratorEmail: string | null;
  readonly actor: string;
  /** The reading at which they were opted out, as it was shown; null takes the newest. */
  readonly readAt: number | null;
  /** SmartHR's ids of those who are left as they are. */
  readonly except: ReadonlySet<string>;
}

/** Why nothing was begun. */
export type RestoreFault = { readonly kind: "stale" | "nobody-to-restore" | "restoration-open" };

type RestoreDoors = Pick<Product, "db" | "clock" | "newId">;

/** Lets a restoration wait for a worker. However often it is pressed, one of the company is open at a time. */
export async function startRestoration(
  product: RestoreDoors,
  request: RestoreRequest,
): Promise<Result<OptOutRestoration, RestoreFault>> {
  return open(product, request, null);
}

/** Begins one that a command carries out itself, by a claim of its own. */
export async function startRestorationNow(
  product: RestoreDoors,
  request: RestoreRequest,
): Promise<Result<{ readonly restoration: OptOutRestoration; readonly claimId: string }, RestoreFault>> {
  const claim = newClaim(product);
  const opened = await open(product, request, claim);
  return opened.ok ? ok({ restoration: opened.value, claimId: claim.id }) : opened;
}

async function open(
  { db, clock, newId }: RestoreDoors,
  { readAt, except, ...request }: RestoreRequest,
  claim: RestorationClaim | null,
): Promise<Result<OptOutRestoration, RestoreFault>> {
  return db.transaction(async (tx) => {
    const remembered = await rememberedOptOuts(tx, request);
    if (readAt !== null && remembered?.readAt !== readAt) return fail({ kind: "stale" });
    const people = (remembered?.people ?? []).filter(({ crewId }) => !except.has(crewId));
    if (people.length === 0) return fail({ kind: "nobody-to-restore" });
    const opened = await openRestoration(tx, { ...request, id: newId(), requestedAt: clock.now(), people, claim });
    return opened === null ? fail({ kind: "restoration-open" }) : ok(opened);
  });
}

// As long as nobody hears of its process, a restoration belongs to it; then others take it up.
const CLAIM_MS = 30_000;
const RENEW_MS = 10_000;
const CARRIED_AT_ONCE = 4;
// Each is two requests; at ten a second, enough for answers that take two seconds.
const PEOPLE_AT_ONCE = 20;

/** Carries every restoration that waits, or whose process died; told to stop, it lets them wait for the next worker. */
export async function carryRestorations(product: Product, stop: AbortSignal): Promise<void> {
  const carried: Promise<void>[] = [];
  while (!stop.aborted && carried.length < CARRIED_AT_ONCE) {
    const claim = newClaim(product);
    const restoration = await claimRestoration(product.db.queries, claim, product.clock.now());
    if (restoration === null) break;
    const work = { claimId: claim.id, reachNow: () => reachOfWaiting(product, restoration), stop };
    // Nobody but its command knew how to reach SmartHR.
    carried.push(
      restoration.administratorEmail === null
        ? finish(product, restoration, claim.id, { kind: "interrupted" })
        : carryRestoration(product, restoration, work),
    );
  }
  const ended = await Promise.allSettled(carried);
  for (const end of ended) if (end.status === "rejected") throw end.reason;
}

/** How one is carried. */
export interface RestorationWork {
  readonly claimId: string;
  readonly reachNow: () => Promise<Result<Reach, RunFailure>>;
  readonly stop: AbortSignal;
}

/** Writes person by person, until everybody has an outcome or something stands in the way that would be the same for all. */
export async function carryRestoration(
  product: Product,
  restoration: OptOutRestoration,
  { claimId, reachNow, stop }: RestorationWork,
): Promise<void> {
  const { db, clock } = product;
  const { id } = restoration;
  const lost = new AbortController();
  const signal = AbortSignal.any([stop, lost.signal]);
  const stopTicking = clock.every(RENEW_MS, () => {
    renewRestoration(db.queries, id, { id: claimId, until: clock.now() + CLAIM_MS }).then(
      (held) => held || lost.abort(new Error(`restoration ${id} was taken up by another process`)),
      // A database that is away for a moment has two more turns before the claim is out.
      () => {},
    );
  });
  try {
    await finish(product, restoration, claimId, await writeAll(product, restoration, reachNow, signal));
  } catch (reason) {
    if (isStop(reason, signal)) return await releaseRestoration(db.queries, id, claimId);
    // Its claim runs out, and it is taken up again.
    if (!isConnectionLost(reason)) await finish(product, restoration, claimId, { kind: "internal" });
    throw reason;
  } finally {
    stopTicking();
  }
}

async function finish(
  { db, clock }: Pick<Product, "db" | "clock">,
  { id }: OptOutRestoration,
  claimId: string,
  failure: RunFailure | null,
): Promise<void> {
  await finishRestoration(db.queries, id, { claimId, at: clock.now(), failure });
}

async function writeAll(
  product: Product,
  { id, companyId }: OptOutRestoration,
  reachNow: RestorationWork["reachNow"],
  signal: AbortSignal,
): Promise<RunFailure | null> {
  const reached = await reachNow();
  if (!reached.ok) return reached.fault;
  const reach = reached.value;
  for (;;) {
    signal.throwIfAborted();
    const people = await waitingPeople(product.db.queries, id, PEOPLE_AT_ONCE);
    if (people.length === 0) return null;
    // M30: whoever ended the link meanwhile wants nothing more of it, even where SmartHR goes on taking the token.
    if ((await reach.stands?.()) === false) return { kind: "link-rejected" };
    const failure = await writeSome(product, { id, companyId }, reach, { people, signal });
    if (failure !== null) return failure;
  }
}

async function writeSome(
  product: Product,
  { id, companyId }: Pick<OptOutRestoration, "id" | "companyId">,
  reach: Reach,
  { people, signal }: { readonly people: readonly RestoredPerson[]; readonly signal: AbortSignal },
): Promise<RunFailure | null> {
  const { queries } = product.db;
  const client = clientFor(product, reach, signal);
  const fieldId = await rememberedOptOutField(queries, companyId, reach.subdomain);
  if (fieldId === null) return { kind: "opt-out-field-missing" };
  // Each time anew: a field, or a whole account, that goes meanwhile would make everybody look gone.
  const field = await readOptOutField(client, fieldId);
  if (!field.ok) return failureOf(field).fault;

  const written = await Promise.allSettled(
    people.map(async ({ place, person }) => {
      const outcome = await writeOptOut(client, field.value, person.crewId);
      if (!outcome.ok) return runFailureOf(outcome.fault);
      await noteOutcome(queries, id, place, outcome.value);
      return outcome.value === "no-permission" ? NOT_PERMITTED : null;
    }),
  );
  for (const end of written) if (end.status === "rejected") throw end.reason;
  return (
    written.map((end) => (end.status === "fulfilled" ? end.value : null)).find((failure) => failure !== null) ?? null
  );
}

const NOT_PERMITTED: RunFailure = { kind: "missing-permission", resource: "crews.custom_fields" };

function newClaim({ clock, newId }: Pick<Product, "clock" | "newId">): RestorationClaim {
  return { id: newId(), until: clock.now() + CLAIM_MS };
}
