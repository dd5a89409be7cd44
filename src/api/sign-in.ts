import { hkdfSync } from "node:crypto";
import { type BetterAuthOptions, type BetterAuthPlugin, betterAuth } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { problemOfError } from "../app/problem-of-error.ts";
import type { Product } from "../app/product.ts";
import { MIN_PASSWORD_LENGTH } from "../contract/administrators.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { StartFault } from "../core/start-fault.ts";
import type { Session } from "./session.ts";

export { hashPassword } from "better-auth/crypto";

/** Sessions and passwords. Whoever answers a request sends the cookies along. */
export interface SignIn {
  readonly sessionOf: (request: Request) => Promise<Visitor>;
  /** By the address's key; null when there is nobody with this address and password. */
  readonly signIn: (request: Request, person: Credentials) => Promise<SignedIn | null>;
  readonly signOut: (request: Request) => Promise<Cookies>;
  /** Of whoever asks; all their other sessions end. */
  readonly changePassword: (request: Request, change: PasswordChange) => Promise<Result<Cookies, PasswordStays>>;
}

/** Who a request comes from, and what keeps their session alive. */
export interface Visitor {
  readonly session: Session | null;
  readonly cookies: Cookies;
}

/** Why the password stays: the current one is another one, or the session ended meanwhile. */
type PasswordStays = { readonly kind: "wrong-password" } | { readonly kind: "not-signed-in" };

/** Values of Set-Cookie. */
export type Cookies = readonly string[];

interface SignedIn {
  readonly administratorId: string;
  readonly cookies: Cookies;
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** The one place that signs people in: a library, over the product's own database. It cannot be without the key that signs cookies. */
export function createSignIn(product: Pick<Product, "db" | "appUrl" | "secretKeys">): Result<SignIn, StartFault> {
  const { secretKeys } = product;
  if (secretKeys === null) return fail({ kind: "wrong-setting", setting: "SECRET_KEY", expected: "secret-key" });
  return ok(signInOver({ ...product, secretKeys }));
}

// A working day is never interrupted, and no session outlives the night on a machine that was left signed in: what is behind it are
// other people's names, birthdays and departures. Once a week everybody shows that they still know the password.
const IDLE_HOURS = 12;
const LONGEST_DAYS = 7;
const RENEWED_EVERY_MINUTES = 10;

function signInOver(product: Parameters<typeof signInOptions>[0]): SignIn {
  const auth = betterAuth({ ...signInOptions(product), plugins: [passwordSignIn] });
  return {
    async sessionOf({ headers }) {
      const find = (query: { readonly disableRefresh: boolean }) =>
        auth.api.getSession({ headers, query, returnHeaders: true }).catch(nobodyIfEnded);
      const found = await find({ disableRefresh: false }).catch((error: unknown) => {
        // A session that cannot be made longer is good until it ends: what is there can be looked at.
        if (problemOfError(error)?.kind === "disk-full") return find({ disableRefresh: true });
        throw error;
      });
      const cookies = found.headers?.getSetCookie() ?? [];
      if (found.response === null) return { session: null, cookies };
      const { session, user } = found.response;
      if (session.createdAt.getTime() + LONGEST_DAYS * 86_400_000 <= Date.now()) {
        const ended = await auth.api.signOut({ headers, returnHeaders: true });
        return { session: null, cookies: ended.headers.getSetCookie() };
      }
      const { id, companyId, email, name, role } = user;
      return { session: { administratorId: id, companyId, email, name, role: toRole(role) }, cookies };
    },
    async signIn({ headers }, person) {
      const signed = await auth.api.signInByPassword({ headers, body: person, returnHeaders: true });
      if (signed.response === null) return null;
      return { administratorId: signed.response, cookies: signed.headers.getSetCookie() };
    },
    async signOut({ headers }) {
      const ended = await auth.api.signOut({ headers, returnHeaders: true });
      return ended.headers.getSetCookie();
    },
    async changePassword({ headers }, change) {
      try {
        const body = { ...change, revokeOtherSessions: true };
        const changed = await auth.api.changePassword({ headers, body, returnHeaders: true });
        return ok(changed.headers.getSetCookie());
      } catch (error) {
        if (!(error instanceof APIError)) throw error;
        if (error.body?.code === "INVALID_PASSWORD") return fail({ kind: "wrong-password" });
        if (error.status === "UNAUTHORIZED") return fail({ kind: "not-signed-in" });
        throw error;
      }
    },
  };
}

/** How the library is set up: our tables and keys, and nothing but e-mail and password. */
export function signInOptions({
  db,
  appUrl,
  secretKeys,
}: Pick<Product, "db" | "appUrl"> & { readonly secretKeys: NonNullable<Product["secretKeys"]> }) {
  // One setting is one secret: this one is made of it, and cannot be turned back into it.
  const secret = Buffer.from(hkdfSync("sha256", secretKeys.current.bytes, "", "mikiwame sign-in", 32));
  return {
    appName: "mikiwame",
    baseURL: appUrl,
    // As a list, because a single secret could be overruled by an environment variable of the library's own.
    secrets: [{ version: 1, value: secret.toString("base64") }],
    database: { db: db.queries.withPlugin(MOMENTS_AS_DATES), type: "postgres" },
    telemetry: { enabled: false },
    // It would print addresses.
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: 128,
    },
    advanced: {
      cookiePrefix: "mikiwame",
      useSecureCookies: appUrl.startsWith("https://"),
      ipAddress: { disableIpTracking: true },
      // Its tables are compared with ours by a test; here it would ask the database at every start.
      database: { generateId: "uuid", validateSchema: false },
    },
    session: {
      ...SESSIONS,
      expiresIn: IDLE_HOURS * 3600,
      updateAge: RENEWED_EVERY_MINUTES * 60,
    },
    databaseHooks: {
      session: {
        create: {
          // What nobody is shown is not kept.
          before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }),
        },
      },
    },
    user: ADMINISTRATORS,
    account: ACCOUNTS,
    verification: VERIFICATIONS,
  } as const satisfies BetterAuthOptions;
}

const ADMINISTRATORS = {
  modelName: "administrators",
  fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
  additionalFields: {
    companyId: { type: "number", required: true, input: false, fieldName: "company_id" },
    role: { type: "string", required: true, input: false },
  },
} as const;

const SESSIONS = {
  modelName: "administrator_sessions",
  fields: {
    userId: "administrator_id",
    expiresAt: "expires_at",
    ipAddress: "ip_address",
    userAgent: "user_agent",
    createdAt: "created_at",
    updatedAt: "updated_at",
  },
} as const;

const ACCOUNTS = {
  modelName: "administrator_accounts",
  fields: {
    userId: "administrator_id",
    accountId: "account_id",
    providerId: "provider_id",
    accessToken: "access_token",
    refreshToken: "refresh_token",
    idToken: "id_token",
    accessTokenExpiresAt: "access_token_expires_at",
    refreshTokenExpiresAt: "refresh_token_expires_at",
    createdAt: "created_at",
    updatedAt: "updated_at",
  },
} as const;

const VERIFICATIONS = {
  modelName: "administrator_verifications",
  fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
} as const;

// The library's own way to sign in refuses addresses that are real in Japan, such as `a..b@docomo.ne.jp` (core/email.ts). An unknown address
// costs as much time as a wrong password, so that nobody learns who has an account.
const passwordSignIn = {
  id: "password-sign-in",
  endpoints: {
    signInByPassword: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ email: z.string(), password: z.string() }) },
      async (ctx): Promise<string | null> => {
        const { internalAdapter, password } = ctx.context;
        const given = ctx.body.password;
        const found = await internalAdapter.findUserByEmail(ctx.body.email, { includeAccounts: true });
        const hash = found?.accounts.find(({ providerId }) => providerId === "credential")?.password;
        if (!found || !hash) {
          await password.hash(given);
          return null;
        }
        if (!(await password.verify({ hash, password: given }))) return null;
        const session = await internalAdapter.createSession(found.user.id);
        await setSessionCookie(ctx, { session, user: found.user });
        return found.user.id;
      },
    ),
  },
} satisfies BetterAuthPlugin;

// The database gives moments as numbers (core's `Instant`); the library reckons with dates.
const MOMENTS_AS_DATES: Parameters<Product["db"]["queries"]["withPlugin"]>[0] = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
};

function withDates(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const columns = Object.entries(row).map(([name, value]) => {
    return [name, name.endsWith("_at") && typeof value === "number" ? new Date(value) : value];
  });
  return Object.fromEntries(columns);
}

function toRole(role: string): Session["role"] {
  if (role === "administrator" || role === "viewer") return role;
  throw new Error("an administrator's role is none: the table's check should have refused it");
}

// A session that ended between two statements is none.
function nobodyIfEnded(error: unknown): { readonly response: null; readonly headers?: Headers } {
  if (error instanceof APIError && error.status === "UNAUTHORIZED") return { response: null };
  throw error;
}
