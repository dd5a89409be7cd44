import { csrfOf, prefixOf, readSession } from "../browser-session.ts";
import { answerProblemPage, answerSignInPage } from "../oauth-pages.ts";
import type { BrowserSession } from "../oauth-state.ts";
import { answerPageOf } from "../page-frame.ts";
import type { Tenant } from "../tenant.ts";
import type { TenantAddress } from "../tenant-address.ts";
import type { World } from "../world.ts";
import { createBulkUpdateScreen } from "./bulk-update-screen.ts";
import { createCrewListScreen } from "./crew-list-screen.ts";
import { createCrewScreens } from "./crew-screens.ts";
import { createCustomFieldScreens } from "./custom-field-screens.ts";
import { createDepartmentScreens } from "./department-screens.ts";
import { createHomeScreen } from "./home-screen.ts";
import { createPlusScreens } from "./plus-screens.ts";
import { createScreens, type ScreenCall } from "./screen-call.ts";
import { answerMissing, answerNotPermitted, answerProblem, html } from "./screen-frame.ts";
import { tenantsOf } from "./user-tenants.ts";

/** Answers a browser with a screen of the address's tenant. Whoever is not signed in is asked to, and then led on to it. */
export async function answerScreens(
  world: World,
  request: Request,
  url: URL,
  address: TenantAddress,
): Promise<Response> {
  const prefix = prefixOf(url, address);
  if (address.subdomain !== null && !world.tenants.has(address.subdomain)) {
    return answerProblemPage(404, "ページが見つかりません", "企業アカウントのURLを確認してください。");
  }
  const session = readSession(world, request);
  if (!session) return answerSignInPage(`${prefix}/oauth/sign-in`, url.pathname + url.search, false);
  const tenant = chooseTenant(world, session, address);
  if (!tenant) return answerNotUser(session, prefix);
  const administrator = tenant.users.list().some((user) => user.email === session.email && user.admin);
  const form = new URLSearchParams(request.method === "POST" ? await request.text() : "");
  const call = { world, tenant, url, path: address.path, prefix, session, administrator, form };
  const refusal = request.method === "POST" ? refuseForm(call) : null;
  return refusal ?? screens.fetch(request, { call });
}

const screens = createAllScreens();

function createAllScreens() {
  const all = createScreens();
  const parts = [
    createHomeScreen(),
    createCrewListScreen(),
    createCrewScreens(),
    createBulkUpdateScreen(),
    createDepartmentScreens(),
    createCustomFieldScreens(),
    createPlusScreens(),
  ];
  for (const part of parts) all.route("/", part);
  all.notFound((c) => answerMissing(c.env.call, "ページ"));
  // A defect of the sandbox must not pass for a page of SmartHR.
  all.onError((error) => {
    throw error;
  });
  return all;
}

// On the plain host the first tenant is meant, as long as the person is a user there.
function chooseTenant(world: World, session: BrowserSession, { subdomain }: TenantAddress): Tenant | undefined {
  return tenantsOf(world, session).find((tenant) => subdomain === null || tenant.subdomain === subdomain);
}

function answerNotUser(session: BrowserSession, prefix: string): Promise<Response> {
  const title = "この企業アカウントを利用できません";
  return answerPageOf(
    title,
    html`<h1>${title}</h1><section><p>${session.email} は、この企業アカウントのユーザーではありません。別のアカウントでログインしてください。</p>
<form method="post" action="${prefix}/oauth/sign-out"><button type="submit">ログアウト</button></form></section>`,
    { status: 403 },
  );
}

function refuseForm(call: ScreenCall): Promise<Response> | null {
  if (call.form.get("csrf") !== csrfOf(call.session)) {
    return answerProblem(call, 403, "操作を続けられません", "画面を開き直してから、もう一度操作してください。");
  }
  return call.administrator ? null : answerNotPermitted(call);
}
