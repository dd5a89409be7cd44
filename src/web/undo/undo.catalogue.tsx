import type { SubjectKeptRow } from "../../core/undo.ts";
import { AskError } from "../ask.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { RUNS_TEXT } from "../runs/runs-text.ts";
import { KeptTable } from "./KeptTable.tsx";
import { UndoDialog } from "./UndoDialog.tsx";
import type { WaitingPlan } from "./undo-text.ts";
import { UNDO_TEXT } from "./undo-text.ts";

const LONG_NAME = "見本市場調査および新規事業開発推進本部".repeat(6);
const BY = { actor: "見本 花子", at: 1_770_000_000_000, runId: null };
const HOLDER = { crewId: "crew-2", employeeNumber: "0002", lastName: "山田", firstName: "花子" };

const EMPLOYEE: Extract<SubjectKeptRow, { subject: "employees" }>["row"] = {
  id: "1",
  version: 1,
  email: "taro@example.com",
  employeeNumber: "0001",
  lastName: "見本",
  firstName: "太郎",
  lastNameKana: "ミホン",
  firstNameKana: "タロウ",
  gender: "male",
  birthDate: "1990-04-01",
  departmentCode: "A001",
  jobTitle: "主任",
  hiredOn: "2015-04-01",
  retiredOn: null,
  employmentType: "permanent",
  retired: false,
  crewId: "crew-1",
  crewSince: 1_760_000_000_000,
  retiredByHand: false,
};

const EMPLOYEES: readonly SubjectKeptRow[] = [
  {
    subject: "employees",
    row: EMPLOYEE,
    reasons: [
      { kind: "changed-since", field: "jobTitle", by: BY },
      { kind: "address-held", field: "email", holder: HOLDER },
      { kind: "department-gone", field: "departmentCode", departmentCode: "A003" },
    ],
  },
  { subject: "employees", row: { ...EMPLOYEE, id: "2" }, reasons: [{ kind: "deleted-since", field: null, by: BY }] },
  { subject: "employees", row: { ...EMPLOYEE, id: "4" }, reasons: [{ kind: "registered-again", field: null }] },
  {
    subject: "employees",
    row: {
      ...EMPLOYEE,
      id: "3",
      lastName: LONG_NAME,
      firstName: LONG_NAME,
      email: `${"nagai-".repeat(30)}@example.com`,
    },
    reasons: [{ kind: "changed-since", field: null, by: { ...BY, runId: "run" } }],
  },
];

const DEPARTMENTS: readonly SubjectKeptRow[] = [
  {
    subject: "departments",
    row: { code: "A001", name: "営業部", parentCode: null },
    reasons: [
      { kind: "name-held", field: "name", holderCode: "A002" },
      { kind: "parent-loop", field: "parentCode" },
    ],
  },
  {
    subject: "departments",
    row: { code: "A003", name: LONG_NAME, parentCode: null },
    reasons: [{ kind: "department-in-use", field: null, employeeCount: 12, belowCount: 3 }],
  },
  {
    subject: "departments",
    row: { code: "A004", name: "人事本部", parentCode: null },
    reasons: [{ kind: "registered-again", field: null }],
  },
];

const MANY: readonly SubjectKeptRow[] = Array.from({ length: 500 }, (_, place) => ({
  subject: "employees",
  row: { ...EMPLOYEE, id: String(place) },
  reasons: [{ kind: "changed-since", field: "jobTitle", by: BY }],
}));

function table(name: string, kept: readonly SubjectKeptRow[]): CatalogueEntry {
  const subject = kept[0]?.subject ?? "employees";
  return {
    name: `undo-kept-${name}`,
    element: (
      <>
        <ScreenHeading>{RUNS_TEXT.detail}</ScreenHeading>
        <KeptTable subject={subject} kept={kept} label={UNDO_TEXT.kept} nameOf={(actor) => actor} />
      </>
    ),
  };
}

const WAITING: WaitingPlan = {
  subject: "employees",
  kind: "preview",
  actor: "見本 花子",
  requestedAt: 1_770_000_000_000,
};

function dialog(name: string, special: Partial<Parameters<typeof UndoDialog>[0]>): CatalogueEntry {
  const usual = { waiting: null, loading: false, sending: false, error: null, onConfirm: () => {}, onClose: () => {} };
  return { name: `undo-dialog-${name}`, element: <UndoDialog {...usual} {...special} /> };
}

/** Everything of an undo in every state. */
export const undoEntries: readonly CatalogueEntry[] = [
  table("employees", EMPLOYEES),
  table("departments", DEPARTMENTS),
  table("many", MANY),
  dialog("usual", {}),
  dialog("loading", { loading: true }),
  dialog("sending", { sending: true }),
  dialog("plan-waiting", { waiting: WAITING }),
  dialog("problem", { error: new Error("a defect") }),
  dialog("run-open", {
    error: new AskError({
      kind: "run-open",
      runId: "run-2",
      subject: "employees",
      actor: "見本 花子",
      requestedAt: 1_770_000_000_000,
    }),
  }),
];
