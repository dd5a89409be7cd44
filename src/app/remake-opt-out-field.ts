import { fail, ok, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import type { SmartHrClient } from "../smarthr/client.ts";
import { findOptOutField, findOrMakeOptOutField, readOptOutField } from "../smarthr/opt-out-field.ts";
import type { CompanyId } from "../store/companies.ts";
import {
  type Account,
  claimOptOutField,
  releaseOptOutField,
  rememberedOptOutField,
  replaceOptOutField,
} from "../store/tenants.ts";
import type { Product } from "./product.ts";
import { clientFor, type Reach } from "./reach-smarthr.ts";
import { failureOf } from "./run-failure.ts";

/** Whether the account's field is there as it should be; where none was ever found, also whether there is none yet. */
export async function checkOptOutField(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  companyId: CompanyId,
  reach: Reach,
  signal: AbortSignal,
): Promise<Result<"ready" | "not-made", RunFailure>> {
  const rememberedId = await rememberedOptOutField(product.db.queries, companyId, reach.subdomain);
  const client = clientFor(product, reach, signal);
  const field = rememberedId === null ? await findOptOutField(client) : await readOptOutField(client, rememberedId);
  if (!field.ok) return failureOf(field);
  return ok(field.value === null ? "not-made" : "ready");
}

/** What became of the field that an administrator asked for. */
export type Remade = "made" | "adopted" | "ready";

// Longer than making a group and a field may take; a maker that died gives its claim back by then.
const CLAIM_MS = 120_000;
const LOOK_AGAIN_MS = 500;

/**
 * M35: makes the field anew (`made`), or takes the one that somebody made by hand under its names (`adopted`), because an administrator
 * asked for it. One that is in order stays (`ready`): of two presses the second finds what the first made. What people had chosen in the lost one is not in
 * it; until somebody chooses again, runs stop at `opt-out-field-unreadable`.
 */
export async function remakeOptOutField(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe" | "newId">,
  companyId: CompanyId,
  reach: Reach,
  { signal, patienceMs }: { readonly signal: AbortSignal; readonly patienceMs?: number },
): Promise<Result<Remade, RunFailure>> {
  const { db, clock, newId } = product;
  const account = { companyId, subdomain: reach.subdomain };
  const openClient = () => clientFor(product, reach, signal, patienceMs);
  const giveUpAt = clock.now() + (patienceMs ?? 2 * CLAIM_MS);
  for (;;) {
    const found = await fieldNow(product, openClient(), account);
    if (found !== "lost") return found;
    const claim = { id: newId(), until: clock.now() + CLAIM_MS };
    if (await claimOptOutField(db.queries, account, claim, clock.now())) {
      try {
        // Whoever had the claim before may have made it since it was looked for.
        const before = await fieldNow(product, openClient(), account);
        return before === "lost" ? await adoptOrMake(product, openClient(), account) : before;
      } finally {
        await releaseOptOutField(db.queries, account, claim.id);
      }
    }
    if (clock.now() >= giveUpAt) return fail({ kind: "smarthr-busy" });
    await clock.sleep(LOOK_AGAIN_MS);
  }
}

async function fieldNow(
  { db }: Pick<Product, "db">,
  client: SmartHrClient,
  { companyId, subdomain }: Account,
): Promise<Result<"ready", RunFailure> | "lost"> {
  const rememberedId = await rememberedOptOutField(db.queries, companyId, subdomain);
  if (rememberedId === null) return "lost";
  const field = await readOptOutField(client, rememberedId);
  if (field.ok) return ok("ready");
  // Whatever else is wrong, the field may still be there: a second one would be read in its place.
  return field.fault.kind === "opt-out-field-missing" ? "lost" : failureOf(field);
}

async function adoptOrMake(
  { db, clock }: Pick<Product, "db" | "clock">,
  client: SmartHrClient,
  account: Account,
): Promise<Result<"made" | "adopted", RunFailure>> {
  const found = await findOptOutField(client);
  if (!found.ok) return failureOf(found);
  const field = found.value === null ? await findOrMakeOptOutField(client) : ok(found.value);
  if (!field.ok) {
    return field.fault.kind === "forbidden" ? fail({ kind: "opt-out-field-missing" }) : failureOf(field);
  }
  await replaceOptOutField(db.queries, { ...account, fieldId: field.value.templateId, at: clock.now() });
  return ok(found.value === null ? "made" : "adopted");
}
