import { z } from "zod";
import { type AccessToken, makeToken, RESOURCES, randomTokenText } from "./access-token.ts";
import { applyEdits, findRowId, rowsOf } from "./apply-edits.ts";
import { plantWorld, snapshotWorld } from "./create-world.ts";
import { EDITED_LISTS, type EditedList } from "./edit.ts";
import { FAULT_KINDS } from "./faults.ts";
import { SCENARIOS } from "./scenarios.ts";
import { shuffleCrews } from "./shuffle-crews.ts";
import type { SandboxSwitches } from "./switches.ts";
import { switchesSchema } from "./switches-schema.ts";
import type { Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** Something a tester can do to the sandbox: in process by name, over HTTP as `POST /__sandbox/{name}` with the input as JSON. */
export interface Operation<Schema extends z.ZodType, Result> {
  /** One sentence for the control page and the documents. */
  readonly title: string;
  readonly input: Schema;
  readonly run: (world: World, input: z.output<Schema>) => Result;
}

function operation<Schema extends z.ZodType, Result>(
  title: string,
  input: Schema,
  run: (world: World, input: z.output<Schema>) => Result,
): Operation<Schema, Result> {
  return { title, input, run };
}

const tenantName = z.string().default("acme");
// Which tokens: the one, or every token of the tenant.
const whichTokens = { tenant: tenantName, token: z.string().optional() };
const where = z.record(z.string(), z.union([z.string(), z.number()]));
const values = z.record(z.string(), z.json());
const list = z.enum(EDITED_LISTS);
const edit = z.discriminatedUnion("op", [
  z.object({ op: z.literal("insert"), list, values }),
  z.object({ op: z.literal("update"), list, where, values }),
  z.object({ op: z.literal("delete"), list, where }),
]);

/** Everything a tester can do, by name. Each is refused with a 400 (over HTTP) or an error (in process) when its input is wrong. */
export const OPERATIONS = {
  faults: operation(
    "Make the next requests go wrong",
    z.object({
      kind: z.enum(FAULT_KINDS),
      count: z.int().positive().nullable().default(1),
      after: z.int().nonnegative().default(0),
      path: z.string().nullable().default(null),
      resetSeconds: z.int().nonnegative().default(1),
    }),
    (world, order) => world.faults.order(order),
  ),
  latency: operation(
    "Let every API request wait so long before it is answered",
    z.object({ milliseconds: z.number().nonnegative() }),
    (world, { milliseconds }) => {
      world.latencyMilliseconds = milliseconds;
    },
  ),
  calm: operation("Take back faults, latency and edits between pages", z.object({}), (world) => {
    world.faults.clear();
    world.editsBetweenPages.clear();
    world.latencyMilliseconds = 0;
  }),
  edits: operation(
    "Edit rows, also to what SmartHR's API would refuse; gives their ids",
    z.object({ tenant: tenantName, edits: z.array(edit) }),
    (world, { tenant, edits }) => ({ ids: applyEdits(world, tenantOf(world, tenant), edits) }),
  ),
  "edits-between-pages": operation(
    "Edit rows right after so many pages of a list were answered",
    z.object({ tenant: tenantName, list, afterPages: z.int().positive().default(1), edits: z.array(edit) }),
    (world, { tenant, ...pending }) => world.editsBetweenPages.plan({ ...pending, subdomain: tenant }),
  ),
  shuffle: operation(
    "Change the name or job title of so many percent of the people, the same ones for the same round",
    z.object({ tenant: tenantName, percent: z.number().min(0).max(100), round: z.int().nonnegative().default(1) }),
    (world, { tenant, percent, round }) => ({
      changed: shuffleCrews(tenantOf(world, tenant), percent, round, world.clock.now()),
    }),
  ),
  scenarios: operation(
    "Let a story go on",
    z.object({ tenant: tenantName, name: z.enum(Object.keys(SCENARIOS)) }),
    (world, { tenant, name }) => SCENARIOS[name]?.run(world, tenantOf(world, tenant)),
  ),
  "delete-opt-out-field": operation(
    "Delete the custom field ミキワメ連携 and everybody's value of it",
    z.object({ tenant: tenantName }),
    (world, { tenant }) => {
      const scope = tenantOf(world, tenant);
      const id = findRowId(scope, "crew_custom_field_templates", { name: "ミキワメ連携" });
      applyEdits(world, scope, [{ op: "delete", list: "crew_custom_field_templates", where: { id } }]);
    },
  ),
  "resource-permission": operation(
    "Set 参照 and 更新 of a resource (403 without)",
    z.object({
      ...whichTokens,
      resource: z.enum(RESOURCES),
      read: z.boolean().optional(),
      update: z.boolean().optional(),
    }),
    (world, { resource, read, update, ...which }) =>
      changeTokens(world, which, (token) => {
        const now = token.resources[resource];
        const permission = { read: read ?? now.read, update: update ?? now.update };
        return { ...token, resources: { ...token.resources, [resource]: permission } };
      }),
  ),
  "attribute-permission": operation(
    "Set 参照 and 更新 of a crew attribute (null without 参照)",
    z.object({
      ...whichTokens,
      attribute: z.string(),
      read: z.boolean().default(true),
      update: z.boolean().default(true),
    }),
    (world, { attribute, read, update, ...which }) =>
      changeTokens(world, which, (token) => ({
        ...token,
        unreadableAttributes: listed(token.unreadableAttributes, attribute, !read),
        frozenAttributes: listed(token.frozenAttributes, attribute, !update),
      })),
  ),
  "custom-field-permission": operation(
    "Set 参照 of a custom field, named by its name",
    z.object({ ...whichTokens, name: z.string(), read: z.boolean() }),
    (world, { name, read, ...which }) => {
      const id = findRowId(tenantOf(world, which.tenant), "crew_custom_field_templates", { name });
      return changeTokens(world, which, (token) => ({
        ...token,
        unreadableTemplates: listed(token.unreadableTemplates, id, !read),
      }));
    },
  ),
  "later-custom-fields": operation(
    "Set whether custom fields made from now on can be read",
    z.object({ ...whichTokens, read: z.boolean() }),
    (world, { read, ...which }) => changeTokens(world, which, (token) => ({ ...token, laterTemplatesReadable: read })),
  ),
  "ip-restriction": operation(
    "Set whether the token's IP restriction lets requests through (403 code 15)",
    z.object({ ...whichTokens, permitted: z.boolean() }),
    (world, { permitted, ...which }) => changeTokens(world, which, (token) => ({ ...token, ipPermitted: permitted })),
  ),
  "expire-tokens": operation("Let access tokens expire now", z.object(whichTokens), (world, which) =>
    changeTokens(world, which, (token) => ({ ...token, expiresAt: world.clock.now() })),
  ),
  "revoke-grants": operation(
    "Take back the permission given to applications: access and refresh tokens die",
    z.object({ tenant: tenantName }),
    (world, { tenant }) => {
      const grants = world.oauth.grants.list().filter((grant) => grant.subdomain === tenant);
      for (const { id } of grants) {
        world.oauth.grants.delete(id);
        for (const token of world.tokens.list()) if (token.grantId === id) world.tokens.delete(token.id);
      }
      return { revoked: grants.length };
    },
  ),
  "issue-token": operation(
    "Issue an access token with all permissions, as an administrator does",
    z.object({ tenant: tenantName }),
    (world, { tenant }) => {
      const { subdomain } = tenantOf(world, tenant);
      const id = randomTokenText();
      world.tokens.put(makeToken({ id, subdomain, origin: `token:${id}` }));
      return { token: id };
    },
  ),
  switches: operation("Turn switches", switchesSchema, (world, turned) => {
    // JSON has no undefined, which zod's optional keys allow for.
    world.switches = { ...world.switches, ...(turned as Partial<SandboxSwitches>) };
    return world.switches;
  }),
  reset: operation(
    "Start over with a seed",
    z.object({ seed: z.union([z.enum(["manual", "demo", "edge-cases"]), z.int().nonnegative()]) }),
    (world, { seed }) => plantWorld(world, seed),
  ),
  "forget-requests": operation("Empty the request log", z.object({}), (world) => world.requestLog.clear()),
  requests: operation("Show the request log", z.object({}), (world) => world.requestLog.summarise()),
  rows: operation(
    "Show rows of a list as they are kept",
    z.object({ tenant: tenantName, list, from: z.coerce.number().int().nonnegative().default(0) }),
    (world, { tenant, list: name, from }) => showRows(tenantOf(world, tenant), name, from),
  ),
  snapshot: operation("Show everything as JSON, to go on from later", z.object({}), (world) => snapshotWorld(world)),
  state: operation("Show tenants, tokens, switches and what is pending", z.object({}), (world) => ({
    tenants: [...world.tenants.values()].map(({ subdomain, id, name, crews, departments }) => ({
      subdomain,
      id,
      name,
      crews: crews.size,
      departments: departments.size,
    })),
    tokens: world.tokens.list(),
    switches: world.switches,
    faults: world.faults.list(),
    latencyMilliseconds: world.latencyMilliseconds,
    limits: world.rateLimits !== null,
  })),
} as const;
export type OperationName = keyof typeof OPERATIONS;

/** Runs an operation on the world; throws when the input is not what the operation takes, or names what does not exist. */
export type Control = <Name extends OperationName>(
  name: Name,
  input: z.input<(typeof OPERATIONS)[Name]["input"]>,
) => ReturnType<(typeof OPERATIONS)[Name]["run"]>;

/** The operations on this world. */
export function createControl(world: World): Control {
  return (name, input) => {
    const chosen: Operation<z.ZodType, unknown> = OPERATIONS[name];
    // The table gives each name its own input and result; seen through one type they cannot be told apart.
    return chosen.run(world, chosen.input.parse(input)) as never;
  };
}

function tenantOf(world: World, subdomain: string): Tenant {
  const tenant = world.tenants.get(subdomain);
  if (!tenant) throw new Error(`no tenant ${subdomain}; there are ${[...world.tenants.keys()].join(", ")}`);
  return tenant;
}

function changeTokens(
  world: World,
  which: { readonly tenant: string; readonly token?: string | undefined },
  change: (token: AccessToken) => AccessToken,
): { readonly changed: number } {
  const tokens = world.tokens
    .list()
    .filter((token) => (which.token === undefined ? token.subdomain === which.tenant : token.id === which.token));
  for (const token of tokens) world.tokens.put(change(token));
  return { changed: tokens.length };
}

function listed(names: readonly string[], name: string, wanted: boolean): readonly string[] {
  const others = names.filter((other) => other !== name);
  return wanted ? [...others, name] : others;
}

const MOST_SHOWN = 100;

function showRows(tenant: Tenant, name: EditedList, from: number) {
  const rows = rowsOf(tenant, name);
  return { total: rows.length, rows: rows.slice(from, from + MOST_SHOWN) };
}
