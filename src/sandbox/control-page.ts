import { html, raw } from "hono/html";
import { type Control, OPERATIONS } from "./control-operations.ts";
import { EDITED_LISTS } from "./edit.ts";
import { FAULT_KINDS } from "./faults.ts";
import { answerPageOf } from "./page-frame.ts";
import { SCENARIOS } from "./scenarios.ts";

/** The testers' page: everything the JSON under `/__sandbox` does, by hand. */
export function printControlPage(control: Control): Promise<Response> {
  const { tenants, tokens, switches, latencyMilliseconds } = control("state", {});
  const tenantOptions = tenants.map(({ subdomain }) => html`<option>${subdomain}</option>`);
  return answerPageOf(
    "サンドボックスの操作",
    html`<h1>サンドボックスの操作</h1>
<section><h2>企業アカウント</h2><table>
<tr><th scope="col">サブドメイン</th><th scope="col">名前</th><th scope="col">従業員</th><th scope="col">部署</th></tr>
${tenants.map((row) => html`<tr><td>${row.subdomain}</td><td>${row.name}</td><td>${row.crews}</td><td>${row.departments}</td></tr>`)}
</table></section>
<section><h2>アクセストークン</h2><table>
<tr><th scope="col">企業アカウント</th><th scope="col">トークン</th><th scope="col">持ち主</th></tr>
${tokens.map((token) => html`<tr><td>${token.subdomain}</td><td><code>${token.id}</code></td><td>${token.origin}</td></tr>`)}
</table></section>
<section><h2>シナリオ</h2>
<label>企業アカウント <select id="scenario-tenant">${tenantOptions}</select></label>
${Object.entries(SCENARIOS).map(
  ([name, { title }]) => html`<p><button type="button" data-scenario="${name}">${name}</button>${title}</p>`,
)}
</section>
<section><h2>障害</h2>
<label>種類 <select id="fault-kind">${FAULT_KINDS.map((kind) => html`<option>${kind}</option>`)}</select></label>
<label>回数 <input id="fault-count" type="number" value="1" min="1"></label>
<label>パスの先頭（空欄はすべて） <input id="fault-path" placeholder="/v1/crews"></label>
<button type="button" id="fault-order">次のリクエストから起こす</button>
<label>遅延（ミリ秒） <input id="latency" type="number" min="0" value="${latencyMilliseconds}"></label>
<button type="button" id="latency-set">遅延を設定する</button>
<button type="button" id="calm">障害と遅延をやめる</button>
</section>
<section><h2>行の参照と編集</h2>
<label>企業アカウント <select id="rows-tenant">${tenantOptions}</select></label>
<label>一覧 <select id="rows-list">${EDITED_LISTS.map((list) => html`<option>${list}</option>`)}</select></label>
<label>何件目から <input id="rows-from" type="number" min="0" value="0"></label>
<button type="button" id="rows-show">表示する</button>
</section>
<section><h2>すべての操作</h2>
<label>操作 <select id="operation">${Object.entries(OPERATIONS).map(
      ([name, { title }]) => html`<option value="${name}">${name} – ${title}</option>`,
    )}</select></label>
<label>入力（JSON） <textarea id="input" rows="8">{}</textarea></label>
<button class="main" type="button" id="run">実行する</button>
<h2>結果</h2><pre id="result" role="status" tabindex="0"></pre>
</section>
<section><h2 id="switches">スイッチ</h2><pre tabindex="0" role="region" aria-labelledby="switches">${JSON.stringify(switches, null, 2)}</pre></section>
<script>${raw(SCRIPT)}</script>`,
  );
}

// Shown results go in as text, never as markup.
const SCRIPT = `
const byId = (id) => document.getElementById(id);
const shows = ["requests", "rows", "snapshot", "state"];
async function run(name, input) {
  const query = shows.includes(name) ? "?" + new URLSearchParams(input) : "";
  const answer = await fetch("/__sandbox/" + name + query, query !== "" || shows.includes(name)
    ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input) });
  byId("result").textContent = JSON.stringify(await answer.json(), null, 2);
  byId("result").scrollIntoView();
}
const on = (id, action) => byId(id).addEventListener("click", action);
for (const button of document.querySelectorAll("[data-scenario]")) {
  button.addEventListener("click", () => run("scenarios", { tenant: byId("scenario-tenant").value, name: button.dataset.scenario }));
}
on("fault-order", () => run("faults", {
  kind: byId("fault-kind").value, count: Number(byId("fault-count").value), path: byId("fault-path").value || null,
}));
on("latency-set", () => run("latency", { milliseconds: Number(byId("latency").value) }));
on("calm", () => run("calm", {}));
on("rows-show", () => {
  const [tenant, list] = [byId("rows-tenant").value, byId("rows-list").value];
  byId("operation").value = "edits";
  byId("input").value = JSON.stringify({ tenant, edits: [{ op: "update", list, where: { id: "" }, values: {} }] }, null, 2);
  run("rows", { tenant, list, from: byId("rows-from").value });
});
on("run", () => {
  let input;
  try { input = JSON.parse(byId("input").value); } catch (error) { byId("result").textContent = String(error); return; }
  run(byId("operation").value, input);
});
`;
