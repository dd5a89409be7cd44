import type { AccessToken } from "./access-token.ts";
import type { EditsBetweenPages } from "./edits-between-pages.ts";
import type { Faults } from "./faults.ts";
import type { OauthState } from "./oauth-state.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { RequestLog } from "./request-log.ts";
import type { RowTable } from "./row-table.ts";
import type { SandboxClock } from "./sandbox-clock.ts";
import type { SandboxSwitches } from "./switches.ts";
import type { Tenant } from "./tenant.ts";
import type { WebhookDeliveries } from "./webhook-deliveries.ts";

/** Everything a sandbox holds; one for each server. */
export interface World {
  readonly clock: SandboxClock;
  readonly tenants: Map<string, Tenant>;
  readonly tokens: RowTable<AccessToken>;
  readonly oauth: OauthState;
  readonly faults: Faults;
  readonly editsBetweenPages: EditsBetweenPages;
  readonly requestLog: RequestLog;
  readonly webhooks: WebhookDeliveries;
  /** How webhooks leave. */
  readonly deliver: (request: Request) => Promise<Response>;
  /** Where 「アプリを開く」 leads, unless the page is asked with another. */
  readonly launchUrl: string;
  /** Null when the sandbox was started without limits. */
  readonly rateLimits: RateLimits | null;
  switches: SandboxSwitches;
  latencyMilliseconds: number;
}
