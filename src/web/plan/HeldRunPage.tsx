import { useNavigate, useSearch } from "@tanstack/react-router";
import { Stack, Text } from "smarthr-ui";
import { lazyPart } from "../frame/lazy-part.tsx";
import { Waiting } from "../frame/Waited.tsx";
import { useTyped } from "../roster/use-typed.ts";
import { CancelRun } from "../runs/CancelRun.tsx";
import { RunChangeRows, RunFindingRows } from "../runs/RunRows.tsx";
import { ROWS_ID, RunTabs } from "../runs/RunTabs.tsx";
import { type ChangesFilter, changesFilter, type RunSearch } from "../runs/run-search.ts";
import { rowsOf } from "../runs/run-state.ts";
import { emptyTabText } from "../runs/runs-text.ts";
import { useActorNames } from "../session/actor-names.ts";
import { useMe } from "../session/me-query.ts";
import { KeptRows } from "../undo/KeptRows.tsx";
import { ApproveRun } from "./ApproveRun.tsx";
import type { HeldRun } from "./held-run.ts";
import { PlanFilter } from "./PlanFilter.tsx";
import { PlanView } from "./PlanView.tsx";
import { APPROVED_BY_ANYBODY, hitsText, PLAN_TEXT } from "./plan-text.ts";

const AddressSuspects = lazyPart(async () => (await import("./AddressSuspects.tsx")).AddressSuspects, <Waiting />);
const PlannedChart = lazyPart(async () => (await import("./PlannedChart.tsx")).PlannedChart, <Waiting />);

/** A run's page while its plan waits for approval. */
export function HeldRunPage({ run }: { readonly run: HeldRun }) {
  const { role, link } = useMe();
  const nameOf = useActorNames();
  const { digest } = run.plan;
  const mayChange = role === "administrator";
  const unlinked = mayChange && link.kind !== "linked" && run.kind !== "undo";
  return (
    <PlanView
      run={run}
      nameOf={nameOf}
      note={unlinked ? APPROVED_BY_ANYBODY : null}
      actions={
        mayChange && (
          <>
            <CancelRun id={run.id} />
            <ApproveRun run={run} />
          </>
        )
      }
      suspects={run.plan.addressSuspects > 0 && <AddressSuspects key={digest} run={run} mayChange={mayChange} />}
      chart={run.subject === "departments" && <PlannedChart key={digest} runId={run.id} digest={digest} />}
    >
      <KeptRows run={run} />
      {run.counts && <PlanRows run={run} counts={run.counts} />}
    </PlanView>
  );
}

function PlanRows({ run, counts }: { readonly run: HeldRun; readonly counts: NonNullable<HeldRun["counts"]> }) {
  const search = useSearch({ from: "/frame/runs/$id" });
  const { tab = rowsOf("change", counts) > 0 ? "change" : "rejection", page = 1 } = search;
  const { show, turnTo } = useShown(run.id);
  const rows = { run, version: run.plan.digest, page };
  return (
    <RunTabs counts={counts} tab={tab} held onTab={(chosen) => show({ tab: chosen })}>
      {tab === "change" ? (
        <PlanChanges run={run} page={page} filter={changesFilter({ ...search })} show={show} turnTo={turnTo} />
      ) : (
        <RunFindingRows key={tab} {...rows} tab={tab} onPage={(chosen) => turnTo({ tab, page: chosen })} />
      )}
    </RunTabs>
  );
}

function PlanChanges({
  run,
  page,
  filter,
  show,
  turnTo,
}: {
  readonly run: HeldRun;
  readonly page: number;
  readonly filter: ChangesFilter;
} & ReturnType<typeof useShown>) {
  const { typed, onType } = useTyped(filter.search ?? "", (text) => {
    show({ tab: "change", ...changesFilter({ ...filter, search: text }) }, true);
  });
  const narrowed = Object.keys(filter).length > 0;
  return (
    <Stack>
      <PlanFilter
        kind={run.kind}
        plan={run.plan}
        filter={filter}
        onFilter={(chosen) => show({ tab: "change", ...chosen })}
        typed={typed}
        onType={onType}
      />
      <RunChangeRows
        run={run}
        version={run.plan.digest}
        page={page}
        filter={filter}
        empty={narrowed ? PLAN_TEXT.noHit : emptyTabText("change", undefined)}
        hits={(total) => narrowed && <Hits total={total} />}
        onPage={(chosen) => turnTo({ tab: "change", ...filter, page: chosen })}
      />
    </Stack>
  );
}

function Hits({ total }: { readonly total: number }) {
  return (
    <div role="status">
      <Text>{hitsText(total)}</Text>
    </div>
  );
}

function useShown(id: string) {
  const navigate = useNavigate();
  const show = (search: RunSearch, replace = false) =>
    void navigate({ to: "/runs/$id", params: { id }, search, replace, resetScroll: false });
  // The next page begins where this one did, not at its foot.
  const turnTo = (search: RunSearch) => {
    show(search);
    document.getElementById(ROWS_ID)?.scrollIntoView();
  };
  return { show, turnTo };
}
