import { Stack } from "smarthr-ui";
import { runNameText } from "../../text/run-summary-text.ts";
import { AskError } from "../ask.ts";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { CancelRun } from "../runs/CancelRun.tsx";
import { ChangesTable, type ShownChange } from "../runs/ChangesTable.tsx";
import { DEPARTMENT_CHANGES, EMPLOYEE_CHANGES, NAME_BY_CODE } from "../runs/catalogue-changes.ts";
import { aRun, CATALOGUE_NOW, SOME_COUNTS } from "../runs/catalogue-runs.ts";
import { NoRows } from "../runs/RunRows.tsx";
import { RunTabs } from "../runs/RunTabs.tsx";
import type { ChangesFilter } from "../runs/run-search.ts";
import { emptyChangesText, RUNS_TEXT, tabText } from "../runs/runs-text.ts";
import { AddressSuspectsView, type AddressSuspectsViewProps, type Choosing } from "./AddressSuspectsView.tsx";
import { ApproveDialog } from "./ApproveDialog.tsx";
import { ApproveRun } from "./ApproveRun.tsx";
import {
  aHeldRun,
  DEPARTMENTS_AFTER,
  DEPARTMENTS_BEFORE,
  EVERY_GUARD,
  MOVED_SUSPECTS,
  OBSTACLES,
  SOME_GUARDS,
  SUSPECTS,
} from "./catalogue-plans.ts";
import type { HeldRun } from "./held-run.ts";
import { PlanFilter } from "./PlanFilter.tsx";
import { PlannedChartView } from "./PlannedChartView.tsx";
import { PlanView, type PlanViewProps } from "./PlanView.tsx";
import { PLAN_TEXT } from "./plan-text.ts";
import { WaitingPlansView } from "./WaitingPlansView.tsx";

const none = () => {};
const asIs = (actor: string) => actor;

const GUARDED: readonly ShownChange[] = EMPLOYEE_CHANGES.map((change, place) =>
  place === 0 && "employeeId" in change
    ? { ...change, employeeId: null, guards: ["new-employees"] }
    : { ...change, guards: ["moved-department", "column-blank"] },
);

function rows(run: HeldRun, filter: ChangesFilter = {}, element?: React.ReactNode) {
  const changes = run.subject === "departments" ? DEPARTMENT_CHANGES : GUARDED;
  return (
    <RunTabs kind={run.kind} counts={run.counts ?? SOME_COUNTS} tab="change" held onTab={none}>
      <PlanFilter
        kind={run.kind}
        plan={run.plan}
        filter={filter}
        onFilter={none}
        typed={filter.search ?? ""}
        onType={none}
      />
      {element ?? (
        <ChangesTable subject={run.subject} changes={changes} nameByCode={NAME_BY_CODE} label={tabText("change")} />
      )}
    </RunTabs>
  );
}

function page(name: string, run: HeldRun, special: Partial<PlanViewProps> = {}): CatalogueEntry {
  return {
    name: `plan-${name}`,
    element: (
      <Stack>
        <ScreenHeading>{runNameText(run.subject, run.kind)}</ScreenHeading>
        <PlanView
          run={run}
          nameOf={asIs}
          contact={CATALOGUE_ME.contact}
          mayChange
          actions={
            <>
              <CancelRun run={run} />
              <ApproveRun run={run} />
            </>
          }
          {...special}
        >
          {special.children ?? rows(run)}
        </PlanView>
      </Stack>
    ),
  };
}

function suspects(special: Partial<AddressSuspectsViewProps>) {
  return (
    <AddressSuspectsView
      suspects={SUSPECTS}
      nameByCode={NAME_BY_CODE}
      total={SUSPECTS.length}
      page={1}
      perPage={20}
      choosing={choosing({})}
      onPage={none}
      {...special}
    />
  );
}

function choosing(special: Partial<Choosing>): Choosing {
  return { chosen: new Map(), sending: false, error: null, onChoose: none, onRemake: none, ...special };
}

const CHOSEN = new Map([["crew-12", "follow-person"]] as const);
const chart = (
  <PlannedChartView before={DEPARTMENTS_BEFORE} after={DEPARTMENTS_AFTER} companyName={CATALOGUE_ME.company.name} />
);
const DEPARTMENT_PLAN = {
  headCount: null,
  breakdown: {
    updatesByField: { name: 2, parentCode: 1 },
    skipsByReason: { "no-department-code": 4 },
    rejectionsByReason: { "duplicate-department-name": 1 },
  },
} as const;
const EMPTY = {
  headCount: { before: 80, after: 80 },
  breakdown: { updatesByField: {}, skipsByReason: {}, rejectionsByReason: {} },
} as const;
const NO_ROWS = { read: 80, create: 0, update: 0, unchanged: 80, skip: 0, reject: 0, notice: 0 };
const UNDO_COUNTS = { ...NO_ROWS, read: 17, update: 12, delete: 3, unchanged: 2 };
const held = aHeldRun({ guards: [...SOME_GUARDS] }, { kind: "sync" });
const narrowed = { kind: "update", guard: "column-blank", field: "departmentCode", search: "見本" } as const;
const undo = aHeldRun(
  {
    guards: [],
    breakdown: { updatesByField: { jobTitle: 9, departmentCode: 3 }, skipsByReason: {}, rejectionsByReason: {} },
  },
  {
    kind: "undo",
    counts: UNDO_COUNTS,
    undoOf: { id: "run-0", kind: "sync", requestedAt: CATALOGUE_NOW - 3_600_000 },
    tenantUrl: null,
  },
);

const pageEntries: readonly CatalogueEntry[] = [
  page("preview", aHeldRun()),
  page("held", held),
  page("held-every-guard", aHeldRun({ guards: [...EVERY_GUARD] }, { kind: "sync" })),
  page("viewer", held, { actions: null, mayChange: false, suspects: suspects({ choosing: null }) }),
  page("made-anew", aHeldRun({ obstacles: [...OBSTACLES] })),
  page("no-changes", aHeldRun(EMPTY, { counts: NO_ROWS }), {
    children: (
      <RunTabs kind="preview" counts={NO_ROWS} tab="change" held onTab={none}>
        <NoRows>{PLAN_TEXT.noHit}</NoRows>
      </RunTabs>
    ),
  }),
  page("narrowed", held, { children: rows(held, narrowed) }),
  page("no-hit", held, { children: rows(held, narrowed, <NoRows>{PLAN_TEXT.noHit}</NoRows>) }),
  page("addresses", aHeldRun({ addressSuspects: 2 }), { suspects: suspects({}) }),
  page("addresses-moved", aHeldRun({ addressSuspects: 5 }), { suspects: suspects({ suspects: MOVED_SUSPECTS }) }),
  page("choice-not-read", aHeldRun({ addressSuspects: 2, replanFailure: { kind: "link-rejected" } }), {
    suspects: suspects({}),
  }),
  page("addresses-applied", aHeldRun({ addressSuspects: 1 }), {
    suspects: suspects({
      applied: true,
      suspects: SUSPECTS.slice(0, 1).map((each) => ({ ...each, nowId: "employee-90" })),
      choosing: null,
    }),
  }),
  page("departments", aHeldRun(DEPARTMENT_PLAN, { subject: "departments" }), { chart }),
  page("undo", undo),
  page("undo-made-anew", { ...undo, plan: { ...undo.plan, obstacles: [...OBSTACLES] } }),
  page(
    "undo-nothing",
    { ...undo, counts: { ...UNDO_COUNTS, update: 0, delete: 0 } },
    {
      children: (
        <RunTabs kind="undo" counts={NO_ROWS} tab="change" held onTab={none}>
          <NoRows>{emptyChangesText("undo")}</NoRows>
        </RunTabs>
      ),
    },
  ),
  page("long-actor", aHeldRun({}, { actor: "とても長い名前の管理者".repeat(8) })),
];

function part(name: string, element: React.ReactNode): CatalogueEntry {
  return {
    name: `plan-part-${name}`,
    element: (
      <>
        <ScreenHeading>{RUNS_TEXT.detail}</ScreenHeading>
        {element}
      </>
    ),
  };
}

function approve(
  name: string,
  special: { readonly run?: HeldRun; readonly sending?: boolean; readonly error?: unknown },
) {
  const { run = held, sending = false, error = null } = special;
  const dialog = <ApproveDialog open run={run} sending={sending} error={error} onApprove={none} onClose={none} />;
  return part(`approve-${name}`, dialog);
}

const RUN_OPEN = new AskError({
  kind: "run-open",
  runId: "run-1",
  subject: "departments",
  actor: "山田 花子",
  requestedAt: CATALOGUE_NOW,
});

const waitingPlan = {
  ...aRun({ state: "awaiting-approval", kind: "preview", holding: held.holding }),
  trippedGuards: 0,
};

const NOT_LINKED = new AskError({ kind: "not-linked" });
const OTHER_ACCOUNT = new AskError({ kind: "plan-of-other-account", subdomain: "acme", linkedTo: "globex" });

/** A plan that waits, in every state, and all that leads to it. */
export const planEntries: readonly CatalogueEntry[] = [
  ...pageEntries,
  part("chart", chart),
  part("suspects-chosen", suspects({ choosing: choosing({ chosen: CHOSEN }) })),
  part("suspects-sending", suspects({ choosing: choosing({ chosen: CHOSEN, sending: true }) })),
  part(
    "suspects-changed",
    suspects({ choosing: choosing({ chosen: CHOSEN, error: new AskError({ kind: "plan-changed" }) }) }),
  ),
  part("suspects-not-linked", suspects({ choosing: choosing({ chosen: CHOSEN, error: NOT_LINKED }) })),
  part("suspects-other-account", suspects({ choosing: choosing({ chosen: CHOSEN, error: OTHER_ACCOUNT }) })),
  part("suspects-many", suspects({ total: 240, page: 3 })),
  approve("asked", {}),
  approve("departments", { run: aHeldRun(DEPARTMENT_PLAN, { subject: "departments" }) }),
  approve("undo", { run: undo }),
  approve("sending", { sending: true }),
  approve("plan-changed", { error: new AskError({ kind: "plan-changed" }) }),
  approve("run-open", { error: RUN_OPEN }),
  approve("no-answer", { error: new AskError({ kind: "no-answer" }) }),
  part("waiting-one", <WaitingPlansView plans={[waitingPlan]} />),
  part(
    "waiting-two",
    <WaitingPlansView
      plans={[
        { ...waitingPlan, kind: "sync", trippedGuards: 3 },
        { ...waitingPlan, id: "run-2", subject: "departments", actor: "とても長い名前の管理者".repeat(4) },
      ]}
    />,
  ),
];
