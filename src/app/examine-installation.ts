import type { Instant } from "../core/calendar.ts";
import type { Examination } from "../core/examination.ts";
import { isExpired } from "../core/link.ts";
import { findOptOutField } from "../smarthr/opt-out-field.ts";
import { type Health, readHealth } from "../store/read-health.ts";
import type { Product } from "./product.ts";
import { clientFor, type GivenAccess } from "./reach-smarthr.ts";
import { runFailureOf } from "./run-failure.ts";

/** Looks at everything an operator would look at, from the database outwards. */
export async function examineInstallation(
  product: Product,
  given: GivenAccess | null,
  signal: AbortSignal,
): Promise<readonly Examination[]> {
  const { db, clock, secretKeys } = product;
  const health = await readHealth(db.queries);
  const now = clock.now();
  return [
    { kind: "database", engine: db.kind, version: health.version },
    { kind: "schema" },
    { kind: "key", given: secretKeys !== null },
    { kind: "clock", offSeconds: (now - health.now) / 1000 },
    linksFound(health, now),
    openRunFound(health, now),
    await askSmartHr(product, given, signal),
  ];
}

function linksFound({ linkedAt }: Health, now: Instant): Examination {
  return { kind: "links", count: linkedAt.length, expiredCount: linkedAt.filter((at) => isExpired(at, now)).length };
}

function openRunFound({ oldestOpenRun }: Health, now: Instant): Examination {
  const overdue = oldestOpenRun?.leaseUntil != null && oldestOpenRun.leaseUntil < now;
  return { kind: "open-run", requestedAt: oldestOpenRun?.requestedAt ?? null, overdue };
}

// One request, of what every employee run needs first.
async function askSmartHr(product: Product, given: GivenAccess | null, signal: AbortSignal): Promise<Examination> {
  if (given === null) return { kind: "smarthr", answer: "not-asked" };
  const reach = { subdomain: given.subdomain, access: { token: async () => given.accessToken } };
  const answer = await findOptOutField(clientFor(product, reach, signal));
  return { kind: "smarthr", answer: answer.ok ? "well" : runFailureOf(answer.fault) };
}
