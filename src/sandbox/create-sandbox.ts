import { makeTokenText } from "./access-token.ts";
import { answerFile } from "./answer-file.ts";
import { createApi } from "./api.ts";
import { type Control, createControl } from "./control-operations.ts";
import { answerControl } from "./control-routes.ts";
import { createWorld, restoreWorld, snapshotWorld } from "./create-world.ts";
import { answerOauth } from "./oauth-routes.ts";
import type { SandboxClock } from "./sandbox-clock.ts";
import { answerScreens } from "./screens/answer-screens.ts";
import type { Seed } from "./seeds/plant-seed.ts";
import type { SandboxSwitches } from "./switches.ts";
import { readTenantAddress } from "./tenant-address.ts";

export type { SandboxClock } from "./sandbox-clock.ts";

/** What a sandbox starts with. */
export interface SandboxOptions {
  /** A number is how many people `acme` has. */
  readonly seed: Seed;
  /** False: no rate limits and no rate headers. Default true. */
  readonly limits?: boolean;
  /** Default: the machine's time. */
  readonly clock?: SandboxClock;
  readonly switches?: Partial<SandboxSwitches>;
  /** What `snapshot` gave: the sandbox goes on from there, and the seed does not count. */
  readonly from?: unknown;
  /** Where 「アプリを開く」 leads. Default: the product at its usual port. */
  readonly launchUrl?: string;
  /** How webhooks leave. Default: over the network, to this machine only. */
  readonly deliver?: (request: Request) => Promise<Response>;
}

/** A SmartHR on the table, as SmartHR's documents describe it. */
export interface Sandbox {
  /** The whole server as a function, for tests without sockets. */
  fetch(request: Request): Promise<Response>;
  /** A ready token of the tenant `acme` with all permissions; the same one after every start. */
  readonly accessToken: string;
  /** The same of another tenant. */
  accessTokenOf(subdomain: string): string;
  /** What `POST /__sandbox/{operation}` does, in process. Throws when the input is wrong. */
  readonly control: Control;
  /** Everything that is to outlive the process, as JSON. */
  snapshot(): unknown;
  /** Resolves when no webhook is on its way any more, the last retry included. */
  webhooksSettled(): Promise<void>;
}

/** A new sandbox with the tenants `acme` (the seed) and `globex` (small). Throws when `from` is no snapshot. */
export function createSandbox({ from, limits = true, ...rest }: SandboxOptions): Sandbox {
  const options = { limits, ...rest };
  const world = from === undefined ? createWorld(options) : restoreWorld(from, options);
  const answerApi = createApi(world);
  const control = createControl(world);
  return {
    async fetch(request) {
      const url = new URL(request.url);
      const address = readTenantAddress(url, request.headers.get("host"));
      if (address.path.startsWith("/api/")) return answerApi(request, url, address);
      if (address.path.startsWith("/oauth/")) return answerOauth(world, request, url, address);
      if (/^\/__sandbox(\/|$)/.test(address.path)) return answerControl(request, url, address.path, control);
      if (address.path.startsWith("/files/")) return answerFile(world, url, address.path);
      return answerScreens(world, request, url, address);
    },
    accessToken: makeTokenText("acme"),
    accessTokenOf: makeTokenText,
    control,
    snapshot: () => snapshotWorld(world),
    webhooksSettled: () => world.webhooks.settled(),
  };
}
