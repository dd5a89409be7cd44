import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Instant } from "../../src/core/calendar.ts";
import type { Edit } from "../../src/sandbox/edit.ts";
import type { EditedSmartHr } from "../simulation/draw-edits.ts";
import { createSimulatedSmartHr, type SimulatedSmartHr } from "../simulation/simulated-smarthr.ts";
import type { SmartHrState } from "../simulation/smarthr-state.ts";

/** A SmartHR that somebody edits while it is read, and of which every state is remembered. */
export interface RememberedSmartHr extends EditedSmartHr {
  edit(edits: readonly Edit[]): Promise<void>;
  /** What it may have held at any time between two moments, these included. */
  statesBetween(from: Instant, to: Instant): readonly SmartHrState[];
}

/** A SmartHR of its own for each company, all behind one address that outlives whoever reads them. */
export interface ServedSmartHrs {
  /** As `SMARTHR_API_URL` takes it. */
  readonly apiUrl: string;
  readonly url: string;
  readonly accounts: readonly ServedSmartHr[];
  close(): void;
}

export interface ServedSmartHr extends RememberedSmartHr {
  readonly subdomain: string;
  readonly accessToken: string;
}

/** Serves as many SmartHRs as sizes are given, of so many people; each answer takes so long. */
export async function serveSmartHrs(sizes: readonly number[], latencyMilliseconds: number): Promise<ServedSmartHrs> {
  const bySubdomain = new Map<string, SimulatedSmartHr>();
  for (const [index, size] of sizes.entries()) {
    const smarthr = aSmartHr(size);
    smarthr.sandbox.control("latency", { milliseconds: latencyMilliseconds });
    bySubdomain.set(`company-${index + 1}`, smarthr);
  }
  const server = serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request: Request) => {
      const url = new URL(request.url);
      const [, subdomain = "", path = ""] = /^\/tenants\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
      const smarthr = bySubdomain.get(subdomain);
      if (smarthr === undefined) return new Response(null, { status: 404 });
      // Each of them knows its account by the seed's name.
      url.pathname = `/tenants/acme${path}`;
      const { method, headers } = request;
      const body = method === "GET" ? null : await request.arrayBuffer();
      return smarthr.answer(new Request(url, { method, headers, body }));
    },
  });
  await once(server, "listening");
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    apiUrl: `${url}/tenants/{subdomain}/api`,
    accounts: [...bySubdomain].map(([subdomain, smarthr]) => account(subdomain, smarthr)),
    close: () => void server.close(),
  };
}

function account(subdomain: string, smarthr: SimulatedSmartHr): ServedSmartHr {
  return {
    subdomain,
    // Not the seed's, which all of them have: SmartHR's limits count tokens.
    accessToken: smarthr.sandbox.control("issue-token", {}).token,
    rows: smarthr.rows,
    fieldId: smarthr.fieldId,
    edit: async (edits) => smarthr.edit(edits),
    statesBetween: (from, to) =>
      smarthr.states.filter(
        ({ fromStep }, index) =>
          fromStep <= to && (smarthr.states[index + 1]?.fromStep ?? Number.POSITIVE_INFINITY) >= from,
      ),
  };
}

function aSmartHr(people: number): SimulatedSmartHr {
  // Steps are milliseconds here: what holds when is told by the time of day.
  const scheduler = {
    now: Date.now,
    stepCount: Date.now,
    note: () => {},
    at(moment: Instant, _: unknown, ring: () => void) {
      const timer = setTimeout(ring, moment - Date.now());
      return () => clearTimeout(timer);
    },
  };
  const life = { name: "SmartHR", alive: true };
  const options = { base: people, limits: true, tokenLifeSeconds: 7_200 };
  return createSimulatedSmartHr({ ...options, scheduler: () => scheduler, life });
}
