// node bench/serve-sandbox-process.ts <options as JSON>: a sandbox that prints its address as one line of JSON and serves until it is stopped.
import { serveSandbox } from "../src/sandbox/serve-sandbox.ts";
import type { SandboxAddress } from "./sandbox-address.ts";

const given = process.argv[2];
if (given === undefined) throw new Error("expected options as the only argument");
const { people, limits } = JSON.parse(given) as { people: number; limits: boolean };
const { url, sandbox } = await serveSandbox({ port: 0, seed: people, limits });
console.log(JSON.stringify({ url, subdomain: "acme", accessToken: sandbox.accessToken } satisfies SandboxAddress));
