import type { JsonObject } from "../change-crew.ts";
import type { DepartmentRow, Tenant } from "../tenant.ts";
import {
  DEPARTMENT_IN_USE,
  deleteDepartment,
  insertDepartment,
  isDepartmentInUse,
  updateDepartment,
} from "../write-department.ts";
import { departmentText } from "./crew-fields-shown.ts";
import { BLANK_CHOICE, printInput, printRefusal, printValue } from "./form-parts.ts";
import { createScreens, messageByField, type ScreenCall, seeOther } from "./screen-call.ts";
import { administratorsOnly, answerMissing, answerScreen, csrfField, html, type Markup } from "./screen-frame.ts";

/** 部署マスター: the tree of departments, and the forms that change it. */
export function createDepartmentScreens() {
  const screens = createScreens();
  screens.get("/departments", (c) => answerDepartments(c.env.call));
  screens.get("/departments/new", administratorsOnly, (c) => answerForm(c.env.call, null, new Map()));
  screens.post("/departments/new", (c) => addDepartment(c.env.call));
  screens.get("/departments/:id/edit", administratorsOnly, (c) =>
    forDepartment(c.env.call, c.req.param("id"), (call, row) => answerForm(call, row, new Map())),
  );
  screens.post("/departments/:id/edit", (c) => forDepartment(c.env.call, c.req.param("id"), changeDepartment));
  screens.get("/departments/:id/delete", administratorsOnly, (c) =>
    forDepartment(c.env.call, c.req.param("id"), (call, row) => answerDeleteQuestion(call, row, [])),
  );
  screens.post("/departments/:id/delete", (c) => forDepartment(c.env.call, c.req.param("id"), removeDepartment));
  return screens;
}

type Answer = Response | Promise<Response>;

function forDepartment(call: ScreenCall, id: string, answer: (call: ScreenCall, row: DepartmentRow) => Answer): Answer {
  const row = call.tenant.departments.get(id);
  return row && row.discontinuedOn === null ? answer(call, row) : answerMissing(call, "部署");
}

function answerDepartments(call: ScreenCall): Promise<Response> {
  const { tenant, prefix, administrator } = call;
  const placed = placeInTree(tenant);
  return answerScreen(
    call,
    "部署マスター",
    html`<div class="heading page-heading"><h1>部署マスター</h1>
${administrator ? html`<div class="actions"><a class="button" href="${prefix}/departments/new">部署を追加</a></div>` : ""}</div>
<section aria-label="部署の一覧"><p>${placed.length}件</p>
${placed.length === 0 ? html`<p>部署はまだありません。</p>` : printTable(call, placed)}
</section>`,
  );
}

function printTable(call: ScreenCall, placed: readonly PlacedDepartment[]): Markup {
  const { tenant, administrator } = call;
  return html`<div class="scroll" role="region" aria-label="部署の表" tabindex="0"><table>
<thead><tr><th scope="col">部署コード</th><th scope="col">部署名</th><th scope="col">親部署</th>${administrator ? html`<th scope="col">操作</th>` : ""}</tr></thead>
<tbody>
${placed.map(({ row, depth }) => {
  const parent = tenant.departments.get(row.parentId ?? "");
  return html`<tr>
<td class="code">${printValue(row.code ?? "")}</td>
<th scope="row" id="department-${row.id}" style="padding-left: ${0.6 + Math.min(depth, 9) * 1.4}em">${row.name || "名称未入力"}</th>
<td>${parent ? departmentText(tenant, parent) : html`<span class="unset">なし</span>`}</td>
${administrator ? printActions(call, row) : ""}
</tr>`;
})}
</tbody></table></div>`;
}

function printActions({ prefix }: ScreenCall, { id }: DepartmentRow): Markup {
  const about = html`aria-describedby="department-${id}"`;
  return html`<td class="words"><a href="${prefix}/departments/${id}/edit" ${about}>編集</a>　<a href="${prefix}/departments/${id}/delete" ${about}>削除</a></td>`;
}

interface PlacedDepartment {
  readonly row: DepartmentRow;
  /** 0 for a department without a parent. */
  readonly depth: number;
}

// Departments in a loop, or below one that is gone, hang from no top: they come last, so that none is missing.
function placeInTree(tenant: Tenant): PlacedDepartment[] {
  const existing = tenant.departments.list().filter((row) => row.discontinuedOn === null);
  existing.sort((one, other) => one.position - other.position);
  const childrenById = Map.groupBy(existing, ({ parentId }) => parentId);
  const placedById = new Map<string, PlacedDepartment>();
  const place = (row: DepartmentRow, depth: number) => {
    if (placedById.has(row.id)) return;
    placedById.set(row.id, { row, depth });
    for (const child of childrenById.get(row.id) ?? []) place(child, depth + 1);
  };
  for (const row of childrenById.get(null) ?? []) place(row, 0);
  for (const row of existing) place(row, 0);
  return [...placedById.values()];
}

function answerForm(
  call: ScreenCall,
  row: DepartmentRow | null,
  errorByField: ReadonlyMap<string, string>,
): Promise<Response> {
  const { tenant, prefix, form } = call;
  const title = row ? "部署を編集" : "部署を追加";
  const choices = parentsFor(tenant, row).map((parent) => ({ value: parent.id, text: departmentText(tenant, parent) }));
  const print = (name: string, label: string, value: string, control: "text" | "choice", hint?: string) =>
    printInput(
      { name, label, control, choices: [BLANK_CHOICE, ...choices], ...(hint === undefined ? {} : { hint }) },
      form.get(name) ?? value,
      errorByField.get(name),
    );
  return answerScreen(
    call,
    `${errorByField.size > 0 ? "エラー：" : ""}${title}${row ? ` ${row.name}` : ""}`,
    html`<h1>${title}${row ? html`<span class="name">${row.name}</span>` : ""}</h1>
<form class="box" method="post" action="${prefix}/departments/${row ? `${row.id}/edit` : "new"}">
${printRefusal([...errorByField.values()])}
${csrfField(call)}
${print("name", "部署名", row?.name ?? "", "text", "「/」は使用できません。")}
${print("code", "部署コード", row?.code ?? "", "text")}
${print("parent_id", "親部署", row?.parentId ?? "", "choice")}
<div class="actions"><button class="main" type="submit">${row ? "更新する" : "追加する"}</button>
<a class="button" href="${prefix}/departments">キャンセル</a></div>
</form>`,
    errorByField.size > 0 ? 400 : 200,
  );
}

// A parent that is gone can be kept, but no longer chosen.
function parentsFor(tenant: Tenant, row: DepartmentRow | null): DepartmentRow[] {
  const listed = placeInTree(tenant).flatMap((placed) => (placed.row.id === row?.id ? [] : [placed.row]));
  const now = tenant.departments.get(row?.parentId ?? "");
  return now && now.id !== row?.id && !listed.includes(now) ? [...listed, now] : listed;
}

function readBody({ form }: ScreenCall): JsonObject {
  return { name: form.get("name") ?? "", code: form.get("code") || null, parent_id: form.get("parent_id") || null };
}

function addDepartment(call: ScreenCall): Answer {
  const written = insertDepartment(call.world, call.tenant, readBody(call));
  return "errors" in written
    ? answerForm(call, null, messageByField(written.errors))
    : seeOther(call, "/departments?notice=department-added");
}

function changeDepartment(call: ScreenCall, row: DepartmentRow): Answer {
  const written = updateDepartment(call.world, call.tenant, row, readBody(call), false);
  return "errors" in written
    ? answerForm(call, row, messageByField(written.errors))
    : seeOther(call, "/departments?notice=department-updated");
}

function answerDeleteQuestion(call: ScreenCall, row: DepartmentRow, errors: readonly string[]): Promise<Response> {
  const { tenant, prefix } = call;
  const below = tenant.departments.list().filter((child) => child.parentId === row.id && child.discontinuedOn === null);
  return answerScreen(
    call,
    `${errors.length > 0 ? "エラー：" : ""}部署を削除 ${row.name}`,
    html`<h1>部署を削除しますか？<span class="name">${departmentText(tenant, row)}</span></h1>
<form class="box" method="post" action="${prefix}/departments/${row.id}/delete">
${printRefusal(errors)}
${csrfField(call)}
<p>削除した部署は元に戻せません。直下の部署（${below.length}件）は削除されません。在職中または休職中の従業員が所属している部署は削除できません。</p>
<div class="actions"><button class="danger" type="submit">削除する</button>
<a class="button" href="${prefix}/departments">キャンセル</a></div>
</form>`,
    errors.length > 0 ? 400 : 200,
  );
}

function removeDepartment(call: ScreenCall, row: DepartmentRow): Answer {
  if (isDepartmentInUse(call.tenant, row)) return answerDeleteQuestion(call, row, [DEPARTMENT_IN_USE]);
  deleteDepartment(call.world, call.tenant, row);
  return seeOther(call, "/departments?notice=department-deleted");
}
