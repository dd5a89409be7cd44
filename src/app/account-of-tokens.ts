import { ok, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import { findOptOutField } from "../smarthr/opt-out-field.ts";
import { isSubdomain, tellsTenantsApart } from "../smarthr/tenant-address.ts";
import type { OAuthTokens } from "../store/link-tokens.ts";
import { type LinkOwner, listLinks } from "../store/links.ts";
import type { Product } from "./product.ts";
import { clientFor, PATIENCE_OF_A_PERSON_MS } from "./reach-smarthr.ts";
import { runFailureOf } from "./run-failure.ts";

/** A permission that came by OAuth, and what may tell which SmartHR account it is for. */
export interface GivenPermission extends LinkOwner {
  readonly tokens: OAuthTokens;
  /** SmartHR's id of the tenant, as the token answer had it. */
  readonly tenantId: string | null;
  /** What 「アプリを開く」 carried in this browser. */
  readonly launchedSubdomain: string | null;
  readonly signal: AbortSignal;
}

/**
 * The SmartHR account that the permission is for, or null when nothing at hand tells it: then the administrator is asked. SmartHR does not
 * document how an app learns it (smarthr-api 2.1), so whatever may be the subdomain is only a guess, and the token decides: it is good at
 * its own tenant's address and nowhere else.
 */
export async function accountOf(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  permission: GivenPermission,
): Promise<Result<string | null, RunFailure>> {
  const { known, guessed } = await candidates(product, permission);
  let silent: Result<never, RunFailure> | null = null;
  for (const subdomain of new Set([...known, ...guessed])) {
    const belongs = await belongsTo(product, permission, subdomain);
    if (belongs === "yes") return ok(subdomain);
    // A host that does not exist is as silent as a SmartHR that is down: only what is known to be an account proves the latter.
    if (belongs !== "no" && known.includes(subdomain)) silent ??= belongs;
  }
  return silent ?? ok(null);
}

/** Whether the permission is for that account; a failure when SmartHR gave no answer that tells. */
export async function belongsTo(
  product: Pick<Product, "db" | "clock" | "smarthr" | "observe">,
  { tokens, signal }: Pick<GivenPermission, "tokens" | "signal">,
  subdomain: string,
): Promise<"yes" | "no" | { readonly ok: false; readonly fault: RunFailure }> {
  const reach = { subdomain, access: { token: async () => tokens.accessToken } };
  // What linking asks for next anyway. `/v1/users/me` would say more, but is not in SmartHR's documents.
  const answer = await findOptOutField(clientFor(product, reach, signal, PATIENCE_OF_A_PERSON_MS));
  if (answer.ok) return "yes";
  switch (answer.fault.kind) {
    case "unauthorized":
    case "not-found":
      return "no";
    case "unavailable":
    case "maintenance":
    case "rate-limited":
      return { ok: false, fault: runFailureOf(answer.fault) };
    // The token is known there; what it lacks is told when the link is made.
    default:
      return "yes";
  }
}

interface Candidates {
  readonly known: readonly string[];
  readonly guessed: readonly string[];
}

async function candidates(
  { db, smarthr }: Pick<Product, "db" | "smarthr">,
  { companyId, tenantId, launchedSubdomain }: GivenPermission,
): Promise<Candidates> {
  const guessed = tenantId !== null && isSubdomain(tenantId) && !UUID.test(tenantId) ? [tenantId] : [];
  const launched = launchedSubdomain === null ? [] : [launchedSubdomain];
  // Every address is good there, so asking proves nothing: SmartHR's own word counts, and former links say nothing.
  if (!tellsTenantsApart(smarthr.apiUrl)) return { known: guessed.length > 0 ? guessed : launched, guessed: [] };
  const linked = (await listLinks(db.queries, companyId)).map(({ subdomain }) => subdomain);
  return { known: [...launched, ...linked], guessed };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
