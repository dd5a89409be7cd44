import { describe, expect, test } from "vitest";
import { createScene, type Scene } from "./sandbox-scene.ts";

async function tell({ ask }: Scene, name: string, input: unknown = {}) {
  return ask(`/__sandbox/${name}`, { method: "POST", body: input, headers: { "content-type": "application/json" } });
}

describe("faults on demand", () => {
  test.each([
    ["rate-limited", 429, 6],
    ["server-error", 500, 5],
    ["maintenance", 503, 9],
    ["unauthorized", 401, 2],
    ["forbidden", 403, 3],
    ["ip-not-permitted", 403, 15],
    ["not-found", 404, 4],
  ])("the next request is answered as %s: %d code %d; the one after it well", async (kind, status, code) => {
    const scene = createScene();
    await tell(scene, "faults", { kind });

    const answers = [await scene.ask("/v1/crews"), await scene.ask("/v1/crews")];

    expect([answers[0]?.status, answers[0]?.json.code, answers[1]?.status]).toEqual([status, code, 200]);
  });

  test("a 429 on demand says how long to wait, in the header of the intensive limit", async () => {
    const scene = createScene({ limits: true });
    await tell(scene, "faults", { kind: "rate-limited", resetSeconds: 30 });

    const { headers } = await scene.ask("/v1/crews");

    const shown = ["remaining", "reset"].map((name) => headers.get(`x-intensive-rate-limit-${name}`));
    expect(shown).toEqual(["0", "30"]);
  });

  test("a bad gateway answers with a page that is no JSON", async () => {
    const scene = createScene();
    await tell(scene, "faults", { kind: "bad-gateway" });

    const answer = await scene.ask("/v1/crews");

    expect([answer.status, answer.headers.get("content-type")]).toEqual([502, "text/html"]);
  });

  test("an unexpected shape is JSON, and no list", async () => {
    const scene = createScene();
    await tell(scene, "faults", { kind: "unexpected-shape" });

    const answer = await scene.ask("/v1/crews");

    expect([answer.status, answer.json]).toEqual([200, { result: "ok" }]);
  });

  test("a malformed answer ends in the middle of the JSON", async () => {
    const scene = createScene();
    await tell(scene, "faults", { kind: "malformed" });

    const answer = scene.ask("/v1/crews");

    await expect(answer).rejects.toThrow(SyntaxError);
  });

  test("a body that is cut off fails while it is read", async () => {
    const { sandbox } = createScene();
    sandbox.control("faults", { kind: "cut-off" });
    const headers = { authorization: `Bearer ${sandbox.accessToken}` };

    const answer = await sandbox.fetch(new Request("http://localhost:4000/api/v1/crews", { headers }));

    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow("the connection was cut");
  });

  test("a time-out never answers, until the client gives up", async () => {
    const { sandbox } = createScene();
    sandbox.control("faults", { kind: "time-out" });
    const client = new AbortController();
    const headers = { authorization: `Bearer ${sandbox.accessToken}` };

    const answer = sandbox.fetch(new Request("http://localhost:4000/api/v1/crews", { headers, signal: client.signal }));
    client.abort(new Error("given up"));

    await expect(answer).rejects.toThrow("given up");
  });

  test("an order counts its requests, lets some through before, and minds the path", async () => {
    const scene = createScene();
    await tell(scene, "faults", { kind: "server-error", count: 2, after: 1, path: "/v1/crews" });

    const paths = ["/v1/crews", "/v1/departments", "/v1/crews", "/v1/departments", "/v1/crews", "/v1/crews"];
    const statuses: number[] = [];
    for (const path of paths) statuses.push((await scene.ask(path)).status);

    expect(statuses).toEqual([200, 200, 500, 200, 500, 200]);
  });

  test("an order without an end stands until calm", async () => {
    const scene = createScene();
    await tell(scene, "faults", { kind: "maintenance", count: null });
    const during = [(await scene.ask("/v1/crews")).status, (await scene.ask("/v1/crews")).status];

    await tell(scene, "calm");

    expect([...during, (await scene.ask("/v1/crews")).status]).toEqual([503, 503, 200]);
  });

  test("latency lets every request wait", async () => {
    const scene = createScene();
    await tell(scene, "latency", { milliseconds: 250 });

    await scene.ask("/v1/crews");
    await scene.ask("/v1/crews");

    const { requests } = scene.sandbox.control("requests", {});
    expect(requests.map(({ at }) => at - Date.UTC(2026, 3, 1))).toEqual([0, 250]);
  });
});

describe("edits", () => {
  test("anything can be edited, also to what the API would refuse", async () => {
    const scene = createScene();
    const edits = [
      { op: "update", list: "departments", where: { code: "A002" }, values: { code: "A001", name: "" } },
      { op: "insert", list: "crews", values: { last_name: "新人", department_ids: [null, "nowhere"] } },
      { op: "delete", list: "crews", where: { at: 0 } },
    ];

    const { json } = await tell(scene, "edits", { edits });

    const departments = (await scene.ask("/v1/departments?code=A001")).json;
    const newest = (await scene.ask(`/v1/crews/${json.ids[1]}`)).json;
    expect(departments.map(({ name }: { name: string }) => name)).toEqual(["営業部", ""]);
    expect([newest.last_name, newest.departments]).toEqual(["新人", [null, null]]);
    expect((await scene.ask("/v1/crews?emp_code=001")).json).toEqual([]);
  });

  test("a row that is not there is said to be missing", async () => {
    const scene = createScene();

    const answer = await tell(scene, "edits", { edits: [{ op: "delete", list: "crews", where: { email: "nobody" } }] });

    expect([answer.status, answer.json]).toEqual([400, { error: "Error: no row of crews where email is as given" }]);
  });

  test("rows can be deleted and added between two pages so that the totals agree", async () => {
    const scene = createScene({ seed: 20 });
    const edits = [
      { op: "delete", list: "crews", where: { at: 0 } },
      { op: "insert", list: "crews", values: { emp_code: "new" } },
    ];
    await tell(scene, "edits-between-pages", { list: "crews", afterPages: 1, edits });

    const pages = [await scene.ask("/v1/crews?sort=created_at"), await scene.ask("/v1/crews?sort=created_at&page=2")];

    const numbers = pages.flatMap(({ json }) => json.map((crew: { emp_code: string }) => crew.emp_code));
    expect(pages.map(({ headers }) => headers.get("x-total-count"))).toEqual(["20", "20"]);
    expect(numbers).not.toContain("000011");
    expect(numbers.at(-1)).toBe("new");
  });

  test("edits between pages wait for as many pages of their own list", async () => {
    const scene = createScene({ seed: 20 });
    const edits = [{ op: "delete", list: "crews", where: { at: 0 } }];
    await tell(scene, "edits-between-pages", { list: "crews", afterPages: 2, edits });

    const totals: (string | null)[] = [];
    for (const list of ["departments", "crews", "crews", "crews"]) {
      totals.push((await scene.ask(`/v1/${list}`)).headers.get("x-total-count"));
    }

    expect(totals).toEqual(["3", "20", "20", "19"]);
  });

  test("the opt-out field can be deleted, with everybody's value of it", async () => {
    const scene = createScene({ seed: "edge-cases" });

    await tell(scene, "delete-opt-out-field");

    const templates = (await scene.ask("/v1/crew_custom_field_templates")).json;
    const crews = (await scene.ask("/v1/crews?per_page=100")).json;
    const values = crews.flatMap((crew: { custom_fields: { value: string }[] }) => crew.custom_fields);
    expect(templates.map(({ name }: { name: string }) => name)).toEqual(["社内メモ"]);
    expect(new Set(values.map(({ value }: { value: string }) => value))).toEqual(new Set(["先に入力した別の項目"]));
  });

  test("a shuffle changes exactly so many percent of the people, the same ones for the same round", async () => {
    const [one, other] = [createScene({ seed: 300 }), createScene({ seed: 300 })];
    const before = (await one.ask("/v1/crews?per_page=100&sort=created_at")).text;

    const changed = [await tell(one, "shuffle", { percent: 50 }), await tell(other, "shuffle", { percent: 50 })];

    const [after, otherAfter] = await Promise.all(
      [one, other].map(async ({ ask }) => (await ask("/v1/crews?per_page=100&sort=created_at")).text),
    );
    expect(changed.map(({ json }) => json)).toEqual([{ changed: 150 }, { changed: 150 }]);
    expect(after).toBe(otherAfter);
    expect(after).not.toBe(before);
    const touched = (await one.ask("/v1/crews?sort=-updated_at&per_page=100&page=2")).json;
    const moments = touched.map((crew: { updated_at: string }) => crew.updated_at.slice(0, 4));
    expect([moments[49], moments[50]]).toEqual(["2026", "2025"]);
  });
});

describe("the rest of the control", () => {
  test("switches can be turned while it runs; one that does not exist is refused", async () => {
    const scene = createScene();

    const turned = await tell(scene, "switches", { emptyArrays: "null" });
    const unknown = await tell(scene, "switches", { gravity: false });

    expect([turned.json.emptyArrays, unknown.status]).toEqual(["null", 400]);
    expect((await scene.ask("/v1/crews?emp_code=002")).json[0].departments).toBeNull();
  });

  test("the request log counts answers, and keeps no token", async () => {
    const scene = createScene({ switches: { queryToken: true } });
    await scene.ask(`/v1/departments?access_token=${scene.sandbox.accessToken}`, { headers: {} });
    await scene.ask("/v1/nothing");

    const { json } = await scene.ask("/__sandbox/requests");

    expect([json.total, json.countByStatus]).toEqual([2, { 200: 1, 404: 1 }]);
    expect(JSON.stringify(json)).not.toContain(scene.sandbox.accessToken);
  });

  test("a reset starts over with another seed, and the same token goes on", async () => {
    const scene = createScene({ seed: "edge-cases" });

    await tell(scene, "reset", { seed: 15 });

    expect((await scene.ask("/v1/crews")).headers.get("x-total-count")).toBe("15");
  });

  test("the page shows every operation, scenario and fault, and is closed to other sites' forms", async () => {
    const { ask } = createScene();

    const page = await ask("/__sandbox", { headers: {} });
    const foreign = await ask("/__sandbox/calm", { method: "POST", headers: { "sec-fetch-site": "cross-site" } });

    for (const name of ["edits-between-pages", "m18", "time-out", "resource-permission"]) {
      expect(page.text).toContain(name);
    }
    expect([page.status, foreign.status]).toEqual([200, 400]);
  });

  test("an operation that does not exist is 404; one that changes cannot be reached by GET", async () => {
    const scene = createScene();

    const [unknown, byGet] = [await tell(scene, "fly"), await scene.ask("/__sandbox/calm")];

    expect([unknown.status, byGet.status]).toEqual([404, 400]);
  });
});
