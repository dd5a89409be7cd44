import { ok, type Result } from "../core/result.ts";
import type { SmartHrClient } from "./client.ts";
import type { SmartHrFault } from "./fault.ts";
import { ownUserSchema } from "./wire.ts";

/** The SmartHR user in whose name a link reads. */
export interface OwnUser {
  readonly userId: string;
  readonly email: string;
}

/** Whose token it is: proof that the token is good at the client's tenant. */
export async function readOwnUser(client: SmartHrClient): Promise<Result<OwnUser, SmartHrFault>> {
  const answer = await client.ask({ method: "GET", path: "/v1/users/me", resource: "users", schema: ownUserSchema });
  if (!answer.ok) return answer;
  const { id, email } = answer.value.value;
  return ok({ userId: id, email });
}
