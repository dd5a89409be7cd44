import { makeToken, makeTokenText } from "./access-token.ts";
import { refuse } from "./answer.ts";
import { createApi } from "./api.ts";
import { createEditsBetweenPages } from "./edits-between-pages.ts";
import { createFaults } from "./faults.ts";
import { createOauthState } from "./oauth-state.ts";
import { createRateLimits } from "./rate-limits.ts";
import { createRequestLog } from "./request-log.ts";
import { RowTable } from "./row-table.ts";
import { REAL_CLOCK, type SandboxClock } from "./sandbox-clock.ts";
import { plantManual } from "./seeds/plant-manual.ts";
import { plantSecondTenant } from "./seeds/plant-second-tenant.ts";
import { DEFAULT_SWITCHES, type SandboxSwitches } from "./switches.ts";
import { createTenant } from "./tenant.ts";
import { readTenantAddress } from "./tenant-address.ts";
import { createWebhookDeliveries } from "./webhook-deliveries.ts";
import type { World } from "./world.ts";

export type { SandboxClock } from "./sandbox-clock.ts";

/** What a sandbox starts with. A number is how many people `acme` has. */
export interface SandboxOptions {
  readonly seed: "manual" | "demo" | "edge-cases" | number;
  /** False: no rate limits and no rate headers. Default true. */
  readonly limits?: boolean;
  /** Default: the machine's time. */
  readonly clock?: SandboxClock;
  readonly switches?: Partial<SandboxSwitches>;
}

/** A SmartHR on the table, as SmartHR's documents describe it. */
export interface Sandbox {
  /** The whole server as a function, for tests without sockets. */
  fetch(request: Request): Promise<Response>;
  /** A ready token of the tenant `acme` with all permissions. */
  readonly accessToken: string;
}

/** A new sandbox with the tenants `acme` (the seed) and `globex` (small). */
export function createSandbox(options: SandboxOptions): Sandbox {
  const world = createWorld(options);
  const answerApi = createApi(world);
  return {
    async fetch(request) {
      const url = new URL(request.url);
      const address = readTenantAddress(url, request.headers.get("host"));
      if (address.path.startsWith("/api/v1/")) return answerApi(request, url, address);
      return refuse("not_found");
    },
    accessToken: makeTokenText("acme"),
  };
}

function createWorld({ limits = true, clock = REAL_CLOCK, switches = {} }: SandboxOptions): World {
  const acme = createTenant("acme", "株式会社アクメ");
  plantManual(acme);
  const globex = createTenant("globex", "株式会社グローベックス");
  plantSecondTenant(globex);
  const world: World = {
    clock,
    tenants: new Map([acme, globex].map((tenant) => [tenant.subdomain, tenant])),
    tokens: new RowTable(),
    oauth: createOauthState(),
    faults: createFaults(),
    editsBetweenPages: createEditsBetweenPages(),
    requestLog: createRequestLog(),
    webhooks: createWebhookDeliveries(),
    deliver: (request) => fetch(request),
    rateLimits: limits ? createRateLimits() : null,
    switches: { ...DEFAULT_SWITCHES, ...switches },
    latencyMilliseconds: 0,
  };
  for (const { subdomain } of world.tenants.values()) {
    world.tokens.put(makeToken({ id: makeTokenText(subdomain), subdomain, origin: `token:${subdomain}` }));
  }
  return world;
}
