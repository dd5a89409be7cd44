import type { Clock } from "../core/clock.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import type { SmartHrClient } from "../smarthr/client.ts";
import { lookAtEnd } from "../smarthr/read-crews.ts";
import { tenantUrlOf } from "../smarthr/tenant-address.ts";
import { type Link, type LinkOwner, type LinkTokens, saveLink } from "../store/links.ts";
import type { SecretKeys } from "../store/secrets.ts";
import { noteEndOfPeople, noteOptOutFailure, rememberOptOutField } from "../store/tenants.ts";
import { lettingGo } from "./let-go-of-tokens.ts";
import { findOrMakeOnce } from "./make-opt-out-field.ts";
import type { Product } from "./product.ts";
import { clientFor, PATIENCE_OF_A_PERSON_MS } from "./reach-smarthr.ts";

/** An administrator, and the SmartHR account that is to be read with a permission already in hand. */
export interface LinkRequest extends LinkOwner {
  readonly subdomain: string;
  readonly tokens: LinkTokens;
  readonly signal: AbortSignal;
}

/** A link that stands. */
export interface LinkMade {
  readonly link: Link;
  /** Null when the opt-out field is ready; else why people cannot be synced until somebody puts it right in SmartHR. */
  readonly optOutFieldFailure: RunFailure | null;
}

/** M9–M13: links the administrator by a token that SmartHR takes, and makes the opt-out field there (M27). Linking anew renews the days. */
export async function linkByTokens(
  product: Product,
  keys: SecretKeys,
  request: LinkRequest,
): Promise<Result<LinkMade, RunFailure>> {
  const { companyId, administratorEmail, subdomain, tokens, signal } = request;
  const { db, clock, smarthr } = product;
  const reach = { subdomain, access: { token: async () => tokens.accessToken } };
  const openClient = () => clientFor(product, reach, signal, PATIENCE_OF_A_PERSON_MS);
  const account = { companyId, subdomain };

  const look = beginToLook(openClient());
  const field = await findOrMakeOnce(product, openClient, account);
  if (!field.ok && !linkStandsWithout(field.fault)) {
    look.stop();
    return fail(field.fault);
  }

  const at = clock.now();
  const tenantUrl = tenantUrlOf(smarthr.apiUrl, subdomain);
  const link: Link = { companyId, administratorEmail, subdomain, tenantUrl, linkedAt: at, tokens };
  await lettingGo(product, link, (tx) => saveLink(tx, keys, link));
  if (field.ok) await rememberOptOutField(db.queries, { ...account, fieldId: field.value.templateId, at });
  else await noteOptOutFailure(db.queries, { ...account, failure: field.fault, at });
  const end = await look.seenWithin(clock, A_MOMENT_MS);
  if (end?.ok) await noteEndOfPeople(db.queries, account, end.value);
  return ok({ link, optOutFieldFailure: field.ok ? null : field.fault });
}

// Somebody waits for the link, which stands without the look.
const A_MOMENT_MS = 1_000;

/** Looks at the end of SmartHR's list of people beside whatever else is done; the first run finds out what it does not see, and says what it lacks. */
function beginToLook(client: SmartHrClient) {
  const stopped = new AbortController();
  let isDone = false;
  const look = lookAtEnd(client, stopped.signal)
    .catch(() => null)
    .finally(() => {
      isDone = true;
    });
  return {
    stop: () => stopped.abort(),
    /** What was seen, or null when there is no answer so many milliseconds from now. */
    async seenWithin(clock: Pick<Clock, "sleep">, milliseconds: number) {
      if (!isDone) await Promise.race([look, clock.sleep(milliseconds)]);
      stopped.abort();
      return look;
    },
  };
}

// Departments can be synced without the field, and the link page says how to make it by hand; anything else means that SmartHR
// did not take the token.
function linkStandsWithout({ kind }: RunFailure): boolean {
  return kind === "opt-out-field-missing" || kind === "missing-permission";
}
