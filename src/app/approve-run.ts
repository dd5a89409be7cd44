import { whenNotFollowed } from "../core/followed-people.ts";
import { personNameOf } from "../core/person-name.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { AddressChoices } from "../core/settings.ts";
import { readAddressSuspects } from "../store/address-suspects.ts";
import { type CompanyId, readSettings } from "../store/companies.ts";
import type { Transaction } from "../store/database.ts";
import { approveRun as approve, replanRun } from "../store/held-runs.ts";
import { findOpenRun, findRunSummary, type Run } from "../store/runs.ts";
import { runOpenFault } from "./begin-in-its-place.ts";
import { runNamed } from "./observe-run.ts";
import type { Product } from "./product.ts";
import { type ReachFault, reachSmartHr } from "./reach-smarthr.ts";
import { overviewOf, type RunOverview } from "./run-overview.ts";
import type { RunQueue } from "./run-queue.ts";

/** A plan that waits, as the administrator in front of it has seen it. */
export interface SeenPlan {
  readonly companyId: CompanyId;
  readonly runId: string;
  readonly digest: string;
  readonly administratorEmail: string;
  readonly actor: string;
}

/** Why nothing became of it. */
export type ApproveFault = Extract<Problem, { readonly kind: "not-found" | "plan-changed" | "run-open" }>;

/** Why a plan is not made anew. */
export type ReplanFault =
  | ApproveFault
  | ReachFault
  | Extract<Problem, { readonly kind: "plan-of-other-account" | "address-taken" }>;

/** 「この内容で同期する」: lets a worker apply exactly the plan that was seen. */
export function approveRun(
  product: Pick<Product, "db" | "clock" | "observe">,
  queue: RunQueue,
  seen: SeenPlan,
): Promise<Result<RunOverview, ApproveFault>> {
  return letGoOn(product, queue, seen, (tx, plan, at) => approve(tx, plan, { ...seen, at }));
}

/** M24: decides for people of a waiting plan whether they are new or the same; a worker makes the plan anew, and it waits again. */
export async function chooseAddresses(
  product: Product,
  queue: RunQueue,
  seen: SeenPlan,
  choices: AddressChoices,
): Promise<Result<RunOverview, ReplanFault>> {
  const { companyId, administratorEmail } = seen;
  const plan = await findRunSummary(product.db.queries, companyId, seen.runId);
  if (plan === null) return fail({ kind: "not-found" });
  const taken = await findTakenAddress(product, plan, choices);
  if (taken !== null) return fail(taken);
  // Known at once, and said to whoever chose.
  const reach = await reachSmartHr(product, companyId, { given: null, administratorEmail });
  if (!reach.ok) return reach;
  // Nothing of SmartHR is in it.
  if (plan.subdomain === null) return fail({ kind: "plan-changed" });
  const { subdomain: linkedTo } = reach.value;
  if (linkedTo !== plan.subdomain) return fail({ kind: "plan-of-other-account", subdomain: plan.subdomain, linkedTo });
  return letGoOn(product, queue, seen, (tx, plan, at) => replanRun(tx, plan, { ...seen, choices, at }));
}

/** The first of those who cannot be new, though that is chosen for them; the planner itself would do as if nothing were chosen. */
async function findTakenAddress(
  { db }: Pick<Product, "db">,
  { id, companyId }: Pick<Run, "id" | "companyId">,
  choices: AddressChoices,
): Promise<Extract<Problem, { readonly kind: "address-taken" }> | null> {
  const crewIds = Object.keys(choices).filter((crewId) => choices[crewId] === "create-new");
  if (crewIds.length === 0) return null;
  const settings = await readSettings(db.queries, companyId);
  const page = { offset: 0, limit: crewIds.length, meant: "all", crewIds } as const;
  for (const row of await readAddressSuspects(db.queries, id, page)) {
    const { crew, holder } = row;
    if (holder !== null && whenNotFollowed(row, settings) === "not-possible") {
      return { kind: "address-taken", person: personNameOf(crew), holder };
    }
  }
  return null;
}

async function letGoOn(
  { db, clock, observe }: Pick<Product, "db" | "clock" | "observe">,
  queue: RunQueue,
  { companyId, runId, digest }: SeenPlan,
  change: (
    tx: Transaction,
    plan: { companyId: CompanyId; id: string; digest: string },
    at: number,
  ) => Promise<Run | null>,
): Promise<Result<RunOverview, ApproveFault>> {
  const found = await findRunSummary(db.queries, companyId, runId);
  if (found === null) return fail({ kind: "not-found" });
  for (let tries = 1; ; tries++) {
    try {
      const queued = await db.transaction(async (tx) => {
        const run = await change(tx, { companyId, id: found.id, digest }, clock.now());
        if (run !== null) await queue.send(tx, [run.id]);
        return run;
      });
      if (queued === null) return fail({ kind: "plan-changed" });
      queue.wake();
      observe({ kind: "run-queued", ...runNamed(queued) });
      return ok(overviewOf(queued));
    } catch (reason) {
      // One run of a company at work at a time: the database itself refuses the second, which may have ended by now.
      const open = await findOpenRun(db.queries, companyId);
      if (open !== null && open.id !== found.id) return fail(runOpenFault(open));
      if (open !== null || tries === MOST_TRIES) throw reason;
    }
  }
}

const MOST_TRIES = 3;
