import { BlockList, isIP, isIPv4 } from "node:net";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

/**
 * Where in the network a request comes from, or null when that cannot be told. A neighbour – this machine, or one of the same private
 * network – is taken for the proxy in front of the product, and believed when it says for whom it asks; nobody else is.
 */
export function clientAddressOf(context: Context): string | null {
  const { incoming } = (context.env ?? {}) as Partial<HttpBindings>;
  let address = plainAddress(incoming?.socket.remoteAddress ?? "");
  const hops = (context.req.header("x-forwarded-for") ?? "").split(",").map(plainAddress);
  while (address !== null && isNeighbour(address)) {
    const before = hops.pop() ?? null;
    if (before === null) break;
    address = before;
  }
  return address === null ? null : networkOf(address);
}

const NEIGHBOURS = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  NEIGHBOURS.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const) {
  NEIGHBOURS.addSubnet(network, bits, "ipv6");
}

function isNeighbour(address: string): boolean {
  return NEIGHBOURS.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

function plainAddress(text: string): string | null {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) === 0 ? null : address;
}

// Whoever has one IPv6 address has 2^64 of them.
function networkOf(address: string): string {
  if (isIPv4(address)) return address;
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, "")}]`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const groups = head === "" ? [] : head.split(":");
  const tailGroups = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - tailGroups.length;
  return [...groups, ...Array<string>(zeros).fill("0"), ...tailGroups].slice(0, 4).join(":");
}
