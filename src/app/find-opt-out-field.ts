import { fail, ok, type Result } from "../core/result.ts";
import type { SmartHrClient } from "../smarthr/client.ts";
import type { SmartHrFault } from "../smarthr/fault.ts";
import { findOptOutField, findOrMakeOptOutField, type OptOutField, readOptOutField } from "../smarthr/opt-out-field.ts";

/** What to do about a tenant that has no such field yet: planning writes nothing, neither here nor in SmartHR. */
export type WhenFieldIsNew = "make" | "leave";

/** M27, M35: the field as it is now. The remembered one must still be there; a tenant that was never used has it found by name, or made. */
export async function optOutFieldNow(
  client: SmartHrClient,
  rememberedId: string | null,
  whenNew: WhenFieldIsNew,
): Promise<Result<OptOutField, SmartHrFault>> {
  if (rememberedId !== null) return readOptOutField(client, rememberedId);
  const found = await findOptOutField(client);
  if (!found.ok) return found;
  if (found.value !== null) return ok(found.value);
  return whenNew === "make" ? makeField(client) : ok(NO_FIELD);
}

// Nobody can have chosen 「連携しない」 in a field that does not exist.
const NO_FIELD: OptOutField = { templateId: "", skipValues: [] };

async function makeField(client: SmartHrClient): Promise<Result<OptOutField, SmartHrFault>> {
  const made = await findOrMakeOptOutField(client);
  // It could be looked for, so reading is allowed and only making is not: it has to be made by hand.
  return !made.ok && made.fault.kind === "forbidden" ? fail({ kind: "opt-out-field-missing" }) : made;
}
