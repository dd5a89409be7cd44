import type { RunRow, SyncOutlook } from "../../contract/runs.ts";
import { APPROVAL_MS, type RunFailure, type RunKind, type RunState } from "../../core/run.ts";
import { AskError } from "../ask.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { CancelDialog } from "./CancelRun.tsx";
import { anOpenRun, aRun, CATALOGUE_NOW, WAITING } from "./catalogue-runs.ts";
import { RunProgressBar } from "./RunProgressBar.tsx";
import { RunsView, type RunsViewProps } from "./RunsView.tsx";
import { runPageEntries } from "./run-page.catalogue.tsx";
import { runPartEntries } from "./run-parts.catalogue.tsx";
import { RUNS_TEXT } from "./runs-text.ts";
import { SyncDialogView, type SyncDialogViewProps } from "./SyncDialogView.tsx";

const STATES: Record<RunState, true> = {
  queued: true,
  running: true,
  "awaiting-approval": true,
  succeeded: true,
  "partly-failed": true,
  failed: true,
  cancelled: true,
};

const none = () => {};

function list(name: string, special: Partial<RunsViewProps>): CatalogueEntry {
  const runs = special.runs ?? [];
  return {
    name: `runs-${name}`,
    element: (
      <>
        <ScreenHeading>{RUNS_TEXT.title}</ScreenHeading>
        <RunsView
          runs={runs}
          severalAccounts={false}
          total={runs.length}
          page={1}
          perPage={50}
          mayChange
          onPage={none}
          {...special}
        />
      </>
    ),
  };
}

const HOLDING = { heldAt: CATALOGUE_NOW, expiresAt: CATALOGUE_NOW + APPROVAL_MS };

const EVERY_STATE = (Object.keys(STATES) as RunState[]).map((state, place) =>
  aRun({
    id: state,
    state,
    subject: place % 2 === 0 ? "employees" : "departments",
    ...(state === "running" ? { progress: { phase: "reading", read: 1_200, total: 5_000 } } : {}),
    ...(state === "partly-failed"
      ? { counts: { read: 128, create: 3, update: 12, unchanged: 105, skip: 3, reject: 5, notice: 4 } }
      : {}),
    ...(state === "failed" ? { counts: null, failure: { kind: "smarthr-busy" } as RunFailure } : {}),
    ...(state === "awaiting-approval" ? { holding: HOLDING } : {}),
    ...(state === "queued" || state === "cancelled" ? { counts: null } : {}),
  }),
);

const MANY = Array.from({ length: 500 }, (_, place) =>
  aRun({ id: `run-${place}`, requestedAt: CATALOGUE_NOW - place * 86_400_000 }),
);

const listEntries: readonly CatalogueEntry[] = [
  list("empty", {}),
  list("empty-viewer", { mayChange: false }),
  list("one", { runs: [aRun()] }),
  list("every-state", { runs: EVERY_STATE }),
  list("every-kind", {
    runs: (["sync", "preview", "undo", "person"] satisfies RunKind[]).map((kind) => aRun({ id: kind, kind })),
  }),
  list("several-accounts", {
    severalAccounts: true,
    runs: ["globex", "acme", null].map((subdomain) =>
      aRun({ id: `${subdomain}`, subdomain, kind: subdomain === null ? "undo" : "sync" }),
    ),
  }),
  list("cancelled", {
    runs: (["by-hand", "replaced", "expired"] as const).map((cancelReason) =>
      aRun({ id: cancelReason, state: "cancelled", counts: null, cancelReason }),
    ),
  }),
  list("maintenance", {
    runs: [
      aRun({ state: "queued", finishedAt: null, counts: null, waiting: WAITING }),
      anOpenRun({ id: "by-command", actor: "コマンドライン", waiting: WAITING }),
    ],
  }),
  list("many", { runs: MANY.slice(0, 50), total: 12_345, page: 7 }),
  list("500-rows", { runs: MANY, perPage: 500 }),
  list("long-actor", { runs: [aRun({ actor: "とても長い名前の管理者".repeat(8) })] }),
];

const progressEntries: readonly CatalogueEntry[] = [
  ["queued", null],
  ["reading-unknown", { phase: "reading", read: 0, total: null }],
  ["reading-counted", { phase: "reading", read: 300, total: null }],
  ["reading-some", { phase: "reading", read: 1_200, total: 5_000 }],
  ["reading-all", { phase: "reading", read: 100_000, total: 100_000 }],
  ["planning", { phase: "planning", read: 5_000, total: 5_000 }],
  ["applying", { phase: "applying", read: 5_000, total: 5_000 }],
].map(([name, progress]) => ({
  name: `runs-progress-${name}`,
  element: <RunProgressBar run={{ kind: "sync", progress: progress as RunRow["progress"] }} name="社員の同期" />,
}));

const OUTLOOK: SyncOutlook = {
  firstSync: false,
  optOutUnused: false,
  rosterDepartments: 24,
  rosterEmployees: 1_280,
  openRun: null,
  waitingPlan: null,
  account: { subdomain: "acme", url: "https://acme.smarthr.jp" },
  lastAccount: null,
};

const OTHER_ACCOUNT: SyncOutlook = {
  ...OUTLOOK,
  account: { subdomain: "globex", url: "https://globex.smarthr.jp" },
  lastAccount: "acme",
};

function dialog(name: string, special: Partial<SyncDialogViewProps>): CatalogueEntry {
  const props = { subject: "employees", outlook: OUTLOOK, error: null, starting: false, ...special } as const;
  return {
    name: `sync-dialog-${name}`,
    element: (
      <>
        <ScreenHeading>{RUNS_TEXT.title}</ScreenHeading>
        <SyncDialogView {...props} onStart={none} onClose={none} />
      </>
    ),
  };
}

const RUN_OPEN = new AskError({
  kind: "run-open",
  runId: "run-1",
  subject: "employees",
  actor: "山田 花子",
  requestedAt: CATALOGUE_NOW,
});

const WAITING_PLAN = aRun({
  id: "plan-1",
  state: "awaiting-approval",
  kind: "preview",
  actor: "山田 花子",
  holding: HOLDING,
});

const PLAN_WAITING = new AskError({
  kind: "plan-waiting",
  runId: "plan-1",
  subject: "employees",
  actor: "山田 花子",
  heldAt: CATALOGUE_NOW,
});

const dialogEntries: readonly CatalogueEntry[] = [
  dialog("departments", { subject: "departments" }),
  dialog("employees", {}),
  dialog("employees-first", { outlook: { ...OUTLOOK, firstSync: true, optOutUnused: null, rosterEmployees: 0 } }),
  dialog("employees-first-unused", {
    outlook: { ...OUTLOOK, firstSync: true, optOutUnused: true, rosterEmployees: 0 },
  }),
  dialog("employees-no-departments", {
    outlook: { ...OUTLOOK, firstSync: true, optOutUnused: null, rosterDepartments: 0, rosterEmployees: 0 },
  }),
  dialog("employees-unused", { outlook: { ...OUTLOOK, optOutUnused: true } }),
  dialog("employees-other-account", { outlook: OTHER_ACCOUNT }),
  dialog("departments-other-account", { subject: "departments", outlook: OTHER_ACCOUNT }),
  dialog("not-linked", { outlook: { ...OUTLOOK, account: null } }),
  dialog("open-run", { outlook: { ...OUTLOOK, openRun: anOpenRun({ actor: "山田 花子" }) } }),
  dialog("run-open-problem", { error: RUN_OPEN }),
  dialog("not-linked-problem", { error: new AskError({ kind: "not-linked" }) }),
  dialog("no-answer", { outlook: undefined, error: new AskError({ kind: "no-answer" }) }),
  dialog("plan-waiting", { outlook: { ...OUTLOOK, waitingPlan: WAITING_PLAN } }),
  dialog("plan-waiting-problem", { outlook: { ...OUTLOOK, waitingPlan: WAITING_PLAN }, error: PLAN_WAITING }),
  dialog("plan-waiting-problem-unread", { error: PLAN_WAITING }),
  dialog("loading", { outlook: undefined }),
  dialog("starting", { starting: true }),
];

function cancel(
  name: string,
  special: { readonly kind?: RunRow["kind"]; readonly sending?: boolean; readonly error?: unknown },
): CatalogueEntry {
  return {
    name: `run-cancel-${name}`,
    element: (
      <>
        <ScreenHeading>{RUNS_TEXT.detail}</ScreenHeading>
        <CancelDialog
          kind={special.kind ?? "sync"}
          open
          sending={special.sending ?? false}
          error={special.error ?? null}
          onClose={none}
          onCancel={none}
        />
      </>
    ),
  };
}

const cancelEntries: readonly CatalogueEntry[] = [
  cancel("asked", {}),
  cancel("asked-undo", { kind: "undo" }),
  cancel("sending", { sending: true }),
  cancel("too-late", { error: new AskError({ kind: "run-ended" }) }),
];

/** 処理一覧, a run's page, and the dialog before a run, in every state. */
export const runsEntries: readonly CatalogueEntry[] = [
  ...listEntries,
  ...progressEntries,
  ...dialogEntries,
  ...cancelEntries,
  ...runPageEntries,
  ...runPartEntries,
];
