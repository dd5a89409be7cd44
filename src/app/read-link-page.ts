import { emailKey } from "../core/email.ts";
import { isExpired } from "../core/link.ts";
import type { LinkRefusal } from "../core/problem.ts";
import type { RunFailure } from "../core/run.ts";
import { showLinkOutcome } from "../store/link-attempts.ts";
import { type LinkOwner, listLinks } from "../store/links.ts";
import { findWaiting } from "../store/pending-links.ts";
import { knownOptOutFailure, rememberedOptOutField } from "../store/tenants.ts";
import { type LinkState, linkStateNow } from "./link-state.ts";
import { otherLinkedAccounts } from "./linked-accounts.ts";
import type { Product } from "./product.ts";

/** What the page SmartHR連携 shows an administrator. */
export interface LinkPage {
  readonly link: LinkState;
  /** Whether the installation is a SmartHR Plus app. */
  readonly oauthOffered: boolean;
  /** M27: what stood in the opt-out field's way when it was last looked at, by linking or by a run. */
  readonly optOutFieldFailure: RunFailure | null;
  /** M35: whether the account's field was found or made before: linking anew then looks for no other one. */
  readonly optOutFieldRemembered: boolean;
  /** M31: the company's other administrators' links. */
  readonly others: readonly OtherLink[];
  readonly pending: { readonly subdomain: string; readonly linkedSubdomains: readonly string[] } | null;
  /** SmartHR gave its permission, and nothing tells for which account. */
  readonly accountNeeded: boolean;
  readonly outcome: { readonly kind: "completed" } | { readonly kind: "refused"; readonly reason: LinkRefusal } | null;
}

interface OtherLink {
  readonly email: string;
  readonly tenantUrl: string;
  readonly expired: boolean;
}

/** Reads the page from what is known here: opening it asks nothing of SmartHR. `attemptId` is what `completeLink` gave this very page. */
export async function readLinkPage(product: Product, owner: LinkOwner, attemptId: string | null): Promise<LinkPage> {
  const { db, clock, smarthr } = product;
  const { companyId } = owner;
  const now = clock.now();
  const links = await listLinks(db.queries, companyId);
  const isOwn = (email: string) => email === emailKey(owner.administratorEmail);
  const own = links.find(({ administratorEmail }) => isOwn(administratorEmail));
  const account = own ? { companyId, subdomain: own.subdomain } : null;
  const fieldId = account && (await rememberedOptOutField(db.queries, companyId, account.subdomain));
  const waiting = await findWaiting(db.queries, owner, now);
  const outcome = attemptId === null ? null : await showLinkOutcome(db.queries, owner, attemptId);
  return {
    link: await linkStateNow(db.queries, own, now),
    oauthOffered: smarthr.client !== null,
    optOutFieldFailure: account ? await knownOptOutFailure(db.queries, account) : null,
    optOutFieldRemembered: fieldId !== null,
    others: links
      .filter(({ administratorEmail }) => !isOwn(administratorEmail))
      .map(({ administratorEmail: email, tenantUrl, linkedAt }) => ({
        email,
        tenantUrl,
        expired: isExpired(linkedAt, now),
      })),
    pending: waiting?.subdomain
      ? {
          subdomain: waiting.subdomain,
          linkedSubdomains: await otherLinkedAccounts(product, companyId, waiting.subdomain),
        }
      : null,
    accountNeeded: waiting !== null && waiting.subdomain === null,
    outcome: outcome?.kind === "waiting" ? null : outcome,
  };
}
