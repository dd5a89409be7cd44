import type { RestorationOutcome } from "../core/opt-out-restoration.ts";
import { ok, type Result } from "../core/result.ts";
import type { SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import type { OptOutField } from "./opt-out-field.ts";
import { createCrewOptOutSchema } from "./wire.ts";

const RESOURCE = "crews";

/** M27: chooses 「連携しない」 for a person who has nothing chosen. Whatever is chosen already stays; a fault says that nobody can be written just now. */
export async function writeOptOut(
  client: SmartHrClient,
  field: OptOutField,
  crewId: string,
): Promise<Result<RestorationOutcome, SmartHrFault>> {
  const [skipValue] = field.skipValues;
  const path = `/v1/crews/${encodeURIComponent(crewId)}`;
  const schema = createCrewOptOutSchema(field.templateId);
  const query = { fields: "id,custom_fields" };
  const before = await client.ask({ method: "GET", path, query, resource: RESOURCE, schema });
  if (!before.ok) return outcomeOf(before.fault);
  const chosen = before.value.value;
  if (chosen !== null) return ok(field.skipValues.includes(chosen) ? "already" : "chosen-otherwise");

  const body = { custom_fields: [{ template_id: field.templateId, value: skipValue }] };
  const written = await client.ask({ method: "PATCH", path, query, body, resource: RESOURCE, schema });
  if (!written.ok) return outcomeOf(written.fault);
  // Taken, but not to be seen: a sync could not see it either.
  return ok(written.value.value === null ? "no-permission" : "restored");
}

/** What an answer says of this one person; anything else would be the same for everybody. */
function outcomeOf(fault: SmartHrFault): Result<RestorationOutcome, SmartHrFault> {
  switch (fault.kind) {
    case "not-found":
      return ok("gone");
    case "refused":
      return ok("refused");
    case "forbidden":
      return ok("no-permission");
    default:
      return { ok: false, fault };
  }
}
