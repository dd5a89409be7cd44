import { describe, expect, test } from "vitest";
import { createScene } from "./sandbox-scene.ts";

describe("pages for people", () => {
  test("the app's page on SmartHR Plus leads to the app, with the subdomain (M9)", async () => {
    const { ask } = createScene();

    const page = await ask("/tenants/globex/plus/apps/mikiwame-demo", { headers: {} });

    expect(page.text).toContain('href="http://localhost:3000/smarthr/launch?subdomain=globex"');
    expect(page.text).toContain("連携をはじめる");
  });

  test("whether SmartHR adds the subdomain is not stated: a switch leaves it out; no app elsewhere is led to", async () => {
    const { ask } = createScene({ switches: { launchSubdomain: false } });

    const page = await ask("/plus/apps/mikiwame-demo?launch_url=https://elsewhere.example/", { headers: {} });

    expect(page.text).toContain('href="http://localhost:3000/smarthr/launch"');
  });

  test("a person's page shows what was entered, escaped", async () => {
    const { ask, sandbox } = createScene();
    const [id] = sandbox.control("edits", {
      edits: [{ op: "insert", list: "crews", values: { last_name: "<b>太</b>" } }],
    }).ids;

    const page = await ask(`/crews/${id}`, { headers: {} });

    expect(page.text).toContain("<td>&lt;b&gt;太&lt;/b&gt;</td>");
  });

  test.each(["/", "/tenants/globex/"])("%s is the tenant's home", async (path) => {
    const { ask } = createScene();

    const page = await ask(path, { headers: {} });

    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html;charset=utf-8"]);
  });

  test("a tenant that does not exist has no home", async () => {
    const { ask } = createScene();

    const page = await ask("/tenants/nobody/", { headers: {} });

    expect(page.status).toBe(404);
  });
});
