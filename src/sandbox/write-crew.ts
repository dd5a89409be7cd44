import type { FieldError } from "./answer.ts";
import { blankCrew, changeCrew, type JsonObject } from "./change-crew.ts";
import { judgeCrew } from "./judge-crew.ts";
import { notifyWebhooks } from "./notify-webhooks.ts";
import { type CrewRow, stampEdit, type Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** Everything that stands against a write; nothing was written. */
export interface Refused {
  readonly errors: readonly FieldError[];
}

/** Whether the plan allows no more people. */
export function isCrewLimitReached({ switches }: World, tenant: Tenant): boolean {
  return switches.crewLimit !== null && tenant.crews.size >= switches.crewLimit;
}

/**
 * Makes a crew (`current` is null) or changes one as the body of a POST or PATCH says, and tells the webhooks. The API and the
 * screens write through it. `query` is the request's: it may keep webhooks quiet.
 */
export function writeCrew(
  world: World,
  tenant: Tenant,
  body: JsonObject,
  current: CrewRow | null,
  query: URLSearchParams,
): CrewRow | Refused {
  const errors = judgeCrew(tenant, body, current, world.switches);
  if (errors.length > 0) return { errors };

  const at = stampEdit(tenant, world.clock.now());
  const crew = tenant.crews.put(changeCrew(tenant, current ?? blankCrew(tenant, at), body, at));
  notifyWebhooks(world, tenant, { event: current ? "crew_updated" : "crew_created", crewId: crew.id, query });
  return crew;
}

/** Deletes the crew and tells the webhooks. */
export function deleteCrew(world: World, tenant: Tenant, crew: CrewRow, query: URLSearchParams): void {
  notifyWebhooks(world, tenant, { event: "crew_deleted", crewId: crew.id, query });
  tenant.crews.delete(crew.id);
}
