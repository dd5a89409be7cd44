import { browseOptOuts, browseRestoredPeople, restorationOverview } from "../app/browse-opt-outs.ts";
import { PATIENCE_OF_A_PERSON_MS, reachSmartHr } from "../app/reach-smarthr.ts";
import { remakeOptOutField } from "../app/remake-opt-out-field.ts";
import { type RestoreFault, startRestoration } from "../app/restore-opt-outs.ts";
import * as contract from "../contract/opt-outs.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok } from "../core/result.ts";
import type { AddRoutes } from "./api-parts.ts";
import { problemOfReach } from "./problem-of-reach.ts";
import { serve } from "./serve-endpoint.ts";
import type { Session } from "./session.ts";

/** 連携しない社員 (M27, M35). */
export const addOptOutRoutes: AddRoutes = (routes, { product }) => {
  const reachFor = ({ companyId, email }: Session) =>
    reachSmartHr(product, companyId, { given: null, administratorEmail: email });
  // A browser that is closed must not leave half a field behind.
  const { signal } = new AbortController();

  serve(routes, contract.getOptOuts, async ({ session, query }) => {
    const reader = { companyId: session.companyId, administratorEmail: session.email };
    return ok(await browseOptOuts(product, reader, query));
  });

  serve(routes, contract.remakeOptOutField, async ({ session }) => {
    const reach = await reachFor(session);
    if (!reach.ok) return fail(problemOfReach(reach.fault));
    const patience = { signal, patienceMs: PATIENCE_OF_A_PERSON_MS };
    const remade = await remakeOptOutField(product, session.companyId, reach.value, patience);
    return remade.ok ? ok({ outcome: remade.value }) : fail({ kind: "opt-out-field-not-made", failure: remade.fault });
  });

  serve(routes, contract.restoreOptOuts, async ({ session, body }) => {
    const { companyId, email } = session;
    const reach = await reachFor(session);
    if (!reach.ok) return fail(problemOfReach(reach.fault));
    const chosen = { readAt: body.readAt, except: new Set(body.except) };
    const by = { companyId, subdomain: reach.value.subdomain, administratorEmail: email, actor: email };
    const started = await startRestoration(product, { ...by, ...chosen });
    return started.ok ? ok(await restorationOverview(product, started.value)) : fail(problemOf(started.fault));
  });

  serve(routes, contract.listRestoredPeople, async ({ session, query }) => {
    const found = await browseRestoredPeople(product, session.companyId, { ...query, outcome: query.outcome ?? null });
    return found === null ? fail({ kind: "not-found" }) : ok(found);
  });
};

function problemOf({ kind }: RestoreFault): Problem {
  if (kind !== "nobody-to-restore") return { kind };
  return { kind: "invalid-input", fields: [{ field: "except", fault: "required" }] };
}
