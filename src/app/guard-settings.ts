import { GUARD_NAMES, type GuardLimits } from "../core/guards.ts";
import { ok, type Result } from "../core/result.ts";
import type { CompanyId } from "../store/companies.ts";
import * as store from "../store/guard-settings.ts";
import { changeChoices, type Stale } from "./change-choices.ts";
import type { Product } from "./product.ts";

/** A company's limits, and what its guards saw last. */
export interface GuardSettings {
  readonly limits: GuardLimits;
  readonly lastSeen: readonly store.GuardsOfRun[];
}

/** 同期の安全確認. */
export async function readGuardSettings({ db }: Pick<Product, "db">, companyId: CompanyId): Promise<GuardSettings> {
  return db.snapshot(async (tx) => ({
    limits: await store.readGuardLimits(tx, companyId),
    lastSeen: await store.readLastGuards(tx, companyId),
  }));
}

/** Replaces the company's limits, if they still are what the person saw. */
export async function changeGuardLimits(
  product: Pick<Product, "db">,
  companyId: CompanyId,
  limits: GuardLimits,
  seen: GuardLimits,
): Promise<Result<GuardSettings, Stale>> {
  const changed = await changeChoices(product, companyId, async (tx) => {
    if (!areSame(await store.readGuardLimits(tx, companyId), seen)) return false;
    await store.saveGuardLimits(tx, companyId, limits);
    return true;
  });
  return changed.ok ? ok(await readGuardSettings(product, companyId)) : changed;
}

function areSame(one: GuardLimits, other: GuardLimits): boolean {
  return GUARD_NAMES.every(
    (guard) => one[guard].percentage === other[guard].percentage && one[guard].minimum === other[guard].minimum,
  );
}
