import { describe, expect, test } from "vitest";
import { z } from "zod";
import { aSmartHr, crewOptions, knownToBe, type SmartHrScene } from "../../test/smarthr-scene.ts";
import { fail, ok } from "../core/result.ts";
import { findOrMakeOptOutField, type OptOutField } from "./opt-out-field.ts";
import { lookAtEnd, readCrews } from "./read-crews.ts";

const reading = (scene: SmartHrScene) => readCrews(scene.client, crewOptions());
const endOf = async ({ client }: Pick<SmartHrScene, "client">) => {
  const end = await lookAtEnd(client, new AbortController().signal);
  if (!end.ok) throw new Error("expected to see the end");
  return end.value;
};
const emailsOf = async (scene: SmartHrScene) => {
  const result = await reading(scene);
  return result.ok ? result.value.employees.map(({ email }) => email) : result.fault;
};

describe("design 2.3: paging", () => {
  test.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 3],
    [250, 4],
  ])("%i people are all read, each once, with %i requests", async (count, requestCount) => {
    const scene = aSmartHr({ seed: count });

    const result = await reading(scene);

    const ids = result.ok ? result.value.employees.map(({ crewId }) => crewId) : [];
    expect({ ids: ids.length, distinct: new Set(ids).size, requestCount: scene.sent.length }).toEqual({
      ids: count,
      distinct: count,
      requestCount,
    });
  });

  test.each([
    // The answers come at once: the first page is asked for ahead of the last one's answer only where two have to be waited for.
    ["as many as before", 250, 250, 3],
    ["some more, still on the same last page", 250, 201, 3],
    ["a new last page", 250, 200, 5],
    ["two pages fewer", 99, 250, 3],
    ["nobody any more", 0, 250, 3],
    ["one page, as before", 99, 99, 1],
  ])(
    "%s since the last good read: %i people, before %i, cost %i requests",
    async (_, count, countBefore, requestCount) => {
      const scene = aSmartHr({ seed: count });

      const result = await readCrews(scene.client, crewOptions(knownToBe(countBefore)));

      expect({ read: result.ok && result.value.employees.length, requestCount: scene.sent.length }).toEqual({
        read: count,
        requestCount,
      });
    },
  );

  test.each([400, 404])("a page past the end that is answered with %i is no fault", async (status) => {
    const { sandbox, anotherClient } = aSmartHr({ seed: 250 });
    const withoutPage9 = async (request: Request) =>
      new URL(request.url).searchParams.get("page") === "9"
        ? new Response('{"code":4,"message":"not found"}', { status })
        : sandbox.fetch(request);

    const result = await readCrews(anotherClient({ fetch: withoutPage9 }), crewOptions(knownToBe(900)));

    expect(result.ok && result.value.employees.length).toBe(250);
  });

  test("the opt-out field and the people are asked for at the same time", async () => {
    const scene = aSmartHr({ seed: 250 });
    const field = Promise.withResolvers<ReturnType<typeof ok<OptOutField>>>();

    const result = readCrews(scene.client, {
      ...crewOptions(),
      optOutField: field.promise,
    });
    await scene.clock.advance(1_000);
    const requestsBefore = scene.sent.length;
    field.resolve(ok({ templateId: "opt-out", skipValues: [] }));

    // Page 1, which says where the list ends, and the last page; nobody is translated before the field is known.
    expect({ requestsBefore, read: (await result).ok }).toEqual({ requestsBefore: 2, read: true });
  });

  test("where the end is known, the first page is asked for at the same time, too", async () => {
    const scene = aSmartHr({ seed: 450 });
    const endBefore = await endOf(scene);
    scene.sent.length = 0;
    const field = Promise.withResolvers<ReturnType<typeof ok<OptOutField>>>();

    const result = readCrews(scene.client, {
      ...crewOptions({ endBefore }),
      optOutField: field.promise,
    });
    await scene.clock.advance(1_000);
    const sentBefore = [...scene.sent];
    field.resolve(ok({ templateId: "opt-out", skipValues: [] }));

    expect(sentBefore).toEqual(["GET /v1/crews?page=5 200", "GET /v1/crews?page=1 200"]);
    expect({ read: (await result).ok, requests: scene.sent.length }).toEqual({ read: true, requests: 5 });
  });

  test.each([
    ["nobody", 1_000, "the newest", 10],
    ["somebody", 999, "another", 11],
    ["somebody, who is on a new page,", 900, "another", 12],
  ])(
    "at SmartHR's pace, where %s was entered since, 1,000 people cost as few requests as that takes, and two more at most",
    async (_, count, newest, requestCount) => {
      const scene = aSmartHr({ seed: 1_000, limits: true });
      const newestCrewId = newest === "another" ? newest : ((await endOf(scene))?.newestCrewId ?? "");
      scene.sandbox.control("forget-requests", {});
      scene.sandbox.control("latency", { milliseconds: 500 });

      const result = await readCrews(scene.client, crewOptions({ endBefore: { count, newestCrewId } }));

      const { total } = scene.sandbox.control("requests", {});
      expect({ read: result.ok && result.value.employees.length, requests: total }).toEqual({
        read: 1_000,
        requests: requestCount,
      });
    },
  );

  test("a page that went ahead and came badly is asked for again, with patience", async () => {
    const { sandbox, anotherClient, client } = aSmartHr({ seed: 250 });
    const endBefore = await endOf({ client });
    let timesAsked = 0;
    const badAtFirst = async (request: Request) =>
      new URL(request.url).searchParams.get("page") === "1" && timesAsked++ === 0
        ? new Response("{}", { status: 503 })
        : sandbox.fetch(request);

    const result = await readCrews(anotherClient({ fetch: badAtFirst }), crewOptions({ endBefore }));

    expect({ read: result.ok && result.value.employees.length, timesAsked }).toEqual({ read: 250, timesAsked: 2 });
  });

  test("what is known is told at once, whatever a page that went ahead still waits for", async () => {
    const { sandbox, anotherClient, clock } = aSmartHr({ seed: 250 });
    const startedAt = clock.elapsed();
    const page1Hangs = (request: Request) =>
      new URL(request.url).searchParams.get("page") === "1" ? new Promise<never>(() => {}) : sandbox.fetch(request);
    const missing = fail({ kind: "opt-out-field-missing" } as const);

    const result = await readCrews(anotherClient({ fetch: page1Hangs }), {
      ...crewOptions(knownToBe(250)),
      optOutField: Promise.resolve(missing),
    });

    expect({ result, isAtOnce: clock.elapsed() - startedAt < 500 }).toEqual({ result: missing, isAtOnce: true });
  });

  test("a token that is not taken is renewed once, though several requests are answered so", async () => {
    const { sandbox, anotherClient, client } = aSmartHr({ seed: 250 });
    const endBefore = await endOf({ client });
    let renewals = 0;
    const renewing = anotherClient({
      access: {
        token: async () => (renewals === 0 ? "shr_expired" : sandbox.accessToken),
        renew: async () => {
          renewals++;
          return ok(sandbox.accessToken);
        },
      },
    });

    const result = await readCrews(renewing, crewOptions({ endBefore }));

    expect({ read: result.ok && result.value.employees.length, renewals }).toEqual({ read: 250, renewals: 1 });
  });

  test("an opt-out field that is missing is what is told, even when people cannot be read either", async () => {
    const scene = aSmartHr();
    scene.sandbox.control("resource-permission", { resource: "crews", read: false });
    const missing = fail({ kind: "opt-out-field-missing" } as const);

    const result = await readCrews(scene.client, {
      ...crewOptions(),
      optOutField: Promise.resolve(missing),
    });

    expect(result).toEqual(missing);
  });

  test("progress is told page by page, and the total before the first", async () => {
    const { client } = aSmartHr({ seed: 250, client: { requestsInFlight: 1 } });
    const told: unknown[] = [];

    await readCrews(client, crewOptions({ onProgress: (progress) => told.push(progress) }));

    expect(told).toEqual([
      { read: 0, total: 250 },
      { read: 50, total: 250 },
      { read: 150, total: 250 },
      { read: 250, total: 250 },
    ]);
  });

  test("the order SmartHR has without being asked does not matter", async () => {
    const [oldestFirst, newestFirst] = [aSmartHr({ seed: 250 }), aSmartHr({ seed: 250 })];
    newestFirst.sandbox.control("switches", { defaultOrder: "-created_at" });

    expect(await emailsOf(newestFirst)).toEqual(await emailsOf(oldestFirst));
  });
});

describe("design 2.3: rows that come and go between two pages", () => {
  const swap = [
    { op: "delete", list: "crews", where: { at: 0 } },
    { op: "insert", list: "crews", values: { last_name: "新入", first_name: "社員", email: "new@example.com" } },
  ] as const;

  test.each([1, 2, 3])(
    "deleted and entered after %i pages, with every total agreeing: nobody is lost",
    async (afterPages) => {
      const scene = aSmartHr({ seed: 250, client: { requestsInFlight: 1 } });
      scene.sandbox.control("edits-between-pages", { list: "crews", afterPages, edits: [...swap] });

      const emails = await emailsOf(scene);

      const rested = await emailsOf(scene);
      expect(emails).toEqual(rested);
    },
  );

  test("deleted and entered after the last page: the list is good as it was before", async () => {
    const scene = aSmartHr({ seed: 250, client: { requestsInFlight: 1 } });
    const before = await emailsOf(aSmartHr({ seed: 250 }));
    scene.sandbox.control("edits-between-pages", { list: "crews", afterPages: 4, edits: [...swap] });

    expect(await emailsOf(scene)).toEqual(before);
  });

  test("entered during each of three readings is given up", async () => {
    const scene = aSmartHr({ seed: 250 });
    for (const afterPages of [2, 6, 10]) {
      scene.sandbox.control("edits-between-pages", { list: "crews", afterPages, edits: [swap[1]] });
    }

    expect(await reading(scene)).toEqual(fail({ kind: "source-changed" }));
  });
});

describe("design 2.3: no salary, address or bank account ever enters the product", () => {
  test("only what M3 and M27 need is asked for", async () => {
    const scene = aSmartHr();

    await reading(scene);

    const { requests } = scene.sandbox.control("requests", {});
    const asked = requests.map(({ path }) => new URLSearchParams(path.split("?")[1]).get("fields")?.split(",").sort());
    const needed = [
      "birth_at",
      "business_first_name",
      "business_first_name_yomi",
      "business_last_name",
      "business_last_name_yomi",
      "created_at",
      "custom_fields",
      "departments",
      "email",
      "emp_code",
      "emp_status",
      "employment_type",
      "entered_at",
      "first_name",
      "first_name_yomi",
      "gender",
      "id",
      "last_name",
      "last_name_yomi",
      "positions",
      "resigned_at",
    ];
    expect(asked).toEqual([needed]);
  });
});

describe("smarthr-api 1.1: what the token may not see", () => {
  test("when somebody was entered, by which the list is judged complete, is a missing permission", async () => {
    const scene = aSmartHr();
    scene.sandbox.control("attribute-permission", { attribute: "created_at", read: false });

    const result = await reading(scene);

    expect(result).toEqual(fail({ kind: "forbidden", resource: "crews.created_at" }));
  });

  test.each(["null", "omitted"] as const)("an attribute that comes as %s is blank", async (forbiddenAttributes) => {
    const scene = aSmartHr({ switches: { forbiddenAttributes } });
    scene.sandbox.control("attribute-permission", { attribute: "email", read: false });

    const emails = await emailsOf(scene);

    expect(emails).toEqual(Array.from({ length: 8 }, () => null));
  });

  test.each(["null", "omitted"] as const)(
    "在籍状況 that comes as %s is a missing permission",
    async (forbiddenAttributes) => {
      const scene = aSmartHr({ switches: { forbiddenAttributes } });
      scene.sandbox.control("attribute-permission", { attribute: "emp_status", read: false });

      const result = await reading(scene);

      expect(result).toEqual(fail({ kind: "forbidden", resource: "crews.emp_status" }));
    },
  );

  test("M35: the opt-out field without 参照 looks empty, and people who were opted out keep that from being believed", async () => {
    const scene = aSmartHr();
    const field = await findOrMakeOptOutField(scene.client);
    if (!field.ok) throw new Error(field.fault.kind);
    const custom_fields = [{ template_id: field.value.templateId, value: "skip" }];
    scene.sandbox.control("edits", {
      edits: [{ op: "update", list: "crews", where: { at: 0 }, values: { custom_fields } }],
    });
    const seen = await readCrews(scene.client, crewOptions({ optOutField: field.value }));
    scene.sandbox.control("custom-field-permission", { name: "ミキワメ連携", read: false });

    const hidden = await readCrews(scene.client, crewOptions({ optOutField: field.value, optedOutBefore: 1 }));

    expect([seen.ok && seen.value.optedOutCount, hidden]).toEqual([1, fail({ kind: "opt-out-field-unreadable" })]);
  });
});

describe("design 2.3: an unexpected shape is named by its place, never by its value", () => {
  test.each([
    ["emp_status", "on_sabbatical", "GET /v1/crews [1].emp_status"],
    ["gender", "other", "GET /v1/crews [1].gender"],
    ["birth_at", "昭和64年1月7日", "GET /v1/crews [1].birth_at"],
    ["entered_at", "2026-02-30", "GET /v1/crews [1].entered_at"],
    ["email", 42, "GET /v1/crews [1].email"],
  ])("%s", async (attribute, value, path) => {
    const scene = aSmartHr();
    const edit = { op: "update", list: "crews", where: { at: 1 }, values: { [attribute]: value } } as const;
    scene.sandbox.control("edits", { edits: [edit] });

    const result = await reading(scene);

    expect(result).toEqual(fail({ kind: "unexpected-shape", path }));
  });

  test("a list without a total cannot be judged complete", async () => {
    const { sandbox, anotherClient } = aSmartHr();
    const withoutTotal = async (request: Request) => {
      const answer = await sandbox.fetch(request);
      answer.headers.delete("x-total-count");
      return answer;
    };

    const result = await readCrews(anotherClient({ fetch: withoutTotal }), crewOptions());

    expect(result).toEqual(fail({ kind: "unexpected-shape", path: "GET /v1/crews x-total-count" }));
  });
});

test("M4, M5: what real tenants hold – holes, empty texts, odd codes – has the expected shape", async () => {
  const scene = aSmartHr({ seed: "edge-cases", switches: { emptyArrays: "null" } });

  const result = await reading(scene);

  expect(result.ok).toBe(true);
});

describe("smarthr-api 5: SmartHR's limits are kept and used", () => {
  const switches = [
    { rateWindow: "fixed", intensiveLimit: "second" },
    { rateWindow: "sliding", intensiveLimit: "second" },
    { rateWindow: "sliding", intensiveLimit: "tenant-minute" },
  ] as const;

  test.each(switches)(
    "10,000 people cost 101 requests and no 429, at 95 % of the speed allowed: $rateWindow $intensiveLimit",
    async (turned) => {
      const scene = aSmartHr({ seed: 10_000, limits: true, switches: turned });
      scene.sandbox.control("latency", { milliseconds: 100 });
      const startedAt = scene.clock.now();

      const result = await reading(scene);

      const { total, countByStatus } = scene.sandbox.control("requests", {});
      expect({ read: result.ok && result.value.employees.length, total, countByStatus }).toEqual({
        read: 10_000,
        total: 101,
        countByStatus: { 200: 101 },
      });
      // Virtual time: 100 requests at ten a second are 10 s; 95 % of that speed is 10.526 s.
      expect(scene.clock.now() - startedAt).toBeLessThanOrEqual(10_526);
    },
  );

  test("an hour that others have nearly used up is waited for, without a 429", async () => {
    const scene = aSmartHr({ seed: 450, limits: true });
    scene.sandbox.control("latency", { milliseconds: 250 });
    const others = scene.anotherClient({ requestsPerSecond: 10, giveUpAt: Number.POSITIVE_INFINITY });
    for (let request = 0; request < 4_996; request++) {
      await others.ask({ method: "GET", path: "/v1/users/me", resource: "users", schema: z.unknown() });
    }
    scene.sandbox.control("forget-requests", {});

    const result = await reading(scene);

    expect({ ok: result.ok, counts: scene.sandbox.control("requests", {}).countByStatus }).toEqual({
      ok: true,
      counts: { 200: 6 },
    });
  });
});
