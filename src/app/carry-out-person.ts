import { breakdownOf } from "../core/breakdown.ts";
import { fail, ok, type Result } from "../core/result.ts";
import { type RunFailure, stateAfterApplying } from "../core/run.ts";
import { lockRoster } from "../store/lock-roster.ts";
import { closeRun, type Run } from "../store/runs.ts";
import { applyChanges } from "./apply-changes.ts";
import { plannedCounts, plannedRows, type SealedPlan } from "./plan-source.ts";
import type { Product } from "./product.ts";
import { clientFor, PATIENCE_OF_A_PERSON_MS, type Reach } from "./reach-smarthr.ts";
import { fieldForPeople, planReadPerson, readPerson } from "./read-person.ts";
import type { RunEvent } from "./run-event.ts";
import { type RunReport, summaryOf } from "./run-report.ts";

/** What carrying out one person's run needs of how its run is carried out. */
export interface PersonWork {
  readonly reachNow: () => Promise<Result<Reach, RunFailure>>;
  readonly expectedDigest: string | null;
  readonly differentPersonSeen?: boolean;
  readonly observe: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

/** Reads one person and applies what SmartHR has of them, if it is what was seen. It waits for nothing: somebody sits before it. */
export async function carryOutPerson(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  { reachNow, expectedDigest, differentPersonSeen = false, observe, signal }: PersonWork,
  run: Run & { readonly onlyCrewId: string },
): Promise<Result<RunReport, RunFailure>> {
  const { db, clock } = product;
  const reach = await reachNow();
  if (!reach.ok) return reach;
  const { subdomain, stands } = reach.value;
  const person = { companyId: run.companyId, subdomain, crewId: run.onlyCrewId };
  const client = clientFor(product, reach.value, signal, PATIENCE_OF_A_PERSON_MS);
  const field = await fieldForPeople(product, client, person, "make");
  if (!field.ok) return field;
  const reading = await readPerson(product, client, field.value, person);
  if (!reading.ok) return reading;
  observe({ kind: "read" });
  // M30: whoever ended the link meanwhile wants nothing more of it.
  if ((await stands?.()) === false) return fail({ kind: "link-rejected" });
  return db.transaction(async (tx) => {
    const roster = await lockRoster(tx, run.companyId);
    const at = clock.now();
    const planned = await planReadPerson(tx, person, reading.value, at);
    if (planned === null || planned.waitsFor !== null) return fail({ kind: "plan-changed" });
    const { digest, plan, differentPerson } = planned;
    if (digest !== expectedDigest || (differentPerson && !differentPersonSeen)) return fail({ kind: "plan-changed" });
    observe({ kind: "planned" });
    signal.throwIfAborted();

    // Guards are about size: one person is no reading of theirs (docs/decisions/0040).
    const facts = { guards: [], breakdown: breakdownOf(plan), headCount: null };
    const sealed: SealedPlan = { subject: "employees", plan, digest, facts, optedOutBefore: [] };
    const [rows, counts] = [plannedRows(sealed), plannedCounts(sealed)];
    const state = stateAfterApplying(counts);
    await applyChanges(roster, rows, { runId: run.id, actor: run.actor, at });
    await closeRun(tx, run, { state, at, digest, counts, ...rows.findings, read: null, facts });
    const summary = { ...summaryOf(run), state, finishedAt: at, digest, counts, waiting: null };
    return ok({ summary, rows, facts, optOutUnused: false });
  });
}
