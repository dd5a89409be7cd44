import type { Clock } from "../core/clock.ts";
import type { Mail } from "../core/mail.ts";
import type { Observe } from "../core/operating-event.ts";
import type { Fetch } from "../smarthr/send.ts";
import type { Database } from "../store/database.ts";
import type { SecretKeys } from "../store/secrets.ts";

/** The doors and settings of one process; each action takes as much of it as it uses. */
export interface Product {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly smarthr: SmartHrDoor;
  /** Null where no mail can be sent. */
  readonly mail: Mail | null;
  /** Tells the log and the figures what happens. */
  readonly observe: Observe;
  /** Where people reach the product, without a slash at the end. */
  readonly appUrl: string;
  /** What links' tokens are encrypted with; null where none was given, which is well until there is a link. */
  readonly secretKeys: SecretKeys | null;
}

/** How SmartHR is found and asked. */
export interface SmartHrDoor {
  readonly fetch: Fetch;
  /** May contain `{subdomain}`. */
  readonly apiUrl: string;
  readonly authUrl: string;
  /** Null unless the product is registered with SmartHR Plus. */
  readonly client: { readonly id: string; readonly secret: string; readonly redirectUri: string } | null;
  /** SmartHR's documented limit unless told otherwise; only a SmartHR without limits may be told otherwise. */
  readonly requestsPerSecond?: number | "unlimited";
  /** The clock by which requests of all processes are spaced: the database's unless told otherwise, which a test's clock runs away from. */
  readonly budgetClock?: Pick<Clock, "now">;
  /** Spreads the waits of processes that failed together; real chance unless told otherwise. */
  readonly random?: () => number;
}
