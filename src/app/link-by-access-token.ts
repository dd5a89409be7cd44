import { fail, ok, type Result } from "../core/result.ts";
import { subdomainIn } from "../smarthr/tenant-address.ts";
import type { LinkOwner } from "../store/links.ts";
import { linkByTokens } from "./link-by-tokens.ts";
import { type InvalidSubdomain, type LinkProblem, refused } from "./link-problem.ts";
import { otherLinkedAccounts } from "./linked-accounts.ts";
import type { Product } from "./product.ts";

/** What an administrator typed who links by a token that SmartHR's own screen issued. */
export interface TypedAccess {
  /** The subdomain, or the account's whole address. */
  readonly account: string;
  readonly accessToken: string;
  /** The account of which the warning was read that it is another one than the company's; null when no warning was. */
  readonly confirmedSubdomain: string | null;
  readonly signal: AbortSignal;
}

/** Links the administrator, as OAuth would have: the same state, the same 90 days (M13, M29). */
export async function linkByAccessToken(
  product: Product,
  owner: LinkOwner,
  { account, accessToken, confirmedSubdomain, signal }: TypedAccess,
): Promise<Result<"linked", LinkProblem | InvalidSubdomain>> {
  const { secretKeys, smarthr } = product;
  if (secretKeys === null) return fail({ kind: "linking-not-set-up", missing: "key" });
  const subdomain = subdomainIn(account, smarthr.apiUrl);
  if (subdomain === null) return fail({ kind: "invalid-subdomain" });
  // Asked before SmartHR is: linking makes the opt-out field there.
  const linkedSubdomains = await otherLinkedAccounts(product, owner.companyId, subdomain);
  if (linkedSubdomains.length > 0 && confirmedSubdomain !== subdomain)
    return fail({ kind: "other-tenant", subdomain, linkedSubdomains });
  const made = await linkByTokens(product, secretKeys, {
    ...owner,
    subdomain,
    tokens: { kind: "token", accessToken },
    signal,
  });
  return made.ok ? ok("linked") : refused(made.fault);
}
