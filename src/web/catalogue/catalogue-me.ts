import type { Me } from "../../contract/me.ts";

/** Who is signed in in the catalogue. */
export const CATALOGUE_ME: Me = {
  administratorId: "administrator-1",
  email: "admin@example.com",
  name: "見本 花子",
  role: "administrator",
  company: { slug: "demo", name: "見本株式会社" },
  link: {
    kind: "linked",
    tenantUrl: "https://acme.smarthr.jp",
    subdomain: "acme",
    access: "oauth",
    linkedAt: Date.UTC(2026, 3, 1),
    lastDay: "2026-06-30",
    daysLeft: 88,
    rejectedAt: null,
  },
  contact: { name: "ミキワメ 問い合わせ窓口", url: null, email: null, hours: "平日9時〜18時" },
};
