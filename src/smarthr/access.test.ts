import { describe, expect, test } from "vitest";
import { fail, ok } from "../core/result.ts";
import { keepToken } from "./access.ts";

function anAccess() {
  const renewals: string[] = [];
  const waiting: (() => void)[] = [];
  const access = {
    token: async () => "token-1",
    async renew(rejectedToken: string) {
      renewals.push(rejectedToken);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return ok(`token-${renewals.length + 1}`);
    },
  };
  const finishRenewal = () => waiting.shift()?.();
  return { access, renewals, finishRenewal };
}

describe("design 2.3: a rejected token is renewed once, by one request at a time", () => {
  test("many requests rejected together cause one renewal", async () => {
    const { access, renewals, finishRenewal } = anAccess();
    const tokens = keepToken(access);
    const token = await tokens.current();

    const replacing = Promise.all([tokens.replace(token), tokens.replace(token), tokens.replace(token)]);
    finishRenewal();

    expect({ replaced: await replacing, renewals, next: await tokens.current() }).toEqual({
      replaced: [ok("token-2"), ok("token-2"), ok("token-2")],
      renewals: ["token-1"],
      next: "token-2",
    });
  });

  test("a request that was sent with the old token goes on with the new one", async () => {
    const { access, renewals, finishRenewal } = anAccess();
    const tokens = keepToken(access);
    const token = await tokens.current();
    const first = tokens.replace(token);
    finishRenewal();
    await first;

    const late = await tokens.replace(token);

    expect({ late, renewals }).toEqual({ late: ok("token-2"), renewals: ["token-1"] });
  });

  test("a token that is rejected later on is renewed again", async () => {
    const { access, renewals, finishRenewal } = anAccess();
    const tokens = keepToken(access);
    const first = tokens.replace(await tokens.current());
    finishRenewal();
    await first;

    const second = tokens.replace(await tokens.current());
    finishRenewal();

    expect({ second: await second, renewals }).toEqual({ second: ok("token-3"), renewals: ["token-1", "token-2"] });
  });

  test("an access token that nobody can renew is rejected for good", async () => {
    const tokens = keepToken({ token: async () => "issued-by-hand" });

    const replaced = await tokens.replace(await tokens.current());

    expect(replaced).toEqual(fail({ kind: "unauthorized" }));
  });
});
