import { explainPerson } from "../app/explain-person.ts";
import type { PersonSought } from "../app/find-person.ts";
import { reachSmartHr } from "../app/reach-smarthr.ts";
import { syncPersonShown } from "../app/sync-person.ts";
import * as contract from "../contract/explain.ts";
import { fail, ok } from "../core/result.ts";
import type { AddRoutes } from "./api-parts.ts";
import { problemOfReach } from "./problem-of-reach.ts";
import { serve } from "./serve-endpoint.ts";

/** Why one person is synced or not, and syncing that person alone. */
export const addExplainRoutes: AddRoutes = (routes, { product }) => {
  serve(routes, contract.explainPerson, async ({ session, query }) => {
    const { companyId, email: administratorEmail, role } = session;
    const sought = soughtIn(query);
    const reach =
      role === "viewer"
        ? fail({ kind: "viewer" } as const)
        : await reachSmartHr(product, companyId, { given: null, administratorEmail });
    const explanation = await explainPerson(product, { companyId, sought, reach, signal: NEVER });
    const isNobody = sought.kind === "employee" && explanation.employee === null;
    return isNobody ? fail({ kind: "not-found" } as const) : ok(explanation);
  });

  serve(routes, contract.syncPerson, async ({ session, body }) => {
    const { companyId, email } = session;
    const reach = await reachSmartHr(product, companyId, { given: null, administratorEmail: email });
    if (!reach.ok) return fail(problemOfReach(reach.fault));
    const { crewId, digest, differentPerson: differentPersonSeen } = body;
    const seen = { crewId, digest, differentPersonSeen };
    return syncPersonShown(product, { companyId, reach: reach.value, actor: email, ...seen, signal: NEVER });
  });
};

// What waits for SmartHR gives up by itself, sooner than whoever asked.
const NEVER = new AbortController().signal;

interface Query {
  readonly search?: string | undefined;
  readonly employee?: string | undefined;
  readonly crew?: string | undefined;
}

function soughtIn({ search, employee, crew }: Query): PersonSought {
  if (employee !== undefined) return { kind: "employee", employeeId: employee };
  return crew === undefined ? { kind: "text", text: search ?? "" } : { kind: "crew", crewId: crew };
}
