import { describe, expect, test } from "vitest";
import { createScene } from "./sandbox-scene.ts";

interface Delivered {
  readonly token: string | null;
  readonly body: { readonly event: string; readonly crew: unknown };
}

function createWebhookScene(statuses: readonly number[] = []) {
  const delivered: Delivered[] = [];
  const scene = createScene({
    deliver: async (request) => {
      delivered.push({
        token: request.headers.get("x-smarthr-token"),
        body: (await request.json()) as Delivered["body"],
      });
      return new Response(null, { status: statuses[delivered.length - 1] ?? 204 });
    },
  });
  const register = async (special: Record<string, unknown> = {}) => {
    const flags = { crew_created: true, crew_updated: true, crew_deleted: true, crew_imported: false };
    const body = { url: "http://localhost:3000/hook", secret_token: "s3cret", ...flags, ...special };
    return (await scene.ask("/v1/webhooks", { method: "POST", body })).json;
  };
  return { scene, delivered, register };
}

describe("webhooks (about_webhook)", () => {
  test("a webhook is read without its secret token", async () => {
    const { register } = createWebhookScene();

    const webhook = await register();

    expect(webhook).toEqual({
      id: webhook.id,
      url: "http://localhost:3000/hook",
      description: null,
      crew_created: true,
      crew_updated: true,
      crew_deleted: true,
      crew_imported: false,
      dependent_created: false,
      dependent_updated: false,
      dependent_deleted: false,
      dependent_imported: false,
      expose_only_id: false,
      disabled_at: null,
      access_type: "read_and_update",
      updated_at: "2026-04-01T00:00:00.000Z",
      created_at: "2026-04-01T00:00:00.000Z",
    });
  });

  test("a crew that is made is told with the crew and X-SmartHR-Token", async () => {
    const { scene, delivered, register } = createWebhookScene();
    await register();

    const { json } = await scene.ask("/v1/crews", { method: "POST", body: { last_name: "新人" } });
    await scene.sandbox.webhooksSettled();

    const body = { event: "crew_created", triggered_at: "2026-04-01T00:00:00.000Z", sender: null, crew: json };
    expect(delivered).toEqual([{ token: "s3cret", body }]);
  });

  test("changes and deletions are told, by the API and by hand", async () => {
    const { scene, delivered, register } = createWebhookScene();
    await register();
    const [{ id }] = (await scene.ask("/v1/crews?emp_code=001")).json;

    scene.sandbox.control("edits", {
      edits: [{ op: "update", list: "crews", where: { id }, values: { occupation: "経理" } }],
    });
    await scene.ask(`/v1/crews/${id}`, { method: "DELETE" });
    await scene.sandbox.webhooksSettled();

    expect(delivered.map(({ body }) => body.event)).toEqual(["crew_updated", "crew_deleted"]);
  });

  test("an event whose flag is off is not told", async () => {
    const { scene, delivered, register } = createWebhookScene();
    await register({ crew_created: false });

    await scene.ask("/v1/crews", { method: "POST", body: {} });
    await scene.sandbox.webhooksSettled();

    expect(delivered).toEqual([]);
  });

  test("skip_sending_webhook=true keeps a write quiet", async () => {
    const { scene, delivered, register } = createWebhookScene();
    await register();

    await scene.ask("/v1/crews?skip_sending_webhook=true", { method: "POST", body: {} });
    await scene.sandbox.webhooksSettled();

    expect(delivered).toEqual([]);
  });

  test.each(["object", "string"] as const)(
    "expose_only_id sends the id alone; the shape is not published: %s",
    async (exposeOnlyId) => {
      const { scene, delivered, register } = createWebhookScene();
      scene.sandbox.control("switches", { exposeOnlyId });
      await register({ expose_only_id: true });

      const { json } = await scene.ask("/v1/crews", { method: "POST", body: {} });
      await scene.sandbox.webhooksSettled();

      expect(delivered[0]?.body.crew).toEqual(exposeOnlyId === "object" ? { id: json.id } : json.id);
    },
  );

  test("what is not answered 2xx is tried again, 5 times over 8 minutes; then the webhook is disabled", async () => {
    const { scene, delivered, register } = createWebhookScene([500, 500, 500, 500, 500]);
    const { id } = await register();

    await scene.ask("/v1/crews", { method: "POST", body: {} });
    await scene.sandbox.webhooksSettled();

    const { json } = await scene.ask(`/v1/webhooks/${id}`);
    expect([delivered.length, json.disabled_at]).toEqual([5, "2026-04-01T00:08:00.000Z"]);
  });

  test("nobody but this machine is ever called", async () => {
    const { ask, sandbox } = createScene();
    const flags = { crew_created: true, crew_updated: false, crew_deleted: false, crew_imported: false };
    const body = { url: "https://elsewhere.example/hook", ...flags };
    const { id } = (await ask("/v1/webhooks", { method: "POST", body })).json;

    await ask("/v1/crews", { method: "POST", body: {} });
    await sandbox.webhooksSettled();

    expect((await ask(`/v1/webhooks/${id}`)).json.disabled_at).toBe("2026-04-01T00:08:00.000Z");
  });

  test("a disabled webhook is told nothing more", async () => {
    const { scene, delivered, register } = createWebhookScene([500, 500, 500, 500, 500]);
    await register();
    await scene.ask("/v1/crews", { method: "POST", body: {} });
    await scene.sandbox.webhooksSettled();

    await scene.ask("/v1/crews", { method: "POST", body: {} });
    await scene.sandbox.webhooksSettled();

    expect(delivered.length).toBe(5);
  });
});
