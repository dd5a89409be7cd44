import { describe, expect, test } from "vitest";
import { fail } from "../core/result.ts";
import { type Fetch, send } from "./send.ts";

const neverAnswers: Fetch = () => new Promise(() => {});
const request = () => new Request("https://acme.smarthr.jp/api/v1/crews");

describe("design 2.3: what a network can do to us is one fault", () => {
  test("no answer in time", async () => {
    const sent = await send(request(), { fetch: neverAnswers, timeout: AbortSignal.abort(), stop: undefined });

    expect(sent).toEqual(fail({ kind: "unavailable" }));
  });

  test("no way to the host", async () => {
    const unreachable: Fetch = async () => {
      throw new TypeError("fetch failed");
    };

    const sent = await send(request(), { fetch: unreachable, timeout: new AbortController().signal, stop: undefined });

    expect(sent).toEqual(fail({ kind: "unavailable" }));
  });
});

describe("whoever stops the reading is heard at once", () => {
  test("while an answer is waited for", async () => {
    const stop = new AbortController();

    const sending = send(request(), {
      fetch: neverAnswers,
      timeout: new AbortController().signal,
      stop: stop.signal,
    });
    stop.abort(new Error("stopped"));

    await expect(sending).rejects.toThrow("stopped");
  });

  test("before anything is sent", async () => {
    let requestCount = 0;
    const counting: Fetch = async () => {
      requestCount++;
      return new Response("[]");
    };

    const sending = send(request(), {
      fetch: counting,
      timeout: new AbortController().signal,
      stop: AbortSignal.abort(new Error("stopped")),
    });

    await expect(sending).rejects.toThrow("stopped");
    expect(requestCount).toBe(0);
  });
});
