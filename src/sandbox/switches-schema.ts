import { z } from "zod";
import type { SandboxSwitches } from "./switches.ts";

type Shape = { readonly [Key in keyof SandboxSwitches]: z.ZodType<SandboxSwitches[Key]> };

const shape = {
  accessTokenLifeSeconds: z.number().positive(),
  refreshTokenLifeDays: z.number().positive(),
  refreshRotation: z.boolean(),
  revocationEndpoint: z.boolean(),
  pkce: z.enum(["accepted", "ignored", "required"]),
  scopeInTokenAnswer: z.string().nullable(),
  tokenTenantId: z.enum(["subdomain", "uuid"]),
  intensiveLimit: z.enum(["second", "tenant-minute"]),
  rateWindow: z.enum(["fixed", "sliding"]),
  retryAfter: z.boolean(),
  perPageAbove100: z.enum(["clamp", "reject"]),
  unknownFields: z.enum(["ignore", "reject"]),
  unknownSortKeys: z.enum(["ignore", "reject"]),
  unknownPositionName: z.enum(["create", "reject"]),
  forbiddenAttributes: z.enum(["null", "omitted"]),
  defaultOrder: z.enum(["created_at", "-created_at", "id"]),
  discontinuedInLists: z.boolean(),
  emptyArrays: z.enum(["array", "null"]),
  decimalAs: z.enum(["number", "string"]),
  customFieldNull: z.enum(["clear", "reject"]),
  exposeOnlyId: z.enum(["object", "string"]),
  positionHoles: z.boolean(),
  fieldsIncludeId: z.boolean(),
  launchSubdomain: z.boolean(),
  queryToken: z.boolean(),
  crewLimit: z.int().nonnegative().nullable(),
} satisfies Shape;

/** Some of the switches, as a tester turns them. */
export const switchesSchema = z.strictObject(shape).partial();
