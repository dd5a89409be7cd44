import { answerJson, refuse } from "./answer.ts";
import { printMomentInJapan } from "./calendar-day.ts";
import { type Call, createRoutes, printCrewFor, readEmbed } from "./call.ts";
import { joinPieces } from "./json-pieces.ts";
import { compareBy, split } from "./list-crews.ts";
import { answerPage } from "./paging.ts";
import type { Json, UserRow } from "./tenant.ts";

/** `/v1/users` (swagger) and `/v1/users/me` (SmartHR's own OAuth gem; not in the swagger). */
export function createUserRoutes() {
  const routes = createRoutes();

  routes.get("/", (c) => {
    const { world, tenant, url } = c.env.call;
    const rows = sortUsers(tenant.users.list(), url.searchParams.get("sort"));
    return answerPage(url, world.switches, rows, (row) => printUser(c.env.call, row));
  });

  routes.get("/me", (c) => {
    const { tenant, token } = c.env.call;
    const user = tenant.users.get(token.userId ?? "") ?? tenant.users.list().find(({ admin }) => admin);
    return user ? answerJson(printUser(c.env.call, user)) : refuse("not_found");
  });

  routes.get("/:id", (c) => {
    const user = c.env.call.tenant.users.get(c.req.param("id"));
    return user ? answerJson(printUser(c.env.call, user)) : refuse("not_found");
  });

  return routes;
}

function printUser(call: Call, user: UserRow): string {
  const embed = readEmbed(call.url);
  const crew = call.tenant.crews.get(user.crewId ?? "");
  const embedsCrew = embed.has("crew") || embed.has("biz_establishment");
  const role: Json = {
    id: `${user.admin ? "00000000" : "00000001"}-0000-4000-8000-000000000000`,
    name: user.admin ? "管理者" : "一般",
    description: null,
    crews_scope: user.admin ? "crews_scope_all" : "crews_scope_own",
    crews_scope_query: null,
    session_timeout_in: null,
    preset_type: user.admin ? "admin" : "crew",
  };
  const moment = printMomentInJapan(user.createdAt);
  const head = JSON.stringify({
    id: user.id,
    email: user.email,
    notification_email: user.email,
    admin: user.admin,
    role,
    agreement_for_electronic_delivery: false,
    ...(embedsCrew ? {} : { crew_id: user.crewId }),
    addons: [],
    invitation_created_at: null,
    invitation_opened_at: null,
    invitation_accepted_at: null,
    invitation_answered_at: null,
    suppressed_email_logs: [],
    has_password: true,
    updated_at: printMomentInJapan(user.updatedAt),
    created_at: moment,
  });
  if (!embedsCrew) return head;
  const crewText = crew
    ? joinPieces(printCrewFor(call, { embedEstablishment: embed.has("biz_establishment") })(crew))
    : "null";
  return `${head.slice(0, -1)},"crew":${crewText}}`;
}

const SORT_KEYS = ["id", "email", "created_at", "updated_at"];

function sortUsers(rows: UserRow[], order: string | null): UserRow[] {
  const comparisons = split(order)
    .filter((part) => SORT_KEYS.includes(part.replace(/^-/, "")))
    .map((part) => compareBy((row: UserRow) => sortValue(row, part.replace(/^-/, "")), part.startsWith("-")));
  return rows.sort(
    (one, other) => comparisons.map((compare) => compare(one, other)).find((result) => result !== 0) ?? 0,
  );
}

function sortValue(row: UserRow, key: string): string | number {
  if (key === "created_at") return row.createdAt;
  if (key === "updated_at") return row.updatedAt;
  return key === "email" ? row.email : row.id;
}
