import { randomUUID } from "node:crypto";
import { isExpired } from "../core/link.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { StartFault } from "../core/start-fault.ts";
import type { Access } from "../smarthr/access.ts";
import { createSmartHrClient, type SmartHrClient } from "../smarthr/client.ts";
import { apiUrlOf } from "../smarthr/tenant-address.ts";
import type { CompanyId } from "../store/companies.ts";
import { findLink } from "../store/links.ts";
import { linkAccess } from "./link-access.ts";
import { linkStateOf } from "./link-state.ts";
import type { Product } from "./product.ts";
import { shareBudget } from "./share-budget.ts";

/** Which SmartHR account is read, and by which permission. */
export interface Reach {
  readonly subdomain: string;
  readonly access: Access;
  /** Whether the administrator's permission still stands here; without it, the permission is not ours to end. */
  readonly stands?: () => Promise<boolean>;
}

/** The access that the environment gives instead of a link. */
export interface GivenAccess {
  readonly subdomain: string;
  readonly accessToken: string;
}

/** Why SmartHR cannot be asked for somebody. */
export type ReachFault = Extract<
  StartFault,
  { readonly kind: "not-linked" | "link-expired" | "link-unreadable" | "wrong-setting" }
>;

/** The environment's access if there is one, else the administrator's own link (M31). */
export async function reachSmartHr(
  product: Product,
  companyId: CompanyId,
  who: { readonly given: GivenAccess | null; readonly administratorEmail: string | null },
): Promise<Result<Reach, ReachFault>> {
  const { given, administratorEmail } = who;
  if (given) return ok({ subdomain: given.subdomain, access: { token: async () => given.accessToken } });
  if (administratorEmail === null) return fail({ kind: "not-linked", administratorEmail });
  const { db, clock, secretKeys } = product;
  if (secretKeys === null) return fail({ kind: "wrong-setting", setting: "SECRET_KEY", expected: "secret-key" });
  const found = await findLink(db.queries, secretKeys, { companyId, administratorEmail });
  if (!found.ok) return fail({ kind: "link-unreadable", administratorEmail });
  const link = found.value;
  if (link === null) return fail({ kind: "not-linked", administratorEmail });
  if (isExpired(link.linkedAt, clock.now())) return fail({ kind: "link-expired", administratorEmail });
  // Its access token may still be good, but the run would fail as rejected as soon as it is not, and nobody would know why.
  if (link.tokens.kind === "oauth" && product.smarthr.client === null) return fail(CLIENT_MISSING);
  const { subdomain } = link;
  const stands = async () => {
    const state = await linkStateOf(product, companyId, administratorEmail);
    return state.kind !== "not-linked" && state.subdomain === subdomain;
  };
  return ok({ subdomain, access: linkAccess(product, secretKeys, link), stands });
}

const CLIENT_MISSING: ReachFault = { kind: "wrong-setting", setting: "SMARTHR_CLIENT_ID", expected: "both-or-neither" };

/** How long SmartHR is waited for where somebody sits in front of the screen; a run has more time. */
export const PATIENCE_OF_A_PERSON_MS = 10_000;

/** A client for that account, at SmartHR's own pace shared with all processes, with the patience of a run unless told otherwise. */
export function clientFor(
  product: Pick<Product, "db" | "smarthr" | "clock" | "observe">,
  { subdomain, access }: Reach,
  signal: AbortSignal,
  patienceMs?: number,
): SmartHrClient {
  const { smarthr, clock } = product;
  const { fetch, requestsPerSecond, random } = smarthr;
  return createSmartHrClient({
    apiUrl: apiUrlOf(smarthr.apiUrl, subdomain),
    access,
    fetch,
    clock,
    signal,
    // A SmartHR without limits has nothing to share.
    ...(requestsPerSecond === "unlimited"
      ? {}
      : { budget: shareBudget(product, { subdomain, holder: randomUUID(), signal }) }),
    onWait: ({ because, milliseconds }) =>
      product.observe({ kind: "smarthr-asked-again", because, waitSeconds: milliseconds / 1000 }),
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    ...(random === undefined ? {} : { random }),
    ...(patienceMs === undefined ? {} : { giveUpAt: clock.now() + patienceMs }),
  });
}
