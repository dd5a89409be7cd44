import type { DepartmentDetail } from "../../contract/departments.ts";
import type { CatalogueEntry } from "../catalogue/entry.ts";
import { DEPARTMENTS, LONG_DEPARTMENTS } from "./catalogue-roster.ts";
import { NoSuchDepartment } from "./DepartmentPage.tsx";
import { DepartmentView } from "./DepartmentView.tsx";
import "./roster.css";

const AT = Date.UTC(2026, 3, 1, 0, 5);
const MADE = { code: "A001", name: "営業課", parentCode: null };
const RENAMED = { ...MADE, name: "営業部" };
const MOVED = { ...RENAMED, parentCode: "A000" };

const HISTORY: DepartmentDetail["history"] = [
  { kind: "update", at: AT + 7_200_000, actor: "見本 花子", runId: null, runKind: null, before: RENAMED, after: MOVED },
  { kind: "update", at: AT, actor: "見本 花子", runId: "run-2", runKind: "preview", before: MADE, after: RENAMED },
  {
    kind: "create",
    at: AT - 86_400_000,
    actor: "コマンドライン",
    runId: "run-1",
    runKind: "sync",
    before: null,
    after: MADE,
  },
];
const DELETED: DepartmentDetail["history"][number] = {
  kind: "delete",
  at: AT + 9_000_000,
  actor: "見本 花子",
  runId: null,
  runKind: null,
  before: MOVED,
  after: null,
};

/** The page of one department. */
export const departmentPageEntries: readonly CatalogueEntry[] = Object.entries({
  department: {},
  "department-at-top": { department: RENAMED, path: [RENAMED], history: HISTORY.slice(1) },
  "department-nobody": { headCount: 0, headCountBelow: 0 },
  "department-long": longDepartment(),
  "department-much-history": { history: Array.from({ length: 12 }, () => HISTORY).flat() },
  "department-deleted": { ...gone(), history: [DELETED, ...HISTORY] },
  "department-deleted-by-run": { ...gone(), history: [{ ...DELETED, runId: "run-3", runKind: "undo" }, ...HISTORY] },
} satisfies Readonly<Record<string, Partial<DepartmentDetail>>>)
  .map(([name, special]): CatalogueEntry => ({ name, element: department(special) }))
  .concat({ name: "department-not-found", element: <NoSuchDepartment /> });

function gone(): Partial<DepartmentDetail> {
  return { deletedAt: DELETED.at, path: [MOVED], headCount: 0, headCountBelow: 0 };
}

function longDepartment(): Partial<DepartmentDetail> {
  const last = LONG_DEPARTMENTS.at(-1) ?? MOVED;
  const { code, name, parentCode } = last;
  return { department: { code, name, parentCode }, path: LONG_DEPARTMENTS.map((row) => ({ ...row })) };
}

function department(special: Partial<DepartmentDetail>) {
  const detail: DepartmentDetail = {
    department: MOVED,
    path: [
      { code: "A000", name: "営業本部" },
      { code: "A001", name: "営業部" },
    ],
    headCount: 10,
    headCountBelow: 1_234,
    deletedAt: null,
    history: HISTORY,
    ...special,
  };
  return <DepartmentView detail={detail} nameByCode={new Map(DEPARTMENTS.map(({ code, name }) => [code, name]))} />;
}
