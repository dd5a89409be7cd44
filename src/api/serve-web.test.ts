import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, describe, expect, test } from "vitest";
import { makeTestFolder } from "../../test/database.ts";
import type { ApiEnvironment } from "./serve-endpoint.ts";
import { serveWeb } from "./serve-web.ts";

const folder = makeTestFolder();
mkdirSync(join(folder.path, "assets"));
writeFileSync(join(folder.path, "index.html"), "<title>ミキワメ</title>");
writeFileSync(join(folder.path, "assets", "index-abc.js"), "export {};");
writeFileSync(join(folder.path, ".sources"), "hash");
afterAll(folder.remove);

const routes = new Hono<ApiEnvironment>();
serveWeb(routes, folder.path);

describe("the built web application", () => {
  test.each(["/", "/employees", "/runs/some-id", "/.sources"])(
    "%s is its one page, which no browser keeps",
    async (path) => {
      const answer = await routes.request(path);

      expect([answer.status, answer.headers.get("cache-control"), await answer.text()]).toEqual([
        200,
        "no-store",
        "<title>ミキワメ</title>",
      ]);
    },
  );

  test("an asset is kept for ever, because its name changes with its content", async () => {
    const answer = await routes.request("/assets/index-abc.js");

    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
      200,
      "text/javascript; charset=utf-8",
      "public, max-age=31536000, immutable",
    ]);
  });

  test.each(["/assets/index-old.js", "/assets/../../package.json", "/assets/%2e%2e/.sources"])(
    "%s is not there",
    async (path) => {
      const answer = await routes.request(path);

      expect(await answer.text()).not.toMatch(/hash|"name"/);
    },
  );
});
