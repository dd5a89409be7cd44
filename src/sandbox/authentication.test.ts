import { describe, expect, test } from "vitest";
import { bearer, createScene } from "./sandbox-scene.ts";

const UNAUTHORIZED = {
  code: 2,
  type: "unauthorized_token",
  message: "無効なアクセストークンです",
  errors: null,
};

describe("about_api: authentication", () => {
  test("a token is sent as Bearer", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/crews");

    expect(answer.status).toBe(200);
  });

  test("a token is sent as the user name of Basic with an empty password", async () => {
    const { ask, sandbox } = createScene();
    const authorization = `Basic ${btoa(`${sandbox.accessToken}:`)}`;

    const answer = await ask("/v1/crews", { headers: { authorization } });

    expect(answer.status).toBe(200);
  });

  test("a wrong token is answered 401 code 2", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/crews", { headers: bearer("shr_0000_wrong") });

    expect([answer.status, answer.json]).toEqual([401, UNAUTHORIZED]);
  });

  test("no token is answered 401 code 2", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/crews", { headers: {} });

    expect([answer.status, answer.json]).toEqual([401, UNAUTHORIZED]);
  });

  test.each([
    [false, 401],
    [true, 200],
  ])("?access_token= is undocumented: with the switch at %s it is answered %d", async (queryToken, status) => {
    const { ask, sandbox } = createScene({ switches: { queryToken } });

    const answer = await ask(`/v1/crews?access_token=${sandbox.accessToken}`, { headers: {} });

    expect(answer.status).toBe(status);
  });

  test("a token has the shape shr_, four hexadecimal digits, 32 letters and digits, and is the same after a restart", () => {
    const { sandbox } = createScene();

    const { sandbox: again } = createScene({ seed: "demo" });

    expect(sandbox.accessToken).toMatch(/^shr_[0-9a-f]{4}_[0-9A-Za-z]{32}$/);
    expect(again.accessToken).toBe(sandbox.accessToken);
  });

  test("an expired token is answered 401 code 2", async () => {
    const { ask, sandbox } = createScene();
    sandbox.control("expire-tokens", {});

    const answer = await ask("/v1/crews");

    expect([answer.status, answer.json]).toEqual([401, UNAUTHORIZED]);
  });

  test("bodies are application/json;charset=utf-8", async () => {
    const { ask } = createScene();

    const answer = await ask("/v1/departments");

    expect(answer.headers.get("content-type")).toBe("application/json;charset=utf-8");
  });

  test.each(["/v1/positions", "/v1/crews/a/b", "/api/v2/crews"])(
    "%s is unknown and answered 404 code 4",
    async (path) => {
      const { ask } = createScene();

      const answer = await ask(path);

      expect([answer.status, answer.json.code, answer.json.type]).toEqual([404, 4, "not_found"]);
    },
  );
});

describe("about_api: a token is valid only in its own tenant", () => {
  test.each(["http://localhost:4000/tenants/acme/api/v1/crews", "http://acme.localhost:4000/api/v1/crews"])(
    "it is accepted at %s",
    async (url) => {
      const { ask } = createScene();

      const answer = await ask(url);

      expect(answer.headers.get("x-total-count")).toBe("8");
    },
  );

  test.each(["http://localhost:4000/tenants/globex/api/v1/crews", "http://globex.localhost:4000/api/v1/crews"])(
    "it is refused at %s",
    async (url) => {
      const { ask } = createScene();

      const answer = await ask(url);

      expect([answer.status, answer.json]).toEqual([401, UNAUTHORIZED]);
    },
  );

  test.each(["http://localhost:4000/tenants/nobody/api/v1/crews", "http://nobody.localhost:4000/api/v1/crews"])(
    "there is no tenant at %s",
    async (url) => {
      const { ask } = createScene();

      const answer = await ask(url);

      expect([answer.status, answer.json.code]).toEqual([404, 4]);
    },
  );

  test("on the plain host the tenant is the token's own", async () => {
    const { ask, sandbox } = createScene();

    const answer = await ask("/v1/crews", { headers: bearer(sandbox.accessTokenOf("globex")) });

    expect(answer.headers.get("x-total-count")).toBe("3");
  });
});
