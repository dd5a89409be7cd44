import type { ReactNode } from "react";
import { Stack } from "smarthr-ui";
import type { Explanation } from "../../contract/explain.ts";
import type { PersonVerdict } from "../../core/explanation.ts";
import type { EmployeeIdentity } from "../../core/findings.ts";
import { AskError } from "../ask.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { Waiting } from "../frame/Waited.tsx";
import { CATALOGUE_NOW } from "../runs/catalogue-runs.ts";
import { anEmployeeState, anExplanation, anUpdate, OUTSIDE, SEAL } from "./catalogue-explain.ts";
import { ExplainForm } from "./ExplainForm.tsx";
import { ExplanationView } from "./ExplanationView.tsx";
import { EXPLAIN_TEXT } from "./explain-text.ts";
import { SyncPersonDialog } from "./SyncPersonDialog.tsx";
import "../runs/runs.css";

const nothing = () => {};
const SEVENTH = { crewId: "7", employeeNumber: "0007", lastName: "見本", firstName: "七郎" };
const EIGHTH = { crewId: "8", employeeNumber: "0008", lastName: "見本", firstName: "八郎" };
const UPDATE = anUpdate({ jobTitle: "課長", departmentCode: null });
const OTHER = anUpdate({ lastName: "山田", firstName: "花子", crewId: "3f0f4c1e-0000-4000-8000-000000000002" });
const LONG = anUpdate({
  jobTitle: "グローバルビジネストランスフォーメーション推進統括本部長付特命担当部長代理".repeat(2),
});

const OTHER_ACCOUNT = { subdomain: "acme", linkedTo: "globex" };
const DIFFERENT = { ...SEAL, differentPerson: true };
const FORMER = {
  ...SEVENTH,
  email: "007@example.com",
  employeeId: "7",
  at: CATALOGUE_NOW,
  runId: "run-4",
  isUndo: true,
  deleted: true,
};

const NEVER_SYNCED = { asOf: "last-run", unread: { kind: "not-linked" }, lastRun: null, lastWritten: null } as const;

export const explainEntries: readonly CatalogueEntry[] = [
  { name: "explain-form", element: page(null) },
  { name: "explain-form-missing", element: page(null, "") },
  { name: "explain-waiting", element: page(<Waiting />) },
  { name: "explain-no-answer", element: page(<ProblemMessage error={new AskError({ kind: "no-answer" })} />) },
  ...fateEntries(),
  ...unknownEntries(),
  ...surroundingEntries(),
  ...dialogEntries(),
];

function fateEntries(): CatalogueEntry[] {
  const after = anEmployeeState({ crewSince: null });
  return [
    shown("unchanged", { kind: "unchanged", employee: anEmployeeState() }),
    shown("create", { kind: "create", after }, { ...OUTSIDE, seal: SEAL }),
    shown("update", UPDATE, { seal: SEAL }),
    shown("update-long", LONG, { seal: SEAL }),
    shown("update-viewer", UPDATE, {}, false),
    shown("opted-out", { kind: "skip", reason: "opted-out" }, { notices: [{ kind: "opted-out-in-roster" }] }),
    shown("retired-not-in-roster", { kind: "skip", reason: "retired-not-in-roster" }, OUTSIDE),
    shown(
      "rejected",
      {
        kind: "rejected",
        reasons: [
          { kind: "missing-kana" },
          { kind: "duplicate-email", others: [SEVENTH, EIGHTH], otherCount: 2 },
          { kind: "unknown-department", departmentId: "d", departmentCode: "A004", departmentName: "サポート部" },
        ],
      },
      OUTSIDE,
    ),
    shown("gone", { kind: "gone" }, { crew: null }),
    shown("other-account", { kind: "other-account", ...OTHER_ACCOUNT }, { asOf: "last-run", crew: null }),
    shown(
      "other-account-rejected",
      { kind: "rejected", reasons: [{ kind: "missing-name" }] },
      { ...OUTSIDE, asOf: "last-run", unread: { kind: "other-account", ...OTHER_ACCOUNT } },
    ),
    shown("never-synced", { kind: "never-synced" }, { crew: null, crewUrl: null, lastWritten: null }),
  ];
}

function unknownEntries(): CatalogueEntry[] {
  const nobody = { ...OUTSIDE, crew: null, crewUrl: null };
  const candidates = [
    { ...SEVENTH, email: "007@example.com", employeeId: null },
    { ...EIGHTH, email: null, employeeId: null },
    { ...EIGHTH, crewId: null, email: "eight@example.com", employeeId: "9" },
  ];
  return [
    shown("not-found-email", { kind: "not-found", by: "email" }, nobody),
    shown("not-found-number", { kind: "not-found", by: "number" }, nobody),
    shown("several", { kind: "several" }, { ...nobody, candidates }),
    shown("not-linked", { kind: "not-read" }, { asOf: "last-run", unread: { kind: "not-linked" }, crew: null }),
    shown("viewer", { kind: "not-read" }, { asOf: "last-run", unread: { kind: "viewer" } }, false),
    shown(
      "link-expired",
      { kind: "rejected", reasons: [{ kind: "missing-name" }] },
      { ...OUTSIDE, asOf: "last-run", unread: { kind: "link-expired" } },
    ),
    shown("not-linked-never-synced", { kind: "not-read" }, { ...NEVER_SYNCED, crew: null }),
    shown("opt-out-field-missing", { kind: "not-read" }, failed("opt-out-field-missing")),
    shown("smarthr-busy", { kind: "not-read" }, failed("smarthr-busy")),
    shown(
      "never-synced-anybody",
      { kind: "not-found", by: "email" },
      { ...nobody, ...failed("link-rejected"), lastRun: null },
    ),
  ];
}

function failed(kind: "opt-out-field-missing" | "smarthr-busy" | "link-rejected"): Partial<Explanation> {
  return { asOf: "last-run", unread: { kind: "failed", failure: { kind } } };
}

function surroundingEntries(): CatalogueEntry[] {
  const waitingPlan = { runId: "run-2", heldAt: CATALOGUE_NOW };
  const moved = anUpdate({ email: "hanako@example.com" });
  return [
    shown("waiting-plan", UPDATE, { seal: SEAL, waitingPlan }),
    shown("waiting-plan-synced", { kind: "unchanged", employee: anEmployeeState() }, { waitingPlan }),
    shown("overwritten", OTHER, { crew: OTHER.after as EmployeeIdentity, seal: DIFFERENT, waitingPlan }),
    shown("removed-by-undo", { kind: "create", after: anEmployeeState() }, { ...OUTSIDE, seal: SEAL, former: FORMER }),
    shown(
      "former-address",
      { kind: "unchanged", employee: anEmployeeState() },
      { former: { ...FORMER, deleted: false } },
    ),
    shown("waits-for", moved, { waitsFor: EIGHTH }),
    shown("open-run", UPDATE, { seal: SEAL, openRun: { runId: "run-3" } }),
    shown(
      "address-changed",
      { kind: "create", after: moved.after },
      {
        seal: SEAL,
        notices: [{ kind: "email-change-suspected", formerEmail: "taro@example.com", formerEmployeeId: "1" }],
      },
    ),
    shown(
      "synced-as-another",
      { kind: "unchanged", employee: anEmployeeState({ id: "2" }) },
      { syncedAs: { id: "2", email: "new@example.com" } },
    ),
  ];
}

function dialogEntries(): CatalogueEntry[] {
  const create = { kind: "create", after: anEmployeeState() } as const;
  return [
    dialog("update", anExplanation(UPDATE, { seal: SEAL })),
    dialog("create", anExplanation(create, { ...OUTSIDE, seal: SEAL })),
    dialog("different-person", anExplanation(OTHER, { seal: DIFFERENT })),
    dialog("sending", anExplanation(UPDATE, { seal: SEAL }), { sending: true }),
    dialog("not-linked", anExplanation(UPDATE, { seal: SEAL }), { error: new AskError({ kind: "not-linked" }) }),
  ];
}

function shown(
  name: string,
  verdict: PersonVerdict,
  special: Partial<Explanation> = {},
  canChange = true,
): CatalogueEntry {
  const explanation = anExplanation(verdict, special);
  const view = (
    <ExplanationView
      explanation={explanation}
      canChange={canChange}
      asking={false}
      onAgain={nothing}
      onSync={nothing}
    />
  );
  return { name: `explain-${name}`, element: page(view) };
}

function dialog(
  name: string,
  explanation: Explanation,
  { sending = false, error = null }: { readonly sending?: boolean; readonly error?: unknown } = {},
): CatalogueEntry {
  const element = (
    <SyncPersonDialog explanation={explanation} sending={sending} error={error} onConfirm={nothing} onClose={nothing} />
  );
  return { name: `explain-dialog-${name}`, element };
}

function page(children: ReactNode, typed = "0001") {
  return (
    <Stack>
      <ScreenHeading>{EXPLAIN_TEXT.title}</ScreenHeading>
      <ExplainForm typed={typed} missing={typed === ""} onType={nothing} onAsk={nothing} />
      {children}
    </Stack>
  );
}
