import type { AddressSuspect, RunPlan } from "../../contract/runs.ts";
import { DEFAULT_GUARD_LIMITS, type GuardedPerson, type GuardName, type GuardReading } from "../../core/guards.ts";
import type { PlanObstacle } from "../../core/plan-standing.ts";
import type { Department, Employee } from "../../core/roster.ts";
import { APPROVAL_MS } from "../../core/run.ts";
import { aRunDetail, CATALOGUE_NOW, SOME_COUNTS } from "../runs/catalogue-runs.ts";
import type { HeldRun } from "./held-run.ts";

/** What a guard saw when it tripped, but for what is said. */
export function aReading(guard: GuardName, special: Partial<GuardReading> = {}): GuardReading {
  const numbers = { count: 24, base: 120, earlierCount: 0, limit: DEFAULT_GUARD_LIMITS[guard] };
  return { guard, column: null, ...numbers, awake: true, tripped: true, people: [], ...special };
}

/** A plan that a preview ends in, but for what is said. */
export function aPlan(special: Partial<RunPlan> = {}): RunPlan {
  return {
    digest: "0".repeat(64),
    headCount: { before: 120, after: 123 },
    breakdown: {
      updatesByField: { jobTitle: 7, departmentCode: 5, employmentType: 2, crewId: 1 },
      skipsByReason: { "opted-out": 2, "retired-not-in-roster": 1 },
      rejectionsByReason: { "missing-email": 3, "unknown-department": 2, "duplicate-email": 1 },
    },
    guards: [],
    obstacles: [],
    replanFailure: null,
    addressSuspects: 0,
    approval: null,
    ...special,
  };
}

/** A run whose plan waits, but for what is said. */
export function aHeldRun(plan: Partial<RunPlan> = {}, special: Partial<HeldRun> = {}): HeldRun {
  return {
    ...aRunDetail({
      state: "awaiting-approval",
      kind: "preview",
      counts: SOME_COUNTS,
      finishedAt: null,
      errorFile: null,
      holding: { heldAt: CATALOGUE_NOW, expiresAt: CATALOGUE_NOW + APPROVAL_MS },
    }),
    ...special,
    plan: aPlan(plan),
  };
}

const PEOPLE: readonly GuardedPerson[] = Array.from({ length: 38 }, (_, place) => ({
  crewId: `crew-${place}`,
  employeeId: place % 7 === 3 ? null : `employee-${place}`,
  employeeNumber: String(place + 1).padStart(4, "0"),
  lastName: "見本",
  firstName: "太郎",
}));

/** Three guards as they mostly trip: by a share, with what earlier runs add, and with people of their own. */
export const SOME_GUARDS: readonly GuardReading[] = [
  aReading("new-employees", { count: 12, earlierCount: 14 }),
  aReading("column-blank", { column: "departmentCode", count: 98 }),
  aReading("fewer-people", { count: 38, people: PEOPLE }),
  aReading("rejected-rows", { count: 40, base: 128 }),
];

/** Every guard there is. */
export const EVERY_GUARD: readonly GuardReading[] = (Object.keys(DEFAULT_GUARD_LIMITS) as GuardName[]).map((guard) =>
  aReading(guard, {
    ...(guard === "column-blank" ? { column: "gender" } : {}),
    ...(guard === "person-behind-address" ? { count: 1, base: 120 } : {}),
    ...(guard === "no-longer-opted-out" ? { people: PEOPLE.slice(0, 3) } : {}),
  }),
);

const ROW = { row: "1", rowName: "見本 太郎" };

/** Every way in which a roster may have become another since a plan was made. */
export const OBSTACLES: readonly PlanObstacle[] = [
  { kind: "row-changed", ...ROW, actor: "山田 花子", at: CATALOGUE_NOW },
  { kind: "row-gone", ...ROW, rowName: "見本 花子", actor: "山田 花子", at: CATALOGUE_NOW },
  { kind: "row-there", ...ROW, rowName: "見本 次郎" },
  { kind: "name-taken", ...ROW, rowName: "見本 三郎", holderName: "見本 四郎" },
  { kind: "department-gone", ...ROW, departmentCode: "A004" },
  { kind: "parent-loop", ...ROW, rowName: "営業部" },
  { kind: "settings-changed" },
];

const FORMER: Employee = {
  email: "hanako.yamada@example.com",
  employeeNumber: "0012",
  lastName: "山田",
  firstName: "花子",
  lastNameKana: "ヤマダ",
  firstNameKana: "ハナコ",
  gender: "female",
  birthDate: "1992-05-10",
  departmentCode: "A001",
  jobTitle: null,
  hiredOn: "2018-04-01",
  retiredOn: null,
  employmentType: "permanent",
  retired: false,
  crewId: "crew-12",
};

const NOW: Employee = {
  ...FORMER,
  email: "hanako.suzuki@example.com",
  lastName: "鈴木",
  lastNameKana: "スズキ",
  jobTitle: "主任",
};

const ALONE = { holder: null, whenNotFollowed: "made-new", formerTakenBy: null } as const;

function identityOf(crewId: string, { employeeNumber, email, lastName, firstName }: Employee): AddressSuspect["crew"] {
  return { crewId, employeeNumber, email, lastName, firstName };
}

/** Somebody who married, and somebody with long texts. */
export const SUSPECTS: readonly AddressSuspect[] = [
  {
    crewId: "crew-12",
    crew: identityOf("crew-12", NOW),
    formerId: "employee-12",
    former: FORMER,
    now: NOW,
    nowId: null,
    choice: "create-new",
    ...ALONE,
  },
  {
    crewId: "crew-13",
    crew: identityOf("crew-13", NOW),
    formerId: "employee-13",
    former: { ...FORMER, lastName: "とても長い名字の見本".repeat(4), crewId: "crew-13" },
    now: { ...NOW, email: `${"nagai-".repeat(20)}@example.com`, crewId: "crew-13" },
    nowId: null,
    choice: "follow-person",
    ...ALONE,
  },
];

const HOLDER = { crewId: "crew-14", employeeNumber: "0014", lastName: "見本", firstName: "次郎" };
const SWAPPED: AddressSuspect = {
  crewId: "crew-15",
  crew: identityOf("crew-15", NOW),
  formerId: "employee-15",
  former: FORMER,
  now: NOW,
  nowId: null,
  choice: "follow-person",
  holder: HOLDER,
  whenNotFollowed: "not-possible",
  formerTakenBy: HOLDER,
};

/** People whose addresses moved between them: kept, overwriting, left behind, and left out. */
export const MOVED_SUSPECTS: readonly AddressSuspect[] = [
  SWAPPED,
  { ...SWAPPED, crewId: "crew-16", choice: "create-new", whenNotFollowed: "updates-holder" },
  { ...SWAPPED, crewId: "crew-17", choice: "create-new", holder: null, whenNotFollowed: "made-new" },
  { ...SWAPPED, crewId: "crew-18", holder: null, whenNotFollowed: "made-new" },
  { ...SWAPPED, crewId: "crew-19", now: null, whenNotFollowed: "updates-holder", formerTakenBy: null },
];

/** The departments before a plan that creates, moves, renames and, being an undo, deletes. */
export const DEPARTMENTS_BEFORE: readonly Department[] = [
  { code: "A000", name: "営業本部", parentCode: null },
  { code: "A001", name: "東日本営業部", parentCode: "A000" },
  { code: "A002", name: "西日本営業部", parentCode: "A000" },
  { code: "A003", name: "札幌営業所", parentCode: "A001" },
  { code: "B000", name: "管理本部", parentCode: null },
  { code: "B001", name: "人事部", parentCode: "B000" },
  { code: "B009", name: "旧総務部", parentCode: "B000" },
];

export const DEPARTMENTS_AFTER: readonly Department[] = [
  { code: "A000", name: "営業本部", parentCode: null },
  { code: "A001", name: "東日本営業部", parentCode: "A000" },
  { code: "A002", name: "関西営業部", parentCode: "A000" },
  { code: "A003", name: "札幌支社", parentCode: "A000" },
  { code: "B000", name: "管理本部", parentCode: null },
  { code: "B001", name: "人事部", parentCode: "B000" },
  { code: "C000", name: "見本市場調査および新規事業開発推進本部", parentCode: null },
  { code: "C001", name: "開発部", parentCode: "C000" },
];
