import { RowTable } from "./row-table.ts";

/** A permission that an administrator gave an application; its tokens come and go. */
export interface Grant {
  readonly id: string;
  readonly subdomain: string;
  readonly clientId: string;
  readonly userId: string;
  /** The refresh token that counts. */
  readonly refreshToken: string;
  /** Epoch milliseconds. */
  readonly refreshExpiresAt: number;
  /** Refresh tokens that were rotated away. */
  readonly formerRefreshTokens: readonly string[];
}

/** An authorization code; good once. */
export interface AuthorizationCode {
  readonly id: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly subdomain: string;
  readonly userId: string;
  readonly codeChallenge: string | null;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** The grant it became; null until it is used. */
  readonly grantId: string | null;
}

/** Somebody signed in to SmartHR in a browser. */
export interface BrowserSession {
  readonly id: string;
  readonly email: string;
}

export interface OauthState {
  readonly grants: RowTable<Grant>;
  readonly codes: RowTable<AuthorizationCode>;
  readonly sessions: RowTable<BrowserSession>;
  /** Subdomains of the tenants whose administrator added the application on SmartHR Plus; permissions are given after that. */
  readonly addedIn: Set<string>;
}

/** Nobody signed in, nothing granted. */
export function createOauthState(): OauthState {
  return { grants: new RowTable(), codes: new RowTable(), sessions: new RowTable(), addedIn: new Set() };
}
