import type { LinkState } from "../../contract/me.ts";

/** How soon a link has to be renewed. */
export type LinkUrgency = "none" | "soon" | "this-week" | "last-day" | "expired" | "rejected";

const SOON_DAYS = 14;
const WEEK_DAYS = 7;
const LAST_DAYS = 1;

/** A warning from 14 days before the end, stronger from 7 and from the day before the last, and when SmartHR refused it; nothing for somebody who has no link. */
export function linkUrgency(link: LinkState): LinkUrgency {
  switch (link.kind) {
    case "not-linked":
      return "none";
    case "expired":
      return "expired";
    case "linked":
      if (link.rejectedAt !== null) return "rejected";
      if (link.daysLeft <= LAST_DAYS) return "last-day";
      if (link.daysLeft <= WEEK_DAYS) return "this-week";
      return link.daysLeft <= SOON_DAYS ? "soon" : "none";
  }
}
