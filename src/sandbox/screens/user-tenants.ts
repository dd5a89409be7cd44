import type { BrowserSession } from "../oauth-state.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";

/** The tenants in which the person is a user. */
export function tenantsOf(world: World, { email }: BrowserSession): Tenant[] {
  return [...world.tenants.values()].filter((tenant) => tenant.users.list().some((user) => user.email === email));
}
