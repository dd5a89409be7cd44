import type { CrewRow } from "../tenant.ts";
import { writeCrew } from "../write-crew.ts";
import { type BulkDraft, type BulkField, changedCrews, judgeBulk, printCarried, readDraft } from "./bulk-draft.ts";
import { answerSelection } from "./bulk-selection-screen.ts";
import { crewText } from "./find-crews.ts";
import { printInput, printRefusal } from "./form-parts.ts";
import { createScreens, type ScreenCall, seeOther } from "./screen-call.ts";
import { administratorsOnly, answerScreen, csrfField, html } from "./screen-frame.ts";

/** 従業員情報の一括更新 (M27): who, what, a confirmation with the number of people, and only then the write. */
export function createBulkUpdateScreen() {
  const screens = createScreens();
  screens.get("/bulk-update", administratorsOnly, (c) => answerSelection(c.env.call, readDraft(c.env.call), []));
  screens.post("/bulk-update", (c) => answerStep(c.env.call));
  return screens;
}

function answerStep(call: ScreenCall): Response | Promise<Response> {
  const draft = readDraft(call);
  const step = call.form.get("step") ?? "search";
  if (!["value", "confirm", "update"].includes(step)) return answerSelection(call, draft, []);
  const { field } = draft;
  const missing = [
    ...(draft.crews.length === 0 ? ["従業員を選択してください。"] : []),
    ...(draft.crews.length > MOST_AT_ONCE ? [`一度に更新できるのは${MOST_AT_ONCE}名までです。`] : []),
    ...(field === undefined ? ["更新する項目を選択してください。"] : []),
  ];
  if (missing.length > 0 || field === undefined) return answerSelection(call, draft, missing);
  if (step === "value") return answerValueForm(call, draft, field, []);
  const errors = judgeBulk(call, draft, field);
  if (errors.length > 0) return answerValueForm(call, draft, field, errors);
  return step === "confirm" ? answerConfirmation(call, draft, field) : updateCrews(call, draft, field);
}

const MOST_AT_ONCE = 1_000;

function answerValueForm(
  call: ScreenCall,
  draft: BulkDraft,
  { field, label }: BulkField,
  errors: readonly string[],
): Promise<Response> {
  const now = field.valuesOf(null);
  return answerScreen(
    call,
    `${errors.length > 0 ? "エラー：" : ""}${label}の値を入力`,
    html`<h1>従業員情報の一括更新<span class="name">${label}の値を入力</span></h1>
<form class="box" method="post" action="${call.prefix}/bulk-update">
${printRefusal(errors)}
${csrfField(call)}${printCarried(draft)}
<p>選択した従業員：${draft.crews.length}名</p>
${field.inputs.map((input, at) => printInput(input, call.form.get(input.name) ?? now[at] ?? "", undefined))}
<div class="actions"><button class="main" type="submit" name="step" value="confirm">確認へ進む</button>
<button type="submit" name="step" value="back">従業員の選択に戻る</button></div>
</form>`,
    errors.length > 0 ? 400 : 200,
  );
}

function answerConfirmation(call: ScreenCall, draft: BulkDraft, { field, label }: BulkField): Promise<Response> {
  const { crews } = draft;
  const changed = changedCrews(draft, field);
  const texts = field.inputs.map((input, at) => {
    const value = draft.values[at] ?? "";
    return input.choices.find((choice) => choice.value === value)?.text ?? value;
  });
  const becomes = draft.values.every((value) => value === "") ? "空白にします" : `「${texts.join("、")}」に更新します`;
  return answerScreen(
    call,
    "一括更新の確認",
    html`<h1>従業員情報の一括更新<span class="name">更新内容の確認</span></h1>
<form class="box" method="post" action="${call.prefix}/bulk-update">
${csrfField(call)}${printCarried(draft)}
${field.inputs.map((input, at) => html`<input type="hidden" name="${input.name}" value="${draft.values[at] ?? ""}">`)}
<p><strong>${crews.length}名</strong>の従業員の「${label}」を${becomes}。</p>
<p>値が変わる従業員：${changed.length}名　すでに同じ値の従業員：${crews.length - changed.length}名</p>
<details><summary>対象の従業員（${crews.length}名）</summary>
<ul>${crews.map((crew) => html`<li>${crewText(crew)}</li>`)}</ul></details>
<div class="actions"><button class="main" type="submit" name="step" value="update">更新する</button>
<button type="submit" name="step" value="value">値の入力に戻る</button>
<a class="button" href="${call.prefix}/bulk-update">キャンセル</a></div>
</form>`,
  );
}

function updateCrews(call: ScreenCall, draft: BulkDraft, { field }: BulkField): Response {
  const { world, tenant, url } = call;
  const changed = changedCrews(draft, field);
  const write = (crew: CrewRow) => writeCrew(world, tenant, field.bodyOf(draft.values, crew), crew, url.searchParams);
  for (const crew of changed) write(crew);
  return seeOther(call, `/bulk-update?notice=crews-updated&count=${changed.length}`);
}
