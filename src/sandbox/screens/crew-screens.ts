import type { CrewRow } from "../tenant.ts";
import { deleteCrew, isCrewLimitReached, writeCrew } from "../write-crew.ts";
import { departmentsField, employmentTypeField, plainField, positionsField } from "./crew-fields-shown.ts";
import { judgeForm, printFields } from "./crew-form.ts";
import { type CrewSection, readCrewSections } from "./crew-sections.ts";
import { crewText } from "./find-crews.ts";
import { printRefusal, printValue } from "./form-parts.ts";
import { createScreens, type ScreenCall, seeOther } from "./screen-call.ts";
import { administratorsOnly, answerMissing, answerScreen, csrfField, html, type Markup } from "./screen-frame.ts";

/** 従業員情報: a person's page, the forms behind each 「この項目を編集」, and adding and deleting people. */
export function createCrewScreens() {
  const screens = createScreens();
  screens.get("/crews/new", administratorsOnly, (c) => answerAddForm(c.env.call, new Map()));
  screens.post("/crews/new", (c) => addCrew(c.env.call));
  screens.get("/crews/:id", (c) => forCrew(c.env.call, c.req.param("id"), answerCrew));
  screens.get("/crews/:id/edit/:section", administratorsOnly, (c) =>
    forSection(c.env.call, c.req.param("id"), c.req.param("section"), (call, crew, section) =>
      answerEditForm(call, crew, section, new Map()),
    ),
  );
  screens.post("/crews/:id/edit/:section", (c) =>
    forSection(c.env.call, c.req.param("id"), c.req.param("section"), updateCrew),
  );
  screens.get("/crews/:id/delete", administratorsOnly, (c) =>
    forCrew(c.env.call, c.req.param("id"), answerDeleteQuestion),
  );
  screens.post("/crews/:id/delete", (c) => forCrew(c.env.call, c.req.param("id"), removeCrew));
  return screens;
}

type Answer = Response | Promise<Response>;
type Errors = ReadonlyMap<string, string>;

function forCrew(call: ScreenCall, id: string, answer: (call: ScreenCall, crew: CrewRow) => Answer): Answer {
  const crew = call.tenant.crews.get(id);
  return crew ? answer(call, crew) : answerMissing(call, "従業員");
}

function forSection(
  call: ScreenCall,
  id: string,
  key: string,
  answer: (call: ScreenCall, crew: CrewRow, section: CrewSection) => Answer,
): Answer {
  return forCrew(call, id, (_, crew) => {
    const section = readCrewSections(call.tenant, crew).find((candidate) => candidate.key === key);
    return section ? answer(call, crew, section) : answerMissing(call, "項目");
  });
}

function answerCrew(call: ScreenCall, crew: CrewRow): Promise<Response> {
  const { tenant, prefix, administrator } = call;
  return answerScreen(
    call,
    `${crewText(crew)} 従業員情報`,
    html`<div class="heading page-heading"><h1>従業員情報<span class="name">${crewText(crew)}</span></h1>
${administrator ? html`<div class="actions"><a class="button" href="${prefix}/crews/${crew.id}/delete">従業員を削除</a></div>` : ""}</div>
${readCrewSections(tenant, crew).map((section) => printSection(call, crew, section))}`,
  );
}

function printSection({ prefix, administrator }: ScreenCall, crew: CrewRow, section: CrewSection): Markup {
  const id = `section-${section.key}`;
  const href = `${prefix}/crews/${crew.id}/edit/${section.key}`;
  return html`<section aria-labelledby="${id}">
<div class="heading"><h2 id="${id}">${section.title}</h2>
${administrator ? html`<a class="button" href="${href}" aria-describedby="${id}">この項目を編集</a>` : ""}</div>
<table class="facts">
${section.fields
  .flatMap((field) => field.shownOf(crew))
  .map(({ label, text }) => html`<tr><th scope="row">${label}</th><td>${printValue(text)}</td></tr>`)}
</table></section>`;
}

function answerEditForm(call: ScreenCall, crew: CrewRow, section: CrewSection, errors: Errors): Promise<Response> {
  const { prefix } = call;
  const title = `${section.title}を編集`;
  return answerScreen(
    call,
    `${errors.size > 0 ? "エラー：" : ""}${title} ${crewText(crew)}`,
    html`<h1>${title}<span class="name">${crewText(crew)}</span></h1>
<form class="box" method="post" action="${prefix}/crews/${crew.id}/edit/${section.key}">
${printRefusal([...errors.values()])}
${csrfField(call)}
${printFields(call, section.fields, crew, errors)}
<div class="actions"><button class="main" type="submit">更新する</button>
<a class="button" href="${prefix}/crews/${crew.id}">キャンセル</a></div>
</form>`,
    errors.size > 0 ? 400 : 200,
  );
}

function updateCrew(call: ScreenCall, crew: CrewRow, section: CrewSection): Answer {
  const { world, tenant, url } = call;
  const { body, errorByName } = judgeForm(call, section.fields, crew);
  if (errorByName.size > 0) return answerEditForm(call, crew, section, errorByName);
  if (Object.keys(body).length === 0) return seeOther(call, `/crews/${crew.id}?notice=crew-unchanged`);
  const written = writeCrew(world, tenant, body, crew, url.searchParams);
  if ("errors" in written) return answerEditForm(call, crew, section, messagesOf(written.errors));
  return seeOther(call, `/crews/${crew.id}?notice=crew-updated`);
}

const NAMES_NEEDED = [
  ["last_name", "姓"],
  ["first_name", "名"],
] as const;

function newCrewFields({ tenant }: ScreenCall) {
  const keys = ["emp_code", "last_name", "first_name", "last_name_yomi", "first_name_yomi", "email"];
  return [
    ...keys.map((key) => plainField(key)),
    plainField("emp_status"),
    plainField("entered_at"),
    employmentTypeField(tenant),
    departmentsField(tenant, null, 1),
    positionsField(tenant, 1),
  ];
}

function answerAddForm(call: ScreenCall, errors: Errors): Promise<Response> {
  return answerScreen(
    call,
    `${errors.size > 0 ? "エラー：" : ""}従業員を追加`,
    html`<h1>従業員を追加</h1>
<form class="box" method="post" action="${call.prefix}/crews/new">
${printRefusal([...errors.values()])}
${csrfField(call)}
<p>姓と名は必須です。ほかの項目は、追加したあとでも入力できます。</p>
${printFields(call, newCrewFields(call), null, errors)}
<div class="actions"><button class="main" type="submit">追加する</button>
<a class="button" href="${call.prefix}/crews">キャンセル</a></div>
</form>`,
    errors.size > 0 ? 400 : 200,
  );
}

function addCrew(call: ScreenCall): Answer {
  const { world, tenant, url, form } = call;
  if (isCrewLimitReached(world, tenant)) {
    return answerAddForm(call, new Map([["", "上限人数に達しているため従業員の追加は出来ません"]]));
  }
  const { body, errorByName } = judgeForm(call, newCrewFields(call), null);
  // The API needs nothing at all; a form sent by accident shall make nobody.
  const missing = NAMES_NEEDED.filter(([key]) => (form.get(key) ?? "") === "");
  const errors = new Map([
    ...errorByName,
    ...missing.map(([key, label]) => [key, `${label}を入力してください。`] as const),
  ]);
  if (errors.size > 0) return answerAddForm(call, errors);
  const written = writeCrew(world, tenant, body, null, url.searchParams);
  if ("errors" in written) return answerAddForm(call, messagesOf(written.errors));
  return seeOther(call, `/crews/${written.id}?notice=crew-added`);
}

function answerDeleteQuestion(call: ScreenCall, crew: CrewRow): Promise<Response> {
  const href = `${call.prefix}/crews/${crew.id}`;
  return answerScreen(
    call,
    `従業員を削除 ${crewText(crew)}`,
    html`<h1>従業員を削除しますか？<span class="name">${crewText(crew)}</span></h1>
<form class="box" method="post" action="${href}/delete">
${csrfField(call)}
<p>この従業員の情報はすべて削除され、元に戻せません。退職した従業員は、削除せずに在籍状況を「退職済」にできます。</p>
<div class="actions"><button class="danger" type="submit">削除する</button>
<a class="button" href="${href}">キャンセル</a></div>
</form>`,
  );
}

function removeCrew(call: ScreenCall, crew: CrewRow): Response {
  deleteCrew(call.world, call.tenant, crew, call.url.searchParams);
  return seeOther(call, "/crews?notice=crew-deleted");
}

// What was not found wrong input by input stands at the top of the form.
function messagesOf(errors: readonly { readonly message: string }[]): Errors {
  return new Map(errors.map(({ message }, at) => [`${at}`, message]));
}
