import type { Instant } from "../core/calendar.ts";
import { emailKey } from "../core/email.ts";
import { ok, type Result } from "../core/result.ts";
import type { CompanyId } from "./companies.ts";
import {
  decryptSecret,
  encryptSecret,
  type SecretFault,
  type SecretKeys,
  type SecretName,
  type SecretOwner,
} from "./secrets.ts";
import { toTimestamp } from "./tables.ts";

/** Whose link it is; the address is compared by `emailKey`. */
export interface LinkOwner {
  readonly companyId: CompanyId;
  readonly administratorEmail: string;
}

/** By which permission SmartHR is asked. */
export type LinkTokens =
  /** Issued by hand in SmartHR; it does not change. */
  { readonly kind: "token"; readonly accessToken: string } | OAuthTokens;

/** Given by OAuth; the refresh token serves once, and is null when SmartHR gave none. */
export interface OAuthTokens {
  readonly kind: "oauth";
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly accessTokenExpiresAt: Instant | null;
}

/** Which table holds the tokens: what was encrypted for one cannot be read from the other. */
export type TokenPlace = "link" | "pending";

/** What the tokens of each table are encrypted as. */
export const TOKEN_NAMES = {
  link: { access: "access-token", refresh: "refresh-token" },
  pending: { access: "pending-access-token", refresh: "pending-refresh-token" },
} as const satisfies Record<TokenPlace, { readonly access: SecretName; readonly refresh: SecretName }>;

/** The columns that tell an administrator's row. */
export function ownerColumns({ companyId, administratorEmail }: LinkOwner) {
  return { company_id: companyId, administrator_email: emailKey(administratorEmail) };
}

/** A text's owner, as it is encrypted for one. */
export function secretOwner({ companyId, administratorEmail }: LinkOwner, name: SecretOwner["name"]): SecretOwner {
  return { companyId, administratorEmail: emailKey(administratorEmail), name };
}

/** The tokens as a row keeps them. */
export function encryptTokens(keys: SecretKeys, owner: LinkOwner, place: TokenPlace, tokens: LinkTokens) {
  const { access, refresh } = TOKEN_NAMES[place];
  const oauth = tokens.kind === "oauth" ? tokens : null;
  return {
    access_token: encryptSecret(keys, secretOwner(owner, access), tokens.accessToken),
    refresh_token: oauth?.refreshToken ? encryptSecret(keys, secretOwner(owner, refresh), oauth.refreshToken) : null,
    access_token_expires_at: oauth?.accessTokenExpiresAt ? toTimestamp(oauth.accessTokenExpiresAt) : null,
  };
}

/** The tokens of a row that was given by OAuth. */
export function decryptOAuthTokens(
  keys: SecretKeys,
  owner: LinkOwner,
  place: TokenPlace,
  row: {
    readonly access_token: string;
    readonly refresh_token: string | null;
    readonly access_token_expires_at: Instant | null;
  },
): Result<OAuthTokens, SecretFault> {
  const { access, refresh } = TOKEN_NAMES[place];
  const accessToken = decryptSecret(keys, secretOwner(owner, access), row.access_token);
  if (!accessToken.ok) return accessToken;
  const refreshToken =
    row.refresh_token === null ? ok(null) : decryptSecret(keys, secretOwner(owner, refresh), row.refresh_token);
  if (!refreshToken.ok) return refreshToken;
  return ok({
    kind: "oauth",
    accessToken: accessToken.value,
    refreshToken: refreshToken.value,
    accessTokenExpiresAt: row.access_token_expires_at,
  });
}
