import { DEMO_CLIENT, isLoopbackUrl } from "../oauth-client.ts";
import { PERMISSIONS } from "../oauth-pages.ts";
import { createScreens, type ScreenCall, seeOther } from "./screen-call.ts";
import { administratorsOnly, answerScreen, csrfField, html } from "./screen-frame.ts";

const APP_PATH = `/plus/apps/${DEMO_CLIENT.id}`;

/** SmartHR Plus: the application's page, on which an administrator adds it to their tenant (M9). */
export function createPlusScreens() {
  const screens = createScreens();
  screens.get(APP_PATH, (c) => answerApp(c.env.call));
  screens.get(`${APP_PATH}/add`, administratorsOnly, (c) => answerAddQuestion(c.env.call));
  screens.post(`${APP_PATH}/add`, (c) => addApp(c.env.call));
  return screens;
}

// M9: 「連携をはじめる」 turns into 「アプリを開く」; that SmartHR adds ?subdomain= is the natural reading of an app's code.
function answerApp(call: ScreenCall): Promise<Response> {
  return answerScreen(
    call,
    `${DEMO_CLIENT.name} SmartHR Plus`,
    html`<div class="heading page-heading"><h1>${DEMO_CLIENT.name}</h1>${printButton(call)}</div>
<section>
<p>SmartHRの従業員情報と部署を${DEMO_CLIENT.name}に連携します。</p>
${call.administrator ? "" : html`<p>連携をはじめられるのは、管理者のみです。管理者に依頼してください。</p>`}
</section>`,
  );
}

function printButton(call: ScreenCall) {
  if (!call.administrator) return html``;
  if (isAdded(call)) return html`<a class="button main" href="${launchUrl(call).href}">アプリを開く</a>`;
  return html`<a class="button main" href="${call.prefix}${APP_PATH}/add${launchQuery(call)}">連携をはじめる</a>`;
}

function answerAddQuestion(call: ScreenCall): Promise<Response> {
  const { tenant, prefix, session } = call;
  return answerScreen(
    call,
    `${DEMO_CLIENT.name}との連携をはじめる`,
    html`<h1>${DEMO_CLIENT.name}との連携をはじめますか？</h1>
<form class="box" method="post" action="${prefix}${APP_PATH}/add${launchQuery(call)}">
${csrfField(call)}
<p>${session.email} として、${tenant.name}（${tenant.subdomain}）に${DEMO_CLIENT.name}を追加します。</p>
<h2>許可する操作</h2>
${PERMISSIONS}
<div class="actions"><button class="main" type="submit">許可する</button>
<a class="button" href="${prefix}${APP_PATH}${launchQuery(call)}">許可しない</a></div>
</form>`,
  );
}

function addApp(call: ScreenCall): Response {
  call.world.oauth.addedIn.add(call.tenant.subdomain);
  const query = new URLSearchParams(launchQuery(call));
  query.set("notice", "app-added");
  return seeOther(call, `${APP_PATH}?${query}`);
}

// Whoever links from the application's side has added it, too.
function isAdded({ world, tenant: { subdomain } }: ScreenCall): boolean {
  return world.oauth.addedIn.has(subdomain) || world.oauth.grants.list().some((grant) => grant.subdomain === subdomain);
}

function launchUrl({ world, tenant, url }: ScreenCall): URL {
  const asked = url.searchParams.get("launch_url") ?? world.launchUrl;
  const launch = new URL(isLoopbackUrl(asked) ? asked : world.launchUrl);
  if (world.switches.launchSubdomain) launch.searchParams.set("subdomain", tenant.subdomain);
  return launch;
}

function launchQuery({ url }: ScreenCall): string {
  const asked = url.searchParams.get("launch_url");
  return asked === null ? "" : `?${new URLSearchParams({ launch_url: asked })}`;
}
