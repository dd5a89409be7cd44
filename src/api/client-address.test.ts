import { Hono } from "hono";
import { expect, test } from "vitest";
import { clientAddressOf } from "./client-address.ts";

test.each([
  ["203.0.113.5", undefined, "203.0.113.5"],
  ["::ffff:203.0.113.5", undefined, "203.0.113.5"],
  ["203.0.113.5", "198.51.100.7", "203.0.113.5"],
  ["127.0.0.1", "198.51.100.7", "198.51.100.7"],
  ["172.18.0.2", "192.0.2.1, 198.51.100.7", "198.51.100.7"],
  ["10.0.0.2", "192.0.2.1, 198.51.100.7, 10.0.0.9", "198.51.100.7"],
  ["10.0.0.2", "10.0.0.7", "10.0.0.7"],
  ["::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8::1", undefined, "2001:db8:0:0"],
  ["2001:db8:1::2:3:4:5", undefined, "2001:db8:1:0"],
  ["fe80::1%eth0", undefined, "fe80:0:0:0"],
  ["127.0.0.1", undefined, "127.0.0.1"],
  ["127.0.0.1", "unknown", "127.0.0.1"],
  ["127.0.0.1", "198.51.100.7:4711", "127.0.0.1"],
  [undefined, "198.51.100.7", null],
])("a connection from %s that asks for %s comes from %s", async (remoteAddress, forwardedFor, expected) => {
  const routes = new Hono().get("/", (context) => context.json(clientAddressOf(context)));

  const response = await routes.request(
    "/",
    { headers: forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor } },
    { incoming: { socket: { remoteAddress } } },
  );

  expect(await response.json()).toBe(expected);
});

test("a request that came over no connection comes from nowhere", async () => {
  const routes = new Hono().get("/", (context) => context.json(clientAddressOf(context)));

  expect(await (await routes.request("/")).json()).toBeNull();
});
