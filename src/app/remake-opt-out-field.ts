import type { EmployeeIdentity } from "../core/findings.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import { findOrMakeOptOutField, readOptOutField } from "../smarthr/opt-out-field.ts";
import type { CompanyId } from "../store/companies.ts";
import { findRun, listRuns } from "../store/runs.ts";
import { rememberedOptOutField, rememberOptOutField } from "../store/tenants.ts";
import type { Product } from "./product.ts";
import { clientFor, type Reach } from "./reach-smarthr.ts";
import { failureOf } from "./run-failure.ts";

/** Whom the opt-out field kept out of the roster when it could last be read. */
export async function lastOptedOut(
  { db }: Pick<Product, "db">,
  companyId: CompanyId,
): Promise<readonly EmployeeIdentity[]> {
  const runs = await listRuns(db.queries, companyId, 1_000);
  const last = runs.find(({ subject, counts }) => subject === "employees" && counts !== null);
  const run = last ? await findRun(db.queries, companyId, last.id) : null;
  if (run?.subject !== "employees") return [];
  return run.findings.skips.flatMap(({ row, reason }) => (reason === "opted-out" ? [row] : []));
}

/** Whether the remembered field is there as it should be; true also where none was ever needed. */
export async function checkOptOutField(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  companyId: CompanyId,
  reach: Reach,
  signal: AbortSignal,
): Promise<Result<"ready", RunFailure>> {
  const rememberedId = await rememberedOptOutField(product.db.queries, companyId, reach.subdomain);
  if (rememberedId === null) return ok("ready");
  const field = await readOptOutField(clientFor(product, reach, signal), rememberedId);
  return field.ok ? ok("ready") : failureOf(field);
}

/**
 * M35: makes the field anew, or takes the one that somebody made by hand under its names, because an administrator asked for it. What
 * people had chosen in the lost one is not in it; until somebody chooses again, runs stop at `opt-out-field-unreadable`.
 */
export async function remakeOptOutField(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  companyId: CompanyId,
  reach: Reach,
  signal: AbortSignal,
): Promise<Result<"made", RunFailure>> {
  const made = await findOrMakeOptOutField(clientFor(product, reach, signal));
  if (!made.ok) {
    return made.fault.kind === "forbidden" ? fail({ kind: "opt-out-field-missing" }) : failureOf(made);
  }
  const { subdomain } = reach;
  const at = product.clock.now();
  await rememberOptOutField(product.db.queries, { companyId, subdomain, fieldId: made.value.templateId, at });
  return ok("made");
}
