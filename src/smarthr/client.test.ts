import { describe, expect, test } from "vitest";
import { ACME_API, aSmartHr, type SmartHrScene } from "../../test/smarthr-scene.ts";
import { fail, ok } from "../core/result.ts";
import { createSmartHrClient } from "./client.ts";
import { findOrMakeOptOutField } from "./opt-out-field.ts";
import { readDepartments } from "./read-departments.ts";
import { readOwnUser } from "./read-own-user.ts";

/** Departments are two requests when nothing goes wrong. */
const GOOD_READING = ["GET /v1/departments?page=1 200", "GET /v1/departments?page=1 200"];
const MINUTE_MS = 60_000;

describe("design 2.3: 429", () => {
  test("is waited for as told, in seconds, and the reading goes on", async () => {
    const { sandbox, client, sent, sentAt } = aSmartHr();
    sandbox.control("faults", { kind: "rate-limited", count: 2, resetSeconds: 3 });

    const reading = await readDepartments(client);

    expect({ ok: reading.ok, sent, sentAt }).toEqual({
      ok: true,
      sent: ["GET /v1/departments?page=1 429", "GET /v1/departments?page=1 429", ...GOOD_READING],
      sentAt: [0, 3000, 6000, 6102],
    });
  });

  test("that does not end is given up within 70 minutes", async () => {
    const { clock, sandbox, client, sentAt } = aSmartHr();
    const startedAt = clock.now();
    sandbox.control("faults", { kind: "rate-limited", count: null, resetSeconds: 600 });

    const reading = await readDepartments(client);

    expect({ reading, minutes: sentAt.map((at) => at / MINUTE_MS) }).toEqual({
      reading: fail({ kind: "rate-limited", resetSeconds: 600 }),
      minutes: [0, 10, 20, 30, 40, 50, 60, 70],
    });
    expect(clock.now() - startedAt).toBe(70 * MINUTE_MS);
  });

  test("of a POST is repeated: nothing was made", async () => {
    const { sandbox, client, meanwhile } = aSmartHr();
    sandbox.control("faults", { kind: "rate-limited", after: 1 });

    await findOrMakeOptOutField(client);

    expect(await meanwhile("GET", "/v1/crew_custom_field_template_groups")).toHaveLength(1);
  });
});

test.each([
  ["forward", 5 * 60 * MINUTE_MS],
  ["back", -5 * 60 * MINUTE_MS],
])("when the clock is set %s by hours in the middle of a reading, requests go on at their pace", async (_, setMs) => {
  const { clock, sandbox, anotherClient } = aSmartHr();
  const sentAfter: number[] = [];
  const client = anotherClient({
    fetch: (request) => {
      sentAfter.push(clock.elapsed());
      if (sentAfter.length === 1) clock.set(setMs);
      return sandbox.fetch(request);
    },
  });
  sandbox.control("faults", { kind: "rate-limited", after: 1, resetSeconds: 3 });

  const reading = await readDepartments(client);

  expect(reading.ok).toBe(true);
  expect(sentAfter.map((at) => at - (sentAfter[0] ?? 0))).toEqual([0, 102, 3_102]);
});

describe("design 2.3: 5xx, time-out, cut or malformed body", () => {
  const kinds = ["server-error", "bad-gateway", "cut-off", "malformed", "time-out"] as const;

  const impatient = () => {
    const scene = aSmartHr();
    const timeout = (milliseconds: number) => {
      const controller = new AbortController();
      void scene.clock.sleep(milliseconds).then(() => controller.abort());
      return controller.signal;
    };
    return { ...scene, client: scene.anotherClient({ timeout }) };
  };

  test.each(kinds)("%s twice is survived", async (kind) => {
    const { sandbox, client } = impatient();
    sandbox.control("faults", { kind, count: 2 });

    const reading = await readDepartments(client);

    expect(reading.ok).toBe(true);
  });

  test.each(kinds)("%s three times ends the reading", async (kind) => {
    const { sandbox, client, sent } = impatient();
    sandbox.control("faults", { kind, count: 3 });

    const reading = await readDepartments(client);

    expect({ reading, requestCount: sent.length }).toEqual({ reading: fail({ kind: "unavailable" }), requestCount: 3 });
  });

  test("is asked again after a second and after two more", async () => {
    const { sandbox, client, sentAt } = aSmartHr();
    sandbox.control("faults", { kind: "server-error", count: null });

    await readDepartments(client);

    expect(sentAt).toEqual([0, 1000, 3000]);
  });

  test("of a POST ends it: what was asked for may have been made", async () => {
    const { sandbox, client, sent } = aSmartHr();
    sandbox.control("faults", { kind: "cut-off", after: 1 });

    const field = await findOrMakeOptOutField(client);

    expect({ field, sent }).toEqual({
      field: fail({ kind: "unavailable" }),
      sent: ["GET /v1/crew_custom_field_template_groups?page=1 200", "POST /v1/crew_custom_field_template_groups null"],
    });
  });

  test("after which the group that was made all the same is found, not made again", async () => {
    const { sandbox, client, meanwhile } = aSmartHr();
    sandbox.control("faults", { kind: "cut-off", after: 1 });
    await findOrMakeOptOutField(client);

    const field = await findOrMakeOptOutField(client);

    expect(field.ok).toBe(true);
    expect(await meanwhile("GET", "/v1/crew_custom_field_template_groups")).toHaveLength(1);
  });
});

describe("design 2.3: what asking again does not change", () => {
  const gone = (scene: SmartHrScene) => scene.anotherClient({ apiUrl: ACME_API.replace("acme", "gone") });

  test.each([
    [
      "503 code 9",
      { kind: "maintenance" },
      ({ sandbox }: SmartHrScene) => sandbox.control("faults", { kind: "maintenance" }),
    ],
    [
      "403 code 3",
      { kind: "forbidden", resource: "departments" },
      ({ sandbox }: SmartHrScene) =>
        sandbox.control("resource-permission", { resource: "departments", read: false, update: false }),
    ],
    [
      "403 code 15",
      { kind: "ip-not-permitted" },
      ({ sandbox }: SmartHrScene) => sandbox.control("ip-restriction", { permitted: false }),
    ],
    [
      "401 code 2 without a way to renew",
      { kind: "unauthorized" },
      ({ sandbox }: SmartHrScene) => sandbox.control("expire-tokens", {}),
    ],
    [
      "200 in an unexpected shape",
      { kind: "unexpected-shape", path: "GET /v1/departments" },
      ({ sandbox }: SmartHrScene) => sandbox.control("faults", { kind: "unexpected-shape" }),
    ],
  ])("%s", async (_, fault, happens) => {
    const scene = aSmartHr();
    happens(scene);

    const reading = await readDepartments(scene.client);

    expect({ reading, requestCount: scene.sent.length }).toEqual({ reading: fail(fault), requestCount: 1 });
  });

  test("404 on the tenant", async () => {
    const scene = aSmartHr();

    const reading = await readDepartments(gone(scene));

    expect({ reading, requestCount: scene.sent.length }).toEqual({
      reading: fail({ kind: "not-found", resource: "departments" }),
      requestCount: 1,
    });
  });

  test("403 when making the field names what must be permitted", async () => {
    const { sandbox, client } = aSmartHr();
    sandbox.control("resource-permission", { resource: "crew_custom_field_templates", update: false });

    const field = await findOrMakeOptOutField(client);

    expect(field).toEqual(fail({ kind: "forbidden", resource: "crew_custom_field_template_groups" }));
  });
});

describe("design 2.3: 401 code 2", () => {
  const renewable = (scene: SmartHrScene) => {
    const renewals: string[] = [];
    const client = scene.anotherClient({
      access: {
        token: async () => "rejected",
        renew: async (rejectedToken) => {
          renewals.push(rejectedToken);
          return ok(scene.sandbox.accessToken);
        },
      },
    });
    return { client, renewals };
  };

  test("renews the token once and goes on with it", async () => {
    const scene = aSmartHr();
    const { client, renewals } = renewable(scene);

    const reading = await readDepartments(client);

    expect({ ok: reading.ok, renewals, sent: scene.sent }).toEqual({
      ok: true,
      renewals: ["rejected"],
      sent: ["GET /v1/departments?page=1 401", ...GOOD_READING],
    });
  });

  test("for a renewed token ends the reading", async () => {
    const scene = aSmartHr();
    const { client, renewals } = renewable(scene);
    scene.sandbox.control("expire-tokens", {});

    const reading = await readDepartments(client);

    expect({ reading, renewals }).toEqual({ reading: fail({ kind: "unauthorized" }), renewals: ["rejected"] });
  });

  test("for a token that cannot be renewed is the fault of the renewal", async () => {
    const { anotherClient } = aSmartHr();
    const renew = async () => fail({ kind: "unavailable" } as const);
    const client = anotherClient({ access: { token: async () => "rejected", renew } });

    const reading = await readDepartments(client);

    expect(reading).toEqual(fail({ kind: "unavailable" }));
  });
});

describe("a reading that is stopped", () => {
  test("ends at once, however long it would have waited", async () => {
    const scene = aSmartHr();
    const stop = new AbortController();
    const client = scene.anotherClient({ signal: stop.signal });
    scene.sandbox.control("faults", { kind: "rate-limited", resetSeconds: 3000 });
    void scene.clock.sleep(500).then(() => stop.abort(new Error("stopped")));

    await expect(readDepartments(client)).rejects.toThrow("stopped");
  });

  test("sends nothing more", async () => {
    const scene = aSmartHr();
    const stop = new AbortController();
    const client = scene.anotherClient({ signal: stop.signal, onRequest: () => stop.abort(new Error("stopped")) });

    await expect(readDepartments(client)).rejects.toThrow("stopped");

    expect(scene.sentAt).toEqual([0]);
  });
});

test("design 2.7: whose token it is can be asked", async () => {
  const { client } = aSmartHr();

  const user = await readOwnUser(client);

  expect(user.ok && user.value.email).toBe("hr@example.com");
});

test("a redirect is not followed: the token stays with the host it was meant for", async () => {
  const redirects: string[] = [];
  const { anotherClient } = aSmartHr();
  const client = anotherClient({
    fetch: async (request) => {
      redirects.push(request.redirect);
      return new Response(null, { status: 302, headers: { location: "https://elsewhere.example" } });
    },
  });

  const reading = await readDepartments(client);

  expect({ reading, redirects }).toEqual({
    reading: fail({ kind: "refused", status: 302, resource: "departments" }),
    redirects: ["manual"],
  });
});

test("a token is never sent over http to another machine", () => {
  const { clock, sandbox } = aSmartHr();
  const access = { token: async () => sandbox.accessToken };

  expect(() =>
    createSmartHrClient({ apiUrl: "http://acme.smarthr.jp/api", access, fetch: sandbox.fetch, clock }),
  ).toThrow("https://");
});
