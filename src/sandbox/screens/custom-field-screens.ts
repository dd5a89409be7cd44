import { deleteGroup } from "../change-group.ts";
import { deleteTemplate } from "../change-template.ts";
import type { GroupRow, TemplateRow, Tenant } from "../tenant.ts";
import { makeGroup } from "../write-custom-field.ts";
import { addField, answerFieldForm, changeField, TEXT_BY_TYPE } from "./custom-field-form.ts";
import { printInput, printRefusal } from "./form-parts.ts";
import { createScreens, messageByField, type ScreenCall, seeOther } from "./screen-call.ts";
import { administratorsOnly, answerMissing, answerScreen, csrfField, html, type Markup } from "./screen-frame.ts";

/** カスタム従業員項目: groups, their fields, and what becomes of people's values when one is deleted. */
export function createCustomFieldScreens() {
  const screens = createScreens();
  screens.get("/custom-fields", (c) => answerGroups(c.env.call));
  screens.get("/custom-fields/groups/new", administratorsOnly, (c) => answerGroupForm(c.env.call, new Map()));
  screens.post("/custom-fields/groups/new", (c) => addGroup(c.env.call));
  screens.get("/custom-fields/groups/:id/delete", administratorsOnly, (c) =>
    forGroup(c.env.call, c.req.param("id"), answerDeleteGroupQuestion),
  );
  screens.post("/custom-fields/groups/:id/delete", (c) => forGroup(c.env.call, c.req.param("id"), removeGroup));
  screens.get("/custom-fields/new", administratorsOnly, (c) => answerFieldForm(c.env.call, null, []));
  screens.post("/custom-fields/new", (c) => addField(c.env.call));
  screens.get("/custom-fields/:id/edit", administratorsOnly, (c) =>
    forField(c.env.call, c.req.param("id"), (call, row) => answerFieldForm(call, row, [])),
  );
  screens.post("/custom-fields/:id/edit", (c) => forField(c.env.call, c.req.param("id"), changeField));
  screens.get("/custom-fields/:id/delete", administratorsOnly, (c) =>
    forField(c.env.call, c.req.param("id"), answerDeleteFieldQuestion),
  );
  screens.post("/custom-fields/:id/delete", (c) => forField(c.env.call, c.req.param("id"), removeField));
  return screens;
}

type Answer = Response | Promise<Response>;

function forGroup(call: ScreenCall, id: string, answer: (call: ScreenCall, row: GroupRow) => Answer): Answer {
  const row = call.tenant.groups.get(id);
  return row ? answer(call, row) : answerMissing(call, "カスタム従業員項目グループ");
}

function forField(call: ScreenCall, id: string, answer: (call: ScreenCall, row: TemplateRow) => Answer): Answer {
  const row = call.tenant.templates.get(id);
  return row ? answer(call, row) : answerMissing(call, "カスタム従業員項目");
}

function answerGroups(call: ScreenCall): Promise<Response> {
  const { tenant, prefix, administrator } = call;
  const fieldsByGroupId = Map.groupBy(tenant.templates.list(), ({ groupId }) => groupId);
  const ungrouped = fieldsByGroupId.get(null) ?? [];
  const groups = tenant.groups.list().sort((one, other) => one.position - other.position);
  return answerScreen(
    call,
    "カスタム従業員項目",
    html`<div class="heading page-heading"><h1>カスタム従業員項目</h1>
${
  administrator
    ? html`<div class="actions"><a class="button" href="${prefix}/custom-fields/groups/new">グループを追加</a>
<a class="button" href="${prefix}/custom-fields/new">項目を追加</a></div>`
    : ""
}</div>
${groups.length + ungrouped.length === 0 ? html`<section><p>カスタム従業員項目はまだありません。</p></section>` : ""}
${groups.map((group) => printGroup(call, group.id, group.name, fieldsByGroupId.get(group.id) ?? []))}
${ungrouped.length > 0 ? printGroup(call, null, "グループなし", ungrouped) : ""}`,
  );
}

function printGroup(call: ScreenCall, id: string | null, name: string, fields: readonly TemplateRow[]): Markup {
  const headingId = `group-${id ?? "none"}`;
  return html`<section aria-labelledby="${headingId}">
<div class="heading"><h2 id="${headingId}">${name}</h2>
${
  call.administrator && id !== null
    ? html`<a class="button" href="${call.prefix}/custom-fields/groups/${id}/delete" aria-describedby="${headingId}">グループを削除</a>`
    : ""
}</div>
${fields.length === 0 ? html`<p>項目はまだありません。</p>` : printFields(call, name, fields)}
</section>`;
}

function printFields({ prefix, administrator }: ScreenCall, groupName: string, fields: readonly TemplateRow[]): Markup {
  return html`<div class="scroll" role="region" aria-label="${groupName}の項目の表" tabindex="0"><table>
<thead><tr><th scope="col">項目名</th><th scope="col">入力タイプ</th><th scope="col">ドロップダウンリストの項目（物理名称）</th>${administrator ? html`<th scope="col">操作</th>` : ""}</tr></thead>
<tbody>
${fields.map(
  (field) => html`<tr>
<th scope="row" id="field-${field.id}">${field.name}</th>
<td class="words">${TEXT_BY_TYPE[field.type]}</td>
<td>${(field.elements ?? []).map(({ name, physicalName }) => (physicalName === null ? name : `${name}（${physicalName}）`)).join("、")}</td>
${
  administrator
    ? html`<td class="words"><a href="${prefix}/custom-fields/${field.id}/edit" aria-describedby="field-${field.id}">編集</a>　<a href="${prefix}/custom-fields/${field.id}/delete" aria-describedby="field-${field.id}">削除</a></td>`
    : ""
}
</tr>`,
)}
</tbody></table></div>`;
}

function answerGroupForm(call: ScreenCall, errorByField: ReadonlyMap<string, string>): Promise<Response> {
  const { prefix, form } = call;
  const input = { name: "name", label: "グループ名", control: "text", choices: [] } as const;
  return answerScreen(
    call,
    `${errorByField.size > 0 ? "エラー：" : ""}カスタム従業員項目グループを追加`,
    html`<h1>カスタム従業員項目グループを追加</h1>
<form class="box" method="post" action="${prefix}/custom-fields/groups/new">
${printRefusal([...errorByField.values()])}
${csrfField(call)}
${printInput(input, form.get("name") ?? "", errorByField.get("name"))}
<div class="actions"><button class="main" type="submit">追加する</button>
<a class="button" href="${prefix}/custom-fields">キャンセル</a></div>
</form>`,
    errorByField.size > 0 ? 400 : 200,
  );
}

function addGroup(call: ScreenCall): Answer {
  const made = makeGroup(call.world, call.tenant, { name: call.form.get("name") ?? "" }, null);
  return "errors" in made
    ? answerGroupForm(call, messageByField(made.errors))
    : seeOther(call, "/custom-fields?notice=group-added");
}

function answerDeleteGroupQuestion(call: ScreenCall, group: GroupRow): Promise<Response> {
  const fields = call.tenant.templates.list().filter(({ groupId }) => groupId === group.id);
  const values = fields.reduce((sum, { id }) => sum + countValues(call.tenant, id), 0);
  return answerQuestion(call, {
    title: "カスタム従業員項目グループを削除しますか？",
    name: group.name,
    path: `groups/${group.id}/delete`,
    effect: `グループ内の項目（${fields.length}件）と、従業員に入力された値（${values}件）もすべて削除され、元に戻せません。`,
  });
}

function removeGroup(call: ScreenCall, group: GroupRow): Response {
  deleteGroup(call.tenant, group.id);
  return seeOther(call, "/custom-fields?notice=group-deleted");
}

function answerDeleteFieldQuestion(call: ScreenCall, field: TemplateRow): Promise<Response> {
  return answerQuestion(call, {
    title: "カスタム従業員項目を削除しますか？",
    name: field.name,
    path: `${field.id}/delete`,
    effect: `この項目に入力された従業員の値（${countValues(call.tenant, field.id)}名分）もすべて削除され、元に戻せません。`,
  });
}

function removeField(call: ScreenCall, field: TemplateRow): Response {
  deleteTemplate(call.tenant, field.id);
  return seeOther(call, "/custom-fields?notice=field-deleted");
}

interface DeleteQuestion {
  readonly title: string;
  readonly name: string;
  readonly path: string;
  readonly effect: string;
}

function answerQuestion(call: ScreenCall, { title, name, path, effect }: DeleteQuestion): Promise<Response> {
  return answerScreen(
    call,
    `${title} ${name}`,
    html`<h1>${title}<span class="name">${name}</span></h1>
<form class="box" method="post" action="${call.prefix}/custom-fields/${path}">
${csrfField(call)}
<div class="message warning"><p>${effect}</p>
<p>外部のアプリがこの項目を使用している場合、アプリが正しく動作しなくなります。アプリのマニュアルを確認してから削除してください。</p></div>
<div class="actions"><button class="danger" type="submit">削除する</button>
<a class="button" href="${call.prefix}/custom-fields">キャンセル</a></div>
</form>`,
  );
}

function countValues(tenant: Tenant, templateId: string): number {
  return tenant.crews.list().filter((crew) => crew.customValues.some((custom) => custom.templateId === templateId))
    .length;
}
