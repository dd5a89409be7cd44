import { describe, expect, test } from "vitest";
import { createRateLimits } from "./rate-limits.ts";
import { type Answer, bearer, createScene, type Scene } from "./sandbox-scene.ts";
import { DEFAULT_SWITCHES } from "./switches.ts";

const shown = ({ headers }: Answer, family: string) =>
  ["limit", "remaining", "reset"].map((name) => headers.get(`${family}-${name}`));

async function askTimes({ ask }: Scene, times: number): Promise<Answer> {
  for (let time = 1; time < times; time++) await ask("/v1/users/me");
  return ask("/v1/users/me");
}

describe("about_api: rate limits", () => {
  test("10 requests a second of one token pass, the 11th is answered 429 code 6", async () => {
    const scene = createScene({ limits: true });

    const [tenth, eleventh] = [await askTimes(scene, 10), await scene.ask("/v1/users/me")];

    expect([tenth.status, eleventh.status, eleventh.json.code, eleventh.json.type]).toEqual([
      200,
      429,
      6,
      "too_many_requests",
    ]);
  });

  test("in the next second requests pass again", async () => {
    const scene = createScene({ limits: true });
    await askTimes(scene, 11);

    scene.advance(1_000);
    const answer = await scene.ask("/v1/users/me");

    expect(answer.status).toBe(200);
  });

  test("5,000 requests an hour of one token pass", async () => {
    const scene = createScene({ limits: true });
    for (let second = 0; second < 500; second++) {
      await askTimes(scene, 10);
      scene.advance(1_000);
    }

    const refused = await scene.ask("/v1/users/me");
    scene.advance(3_100_000);
    const later = await scene.ask("/v1/users/me");

    expect([refused.status, shown(refused, "x-rate-limit"), later.status]).toEqual([429, ["5000", "0", "3100"], 200]);
  });

  test("both families are on every answer; reset is whole seconds until the reset, not a time", async () => {
    const scene = createScene({ limits: true });
    scene.advance(1_500);

    const answer = await askTimes(scene, 3);

    expect(shown(answer, "x-rate-limit")).toEqual(["5000", "4997", "3599"]);
    expect(shown(answer, "x-intensive-rate-limit")).toEqual(["10", "7", "1"]);
  });

  test.each([
    ["400", "/v1/crews?page=0", 400],
    ["404", "/v1/nothing", 404],
    ["401", "/v1/crews", 401],
  ])("errors carry the headers too: %s", async (_, path, status) => {
    const { ask, sandbox } = createScene({ limits: true });
    const headers = bearer(status === 401 ? "wrong" : sandbox.accessToken);

    const answer = await ask(path, { headers });

    expect([answer.status, answer.headers.has("x-rate-limit-reset")]).toEqual([status, true]);
  });

  test("each token has limits of its own", async () => {
    const scene = createScene({ limits: true });
    await askTimes(scene, 11);

    const answer = await scene.ask("/v1/users/me", { headers: bearer(scene.sandbox.accessTokenOf("globex")) });

    expect(answer.status).toBe(200);
  });

  test("which limit is the intensive one is not certain: a switch makes it the tenant's minute", async () => {
    const scene = createScene({ limits: true, switches: { intensiveLimit: "tenant-minute" } });

    const answer = await scene.ask("/v1/users/me");

    expect(shown(answer, "x-intensive-rate-limit")).toEqual(["50000", "49999", "60"]);
  });

  test("with a sliding window, a burst across the turn of a second is refused", async () => {
    const scene = createScene({ limits: true, switches: { rateWindow: "sliding" } });
    scene.advance(900);
    await askTimes(scene, 10);

    scene.advance(200);
    const refused = await scene.ask("/v1/users/me");
    scene.advance(800);
    const passed = await scene.ask("/v1/users/me");

    expect([refused.status, shown(refused, "x-intensive-rate-limit"), passed.status]).toEqual([
      429,
      ["10", "0", "1"],
      200,
    ]);
  });

  test.each([
    [false, null],
    [true, "1"],
  ])("Retry-After is undocumented: with the switch at %s it is %j", async (retryAfter, seconds) => {
    const scene = createScene({ limits: true, switches: { retryAfter } });

    const refused = await askTimes(scene, 11);

    expect(refused.headers.get("retry-after")).toBe(seconds);
  });

  test("a sandbox without limits sends no rate headers", async () => {
    const scene = createScene({ limits: false });

    const answer = await askTimes(scene, 30);

    expect([answer.status, answer.headers.has("x-rate-limit-limit")]).toEqual([200, false]);
  });
});

test("50,000 requests a minute of all tokens of a tenant pass", () => {
  const limits = createRateLimits();
  let passed = 0;
  for (let request = 0; request < 50_000; request++) {
    passed += limits.admit(`token ${request % 5_000}`, "acme", 0, DEFAULT_SWITCHES).allowed ? 1 : 0;
  }

  const verdict = limits.admit("another token", "acme", 0, DEFAULT_SWITCHES);

  expect([
    passed,
    verdict.allowed,
    verdict.headers["x-rate-limit-remaining"],
    verdict.headers["x-rate-limit-reset"],
  ]).toEqual([50_000, false, "0", "60"]);
});
