import type { Role } from "../core/administrator.ts";

/** A role as people read it. */
export function roleText(role: Role): string {
  switch (role) {
    case "administrator":
      return "管理者";
    case "viewer":
      return "閲覧者";
  }
}

/** M31, M32: how somebody's link stands, in a list. */
export function linkText(link: "not-linked" | "linked" | "expired"): string {
  switch (link) {
    case "not-linked":
      return "未連携";
    case "linked":
      return "連携中";
    case "expired":
      return "期限切れ";
  }
}

/** Somebody who has not chosen a password yet. */
export const INVITED_TEXT = "招待中";
