import { fail, ok, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import type { SmartHrClient } from "../smarthr/client.ts";
import type { OptOutField } from "../smarthr/opt-out-field.ts";
import { type Account, claimOptOutField, releaseOptOutField, rememberedOptOutField } from "../store/tenants.ts";
import { optOutFieldNow, type WhenFieldIsNew } from "./find-opt-out-field.ts";
import type { Product } from "./product.ts";
import { runFailureOf } from "./run-failure.ts";

// Longer than making a group and a field may take; a maker that died gives its claim back by then.
const CLAIM_MS = 120_000;
const LOOK_AGAIN_MS = 500;

/** M27: the opt-out field as it is now, made where there is none; by one at a time, since SmartHR would take two fields of one name. */
export async function findOrMakeOnce(
  doors: Pick<Product, "db" | "clock" | "newId">,
  openClient: () => SmartHrClient,
  account: Account,
): Promise<Result<OptOutField, RunFailure>> {
  const { db, clock, newId } = doors;
  const { companyId, subdomain } = account;
  const remembered = () => rememberedOptOutField(db.queries, companyId, subdomain);
  // Looked for first: nothing is noted of an account whose SmartHR does not take the token.
  const seen = await fieldNow(openClient(), await remembered(), "leave");
  if (!seen.ok || seen.value.templateId !== "") return seen;
  // Two administrators, or a double click, may link a new account at once: whoever comes second waits, and finds what was made.
  const giveUpAt = clock.now() + 2 * CLAIM_MS;
  while (clock.now() < giveUpAt) {
    const claim = { id: newId(), until: clock.now() + CLAIM_MS };
    if (await claimOptOutField(db.queries, account, claim, clock.now())) {
      try {
        // A client of its own: the patience of the first may have gone by with waiting for somebody who died.
        return await fieldNow(openClient(), await remembered(), "make");
      } finally {
        await releaseOptOutField(db.queries, account, claim.id);
      }
    }
    await clock.sleep(LOOK_AGAIN_MS);
  }
  return fail({ kind: "smarthr-busy" });
}

async function fieldNow(
  client: SmartHrClient,
  rememberedId: string | null,
  whenNew: WhenFieldIsNew,
): Promise<Result<OptOutField, RunFailure>> {
  const field = await optOutFieldNow(client, rememberedId, whenNew);
  return field.ok ? ok(field.value) : fail(runFailureOf(field.fault));
}
