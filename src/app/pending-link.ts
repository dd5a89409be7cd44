import { fail, ok, type Result } from "../core/result.ts";
import { subdomainIn } from "../smarthr/tenant-address.ts";
import type { LinkOwner } from "../store/links.ts";
import { erasePendingLink, findPendingLink, type PendingLink } from "../store/pending-links.ts";
import type { SecretKeys } from "../store/secrets.ts";
import { belongsTo } from "./account-of-tokens.ts";
import { lettingGo } from "./let-go-of-tokens.ts";
import { linkByTokens } from "./link-by-tokens.ts";
import { linkOrAsk } from "./link-or-ask.ts";
import { type InvalidSubdomain, type LinkProblem, refused } from "./link-problem.ts";
import { otherLinkedAccounts } from "./linked-accounts.ts";
import type { Product } from "./product.ts";

/** Design 2.7: the administrator has seen that this is another SmartHR account than the company's others, and means it. */
export async function confirmLink(
  product: Product,
  owner: LinkOwner,
  { subdomain, signal }: { readonly subdomain: string; readonly signal: AbortSignal },
): Promise<Result<"linked", LinkProblem>> {
  const waiting = await readWaiting(product, owner);
  if (!waiting.ok) return waiting;
  const { keys, pending } = waiting.value;
  if (pending.subdomain === null) return refused({ kind: "state-mismatch" });
  if (pending.subdomain !== subdomain) {
    // Another tab has been to SmartHR since: nobody has seen what waits now.
    const linkedSubdomains = await otherLinkedAccounts(product, owner.companyId, pending.subdomain);
    return fail({ kind: "other-tenant", subdomain: pending.subdomain, linkedSubdomains });
  }
  const made = await linkByTokens(product, keys, { ...pending, subdomain, signal });
  // What waits goes on waiting, so that the administrator can try again: SmartHR may be down for a moment.
  return made.ok ? ok("linked") : refused(made.fault);
}

/** The administrator says which SmartHR account it was that gave its permission; the link is made, or waits to be confirmed. */
export async function nameAccount(
  product: Product,
  owner: LinkOwner,
  { typed, signal }: { readonly typed: string; readonly signal: AbortSignal },
): Promise<Result<"linked" | "waiting", LinkProblem | InvalidSubdomain>> {
  const subdomain = subdomainIn(typed, product.smarthr.apiUrl);
  if (subdomain === null) return fail({ kind: "invalid-subdomain" });
  const waiting = await readWaiting(product, owner);
  if (!waiting.ok) return waiting;
  const { keys, pending } = waiting.value;
  const belongs = await belongsTo(product, { tokens: pending.tokens, signal }, subdomain);
  if (belongs === "no") return fail({ kind: "invalid-subdomain" });
  if (belongs !== "yes") return refused(belongs.fault);
  const outcome = await linkOrAsk(product, keys, { ...owner, tokens: pending.tokens, subdomain, signal });
  if (outcome.kind === "refused") return refused(outcome.reason);
  return ok(outcome.kind === "completed" ? "linked" : "waiting");
}

/** Throws away what waits; its tokens are erased, and taken back where SmartHR can. */
export async function discardLink(product: Product, owner: LinkOwner): Promise<void> {
  await lettingGo(product, owner, (tx) => erasePendingLink(tx, owner));
}

interface Waiting {
  readonly keys: SecretKeys;
  readonly pending: PendingLink;
}

async function readWaiting(
  { db, clock, secretKeys }: Product,
  owner: LinkOwner,
): Promise<Result<Waiting, LinkProblem>> {
  if (secretKeys === null) return fail({ kind: "linking-not-set-up", missing: "key" });
  const pending = await findPendingLink(db.queries, secretKeys, owner, clock.now());
  // It waited too long, another tab has decided, or it was encrypted with a key that is gone: begin again.
  if (!pending.ok || pending.value === null) return refused({ kind: "state-mismatch" });
  return ok({ keys: secretKeys, pending: pending.value });
}
