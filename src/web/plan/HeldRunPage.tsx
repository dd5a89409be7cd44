import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Stack, Text } from "smarthr-ui";
import { lazyPart } from "../frame/lazy-part.tsx";
import { Waiting } from "../frame/Waited.tsx";
import { useTyped } from "../roster/use-typed.ts";
import { CancelRun } from "../runs/CancelRun.tsx";
import { RunChangeRows, RunFindingRows } from "../runs/RunRows.tsx";
import { RunTabs } from "../runs/RunTabs.tsx";
import { type ChangesFilter, changesFilter } from "../runs/run-search.ts";
import { rowsOf, tabOf } from "../runs/run-state.ts";
import { emptyChangesText } from "../runs/runs-text.ts";
import { type RowsShown, useRowsShown } from "../runs/use-rows-shown.ts";
import { useActorNames } from "../session/actor-names.ts";
import { useMe } from "../session/me-query.ts";
import { KeptRows } from "../undo/KeptRows.tsx";
import type { AddressChosen } from "./AddressSuspects.tsx";
import { ApproveRun } from "./ApproveRun.tsx";
import type { HeldRun } from "./held-run.ts";
import { PlanFilter } from "./PlanFilter.tsx";
import { PlanView } from "./PlanView.tsx";
import { APPROVED_BY_ANYBODY, hitsText, PLAN_TEXT } from "./plan-text.ts";

const AddressSuspects = lazyPart(async () => (await import("./AddressSuspects.tsx")).AddressSuspects, <Waiting />);
const PlannedChart = lazyPart(async () => (await import("./PlannedChart.tsx")).PlannedChart, <Waiting />);

/** A run's page while its plan waits for approval. */
export function HeldRunPage({ run }: { readonly run: HeldRun }) {
  const { role, link, contact } = useMe();
  const nameOf = useActorNames();
  const { digest } = run.plan;
  const [chosen, setChosen] = useChosen(digest);
  const mayChange = role === "administrator";
  const unlinked = mayChange && link.kind !== "linked" && run.kind !== "undo";
  return (
    <PlanView
      run={run}
      nameOf={nameOf}
      note={unlinked ? APPROVED_BY_ANYBODY : null}
      contact={contact}
      mayChange={mayChange}
      actions={
        mayChange && (
          <>
            <CancelRun run={run} />
            <ApproveRun run={run} unmade={chosen.size} />
          </>
        )
      }
      suspects={
        run.plan.addressSuspects > 0 && (
          <AddressSuspects key={digest} run={run} mayChange={mayChange} chosen={chosen} onChosen={setChosen} />
        )
      }
      chart={run.subject === "departments" && <PlannedChart key={digest} runId={run.id} digest={digest} />}
    >
      <KeptRows run={run} />
      {run.counts && <PlanRows run={run} counts={run.counts} />}
    </PlanView>
  );
}

/** What was chosen on the page and is not in the plan of that digest. */
function useChosen(digest: string): readonly [AddressChosen, (chosen: AddressChosen) => void] {
  const [state, setState] = useState({ digest, chosen: NOTHING_CHOSEN });
  return [state.digest === digest ? state.chosen : NOTHING_CHOSEN, (chosen) => setState({ digest, chosen })];
}

const NOTHING_CHOSEN: AddressChosen = new Map();

function PlanRows({ run, counts }: { readonly run: HeldRun; readonly counts: NonNullable<HeldRun["counts"]> }) {
  const search = useSearch({ from: "/frame/runs/$id" });
  const { page = 1 } = search;
  const tab = tabOf(run.kind, search.tab ?? (rowsOf("change", counts) > 0 ? "change" : "rejection"));
  const { show, turnTo } = useRowsShown(run.id);
  const rows = { run, version: run.plan.digest, page };
  return (
    <RunTabs kind={run.kind} counts={counts} tab={tab} held onTab={(chosen) => show({ tab: chosen })}>
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
} & RowsShown) {
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
        empty={narrowed ? PLAN_TEXT.noHit : emptyChangesText(run.kind)}
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
