import { fail, ok, type Result } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import { tenantUrlOf } from "../smarthr/tenant-address.ts";
import type { CompanyId } from "../store/companies.ts";
import { type Link, type LinkTokens, saveLink } from "../store/links.ts";
import type { SecretKeys } from "../store/secrets.ts";
import { rememberedOptOutField, rememberOptOutField } from "../store/tenants.ts";
import { optOutFieldNow } from "./find-opt-out-field.ts";
import type { Product } from "./product.ts";
import { clientFor } from "./reach-smarthr.ts";
import { runFailureOf } from "./run-failure.ts";

/** An administrator, and the SmartHR account that is to be read with a permission already in hand. */
export interface LinkRequest {
  readonly companyId: CompanyId;
  readonly administratorEmail: string;
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
  const { companyId, administratorEmail, subdomain, tokens } = request;
  const { db, clock, smarthr } = product;
  const reach = { subdomain, access: { token: async () => tokens.accessToken } };
  const client = clientFor(product, reach, request.signal);

  const rememberedId = await rememberedOptOutField(db.queries, companyId, subdomain);
  const field = await optOutFieldNow(client, rememberedId, "make");
  const optOutFieldFailure = field.ok ? null : runFailureOf(field.fault);
  if (optOutFieldFailure !== null && !linkStandsWithout(optOutFieldFailure)) return fail(optOutFieldFailure);

  const tenantUrl = tenantUrlOf(smarthr.apiUrl, subdomain);
  const link: Link = { companyId, administratorEmail, subdomain, tenantUrl, linkedAt: clock.now(), tokens };
  await saveLink(db, keys, link);
  if (field.ok) await rememberOptOutField(db.queries, { companyId, subdomain, fieldId: field.value.templateId });
  return ok({ link, optOutFieldFailure });
}

// Departments can be synced without the field, and the link page says how to make it by hand; anything else means that SmartHR
// did not take the token.
function linkStandsWithout({ kind }: RunFailure): boolean {
  return kind === "opt-out-field-missing" || kind === "missing-permission";
}
