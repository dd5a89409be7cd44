import { afterAll, describe, expect, test } from "vitest";
import { type ApiScene, anApi, cookieFrom, jsonOf, TEST_PASSWORD } from "../../test/api-scene.ts";
import { Gathered } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aQueue, endOf } from "../../test/worker-scene.ts";
import type { RunDetail } from "../contract/runs.ts";
import { type Log, openLog } from "../observe/open-log.ts";

const db = await openTestDatabase();
const queueScene = await aQueue(db);
afterAll(async () => {
  await queueScene.close();
  await db.close();
});

describe("everything that can be logged of a company's day", () => {
  test("holds no name, address, number or token of anybody, and can be followed by ids", async () => {
    const stream = new Gathered();
    let ids = 0;
    const log = openLog({ stream, level: "debug", readable: false, newId: () => `defect-${++ids}` });
    const api = await anApi(db, {
      seed: "edge-cases",
      runQueue: queueScene.queue,
      observe: log.observe,
      logDefect: log.defect,
    });
    const worker = await queueScene.work(api.product, { logDefect: log.defect });

    const secrets = await liveThroughADay(api, log);

    await worker.stop();
    const lines = stream.text.trimEnd().split("\n");
    const leaked = secrets.filter((secret) => lines.some((line) => holds(line, secret)));
    expect(secrets.length).toBeGreaterThan(200);
    expect(leaked).toEqual([]);
    const events = lines.map((line): string => JSON.parse(line).event);
    for (const event of [
      "request-served",
      "run-queued",
      "run-started",
      "run-read",
      "run-applied",
      "run-ended",
      "defect",
    ]) {
      expect(events).toContain(event);
    }
  });

  test("a person's data would be found if it were there", () => {
    const line = JSON.stringify({ event: "request-served", route: "/api/employees?text=見本", number: "0012" });

    expect([holds(line, "見本"), holds(line, "0012"), holds(line, "001"), holds(line, "花子")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

async function liveThroughADay(api: ApiScene, log: Log): Promise<readonly string[]> {
  const { ask, people, sandbox } = api;
  const signIn = { email: people.administrator.email, password: TEST_PASSWORD };
  const signedIn = await ask("POST", "/api/sign-in", { as: "nobody", body: signIn });
  const wrong = { email: "somebody@example.com", password: "not-the-password" };
  await ask("POST", "/api/sign-in", { as: "nobody", body: wrong });
  const token = { subdomain: "acme", accessToken: sandbox.accessToken };
  expect((await ask("POST", "/api/link/token", { body: token })).status).toBe(200);
  await ask("POST", "/api/link/token", { body: { ...token, accessToken: "shr_of_nobody_at_all" } });
  for (const subject of ["departments", "employees"] as const) {
    const { id } = await jsonOf<RunDetail>(await ask("POST", "/api/runs", { body: { subject } }));
    await endOf(api, id);
  }
  const [first] = await api.employees();
  if (first === undefined) throw new Error("expected people");
  await ask("GET", `/api/employees?text=${encodeURIComponent(first.lastName)}`);
  await ask("GET", `/api/employees/${first.id}`);
  await ask("GET", `/${encodeURIComponent(first.lastName)}`);
  await ask("PUT", `/api/employees/${first.id}`, { body: { ...first, lastName: "改姓後", firstName: "" } });
  await ask("PUT", `/api/employees/${first.id}`, { body: { ...first, lastName: "改姓後" } });
  await meetDefects(api, first, log);
  const session = cookieFrom(signedIn);
  return [
    ...(await everythingPersonal(api)),
    ...Object.values(wrong),
    TEST_PASSWORD,
    "改姓後",
    session,
    "shr_of_nobody_at_all",
  ];
}

// A database quotes what it could not take, a parser what it could not read, and a bug may carry anything in its cause.
async function meetDefects(api: ApiScene, person: { readonly id: string; readonly lastName: string }, log: Log) {
  await db.script("alter table employees rename to employees_away");
  const text = encodeURIComponent(person.lastName);
  const answers = [await api.ask("GET", `/api/employees/${person.id}?text=${text}`)];
  await db.script("alter table employees_away rename to employees");
  expect(answers.map(({ status }) => status)).toEqual([500]);
  await db.script(`select '${person.lastName}'::integer`).catch((error: unknown) => log.defect(error));
  try {
    JSON.parse(`{"name": "${person.lastName}`);
  } catch (error) {
    log.defect(new Error("an answer could not be read", { cause: error }));
  }
}

/** Whether a line tells it: long ones anywhere, short ones as a whole value, since a number of a line of code may look like somebody's. */
function holds(line: string, secret: string): boolean {
  const isTelling = /[^\x20-\x7e]/.test(secret) || secret.length > 5;
  return isTelling ? line.includes(secret) : line.includes(JSON.stringify(secret));
}

async function everythingPersonal({ sandbox, companyId }: ApiScene): Promise<readonly string[]> {
  const found = new Set<string>([sandbox.accessToken]);
  for (let page = 1; page < 20; page++) {
    const request = new Request(`http://localhost:4000/tenants/acme/api/v1/crews?per_page=100&page=${page}`, {
      headers: { authorization: `Bearer ${sandbox.accessToken}` },
    });
    const crews = (await (await sandbox.fetch(request)).json()) as readonly object[];
    for (const crew of crews) gather(found, crew);
    if (crews.length < 100) break;
  }
  for (const table of ["employees", "departments", "administrators", "links"] as const) {
    for (const row of await db.queries.selectFrom(table).selectAll().where("company_id", "=", companyId).execute()) {
      gather(found, row);
    }
  }
  return [...found];
}

const OURS = [
  "acme",
  "oauth",
  "token",
  "administrator",
  "viewer",
  "male",
  "female",
  "employed",
  "retired",
  "absent",
  "skip",
  "sync",
];
// Ids are what lines are found by; days, words of ours and of SmartHR's tell nobody from others.
const PERSONAL = /name|yomi|kana|email|code|number|token|tel|address|title/;

function gather(found: Set<string>, value: unknown, key = ""): void {
  if (Array.isArray(value)) for (const each of value) gather(found, each, key);
  else if (value !== null && typeof value === "object") {
    for (const [name, each] of Object.entries(value)) gather(found, each, name);
  } else if (typeof value === "string" && PERSONAL.test(key) && value.trim().length > 1 && !OURS.includes(value)) {
    found.add(value);
  }
}
