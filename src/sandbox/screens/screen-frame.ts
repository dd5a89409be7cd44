import type { Context, Next } from "hono";
import { html } from "hono/html";
import { csrfOf } from "../browser-session.ts";
import { DEMO_CLIENT } from "../oauth-client.ts";
import { answerPageOf, type Markup } from "../page-frame.ts";
import type { ScreenCall, ScreenEnvironment } from "./screen-call.ts";

export { html } from "hono/html";
export type { Markup } from "../page-frame.ts";

/** A screen of a tenant: with its name, the way around, and who is signed in. */
export function answerScreen(call: ScreenCall, title: string, body: Markup, status = 200): Promise<Response> {
  const { searchParams } = call.url;
  const count = /^\d{1,9}$/.exec(searchParams.get("count") ?? "")?.[0] ?? "0";
  const notice = NOTICES[searchParams.get("notice") ?? ""]?.replace("{count}", count);
  const told = notice && status === 200 ? html`<div class="message" role="status"><p>${notice}</p></div>` : "";
  return answerPageOf(title, html`${told}${body}`, { status, header: headerOf(call) });
}

/** Lets nobody but 管理者 go on to a screen that edits. */
export async function administratorsOnly<Path extends string>(
  c: Context<ScreenEnvironment, Path>,
  next: Next,
): Promise<Response | undefined> {
  if (!c.env.call.administrator) return answerNotPermitted(c.env.call);
  await next();
  return undefined;
}

/** The 403 of somebody who may only look. */
export function answerNotPermitted(call: ScreenCall): Promise<Response> {
  return answerProblem(
    call,
    403,
    "編集する権限がありません",
    "編集できるのは管理者のみです。管理者に依頼してください。",
  );
}

/** A screen that says what stands in the way, and what to do. */
export function answerProblem(call: ScreenCall, status: number, title: string, remedy: string): Promise<Response> {
  return answerScreen(call, title, html`<h1>${title}</h1><section><p>${remedy}</p></section>`, status);
}

/** The 404 of a row that is not there. */
export function answerMissing(call: ScreenCall, what: string): Promise<Response> {
  const remedy = "削除されていないか、URLが正しいかを確認してください。";
  return answerProblem(call, 404, `${what}が見つかりません`, remedy);
}

/** The field of a form that says it comes from a page of this session. */
export function csrfField({ session }: ScreenCall): Markup {
  return html`<input type="hidden" name="csrf" value="${csrfOf(session)}">`;
}

// A sentence in the address would let anybody put words into SmartHR's mouth: the address only names one of these.
const NOTICES: Readonly<Record<string, string>> = {
  "crew-updated": "従業員情報を更新しました。",
  "crew-unchanged": "変更された項目はありませんでした。",
  "crew-added": "従業員を追加しました。",
  "crew-deleted": "従業員を削除しました。",
  "crews-updated": "{count}名の従業員情報を更新しました。",
  "department-added": "部署を追加しました。",
  "department-updated": "部署を更新しました。",
  "department-deleted": "部署を削除しました。",
  "group-added": "カスタム従業員項目グループを追加しました。",
  "group-deleted": "カスタム従業員項目グループを削除しました。",
  "field-added": "カスタム従業員項目を追加しました。",
  "field-updated": "カスタム従業員項目を更新しました。",
  "field-deleted": "カスタム従業員項目を削除しました。",
  "app-added": `${DEMO_CLIENT.name}を追加しました。「アプリを開く」から連携を設定してください。`,
};

interface Place {
  readonly path: string;
  readonly label: string;
  readonly forAdministrators?: boolean;
}

/** The way around, in the order of the menu. */
export const PLACES: readonly Place[] = [
  { path: "/", label: "ホーム" },
  { path: "/crews", label: "従業員リスト" },
  { path: "/departments", label: "部署マスター" },
  { path: "/custom-fields", label: "カスタム従業員項目" },
  { path: "/bulk-update", label: "従業員情報の一括更新", forAdministrators: true },
  { path: `/plus/apps/${DEMO_CLIENT.id}`, label: "SmartHR Plus" },
];

function headerOf(call: ScreenCall): Markup {
  const { prefix, tenant, session, administrator } = call;
  const places = PLACES.filter(({ forAdministrators = false }) => administrator || !forAdministrators);
  return html`<div class="bar">
<p class="brand">SmartHRサンドボックス</p>
<p>${tenant.name}</p>
<div class="account">
<p>${session.email}（${administrator ? "管理者" : "一般"}）</p>
<form method="post" action="${prefix}/oauth/sign-out"><button type="submit">ログアウト</button></form>
</div>
</div>
<nav aria-label="メインメニュー"><ul>
${places.map(
  (place) =>
    html`<li><a href="${prefix}${place.path}" ${isHere(call, place) ? html`aria-current="page"` : ""}>${place.label}</a></li>`,
)}
</ul></nav>`;
}

function isHere({ path }: ScreenCall, place: Place): boolean {
  return path === place.path || (place.path !== "/" && path.startsWith(`${place.path}/`));
}
