import { html } from "hono/html";
import { DEMO_CLIENT } from "./oauth-client.ts";
import { answerPageOf } from "./page-frame.ts";
import type { Tenant } from "./tenant.ts";

/** M12: sign-in with mail address and password. `next` is the address to go on to, on this server. */
export function answerSignInPage(action: string, next: string, failed: boolean): Promise<Response> {
  return answerPageOf(
    "SmartHRにログイン",
    html`<h1>SmartHRにログイン</h1>
<form class="box" method="post" action="${action}">
${failed ? html`<p class="error" role="alert">メールアドレスまたはパスワードが正しくありません。入力内容を確認してください。</p>` : ""}
<input type="hidden" name="next" value="${next}">
<label>メールアドレス<input type="email" name="email" autocomplete="username" required></label>
<label>パスワード<input type="password" name="password" autocomplete="current-password" required></label>
<button class="main" type="submit">ログイン</button>
</form>`,
    { status: failed ? 401 : 200 },
  );
}

/** What the consent page asks for. */
export interface ConsentQuestion {
  readonly action: string;
  readonly email: string;
  /** The tenants in which the person is 管理者; one of them is chosen. */
  readonly tenants: readonly Tenant[];
  /** What goes back with the answer. */
  readonly hidden: Readonly<Record<string, string>>;
}

/** What the application may do; fixed where it is registered. */
export const PERMISSIONS = html`<ul>
<li>従業員情報の参照と更新</li>
<li>部署、雇用形態、役職の参照</li>
<li>カスタム従業員項目の参照と更新</li>
<li>ユーザー情報の参照</li>
</ul>`;

/** 「連携を許可する」: the permissions are fixed where the application is registered, and shown here. */
export function answerConsentPage({ action, email, tenants, hidden }: ConsentQuestion): Promise<Response> {
  return answerPageOf(
    "連携の許可",
    html`<h1>${DEMO_CLIENT.name}との連携を許可しますか？</h1>
<form class="box" method="post" action="${action}">
<p>${email} としてログインしています。</p>
${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<fieldset>
<legend>連携する企業アカウント</legend>
${tenants.map(
  (
    tenant,
    index,
  ) => html`<label><input type="radio" name="tenant" value="${tenant.subdomain}" ${index === 0 ? "checked" : ""}>
${tenant.name}（${tenant.subdomain}）</label>`,
)}
</fieldset>
<h2>許可する操作</h2>
${PERMISSIONS}
<button class="main" type="submit" name="decision" value="allow">許可する</button>
<button type="submit" name="decision" value="deny">許可しない</button>
</form>
<form method="post" action="${action.replace(/consent$/, "sign-out")}"><button type="submit">別のアカウントでログイン</button></form>`,
  );
}

/** A page that says what stands in the way, and what to do. */
export function answerProblemPage(status: number, title: string, remedy: string): Promise<Response> {
  return answerPageOf(title, html`<h1>${title}</h1><section><p>${remedy}</p></section>`, { status });
}
