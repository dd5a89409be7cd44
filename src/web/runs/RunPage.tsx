import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { Button, Cluster, Stack } from "smarthr-ui";
import type { RunDetail } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { runNameText } from "../../text/run-summary-text.ts";
import { lazyPart } from "../frame/lazy-part.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { Waited, Waiting } from "../frame/Waited.tsx";
import { isHeldRun } from "../plan/held-run.ts";
import { useWaitingPlansKnown } from "../plan/use-waiting-plans-known.ts";
import { type ActorNames, useActorNames } from "../session/actor-names.ts";
import { useMe } from "../session/me-query.ts";
import { KeptRows } from "../undo/KeptRows.tsx";
import { UndoRun } from "../undo/UndoRun.tsx";
import { CancelRun } from "./CancelRun.tsx";
import { KindFilter, RunChangeRows, RunFindingRows } from "./RunRows.tsx";
import { RunTabs } from "./RunTabs.tsx";
import { RunView } from "./RunView.tsx";
import { runQuery } from "./run-queries.ts";
import { canBeStopped, firstTab, isApplied, isOpen, tabOf } from "./run-state.ts";
import { emptyChangesText, RUNS_TEXT, SYNC_TEXT } from "./runs-text.ts";
import { useRefreshWhenEnded } from "./use-refresh-when-ended.ts";
import { useRowsShown } from "./use-rows-shown.ts";
import { useSync } from "./use-sync.tsx";

const AppliedSuspects = lazyPart(
  async () => (await import("../plan/AppliedSuspects.tsx")).AppliedSuspects,
  <Waiting />,
);
const HeldRunPage = lazyPart(async () => (await import("../plan/HeldRunPage.tsx")).HeldRunPage, <Waiting />);

/** 処理の詳細. */
export function RunPage() {
  const { id } = useParams({ from: "/frame/runs/$id" });
  const me = useMe();
  const query = useQuery(runQuery(id));
  const nameOf = useActorNames();
  const run = query.data;
  useWaitingPlansKnown(run ? [run] : []);
  useRefreshWhenEnded(run !== undefined && isOpen(run));
  return (
    <Stack>
      <div>
        <RouteLink to="/runs">{RUNS_TEXT.toRuns}</RouteLink>
      </div>
      <ScreenHeading>{run ? runNameText(run.subject, run.kind) : RUNS_TEXT.detail}</ScreenHeading>
      <Waited query={query}>
        {(shown) =>
          isHeldRun(shown) ? (
            <HeldRunPage key={shown.id} run={shown} />
          ) : (
            <RunView
              run={withNames(shown, nameOf)}
              contact={me.contact}
              mayChange={me.role === "administrator"}
              action={me.role === "administrator" && <RunAction run={shown} />}
            >
              {showsSuspects(shown) && <AppliedSuspects runId={shown.id} />}
              {isApplied(shown) && <KeptRows run={shown} />}
              {shown.counts && isApplied(shown) && <RunParts key={shown.id} run={shown} counts={shown.counts} />}
            </RunView>
          )
        }
      </Waited>
    </Stack>
  );
}

// What was taken back made nobody new.
function showsSuspects({ state, plan, undoneBy }: RunDetail): boolean {
  return isApplied({ state }) && undoneBy === null && plan !== null && plan.addressSuspects > 0;
}

function withNames(run: RunDetail, nameOf: ActorNames): RunDetail {
  const { plan, undoneBy, replacedBy, cancelledBy } = run;
  const approval = plan?.approval ?? null;
  return {
    ...run,
    actor: nameOf(run.actor),
    replacedBy: replacedBy && { ...replacedBy, actor: nameOf(replacedBy.actor) },
    cancelledBy: cancelledBy === null ? null : nameOf(cancelledBy),
    undoneBy: undoneBy && { ...undoneBy, actor: nameOf(undoneBy.actor) },
    plan: plan && { ...plan, approval: approval && { ...approval, by: nameOf(approval.by) } },
  };
}

function RunAction({ run }: { readonly run: RunDetail }) {
  if (canBeStopped(run)) return <CancelRun run={run} />;
  const ofAll = run.kind === "sync" || run.kind === "preview";
  const again = ofAll && (run.state === "failed" || run.state === "partly-failed");
  return (
    <Cluster>
      {run.canUndo && <UndoRun run={run} />}
      {again && <SyncAgain subject={run.subject} />}
    </Cluster>
  );
}

function SyncAgain({ subject }: { readonly subject: Subject }) {
  const { offered, start, dialog } = useSync(subject);
  if (!offered) return null;
  return (
    <>
      <Button onClick={start}>{SYNC_TEXT.sync}</Button>
      {dialog}
    </>
  );
}

function RunParts({ run, counts }: { readonly run: RunDetail; readonly counts: NonNullable<RunDetail["counts"]> }) {
  const { tab: asked = firstTab(counts), kind, page = 1 } = useSearch({ from: "/frame/runs/$id" });
  const { show, turnTo } = useRowsShown(run.id);
  const tab = tabOf(run.kind, asked);
  const rows = { run, version: "applied", page };
  return (
    <RunTabs kind={run.kind} counts={counts} tab={tab} onTab={(chosen) => show({ tab: chosen })}>
      {tab === "change" ? (
        <Stack>
          <KindFilter
            kind={kind}
            undo={run.kind === "undo"}
            onKind={(chosen) => show({ tab, ...(chosen ? { kind: chosen } : {}) })}
          />
          <RunChangeRows
            {...rows}
            filter={kind ? { kind } : {}}
            empty={emptyChangesText(run.kind, kind)}
            onPage={(chosen) => turnTo({ tab, page: chosen, ...(kind ? { kind } : {}) })}
          />
        </Stack>
      ) : (
        <RunFindingRows key={tab} {...rows} tab={tab} onPage={(chosen) => turnTo({ tab, page: chosen })} />
      )}
    </RunTabs>
  );
}
