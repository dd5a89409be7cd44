import type { CalendarDate, Instant } from "../core/calendar.ts";
import { emailKey } from "../core/email.ts";
import { daysLeft, isExpired, lastDayOf } from "../core/link.ts";
import type { CompanyId } from "../store/companies.ts";
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
    };

/** The link of the administrator with that address; asks the database alone, so that every page can. */
export async function linkStateOf(
  { db, clock }: Pick<Product, "db" | "clock">,
  companyId: CompanyId,
  email: string,
): Promise<LinkState> {
  const links = await listLinks(db.queries, companyId);
  return linkStateFrom(
    links.find(({ administratorEmail }) => administratorEmail === emailKey(email)),
    clock.now(),
  );
}

/** How that link stands at that moment. */
export function linkStateFrom(link: LinkSummary | undefined, now: Instant): LinkState {
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
  };
}
