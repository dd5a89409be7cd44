import { z } from "zod";
import { isValidEmail } from "./core/email.ts";
import { isLogLevel, type LogLevel } from "./core/log-level.ts";
import { fail, ok, type Result } from "./core/result.ts";
import type { SettingExpectation, StartFault } from "./core/start-fault.ts";
import { isSafeServiceUrl, isSubdomain } from "./smarthr/tenant-address.ts";

/** Everything the environment decides, checked. */
export interface Config {
  readonly database:
    | { readonly kind: "embedded"; readonly dataDir: string }
    | { readonly kind: "postgresql"; readonly url: string };
  /** For the embedded database, and for what the demo keeps. */
  readonly dataDir: string;
  /** Null: the embedded database keeps a key of its own; PostgreSQL needs one as soon as a link is stored. */
  readonly secretKey: string | null;
  /** Where people reach the product. */
  readonly appUrl: string;
  /** Where the product answers browsers. */
  readonly port: number;
  /** Null: no mail is sent, and links to choose a password are handed over by people. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Null: as the command needs it. */
  readonly logLevel: LogLevel | null;
  readonly operating: {
    /** Where an operator's machines ask how the process is; null: nowhere but on the product's own port. */
    readonly port: number | null;
    readonly host: string;
    /** What whoever asks for the figures must show; null: they are told on `port` alone. */
    readonly token: string | null;
  };
  /** Where back-ups are put; null: the product knows nothing of them. */
  readonly backupDir: string | null;
  readonly smarthr: {
    readonly authUrl: string;
    /** May contain `{subdomain}`. */
    readonly apiUrl: string;
    readonly client: { readonly id: string; readonly secret: string } | null;
    /** The command line's own access, used instead of a stored link. */
    readonly access: { readonly subdomain: string; readonly accessToken: string } | null;
  };
}

/** A setting that stops the start. */
export type WrongSetting = Extract<StartFault, { readonly kind: "wrong-setting" }>;

/** Reads the environment, `process.env`-shaped; every fault is found at once. An empty value counts as not set. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly WrongSetting[]> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const read = Environment.safeParse(given);
  const faults = [...(read.error?.issues.map(faultOf) ?? []), ...pairFaults(given), ...openFigures(given)];
  if (!read.success || faults.length > 0) return fail(faults);
  const set = read.data;
  return ok({
    // DATABASE_URL wins, so that one file of settings can name a data folder for other uses, too.
    database: set.DATABASE_URL
      ? { kind: "postgresql", url: set.DATABASE_URL }
      : { kind: "embedded", dataDir: set.DATA_DIR },
    dataDir: set.DATA_DIR,
    secretKey: set.SECRET_KEY ?? null,
    appUrl: withoutSlash(set.APP_URL ?? `http://localhost:${set.PORT}`),
    port: set.PORT,
    mail: set.SMTP_URL && set.MAIL_FROM ? { url: set.SMTP_URL, from: set.MAIL_FROM } : null,
    logLevel: set.LOG_LEVEL ?? null,
    operating: {
      port: set.OPERATING_PORT ?? null,
      host: set.OPERATING_HOST,
      token: set.METRICS_TOKEN ?? null,
    },
    backupDir: set.BACKUP_DIR ?? null,
    smarthr: {
      authUrl: withoutSlash(set.SMARTHR_AUTH_URL),
      apiUrl: withoutSlash(set.SMARTHR_API_URL),
      client:
        set.SMARTHR_CLIENT_ID && set.SMARTHR_CLIENT_SECRET
          ? { id: set.SMARTHR_CLIENT_ID, secret: set.SMARTHR_CLIENT_SECRET }
          : null,
      access:
        set.SMARTHR_SUBDOMAIN && set.SMARTHR_ACCESS_TOKEN
          ? { subdomain: set.SMARTHR_SUBDOMAIN, accessToken: set.SMARTHR_ACCESS_TOKEN }
          : null,
    },
  });
}

const expecting = (expected: SettingExpectation) => ({ error: expected });

const isServiceUrl = (text: string): boolean => isSafeServiceUrl(text.replaceAll("{subdomain}", "tenant"));

// `ミキワメ <no-reply@example.com>`, or the address alone.
function isSender(text: string): boolean {
  const named = /^[^<>@,;:"\p{Cc}]* ?<([^<>]+)>$/u.exec(text);
  return isValidEmail(named?.[1] ?? text);
}

const Port = z
  .string()
  .regex(/^\d{1,5}$/, expecting("port"))
  .transform(Number)
  .refine((port) => port <= 65_535, expecting("port"));

const Environment = z.object({
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), expecting("postgres-url"))
    .optional(),
  DATA_DIR: z
    .string()
    .refine((text) => !text.includes("\0"), expecting("folder"))
    .default("./data"),
  SECRET_KEY: z.string().optional(),
  APP_URL: z.string().refine(isServiceUrl, expecting("https-url")).optional(),
  SMTP_URL: z
    .string()
    .refine((text) => /^smtps?:\/\//.test(text) && Boolean(URL.parse(text)?.hostname), expecting("smtp-url"))
    .optional(),
  MAIL_FROM: z.string().refine(isSender, expecting("sender")).optional(),
  PORT: Port.default(3_000),
  LOG_LEVEL: z.custom<LogLevel>((text) => isLogLevel(String(text)), expecting("log-level")).optional(),
  OPERATING_PORT: Port.optional(),
  OPERATING_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, expecting("host"))
    .default("127.0.0.1"),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, expecting("metrics-token"))
    .optional(),
  BACKUP_DIR: z
    .string()
    .refine((text) => !text.includes("\0"), expecting("folder"))
    .optional(),
  SMARTHR_AUTH_URL: z
    .string()
    .refine((text) => !text.includes("{") && isServiceUrl(text), expecting("https-url"))
    .default("https://app.smarthr.jp"),
  SMARTHR_API_URL: z
    .string()
    .refine(isServiceUrl, expecting("https-url-template"))
    .default("https://{subdomain}.smarthr.jp/api"),
  SMARTHR_CLIENT_ID: z.string().optional(),
  SMARTHR_CLIENT_SECRET: z.string().optional(),
  SMARTHR_SUBDOMAIN: z.string().refine(isSubdomain, expecting("subdomain")).optional(),
  // A header cannot carry anything else, and fetch's own complaint would show the token.
  SMARTHR_ACCESS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, expecting("token"))
    .optional(),
});

function faultOf(issue: z.core.$ZodIssue): WrongSetting {
  return { kind: "wrong-setting", setting: String(issue.path[0]), expected: issue.message as SettingExpectation };
}

function pairFaults(given: Readonly<Record<string, string | undefined>>): WrongSetting[] {
  const faults: WrongSetting[] = [];
  for (const [one, other] of [
    ["SMARTHR_SUBDOMAIN", "SMARTHR_ACCESS_TOKEN"],
    ["SMARTHR_CLIENT_ID", "SMARTHR_CLIENT_SECRET"],
    ["SMTP_URL", "MAIL_FROM"],
  ] as const) {
    if (Boolean(given[one]) === Boolean(given[other])) continue;
    faults.push({ kind: "wrong-setting", setting: given[one] ? other : one, expected: "both-or-neither" });
  }
  return faults;
}

// The figures are a business's secrets: where others can ask for them, they have to show a token.
function openFigures({ OPERATING_HOST: host, METRICS_TOKEN: token }: Readonly<Record<string, string | undefined>>) {
  const isOpen = host !== undefined && !/^(localhost|::1|127(\.\d{1,3}){3})$/.test(host) && token === undefined;
  return isOpen ? [{ kind: "wrong-setting", setting: "METRICS_TOKEN", expected: "metrics-token" } as const] : [];
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
