import { ok } from "../src/core/result.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../src/sandbox/create-sandbox.ts";
import type { SmartHrClient, SmartHrClientOptions } from "../src/smarthr/client.ts";
import { createSmartHrClient } from "../src/smarthr/client.ts";
import type { OptOutField } from "../src/smarthr/opt-out-field.ts";
import type { ReadCrewsOptions } from "../src/smarthr/read-crews.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** A SmartHR on the table and our client of it, in one process and on one virtual clock. */
export interface SmartHrScene {
  readonly clock: VirtualClock;
  readonly sandbox: Sandbox;
  readonly client: SmartHrClient;
  /** What the client sent, as `GET /v1/crews?page=1 200`; the status is null when no answer came. */
  readonly sent: string[];
  /** When each was sent, in milliseconds since the first. */
  readonly sentAt: number[];
  /** Another client of the same SmartHR, with its own token or manners. */
  anotherClient(special: Partial<SmartHrClientOptions>): SmartHrClient;
  /** What somebody else does in SmartHR meanwhile: a request with the ready token, whose answer must be good. */
  meanwhile(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** The address of the tenant `acme`'s API. */
export const ACME_API = "http://localhost:4000/tenants/acme/api";

/** How people are read where nothing about it is special: for the first time, with an opt-out field that nobody has used. */
export function crewOptions({
  optOutField = { templateId: "opt-out", skipValues: ["skip"] },
  ...special
}: Partial<Omit<ReadCrewsOptions, "optOutField"> & { readonly optOutField: OptOutField }> = {}): ReadCrewsOptions {
  return { optOutField: Promise.resolve(ok(optOutField)), optedOutBefore: 0, endBefore: null, ...special };
}

/** The same where so many people were known before, the newest of whom has left SmartHR since. */
export function knownToBe(count: number): Pick<ReadCrewsOptions, "endBefore"> {
  return { endBefore: { count, newestCrewId: "somebody who has left" } };
}

/** Without limits unless said otherwise: most tests are about something else. */
export function aSmartHr(
  special: Partial<SandboxOptions> & { readonly client?: Partial<SmartHrClientOptions> } = {},
): SmartHrScene {
  const { client: clientOptions = {}, ...sandboxOptions } = special;
  const clock = createVirtualClock();
  const sandbox = createSandbox({ seed: "manual", limits: false, clock, ...sandboxOptions });
  const sent: string[] = [];
  const sentAt: number[] = [];
  const startedAt = clock.now();

  const fetch = (request: Request) => {
    sentAt.push(clock.now() - startedAt);
    return sandbox.fetch(request);
  };
  const anotherClient = (options: Partial<SmartHrClientOptions>) =>
    createSmartHrClient({
      apiUrl: ACME_API,
      access: { token: async () => sandbox.accessToken },
      fetch,
      clock,
      random: () => 0.5,
      onRequest: ({ method, path, query, status }) => sent.push(`${method} ${path}${pageIn(query)} ${status}`),
      ...options,
    });

  return {
    clock,
    sandbox,
    client: anotherClient(clientOptions),
    sent,
    sentAt,
    anotherClient,
    meanwhile: (method, path, body) => askSandbox(sandbox, method, path, body),
  };
}

function pageIn({ page }: Readonly<Record<string, string>>): string {
  return page === undefined ? "" : `?page=${page}`;
}

async function askSandbox(sandbox: Sandbox, method: string, path: string, body: unknown): Promise<unknown> {
  const response = await sandbox.fetch(
    new Request(`${ACME_API}${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.accessToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  const text = await response.text();
  return text === "" ? null : JSON.parse(text);
}
