import { approveRun, chooseAddresses, type ReplanFault } from "../app/approve-run.ts";
import { browseAddressSuspects, listWaitingPlans, plannedDepartments } from "../app/browse-plan.ts";
import { browseChanges, browseFindings, browseKept, browseRuns, viewRun } from "../app/browse-runs.ts";
import { cancelRun } from "../app/cancel-run.ts";
import { openErrorFile } from "../app/open-error-file.ts";
import { type StartRunFault, startRun } from "../app/start-run.ts";
import { outlookOn } from "../app/sync-outlook.ts";
import { startUndo } from "../app/undo-run.ts";
import * as contract from "../contract/runs.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { ApiParts } from "./api-parts.ts";
import { errorFileResponse } from "./error-file-response.ts";
import { problemOfReach } from "./problem-of-reach.ts";
import { type Routes, serve } from "./serve-endpoint.ts";
import type { Session } from "./session.ts";

/** M22, M23: starting runs, looking at them, and what they left out. */
export function addRunRoutes(routes: Routes, parts: ApiParts): void {
  const { product, runQueue } = parts;

  serve(routes, contract.listRuns, async ({ session, query }) => {
    return ok(await browseRuns(product, session.companyId, query));
  });

  serve(routes, contract.startRun, async ({ session, body }) => {
    const { companyId, email } = session;
    const { subject, preview, replaces = null } = body;
    const request = { companyId, administratorEmail: email, actor: email, subject, preview, replaces };
    const started = await startRun(product, runQueue, request);
    return started.ok ? started : fail(problemOfStart(started.fault));
  });

  serve(routes, contract.getSyncOutlook, async ({ session, query }) => {
    const { companyId, email: administratorEmail } = session;
    return ok(await outlookOn(product, { companyId, administratorEmail, ...query }));
  });

  serve(routes, contract.getRun, async ({ session, part }) => {
    return orNotFound(await viewRun(product, session.companyId, part("id")));
  });

  serve(routes, contract.cancelRun, async ({ session, part }) =>
    cancelRun(product, session.companyId, part("id"), session.email),
  );

  addRowRoutes(routes, parts);
  addPlanRoutes(routes, parts);
  addUndoRoutes(routes, parts);
}

/** Plans that wait for somebody who has seen them. */
function addPlanRoutes(routes: Routes, { product, runQueue }: ApiParts): void {
  const seenBy = ({ companyId, email }: Session, runId: string, digest: string) => {
    return { companyId, runId, digest, administratorEmail: email, actor: email };
  };

  serve(routes, contract.listWaitingPlans, async ({ session }) => {
    return ok({ plans: [...(await listWaitingPlans(product, session.companyId))] });
  });

  serve(routes, contract.approveRun, ({ session, part, body }) =>
    approveRun(product, runQueue, seenBy(session, part("id"), body.digest)),
  );

  serve(routes, contract.chooseAddresses, async ({ session, part, body }) => {
    const choices = Object.fromEntries(body.choices.map(({ crewId, choice }) => [crewId, choice]));
    const chosen = await chooseAddresses(product, runQueue, seenBy(session, part("id"), body.digest), choices);
    return chosen.ok ? chosen : fail(problemOfStart(chosen.fault));
  });

  serve(routes, contract.listAddressSuspects, async ({ session, part, query }) => {
    const found = await browseAddressSuspects(product, session.companyId, part("id"), query);
    return orNotFound(
      found && { ...found, suspects: [...found.suspects], departmentNames: [...found.departmentNames] },
    );
  });

  serve(routes, contract.getPlannedDepartments, async ({ session, part }) => {
    const found = await plannedDepartments(product, session.companyId, part("id"));
    return orNotFound(found && { before: [...found.before], after: [...found.after] });
  });
}

/** Taking back what a run changed. */
function addUndoRoutes(routes: Routes, { product, runQueue }: ApiParts): void {
  serve(routes, contract.undoRun, ({ session, part, body }) => {
    const { companyId, email } = session;
    const request = { companyId, runId: part("id"), administratorEmail: email, actor: email };
    return startUndo(product, runQueue, { ...request, replaces: body.replaces ?? null });
  });

  serve(routes, contract.listRunKept, async ({ session, part, query }) => {
    const found = await browseKept(product, session.companyId, part("id"), query);
    return orNotFound(found && { ...found, kept: [...found.kept] });
  });
}

function addRowRoutes(routes: Routes, { product, logDefect }: ApiParts): void {
  serve(routes, contract.listRunChanges, async ({ session, part, query }) => {
    const { kind = null, field = null, guard = null, ...page } = query;
    const found = await browseChanges(product, session.companyId, part("id"), { ...page, kind, field, guard });
    return orNotFound(found && { ...found, changes: [...found.changes], departmentNames: [...found.departmentNames] });
  });

  serve(routes, contract.listRunFindings, async ({ session, part, query }) => {
    const found = await browseFindings(product, session.companyId, part("id"), query);
    return orNotFound(found && { ...found, findings: [...found.findings] });
  });

  serve(routes, contract.downloadErrorFile, async ({ session, part, query }) => {
    const opened = await openErrorFile(product, session.companyId, part("id"));
    return opened.ok ? errorFileResponse(opened.value, query.format, logDefect) : opened;
  });
}

function orNotFound<T>(found: T | null): Result<T, Problem> {
  return found === null ? fail({ kind: "not-found" }) : ok(found);
}

function problemOfStart(fault: StartRunFault | ReplanFault): Problem {
  switch (fault.kind) {
    case "run-open":
    case "plan-waiting":
    case "plan-changed":
    case "plan-of-other-account":
    case "address-taken":
    case "not-found":
      return fault;
    default:
      return problemOfReach(fault);
  }
}
