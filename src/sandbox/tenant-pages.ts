import { html } from "hono/html";
import { refuse } from "./answer.ts";
import { DEMO_CLIENT, DEMO_LAUNCH_URL, isLoopbackUrl } from "./oauth-client.ts";
import { answerProblemPage } from "./oauth-pages.ts";
import { answerPageOf } from "./page-frame.ts";
import type { Json, Tenant } from "./tenant.ts";
import type { TenantAddress } from "./tenant-address.ts";
import type { World } from "./world.ts";

/** Answers what a browser may ask for besides the API: home, a person's page, the app's page on SmartHR Plus, files. */
export function answerTenantPage(
  world: World,
  url: URL,
  { subdomain, path }: TenantAddress,
): Promise<Response> | Response {
  const tenant = world.tenants.get(subdomain ?? "acme");
  if (!tenant) return answerProblemPage(404, "ページが見つかりません", "企業アカウントのURLを確認してください。");
  const [, first, second] = path.split("/");
  if (path === "/") return answerHome(tenant);
  if (first === "crews" && second !== undefined) return answerCrewPage(tenant, second);
  if (first === "files") return answerFile(world, url, path);
  if (path === `/plus/apps/${DEMO_CLIENT.id}`) return answerAppPage(world, url, tenant);
  return refuse("not_found");
}

function answerHome(tenant: Tenant): Promise<Response> {
  return answerPageOf(
    tenant.name,
    html`<h1>${tenant.name}</h1>
<section>
<p>企業アカウント：${tenant.subdomain}</p>
<p>従業員：${tenant.crews.size}名　部署：${tenant.departments.size}件</p>
<p><a href="/plus/apps/${DEMO_CLIENT.id}">SmartHR Plusの${DEMO_CLIENT.name}のページ</a></p>
<p><a href="/__sandbox">サンドボックスの操作</a></p>
</section>`,
  );
}

const SHOWN = [
  ["emp_code", "社員番号"],
  ["last_name", "姓"],
  ["first_name", "名"],
  ["last_name_yomi", "姓（カタカナ）"],
  ["first_name_yomi", "名（カタカナ）"],
  ["email", "メールアドレス"],
  ["emp_status", "在籍状況"],
  ["entered_at", "入社年月日"],
  ["resigned_at", "退職年月日"],
] as const;

function answerCrewPage(tenant: Tenant, id: string): Promise<Response> {
  const crew = tenant.crews.get(id);
  if (!crew) return answerProblemPage(404, "従業員が見つかりません", "削除されていないか確認してください。");
  return answerPageOf(
    "従業員情報",
    html`<h1>従業員情報</h1>
<section><table>
${SHOWN.map(([key, label]) => html`<tr><th scope="row">${label}</th><td>${textOf(crew.values[key])}</td></tr>`)}
</table></section>`,
  );
}

// M9: 「連携をはじめる」 turns into 「アプリを開く」; that SmartHR adds ?subdomain= is the natural reading of an app's code.
function answerAppPage(world: World, url: URL, tenant: Tenant): Promise<Response> {
  const asked = url.searchParams.get("launch_url") ?? DEMO_LAUNCH_URL;
  const launch = new URL(isLoopbackUrl(asked) ? asked : DEMO_LAUNCH_URL);
  if (world.switches.launchSubdomain) launch.searchParams.set("subdomain", tenant.subdomain);
  const granted = world.oauth.grants.list().some((grant) => grant.subdomain === tenant.subdomain);
  return answerPageOf(
    `${DEMO_CLIENT.name} | SmartHR Plus`,
    html`<h1>${DEMO_CLIENT.name}</h1>
<section>
<p>SmartHRの従業員情報と部署を${DEMO_CLIENT.name}に連携します。</p>
<p><a href="${launch.href}">${granted ? "アプリを開く" : "連携をはじめる"}</a></p>
</section>`,
  );
}

// Support FAQ: addresses of images and files expire 180 seconds after the answer that had them.
function answerFile(world: World, url: URL, path: string): Response {
  const [, , subdomain = "", crewId = "", name = ""] = path.split("/");
  const crew = world.tenants.get(subdomain)?.crews.get(crewId);
  const custom = crew?.customValues.find(({ templateId }) => templateId === name)?.value;
  const file = custom ?? crew?.values[name];
  if (typeof file !== "object" || file === null || !("content" in file)) return refuse("not_found");
  if (Number(url.searchParams.get("expires")) < world.clock.now()) return refuse("forbidden");
  return new Response(Buffer.from(String(file.content), "base64"), {
    headers: { "content-type": "application/octet-stream", "content-disposition": "attachment" },
  });
}

function textOf(value: Json | undefined): string {
  return value === undefined || value === null ? "" : String(value);
}
