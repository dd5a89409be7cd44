import { describe, expect, test } from "vitest";
import { createScene, signIn } from "../sandbox-scene.ts";

const APP = "/plus/apps/mikiwame-demo";

describe("M9: the application's page on SmartHR Plus", () => {
  test("shows 「連携をはじめる」 at first", async () => {
    const { open } = await signIn(createScene());

    const { text } = await open(`/tenants/globex${APP}`);

    expect(text).toContain(`href="/tenants/globex${APP}/add">連携をはじめる</a>`);
    expect(text).not.toContain("アプリを開く");
  });

  test("「連携をはじめる」 asks what may be done, and turns into 「アプリを開く」 once 「許可する」 was pressed", async () => {
    const { open, send } = await signIn(createScene());
    const question = await open(`/tenants/globex${APP}/add`);

    const answer = await send(`/tenants/globex${APP}/add`, {});

    expect(question.text).toContain('type="submit">許可する</button>');
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/tenants/globex${APP}?notice=app-added`]);
    const { text } = await open(`/tenants/globex${APP}`);
    expect(text).toContain('href="http://localhost:3000/smarthr/launch?subdomain=globex">アプリを開く</a>');
    expect(text).not.toContain("連携をはじめる");
  });

  test("「アプリを開く」 leads to the product that the sandbox was started beside", async () => {
    const { open, send } = await signIn(createScene({ launchUrl: "http://localhost:3100/smarthr/launch" }));
    await send(`${APP}/add`, {});

    expect((await open(APP)).text).toContain('href="http://localhost:3100/smarthr/launch?subdomain=acme">アプリを開く');
  });

  test("what one tenant added is not added to another", async () => {
    const { open, send } = await signIn(createScene());

    await send(`/tenants/globex${APP}/add`, {});

    expect((await open(`/tenants/acme${APP}`)).text).toContain("連携をはじめる");
  });

  test("whoever links from the application's side finds 「アプリを開く」, too", async () => {
    const scene = createScene();
    const { open, post } = await signIn(scene);
    const redirectUri = "http://localhost:3000/smarthr/callback";
    const client = { client_id: "mikiwame-demo", redirect_uri: redirectUri };
    const asked = { ...client, response_type: "code" };
    const consent = await open(`/oauth/authorization?${new URLSearchParams(asked)}`);
    const csrf = /name="csrf" value="([^"]+)"/.exec(consent.text)?.[1] ?? "";
    const allowed = await post("/oauth/consent", { ...asked, csrf, tenant: "acme", decision: "allow" });
    const code = new URL(allowed.headers.get("location") ?? "").searchParams.get("code") ?? "";

    await post("/oauth/token", {
      ...client,
      client_secret: "mikiwame-demo-secret",
      grant_type: "authorization_code",
      code,
    });

    expect((await open(APP)).text).toContain("アプリを開く");
  });

  test("一般 may look, and is told who can begin", async () => {
    const { open } = await signIn(createScene(), "member@example.com");

    const { text } = await open(APP);

    expect(text).toContain("連携をはじめられるのは、管理者のみです。");
    expect(text).not.toContain("連携をはじめる</a>");
  });

  test("what was added outlives the process; starting over takes it back", async () => {
    const first = createScene();
    await (await signIn(first)).send(`${APP}/add`, {});
    const second = createScene({ from: JSON.parse(JSON.stringify(first.sandbox.snapshot())) });
    const { open } = await signIn(second);

    const kept = (await open(APP)).text;
    second.sandbox.control("reset", { seed: "manual" });
    const reset = (await open(APP)).text;

    expect([kept.includes("アプリを開く"), reset.includes("アプリを開く")]).toEqual([true, false]);
  });

  test("whether SmartHR adds the subdomain is not stated: a switch leaves it out", async () => {
    const { open, send } = await signIn(createScene({ switches: { launchSubdomain: false } }));
    await send(`${APP}/add`, {});

    expect((await open(APP)).text).toContain('href="http://localhost:3000/smarthr/launch">アプリを開く');
  });

  test.each([
    ["http://localhost:3100/smarthr/launch", "http://localhost:3100/smarthr/launch?subdomain=acme"],
    ["https://elsewhere.example/", "http://localhost:3000/smarthr/launch?subdomain=acme"],
  ])("launch_url=%s opens %s: an application elsewhere is not led to", async (launchUrl, expected) => {
    const { open, send } = await signIn(createScene());
    const query = `?${new URLSearchParams({ launch_url: launchUrl })}`;
    const { headers } = await send(`${APP}/add${query}`, {});

    const { text } = await open(headers.get("location") ?? "");

    expect(text).toContain(`href="${expected}">アプリを開く`);
  });
});
