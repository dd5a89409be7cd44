import { Stack } from "smarthr-ui";
import type { RunDetail } from "../../contract/runs.ts";
import type { RunFailure } from "../../core/run.ts";
import { FAILURE_EXAMPLES } from "../../text/reason-examples.ts";
import { runNameText } from "../../text/run-summary-text.ts";
import { CATALOGUE_ME } from "../catalogue/catalogue-me.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { aPlan, SOME_GUARDS } from "../plan/catalogue-plans.ts";
import { CancelRun } from "./CancelRun.tsx";
import { ChangesTable } from "./ChangesTable.tsx";
import { EMPLOYEE_CHANGES, NAME_BY_CODE, UNDO_CHANGES } from "./catalogue-changes.ts";
import { EMPLOYEE_REJECTIONS } from "./catalogue-findings.ts";
import { anOpenRun, aRunDetail, CATALOGUE_NOW, SOME_COUNTS } from "./catalogue-runs.ts";
import { FindingsTable } from "./FindingsTable.tsx";
import { KindFilter, NoRows } from "./RunRows.tsx";
import { RunTabs } from "./RunTabs.tsx";
import { RunView, type RunViewProps } from "./RunView.tsx";
import { emptyChangesText, tabText } from "./runs-text.ts";

const none = () => {};

function page(name: string, run: RunDetail, special: Partial<RunViewProps> = {}): CatalogueEntry {
  return {
    name: `run-${name}`,
    element: (
      <Stack>
        <ScreenHeading>{runNameText(run.subject, run.kind)}</ScreenHeading>
        <RunView run={run} contact={CATALOGUE_ME.contact} mayChange {...special} />
      </Stack>
    ),
  };
}

const NOTHING_YET = { counts: null, errorFile: null } as const;
const open = (special: Partial<RunDetail>) => aRunDetail({ ...anOpenRun(), ...NOTHING_YET, ...special });
const APPROVED = aPlan({ guards: [...SOME_GUARDS], approval: { by: "山田 花子", at: CATALOGUE_NOW + 60_000 } });
const partly = aRunDetail({ state: "partly-failed", counts: SOME_COUNTS });

const errorTab = (
  <RunTabs kind="sync" counts={SOME_COUNTS} tab="rejection" onTab={none}>
    <FindingsTable subject="employees" findings={EMPLOYEE_REJECTIONS} label={tabText("rejection")} />
  </RunTabs>
);
const changeTab = (
  <RunTabs kind="sync" counts={SOME_COUNTS} tab="change" onTab={none}>
    <KindFilter kind={undefined} onKind={none} />
    <ChangesTable subject="employees" changes={EMPLOYEE_CHANGES} nameByCode={NAME_BY_CODE} label={tabText("change")} />
  </RunTabs>
);

const UNDO = {
  kind: "undo",
  undoOf: { id: "run-0", kind: "sync", requestedAt: CATALOGUE_NOW - 3_600_000 },
  tenantUrl: null,
  errorFile: null,
} as const;
const UNDO_COUNTS = {
  ...SOME_COUNTS,
  read: 17,
  create: 0,
  update: 12,
  delete: 3,
  unchanged: 2,
  skip: 0,
  reject: 0,
  notice: 0,
};
const NOTHING_UNDONE = { ...UNDO_COUNTS, read: 2, update: 0, delete: 0 };
const undoTab = (
  <RunTabs kind="undo" counts={UNDO_COUNTS} tab="change" onTab={none}>
    <KindFilter kind={undefined} undo onKind={none} />
    <ChangesTable subject="employees" changes={UNDO_CHANGES} nameByCode={NAME_BY_CODE} label={tabText("change")} />
  </RunTabs>
);
const undoEntries: readonly CatalogueEntry[] = [
  page("undo-queued", open({ ...UNDO, state: "queued", startedAt: null, progress: null }), {
    action: <CancelRun run={{ id: "run-1", kind: "undo" }} />,
  }),
  page("undo-planning", open({ ...UNDO, progress: { phase: "planning", read: 0, total: null } }), {
    action: <CancelRun run={{ id: "run-1", kind: "undo" }} />,
  }),
  page("undo-applying", open({ ...UNDO, progress: { phase: "applying", read: 0, total: null } })),
  page("undo-succeeded", aRunDetail({ ...UNDO, counts: UNDO_COUNTS }), { children: undoTab }),
  page("undo-nothing", aRunDetail({ ...UNDO, counts: NOTHING_UNDONE }), {
    children: (
      <RunTabs kind="undo" counts={NOTHING_UNDONE} tab="change" onTab={none}>
        <NoRows>{emptyChangesText("undo")}</NoRows>
      </RunTabs>
    ),
  }),
  page("undo-cancelled", aRunDetail({ ...UNDO, state: "cancelled", cancelReason: "expired", ...NOTHING_YET })),
  ...(["plan-changed", "interrupted", "disk-full", "internal"] as const).map((kind) =>
    page(`undo-failed-${kind}`, aRunDetail({ ...UNDO, state: "failed", failure: { kind }, ...NOTHING_YET })),
  ),
];

const NO_ROWS = { read: 80, create: 0, update: 0, unchanged: 80, skip: 0, reject: 0, notice: 0 };

/** A run's page in every state. */
const REPLACED = {
  ...NOTHING_YET,
  state: "cancelled",
  cancelReason: "replaced",
  kind: "preview",
  replacedBy: { id: "run-2", actor: "見本 太郎", requestedAt: CATALOGUE_NOW + 3_600_000 },
} as const;

export const runPageEntries: readonly CatalogueEntry[] = [
  page("queued", open({ state: "queued", startedAt: null, progress: null }), {
    action: <CancelRun run={{ id: "run-1", kind: "sync" }} />,
  }),
  page("running", open({}), { action: <CancelRun run={{ id: "run-1", kind: "sync" }} /> }),
  page("applying", open({ progress: { phase: "applying", read: 5_000, total: 5_000 } })),
  page("viewer-running", open({}), { mayChange: false }),
  page("approved", open({ state: "queued", startedAt: null, progress: null, plan: APPROVED, counts: SOME_COUNTS }), {
    action: <CancelRun run={{ id: "run-1", kind: "sync" }} />,
  }),
  page("approved-applied", aRunDetail({ plan: APPROVED }), { children: changeTab }),
  page(
    "by-hand",
    aRunDetail({ state: "cancelled", cancelReason: "by-hand", cancelledBy: "見本 太郎", ...NOTHING_YET }),
  ),
  page("expired", aRunDetail({ state: "cancelled", cancelReason: "expired", ...NOTHING_YET })),
  page("replaced", aRunDetail({ ...REPLACED, replacedBy: null })),
  page("replaced-by", aRunDetail(REPLACED)),
  page("succeeded", aRunDetail({}), { children: changeTab }),
  page("unchanged", aRunDetail({ counts: NO_ROWS, errorFile: null }), {
    children: (
      <RunTabs kind="sync" counts={NO_ROWS} tab="change" onTab={none}>
        <NoRows>{emptyChangesText("sync")}</NoRows>
      </RunTabs>
    ),
  }),
  page("partly-failed", partly, { children: errorTab }),
  page("opt-out-unused", { ...partly, optOutUnused: true }),
  page("file-expired", { ...partly, errorFile: { expiresAt: partly.requestedAt, expired: true, lineCount: 9 } }),
  page("cancelled", aRunDetail({ state: "cancelled", startedAt: null, ...NOTHING_YET })),
  page("long-actor", aRunDetail({ actor: "とても長い名前の管理者".repeat(8), subject: "departments" })),
  ...Object.values<RunFailure>(FAILURE_EXAMPLES).map((failure) =>
    page(`failed-${failure.kind}`, aRunDetail({ state: "failed", failure, ...NOTHING_YET })),
  ),
  page("failed-viewer", aRunDetail({ state: "failed", failure: { kind: "link-rejected" }, ...NOTHING_YET }), {
    mayChange: false,
  }),
  ...undoEntries,
];
