import { describe, expect, test } from "vitest";
import { createScene, type Scene, signIn } from "../sandbox-scene.ts";

async function crewId({ ask }: Scene): Promise<string> {
  return (await ask("/v1/crews?emp_code=001")).json[0].id;
}

describe("who may see the screens", () => {
  test("whoever is not signed in is asked for mail address and password, and then led on to where they wanted to go", async () => {
    const { ask } = createScene();
    const path = "/tenants/acme/crews?status=retired";

    const page = await ask(path, { headers: {} });

    expect(page.text).toContain("<h1>SmartHRにログイン</h1>");
    expect(page.text).toContain(`name="next" value="${path}"`);
    expect(page.text).not.toContain("001@aaa.com");
  });

  test.each([
    ["a path of its own", "/tenants/acme/crews", "/tenants/acme/departments"],
    ["a host of its own", "http://acme.localhost:4000/crews", "/departments"],
    ["the plain host", "/crews", "/departments"],
  ])("a tenant is reached at %s, and its links stay there", async (_, path, departments) => {
    const { open } = await signIn(createScene());

    const page = await open(path);

    expect(page.status).toBe(200);
    expect(page.text).toContain("株式会社アクメ");
    expect(page.text).toContain(`href="${departments}"`);
  });

  test("the header says who is signed in, and where one is", async () => {
    const { open } = await signIn(createScene());

    const page = await open("/departments");

    expect(page.text).toContain("hr@example.com（管理者）");
    expect(page.text).toContain('href="/departments" aria-current="page"');
  });

  test("「ログアウト」 ends the session: its cookie is good for nothing any more", async () => {
    const scene = createScene();
    const { open, send } = await signIn(scene);

    const answer = await send("/oauth/sign-out", {});

    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/"]);
    expect((await open("/crews")).text).toContain("<h1>SmartHRにログイン</h1>");
  });

  test("a tenant that does not exist is no page", async () => {
    const { open } = await signIn(createScene());

    expect((await open("/tenants/nobody/")).status).toBe(404);
  });

  test("a tenant shows itself to its users only, and is not offered to others", async () => {
    const scene = createScene();
    scene.sandbox.control("edits", {
      tenant: "globex",
      edits: [{ op: "delete", list: "users", where: { email: "member@example.com" } }],
    });
    const { open } = await signIn(scene, "member@example.com");

    const [globex, home] = [await open("/tenants/globex/crews"), await open("/tenants/acme/")];

    expect(globex.status).toBe(403);
    expect(globex.text).not.toContain("株式会社グローベックス");
    expect(home.text).not.toContain("グローベックス");
  });

  test("home leads to the other tenants of the user", async () => {
    const { open } = await signIn(createScene());

    const home = await open("/tenants/acme/");

    expect(home.text).toContain('<a href="/tenants/globex/">株式会社グローベックス（globex）</a>');
  });

  test("an address that is no screen is a clear 404", async () => {
    const { open } = await signIn(createScene());

    const page = await open("/tenants/acme/nowhere");

    expect([page.status, page.text.includes("<h1>ページが見つかりません</h1>")]).toEqual([404, true]);
  });
});

describe("who may edit", () => {
  test("一般 may look, and finds nothing to edit with", async () => {
    const scene = createScene();
    const { open } = await signIn(scene, "member@example.com");

    const pages = [await open("/crews"), await open(`/crews/${await crewId(scene)}`), await open("/departments")];

    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const { text } of pages) expect(text).not.toMatch(/この項目を編集|追加|削除|一括更新/);
  });

  test.each(["/crews/new", "/bulk-update", "/departments/new", "/custom-fields/new", "/plus/apps/mikiwame-demo/add"])(
    "一般 is refused %s, looked at and sent",
    async (path) => {
      const scene = createScene();
      const { open, send } = await signIn(scene, "member@example.com");
      const before = scene.sandbox.snapshot();

      const [opened, sent] = [await open(path), await send(path, { last_name: "新", first_name: "人", name: "新" })];

      expect([opened.status, sent.status]).toEqual([403, 403]);
      expect(scene.sandbox.snapshot()).toEqual(before);
    },
  );

  test("who is 一般 by the time the form comes back is refused", async () => {
    const scene = createScene();
    const { open, post } = await signIn(scene);
    const path = `/crews/${await crewId(scene)}/edit/basic`;
    const csrf = /name="csrf" value="([^"]+)"/.exec((await open(path)).text)?.[1] ?? "";
    const where = { email: "hr@example.com" };
    scene.sandbox.control("edits", { edits: [{ op: "update", list: "users", where, values: { admin: false } }] });
    const before = scene.sandbox.snapshot();

    const answer = await post(path, { csrf, emp_code: "900" });

    expect(answer.status).toBe(403);
    expect(scene.sandbox.snapshot()).toEqual(before);
  });

  test("a form that does not come from a page of the session writes nothing", async () => {
    const scene = createScene();
    const { post } = await signIn(scene);
    const before = scene.sandbox.snapshot();

    const answer = await post(`/crews/${await crewId(scene)}/edit/basic`, { emp_code: "900", csrf: "guessed" });

    expect(answer.status).toBe(403);
    expect(scene.sandbox.snapshot()).toEqual(before);
  });
});
