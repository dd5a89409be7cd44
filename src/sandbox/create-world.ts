import { type AccessToken, makeToken, makeTokenText } from "./access-token.ts";
import { createEditsBetweenPages } from "./edits-between-pages.ts";
import { createFaults } from "./faults.ts";
import { DEMO_LAUNCH_URL, isLoopbackUrl } from "./oauth-client.ts";
import { createOauthState, type Grant } from "./oauth-state.ts";
import { createRateLimits } from "./rate-limits.ts";
import { createRequestLog } from "./request-log.ts";
import { RowTable } from "./row-table.ts";
import { REAL_CLOCK, type SandboxClock } from "./sandbox-clock.ts";
import { plantSecondTenant } from "./seeds/plant-second-tenant.ts";
import { plantSeed, type Seed } from "./seeds/plant-seed.ts";
import { DEFAULT_SWITCHES, type SandboxSwitches } from "./switches.ts";
import { createTenant, restoreTenant, snapshotTenant, type TenantSnapshot } from "./tenant.ts";
import { createWebhookDeliveries } from "./webhook-deliveries.ts";
import type { World } from "./world.ts";

/** What a world starts with. */
export interface WorldOptions {
  readonly seed: Seed;
  readonly limits: boolean;
  readonly clock?: SandboxClock;
  readonly switches?: Partial<SandboxSwitches>;
  readonly deliver?: (request: Request) => Promise<Response>;
  readonly launchUrl?: string;
}

/** A sandbox's rows, tokens, grants and switches as JSON. */
export interface WorldSnapshot {
  readonly version: 1;
  readonly tenants: readonly TenantSnapshot[];
  readonly tokens: readonly AccessToken[];
  readonly grants: readonly Grant[];
  /** Missing in snapshots of sandboxes that did not keep it yet. */
  readonly addedIn?: readonly string[];
  readonly switches: SandboxSwitches;
}

/** A world filled with the seed. */
export function createWorld(options: WorldOptions): World {
  const world = createEmptyWorld(options);
  plantWorld(world, options.seed);
  return world;
}

/** Empties the world and fills it anew; its tokens are those of the first start. */
export function plantWorld(world: World, seed: Seed): void {
  clearWorld(world);
  const acme = createTenant("acme", "株式会社アクメ");
  plantSeed(acme, seed);
  const globex = createTenant("globex", "株式会社グローベックス");
  plantSecondTenant(globex);
  for (const tenant of [acme, globex]) {
    const { subdomain } = tenant;
    world.tenants.set(subdomain, tenant);
    world.tokens.put(makeToken({ id: makeTokenText(subdomain), subdomain, origin: `token:${subdomain}` }));
  }
}

/** The world as JSON; requests, faults and browser sessions are not part of it. */
export function snapshotWorld(world: World): WorldSnapshot {
  return {
    version: 1,
    tenants: [...world.tenants.values()].map(snapshotTenant),
    tokens: world.tokens.list(),
    grants: world.oauth.grants.list(),
    addedIn: [...world.oauth.addedIn],
    switches: world.switches,
  };
}

/** The world that a snapshot was taken of; switches that are given win over the kept ones. Throws for what is no snapshot. */
export function restoreWorld(snapshot: unknown, options: WorldOptions): World {
  if (!isSnapshot(snapshot)) throw new Error("expected a snapshot of version 1 that this sandbox made");
  const world = createEmptyWorld({ ...options, switches: { ...snapshot.switches, ...options.switches } });
  for (const tenant of snapshot.tenants) world.tenants.set(tenant.subdomain, restoreTenant(tenant));
  for (const token of snapshot.tokens) world.tokens.put(token);
  for (const grant of snapshot.grants) world.oauth.grants.put(grant);
  for (const subdomain of snapshot.addedIn ?? []) world.oauth.addedIn.add(subdomain);
  return world;
}

function createEmptyWorld({ limits, clock = REAL_CLOCK, switches = {}, deliver, launchUrl }: WorldOptions): World {
  return {
    clock,
    tenants: new Map(),
    tokens: new RowTable(),
    oauth: createOauthState(),
    faults: createFaults(),
    editsBetweenPages: createEditsBetweenPages(),
    requestLog: createRequestLog(),
    webhooks: createWebhookDeliveries(),
    deliver: deliver ?? deliverToThisMachine,
    launchUrl: launchUrl ?? DEMO_LAUNCH_URL,
    rateLimits: limits ? createRateLimits() : null,
    switches: { ...DEFAULT_SWITCHES, ...switches },
    latencyMilliseconds: 0,
  };
}

// Whoever registers a webhook at a sandbox must not be able to make it call somebody else.
async function deliverToThisMachine(request: Request): Promise<Response> {
  return isLoopbackUrl(request.url) ? fetch(request) : Response.error();
}

function clearWorld(world: World): void {
  world.tenants.clear();
  world.tokens.clear();
  world.oauth.grants.clear();
  world.oauth.codes.clear();
  world.oauth.addedIn.clear();
  world.faults.clear();
  world.editsBetweenPages.clear();
  world.requestLog.clear();
  world.latencyMilliseconds = 0;
}

function isSnapshot(value: unknown): value is WorldSnapshot {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    value.version === 1 &&
    "tenants" in value &&
    Array.isArray(value.tenants)
  );
}
