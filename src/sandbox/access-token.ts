import { randomUUID } from "node:crypto";
import { alphanumericsOf, seedOf } from "./random.ts";

/** The rows of 「リソースのアクセス許可」 that this sandbox has. */
export const RESOURCES = [
  "crews",
  "companies",
  "biz_establishments",
  "users",
  "employment_types",
  "departments",
  "job_titles",
  "grades",
  "job_categories",
  "recruitment_types",
  "payment_periods",
  "crew_custom_field_templates",
  "webhooks",
] as const;
export type Resource = (typeof RESOURCES)[number];

/** The two check boxes 参照 and 更新. */
export interface Permission {
  readonly read: boolean;
  readonly update: boolean;
}

/** An access token and what may be done with it; rows are replaced, never changed. */
export interface AccessToken {
  /** The token itself. */
  readonly id: string;
  readonly subdomain: string;
  /** The application or administrator that it was made for; what it makes belongs to that origin. */
  readonly origin: string;
  /** Epoch milliseconds; null for a token that an administrator issued. */
  readonly expiresAt: number | null;
  /** The OAuth grant it came from. */
  readonly grantId: string | null;
  readonly userId: string | null;
  readonly resources: Readonly<Record<Resource, Permission>>;
  /** Crew attributes without 参照. */
  readonly unreadableAttributes: readonly string[];
  /** Crew attributes without 更新. */
  readonly frozenAttributes: readonly string[];
  /** Custom fields without 参照. */
  readonly unreadableTemplates: readonly string[];
  /** Whether custom fields that are made later can be read (release note 2021-08-25). */
  readonly laterTemplatesReadable: boolean;
  /** Whether the token's IP restriction lets its requests through. */
  readonly ipPermitted: boolean;
}

/** The same token text for the same name, in the shape of SmartHR's. */
export function makeTokenText(name: string): string {
  const prefix = seedOf(`token-prefix:${name}`).toString(16).padStart(8, "0").slice(0, 4);
  return `shr_${prefix}_${alphanumericsOf(`token:${name}`, 32)}`;
}

/** A token text that nobody can guess, in the shape of SmartHR's. */
export function randomTokenText(): string {
  return makeTokenText(randomUUID());
}

/** A token that may do everything in its tenant and never expires, except for what is said otherwise. */
export function makeToken(
  special: Pick<AccessToken, "id" | "subdomain" | "origin"> & Partial<AccessToken>,
): AccessToken {
  const everything = Object.fromEntries(RESOURCES.map((resource) => [resource, { read: true, update: true }]));
  return {
    expiresAt: null,
    grantId: null,
    userId: null,
    // fromEntries forgets which keys it was given.
    resources: everything as Record<Resource, Permission>,
    unreadableAttributes: [],
    frozenAttributes: [],
    unreadableTemplates: [],
    laterTemplatesReadable: true,
    ipPermitted: true,
    ...special,
  };
}
