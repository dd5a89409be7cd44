import { emailKey } from "./email.ts";
import { type PersonName, personNameOf } from "./person-name.ts";
import { copyField, EMPLOYEE_FIELDS, type Employee, type RosterEmployee } from "./roster.ts";
import type { EmployeeUndo, UndoneRow } from "./undo.ts";
import {
  changeOf,
  isWished,
  keptOf,
  type Refusal,
  type RowShape,
  refusedField,
  settleWishes,
  type WishedRow,
  wishOf,
} from "./undo-wishes.ts";

/** Who of the roster has an address. */
export interface AddressHolder extends PersonName {
  readonly id: string;
}

/** What an undo of employees needs of the roster besides the run's own rows. */
export interface UndoSurroundings {
  readonly departmentCodes: ReadonlySet<string>;
  /** By key; those of `addressesSought` that somebody has now. */
  readonly holderByEmailKey: ReadonlyMap<string, AddressHolder>;
}

/** The keys of the addresses that an undo would like to give back: who has them now has to be known to plan it. */
export function addressesSought(rows: readonly UndoneRow<RosterEmployee>[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const row of rows) {
    // Of a large run, most rows cannot wish for one.
    const { change } = row;
    if (change.kind === "create" || (change.kind === "update" && change.before.email === change.after.email)) continue;
    const { wish } = wishOf(EMPLOYEE_SHAPE, row);
    if (wish !== null && isWished(wish, "email")) keys.add(keyWished(wish));
  }
  return keys;
}

/** What taking back a run does to employees: as much as can be restored without undoing what others did since (docs/decisions/0038). */
export function planUndoEmployees(
  rows: readonly UndoneRow<RosterEmployee>[],
  surroundings: UndoSurroundings,
): EmployeeUndo {
  const wished = rows.map((row) => wishOf(EMPLOYEE_SHAPE, row));
  const settled = settleWishes(wished, (each) => [
    ...refuseGoneDepartments(each, surroundings),
    ...refuseHeldAddresses(each, surroundings),
  ]);
  const changes = settled.flatMap(({ wish }) => (wish === null ? [] : [changeOf(EMPLOYEE_SHAPE, wish)]));
  const kept = settled.flatMap((row) => keptOf(row) ?? []);
  return { changes, kept, unchangedCount: rows.length - changes.length };
}

type WishedEmployee = WishedRow<RosterEmployee, keyof Employee>;
type EmployeeWish = NonNullable<WishedEmployee["wish"]>;

const EMPLOYEE_SHAPE: RowShape<RosterEmployee, keyof Employee> = {
  fields: EMPLOYEE_FIELDS,
  keyOf: ({ id }) => id,
  isSame: (field, one, other) =>
    one[field] === other[field] && (field !== "retired" || one.retiredByHand === other.retiredByHand),
  withFields: (row, fields, from) => {
    const state = { ...row };
    for (const field of fields) {
      copyField(state, from, field);
      for (const companion of COMPANIONS[field] ?? []) copyField(state, from, companion);
    }
    return state;
  },
};

/** What has no meaning without its field, and so goes with it. */
const COMPANIONS: Partial<Record<keyof Employee, readonly (keyof RosterEmployee)[]>> = {
  retired: ["retiredByHand"],
  crewId: ["crewSince"],
};

function refuseGoneDepartments(
  wished: readonly WishedEmployee[],
  { departmentCodes }: UndoSurroundings,
): readonly Refusal<keyof Employee>[] {
  return wished.flatMap(({ key, wish }) => {
    if (wish === null || !isWished(wish, "departmentCode")) return [];
    const departmentCode = stateOfBefore(wish)?.departmentCode ?? null;
    if (departmentCode === null || departmentCodes.has(departmentCode)) return [];
    return [{ key, reason: { kind: "department-gone", field: refusedField(wish, "departmentCode"), departmentCode } }];
  });
}

// Before the run all its rows had different addresses, so only who stays where they are can be in the way.
function refuseHeldAddresses(
  wished: readonly WishedEmployee[],
  { holderByEmailKey }: UndoSurroundings,
): readonly Refusal<keyof Employee>[] {
  const leaving = new Set(wished.flatMap(({ key, wish }) => (wish !== null && givesUpAddress(wish) ? [key] : [])));
  return wished.flatMap(({ key, wish }) => {
    if (wish === null || !isWished(wish, "email")) return [];
    const holder = holderByEmailKey.get(keyWished(wish));
    if (holder === undefined || holder.id === key || leaving.has(holder.id)) return [];
    return [
      { key, reason: { kind: "address-held", field: refusedField(wish, "email"), holder: personNameOf(holder) } },
    ];
  });
}

function givesUpAddress(wish: EmployeeWish): boolean {
  if (wish.kind === "remove") return true;
  return wish.kind === "restore" && wish.fields.includes("email") && emailKey(wish.now.email) !== keyWished(wish);
}

function keyWished(wish: EmployeeWish): string {
  const state = stateOfBefore(wish);
  if (state === null) throw new Error("a row that goes wishes for no address");
  return emailKey(state.email);
}

/** The state of which a wish gives back something, or all; null for one that gives nothing back. */
function stateOfBefore(wish: EmployeeWish): RosterEmployee | null {
  switch (wish.kind) {
    case "remove":
      return null;
    case "remake":
      return wish.after;
    case "restore":
      return wish.from;
  }
}
