import type { CalendarDate, Instant } from "../core/calendar.ts";
import { emailKey } from "../core/email.ts";
import { daysLeft, isExpired, lastDayOf } from "../core/link.ts";
import type { RunFailure, RunState } from "../core/run.ts";
import type { CompanyId } from "../store/companies.ts";
import type { Queries } from "../store/database.ts";
import { usesOfLink } from "../store/link-uses.ts";
import { type LinkSummary, listLinks } from "../store/links.ts";
import type { Product } from "./product.ts";

/** M31: how an administrator's own link stands, as pages show it. */
export type LinkState =
  | { readonly kind: "not-linked" }
  | {
      /** M32: an expired link is still a link. */
      readonly kind: "linked" | "expired";
      /** M14: 「連携中のアカウントURL」. */
      readonly tenantUrl: string;
      readonly subdomain: string;
      readonly access: "oauth" | "token";
      readonly linkedAt: Instant;
      /** The last day on which it can be used. */
      readonly lastDay: CalendarDate;
      /** M29: negative once expired. */
      readonly daysLeft: number;
      /** When SmartHR refused it; null once a later run was not refused. Linking anew begins anew. */
      readonly rejectedAt: Instant | null;
    };

/** The link of the administrator with that address; asks the database alone, so that every page can. */
export async function linkStateOf(
  { db, clock }: Pick<Product, "db" | "clock">,
  companyId: CompanyId,
  email: string,
): Promise<LinkState> {
  const links = await listLinks(db.queries, companyId);
  const own = links.find(({ administratorEmail }) => administratorEmail === emailKey(email));
  return linkStateNow(db.queries, own, clock.now());
}

/** How that link stands at that moment, and whether SmartHR refused it. */
export async function linkStateNow(queries: Queries, link: LinkSummary | undefined, now: Instant): Promise<LinkState> {
  return linkStateFrom(link, now, link === undefined ? null : await lastRejected(queries, link));
}

// When SmartHR refused the link, if nothing later than that tells otherwise.
async function lastRejected(queries: Queries, link: LinkSummary): Promise<Instant | null> {
  for (const { at, state, failure } of await usesOfLink(queries, link)) {
    if (failure?.kind === "link-rejected") return at;
    if (tellsOfUse(state, failure)) return null;
  }
  return null;
}

// Whether SmartHR had taken the link for a run to come to that.
function tellsOfUse(state: RunState, failure: RunFailure | null): boolean {
  switch (failure?.kind) {
    case undefined:
      return state === "succeeded" || state === "partly-failed" || state === "awaiting-approval";
    case "missing-permission":
    case "unexpected-shape":
    case "source-changed":
    case "opt-out-field-missing":
    case "opt-out-field-unreadable":
      return true;
    case "link-rejected":
    case "smarthr-busy":
    case "smarthr-unavailable":
    case "smarthr-maintenance":
    case "ip-not-permitted":
    case "tenant-gone":
    case "opt-outs-being-restored":
    case "plan-changed":
    case "interrupted":
    case "disk-full":
    case "internal":
      return false;
  }
}

/** How that link stands at that moment. */
export function linkStateFrom(link: LinkSummary | undefined, now: Instant, rejectedAt: Instant | null): LinkState {
  if (link === undefined) return { kind: "not-linked" };
  const { tenantUrl, subdomain, access, linkedAt } = link;
  return {
    kind: isExpired(linkedAt, now) ? "expired" : "linked",
    tenantUrl,
    subdomain,
    access,
    linkedAt,
    lastDay: lastDayOf(linkedAt),
    daysLeft: daysLeft(linkedAt, now),
    rejectedAt,
  };
}
