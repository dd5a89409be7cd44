import type { CrewRow, Tenant } from "../tenant.ts";
import { departmentText, textOf } from "./crew-fields-shown.ts";
import {
  type CrewSearch,
  countText,
  crewName,
  cutPage,
  type FoundCrews,
  findCrews,
  printSearchInputs,
  readSearch,
  statusText,
} from "./find-crews.ts";
import { printValue } from "./form-parts.ts";
import { createScreens, type ScreenCall } from "./screen-call.ts";
import { answerScreen, html, type Markup } from "./screen-frame.ts";

/** 従業員リスト. */
export function createCrewListScreen() {
  const screens = createScreens();
  screens.get("/crews", (c) => answerCrewList(c.env.call));
  return screens;
}

function answerCrewList(call: ScreenCall): Promise<Response> {
  const { tenant, prefix, url, administrator } = call;
  const search = readSearch(url.searchParams);
  const found = cutPage(findCrews(tenant, search), search.page);
  return answerScreen(
    call,
    "従業員リスト",
    html`<div class="heading page-heading"><h1>従業員リスト</h1>
${administrator ? html`<div class="actions"><a class="button" href="${prefix}/crews/new">従業員を追加</a></div>` : ""}</div>
<section aria-label="検索"><form class="search" method="get" action="${prefix}/crews">
${printSearchInputs(search)}
<button type="submit">検索</button>
</form></section>
<section aria-label="検索結果">
${printPages(call, search, found)}
${found.total === 0 ? html`<p>該当する従業員はいません。検索条件を変更してください。</p>` : printTable(call, found)}
</section>`,
  );
}

function printTable({ tenant, prefix }: ScreenCall, { crews }: FoundCrews): Markup {
  return html`<div class="scroll" role="region" aria-label="従業員の表" tabindex="0"><table>
<thead><tr><th scope="col">社員番号</th><th scope="col">氏名</th><th scope="col">メールアドレス</th><th scope="col">部署1</th><th scope="col">在籍状況</th></tr></thead>
<tbody>
${crews.map(
  (crew) => html`<tr>
<td class="code">${textOf(crew.values["emp_code"])}</td>
<th scope="row"><a href="${prefix}/crews/${crew.id}">${crewName(crew)}</a></th>
<td>${printValue(textOf(crew.values["email"]))}</td>
<td>${printValue(firstDepartmentText(tenant, crew))}</td>
<td class="words">${statusText(crew)}</td>
</tr>`,
)}
</tbody></table></div>`;
}

function printPages({ prefix }: ScreenCall, search: CrewSearch, found: FoundCrews): Markup {
  const { page, lastPage } = found;
  const href = (target: number) =>
    `${prefix}/crews?${new URLSearchParams({ q: search.words, status: search.status, page: String(target) })}`;
  return html`<nav class="pages" aria-label="ページ"><p>${countText(found)}</p>
${page > 1 ? html`<a href="${href(page - 1)}">前のページ</a>` : ""}
${page < lastPage ? html`<a href="${href(page + 1)}">次のページ</a>` : ""}
</nav>`;
}

/** 部署1 with its code; nothing for nobody's. */
function firstDepartmentText(tenant: Tenant, crew: CrewRow): string {
  const department = tenant.departments.get(crew.departmentIds[0] ?? "");
  return department ? departmentText(tenant, department) : "";
}
