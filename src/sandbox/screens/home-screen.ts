import { DEMO_CLIENT } from "../oauth-client.ts";
import { createScreens, type ScreenCall } from "./screen-call.ts";
import { answerScreen, html } from "./screen-frame.ts";
import { tenantsOf } from "./user-tenants.ts";

/** ホーム of a tenant. */
export function createHomeScreen() {
  const screens = createScreens();
  screens.get("/", (c) => answerHome(c.env.call));
  return screens;
}

function answerHome(call: ScreenCall): Promise<Response> {
  const { tenant, prefix, world, session, administrator } = call;
  const others = tenantsOf(world, session).filter(({ subdomain }) => subdomain !== tenant.subdomain);
  return answerScreen(
    call,
    "ホーム",
    html`<h1>${tenant.name}</h1>
<section>
<p>企業アカウント：${tenant.subdomain}</p>
<p>従業員：${tenant.crews.size}名　部署：${tenant.departments.list().filter((row) => row.discontinuedOn === null).length}件</p>
<ul>
<li><a href="${prefix}/crews">従業員リストを見る</a></li>
<li><a href="${prefix}/departments">部署マスターを見る</a></li>
<li><a href="${prefix}/custom-fields">カスタム従業員項目を見る</a></li>
${administrator ? html`<li><a href="${prefix}/bulk-update">従業員情報を一括で更新する</a></li>` : ""}
<li><a href="${prefix}/plus/apps/${DEMO_CLIENT.id}">SmartHR Plusの${DEMO_CLIENT.name}のページ</a></li>
</ul>
</section>
${
  others.length > 0
    ? html`<section><h2>ほかの企業アカウント</h2>
<ul>${others.map(({ subdomain, name }) => html`<li><a href="/tenants/${subdomain}/">${name}（${subdomain}）</a></li>`)}</ul></section>`
    : ""
}
<section><h2>試験用</h2><p><a href="/__sandbox">サンドボックスの操作</a></p></section>`,
  );
}
