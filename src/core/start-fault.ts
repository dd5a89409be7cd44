import type { Instant } from "./calendar.ts";
import type { Subject } from "./run.ts";

/** Why an action did not even begin; nothing was read and nothing was written. */
export type StartFault =
  | { readonly kind: "wrong-setting"; readonly setting: string; readonly expected: SettingExpectation }
  /** The embedded database serves one process at a time; the process is null when it cannot be told. */
  | { readonly kind: "folder-in-use"; readonly folder: string; readonly processId: number | null }
  | { readonly kind: "folder-unusable"; readonly folder: string; readonly reason: string }
  | { readonly kind: "database-unreachable"; readonly host: string; readonly reason: string }
  | { readonly kind: "database-refused"; readonly user: string }
  | { readonly kind: "database-missing"; readonly database: string }
  | { readonly kind: "database-unfit"; readonly found: string; readonly needed: string }
  /** The role may not do what has to be done: where there are two, the owner's has to make the tables first. */
  | { readonly kind: "database-forbids" }
  /** The tables are of an older, a newer, or another making of the product. */
  | { readonly kind: "schema-behind" }
  | { readonly kind: "schema-ahead" }
  | { readonly kind: "schema-altered" }
  | { readonly kind: "key-unusable"; readonly reason: string }
  /** The slug is null when none was named, and there is no company at all. */
  | { readonly kind: "no-company"; readonly slug: string | null; readonly slugs: readonly string[] }
  | { readonly kind: "company-not-named"; readonly slugs: readonly string[] }
  /** M31: links are per administrator, and this one has none. */
  | { readonly kind: "not-linked"; readonly administratorEmail: string | null }
  /** M32. */
  | { readonly kind: "link-expired"; readonly administratorEmail: string }
  /** The link's tokens were encrypted with a key that is not given any more, or were altered. */
  | { readonly kind: "link-unreadable"; readonly administratorEmail: string }
  /** One run of a company at a time. */
  | {
      readonly kind: "run-open";
      readonly runId: string;
      readonly subject: Subject;
      readonly actor: string;
      readonly requestedAt: Instant;
    }
  /** A plan of the subject waits for approval, and would be replaced. */
  | {
      readonly kind: "plan-waiting";
      readonly runId: string;
      readonly subject: Subject;
      readonly actor: string;
      readonly heldAt: Instant;
      /** The run that was to be taken back, where an undo was to begin. */
      readonly undoing?: string;
    }
  | { readonly kind: "no-run"; readonly runId: string }
  /** It changed nothing that could be taken back. */
  | { readonly kind: "run-not-undoable"; readonly runId: string }
  | { readonly kind: "slug-taken"; readonly slug: string }
  | { readonly kind: "invalid-slug"; readonly slug: string }
  | { readonly kind: "port-in-use"; readonly port: number }
  /** The web application was never built, and what builds it is not installed. */
  | { readonly kind: "web-not-built" }
  /** Web and worker of the embedded database cannot be two processes. */
  | { readonly kind: "embedded-serves-alone" }
  | { readonly kind: "invalid-email"; readonly email: string }
  /** An address belongs to one person of the installation. */
  | { readonly kind: "administrator-exists"; readonly email: string }
  | { readonly kind: "no-administrator"; readonly email: string };

/** What a setting of the environment must be. */
export type SettingExpectation =
  | "postgres-url"
  | "folder"
  | "https-url"
  | "https-url-template"
  | "subdomain"
  | "token"
  | "smtp-url"
  | "sender"
  | "both-or-neither"
  | "secret-key"
  | "port"
  | "log-level"
  | "host"
  | "metrics-token";
