import { type BulkDraft, readBulkFields } from "./bulk-draft.ts";
import { textOf } from "./crew-fields-shown.ts";
import {
  countText,
  crewName,
  crewText,
  cutPage,
  type FoundCrews,
  findCrews,
  printSearchInputs,
  statusText,
} from "./find-crews.ts";
import { printRefusal, printValue } from "./form-parts.ts";
import type { ScreenCall } from "./screen-call.ts";
import { answerScreen, csrfField, html, type Markup } from "./screen-frame.ts";

/** The first step of 従業員情報の一括更新: tick people, over as many searches and pages as it takes, and choose a field. */
export function answerSelection(call: ScreenCall, draft: BulkDraft, errors: readonly string[]): Promise<Response> {
  const { tenant, prefix } = call;
  const found = cutPage(findCrews(tenant, draft.search), draft.search.page);
  const ticked = new Set(draft.crews.map(({ id }) => id));
  const shown = new Set(found.crews.map(({ id }) => id));
  return answerScreen(
    call,
    `${errors.length > 0 ? "エラー：" : ""}従業員情報の一括更新`,
    html`<h1>従業員情報の一括更新</h1>
<form class="box" method="post" action="${prefix}/bulk-update">
${printRefusal(errors)}
${csrfField(call)}
${draft.crews.filter(({ id }) => !shown.has(id)).map(({ id }) => html`<input type="hidden" name="crew" value="${id}">`)}
<h2>従業員を選択</h2>
<div class="search">${printSearchInputs(draft.search)}
<button type="submit" name="step" value="search">検索</button></div>
<div class="actions"><button type="submit" name="step" value="all">検索結果の全員を選択する</button>
<button type="submit" name="step" value="none">選択をすべて解除する</button></div>
<p>選択した従業員：${draft.crews.length}名（検索やページを変えても、選択は残ります）</p>
${found.total === 0 ? html`<p>該当する従業員はいません。検索条件を変更してください。</p>` : printTable(found, ticked)}
${printPages(found)}
<h2>項目を選択</h2>
<div class="field"><label for="bulk-field">更新する項目</label>
<select id="bulk-field" name="field">${printFieldChoices(call, draft)}</select></div>
<div class="actions"><button class="main" type="submit" name="step" value="value">値の入力へ進む</button></div>
</form>`,
    errors.length > 0 ? 400 : 200,
  );
}

function printTable({ crews }: FoundCrews, ticked: ReadonlySet<string>): Markup {
  return html`<div class="scroll" role="region" aria-label="従業員の表" tabindex="0"><table>
<thead><tr><th scope="col">選択</th><th scope="col">社員番号</th><th scope="col">氏名</th><th scope="col">メールアドレス</th><th scope="col">在籍状況</th></tr></thead>
<tbody>
${crews.map(
  (crew) => html`<tr>
<td><input type="checkbox" name="crew" value="${crew.id}" aria-label="${crewText(crew)}" ${ticked.has(crew.id) ? "checked" : ""}></td>
<td class="code">${textOf(crew.values["emp_code"])}</td>
<th scope="row">${crewName(crew)}</th>
<td>${printValue(textOf(crew.values["email"]))}</td>
<td class="words">${statusText(crew)}</td>
</tr>`,
)}
</tbody></table></div>`;
}

function printPages(found: FoundCrews): Markup {
  const { page, lastPage } = found;
  const turn = (target: number, text: string) =>
    html`<button type="submit" name="step" value="page-${target}">${text}</button>`;
  return html`<div class="pages"><p>${countText(found)}</p>
${page > 1 ? turn(page - 1, "前のページ") : ""}
${page < lastPage ? turn(page + 1, "次のページ") : ""}
</div>`;
}

function printFieldChoices({ tenant }: ScreenCall, draft: BulkDraft): Markup {
  return html`${readBulkFields(tenant).map(
    ({ title, fields }) =>
      html`<optgroup label="${title}">${fields.map(
        ({ field, label }) =>
          html`<option value="${field.key}" ${field.key === draft.field?.field.key ? "selected" : ""}>${label}</option>`,
      )}</optgroup>`,
  )}`;
}
