import type { FieldError } from "../answer.ts";
import type { JsonObject } from "../change-crew.ts";
import type { TemplateElement, TemplateRow, TemplateType } from "../tenant.ts";
import { judgeTemplate, makeTemplate, updateTemplate } from "../write-custom-field.ts";
import { BLANK_CHOICE, printChoices, printInput, printRefusal } from "./form-parts.ts";
import { messageByField, type ScreenCall, seeOther } from "./screen-call.ts";
import { answerScreen, csrfField, html, type Markup } from "./screen-frame.ts";

/** 入力タイプ in words. */
export const TEXT_BY_TYPE: Readonly<Record<TemplateType, string>> = {
  enum: "ドロップダウンリスト",
  string: "1行テキスト",
  text: "複数行テキスト",
  decimal: "数値",
  date: "日付",
  file: "ファイル",
};

/** The form of a custom field; its type is fixed once it is made, as in SmartHR. */
export function answerFieldForm(
  call: ScreenCall,
  row: TemplateRow | null,
  errors: readonly FieldError[],
): Promise<Response> {
  const { tenant, prefix, form } = call;
  const title = row ? "カスタム従業員項目を編集" : "カスタム従業員項目を追加";
  const errorByField = messageByField(errors);
  const groups = [BLANK_CHOICE, ...tenant.groups.list().map(({ id, name }) => ({ value: id, text: name }))];
  const types = Object.entries(TEXT_BY_TYPE).map(([value, text]) => ({ value, text }));
  return answerScreen(
    call,
    `${errors.length > 0 ? "エラー：" : ""}${title}${row ? ` ${row.name}` : ""}`,
    html`<h1>${title}${row ? html`<span class="name">${row.name}</span>` : ""}</h1>
<form class="box" method="post" action="${prefix}/custom-fields/${row ? `${row.id}/edit` : "new"}">
${printRefusal(errors.map(({ message }) => message))}
${csrfField(call)}
${printInput({ name: "name", label: "項目名", control: "text", choices: [] }, form.get("name") ?? row?.name ?? "", errorByField.get("name"))}
${printInput({ name: "group_id", label: "グループ", control: "choice", choices: groups }, form.get("group_id") ?? row?.groupId ?? "", errorByField.get("group_id"))}
${
  row
    ? html`<p>入力タイプ：${TEXT_BY_TYPE[row.type]}（変更できません）</p>`
    : html`<div class="field"><label for="field-type">入力タイプ</label><select id="field-type" name="type">${printChoices(types, form.get("type") ?? "enum")}</select></div>`
}
${row === null || row.type === "enum" ? printElements(call, row) : ""}
<div class="actions"><button class="main" type="submit">${row ? "更新する" : "追加する"}</button>
<a class="button" href="${prefix}/custom-fields">キャンセル</a></div>
</form>`,
    errors.length > 0 ? 400 : 200,
  );
}

/** Makes the custom field that was filled in. */
export function addField(call: ScreenCall): Response | Promise<Response> {
  const { world, tenant, form } = call;
  const type = form.get("type") ?? "";
  const body = { ...readBody(call), type, ...(type === "enum" ? { elements: readElements(call, null) } : {}) };
  const errors = judgeTemplate(tenant, body, null, true);
  if (errors.length > 0) return answerFieldForm(call, null, errors);
  makeTemplate(world, tenant, body);
  return seeOther(call, "/custom-fields?notice=field-added");
}

/** Changes the custom field. An option whose name was emptied goes, and with it everybody's choice of it. */
export function changeField(call: ScreenCall, row: TemplateRow): Response | Promise<Response> {
  const { world, tenant } = call;
  const elements = row.type === "enum" ? { elements: readElements(call, row) } : {};
  const kept = { hint: row.hint, scale: row.scale, separated_by_commas: row.separatedByCommas };
  const body = { ...kept, ...readBody(call), ...elements };
  const errors = judgeTemplate(tenant, body, row, true);
  if (errors.length > 0) return answerFieldForm(call, row, errors);
  updateTemplate(world, tenant, row, body, true);
  return seeOther(call, "/custom-fields?notice=field-updated");
}

function printElements({ form }: ScreenCall, row: TemplateRow | null): Markup {
  const print = (name: string, label: string, value: string) =>
    printInput({ name, label, control: "text", choices: [] }, form.get(name) ?? value, undefined);
  return html`<fieldset><legend>ドロップダウンリストの項目</legend>
<p class="hint">${row ? "名前を空にして更新すると、その項目はなくなり、選択していた従業員の値もなくなります。" : "入力タイプがドロップダウンリストの場合に入力してください。名前が空の項目は追加されません。"}</p>
${readSlots(row).map(({ key, element }, at) => [
  print(`element_name_${key}`, `項目${at + 1}の名前`, element?.name ?? ""),
  print(`element_physical_name_${key}`, `項目${at + 1}の物理名称`, element?.physicalName ?? ""),
])}
</fieldset>`;
}

function readBody({ form }: ScreenCall): JsonObject {
  return { name: form.get("name") ?? "", group_id: form.get("group_id") || null };
}

function readElements({ form }: ScreenCall, row: TemplateRow | null): JsonObject[] {
  return readSlots(row).flatMap(({ key, element }, at) => {
    const name = form.get(`element_name_${key}`) ?? "";
    if (name === "") return [];
    const physicalName = form.get(`element_physical_name_${key}`) || null;
    return [{ ...(element ? { id: element.id } : {}), name, physical_name: physicalName, position: at + 1 }];
  });
}

interface ElementSlot {
  /** In the names of its inputs. */
  readonly key: string;
  /** Undefined for one that may be added. */
  readonly element?: TemplateElement;
}

function readSlots(row: TemplateRow | null): ElementSlot[] {
  const elements = [...(row?.elements ?? [])].sort((one, other) => one.position - other.position);
  const slots = elements.map((element) => ({ key: element.id, element }));
  return row ? [...slots, { key: "new1" }] : [{ key: "new1" }, { key: "new2" }, { key: "new3" }];
}
