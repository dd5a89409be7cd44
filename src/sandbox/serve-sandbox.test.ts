import { request } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { type ServedSandbox, serveSandbox } from "./serve-sandbox.ts";

const served: ServedSandbox[] = [];

async function serve(): Promise<ServedSandbox> {
  const sandbox = await serveSandbox({ seed: "manual", limits: false, port: 0 });
  served.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  for (const sandbox of served.splice(0)) await sandbox.close();
});

function authorization({ sandbox }: ServedSandbox) {
  return { authorization: `Bearer ${sandbox.accessToken}` };
}

describe("over a socket", () => {
  test("a list is served with its headers", async () => {
    const sandbox = await serve();

    const answer = await fetch(`${sandbox.url}/api/v1/crews?per_page=3`, { headers: authorization(sandbox) });

    expect([answer.status, answer.headers.get("x-total-count"), answer.headers.get("content-type")]).toEqual([
      200,
      "8",
      "application/json;charset=utf-8",
    ]);
    expect(await answer.json()).toHaveLength(3);
  });

  test("a body that is cut off ends before the length that was promised", async () => {
    const sandbox = await serve();
    sandbox.sandbox.control("faults", { kind: "cut-off" });

    const answer = await fetch(`${sandbox.url}/api/v1/crews`, { headers: authorization(sandbox) });

    expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(10_000);
    await expect(answer.text()).rejects.toThrow();
  });

  test("a time-out ends when the client gives up, and the server goes on", async () => {
    const sandbox = await serve();
    sandbox.sandbox.control("faults", { kind: "time-out" });
    const client = new AbortController();
    const asked = fetch(`${sandbox.url}/api/v1/crews`, { headers: authorization(sandbox), signal: client.signal });
    while (sandbox.sandbox.control("state", {}).faults.length > 0) await fetch(`${sandbox.url}/__sandbox/state`);
    client.abort(new Error("given up"));
    await expect(asked).rejects.toThrow("given up");

    const answer = await fetch(`${sandbox.url}/api/v1/crews`, { headers: authorization(sandbox) });

    expect(answer.status).toBe(200);
  });

  test("the first label of the Host header is the tenant", async () => {
    const sandbox = await serve();
    const { port } = new URL(sandbox.url);
    const ask = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { ...authorization(sandbox), host };
        const call = request({ host: "127.0.0.1", port, path: "/api/v1/crews", headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        call.on("error", reject).end();
      });

    const statuses = [await ask("acme.localhost"), await ask("globex.localhost"), await ask("nobody.localhost")];

    expect(statuses).toEqual([200, 401, 404]);
  });

  test("a port that is taken is said to be taken", async () => {
    const { url } = await serve();

    const second = serveSandbox({ seed: "manual", port: Number(new URL(url).port) });

    await expect(second).rejects.toThrow("EADDRINUSE");
  });
});
