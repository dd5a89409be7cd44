/** What the public documents leave open. Each switch has the default this sandbox starts with; docs/SANDBOX.md names the sources. */
export interface SandboxSwitches {
  /** How long an OAuth access token lives, in seconds. */
  readonly accessTokenLifeSeconds: number;
  /** How long an OAuth refresh token lives without use, in days. */
  readonly refreshTokenLifeDays: number;
  /** Whether each refresh gives a new refresh token and ends the grant when an old one comes back. */
  readonly refreshRotation: boolean;
  /** Whether `POST /oauth/revoke` exists. */
  readonly revocationEndpoint: boolean;
  readonly pkce: "accepted" | "ignored" | "required";
  /** The `scope` member of a token answer; null leaves it out. */
  readonly scopeInTokenAnswer: string | null;
  /** What `token_request_tenant_id` holds. */
  readonly tokenTenantId: "subdomain" | "uuid";
  /** Which limit the `x-intensive-rate-limit-*` headers tell of. */
  readonly intensiveLimit: "second" | "tenant-minute";
  readonly rateWindow: "fixed" | "sliding";
  /** Whether a 429 carries `retry-after`. */
  readonly retryAfter: boolean;
  readonly perPageAbove100: "clamp" | "reject";
  readonly unknownFields: "ignore" | "reject";
  readonly unknownSortKeys: "ignore" | "reject";
  readonly unknownPositionName: "create" | "reject";
  /** How a crew attribute the token may not see is printed. */
  readonly forbiddenAttributes: "null" | "omitted";
  /** The order of `GET /v1/crews` without `sort`. */
  readonly defaultOrder: "created_at" | "-created_at" | "id";
  readonly discontinuedInLists: boolean;
  /** How `departments`, `positions`, `bank_accounts` and `profile_images` are printed when there is nothing in them. */
  readonly emptyArrays: "array" | "null";
  readonly decimalAs: "number" | "string";
  /** What `"value": null` does to a custom field. */
  readonly customFieldNull: "clear" | "reject";
  /** The body of a webhook that was registered with `expose_only_id`. */
  readonly exposeOnlyId: "object" | "string";
  /** Whether an empty 役職 slot before a filled one is printed as null; otherwise the later ones move up. */
  readonly positionHoles: boolean;
  /** Whether `fields` without `id` gives the id anyway. */
  readonly fieldsIncludeId: boolean;
  /** Whether the launch address of an app gets `?subdomain=`. */
  readonly launchSubdomain: boolean;
  /** Whether `?access_token=` is accepted. */
  readonly queryToken: boolean;
  /** How many people the plan allows (403 code 7 above it); null for no limit. */
  readonly crewLimit: number | null;
}

/** The switches as a new sandbox has them. */
export const DEFAULT_SWITCHES: SandboxSwitches = {
  accessTokenLifeSeconds: 7_200,
  refreshTokenLifeDays: 90,
  refreshRotation: true,
  revocationEndpoint: false,
  pkce: "accepted",
  scopeInTokenAnswer: null,
  tokenTenantId: "subdomain",
  intensiveLimit: "second",
  rateWindow: "fixed",
  retryAfter: false,
  perPageAbove100: "clamp",
  unknownFields: "ignore",
  unknownSortKeys: "ignore",
  unknownPositionName: "create",
  forbiddenAttributes: "null",
  defaultOrder: "created_at",
  discontinuedInLists: false,
  emptyArrays: "array",
  decimalAs: "number",
  customFieldNull: "clear",
  exposeOnlyId: "object",
  positionHoles: true,
  fieldsIncludeId: false,
  launchSubdomain: true,
  queryToken: false,
  crewLimit: null,
};
