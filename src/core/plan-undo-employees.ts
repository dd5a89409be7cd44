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
  const settled = settleWishes(wished, (each) => {
    // Before the run all its rows had different addresses, so only who stays where they are can be in the way.
    const leaving = new Set(each.flatMap(({ key, wish }) => (wish !== null && givesUpAddress(wish) ? [key] : [])));
    const again = refuseRegisteredAgain(each, leaving, surroundings);
    const keysAgain = new Set(again.map(({ key }) => key));
    // Whoever is there again needs neither a department nor an address.
    const others = each.filter(({ key }) => !keysAgain.has(key));
    return [
      ...again,
      ...refuseGoneDepartments(others, surroundings),
      ...refuseHeldAddresses(others, leaving, surroundings),
    ];
  });
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

function refuseRegisteredAgain(
  wished: readonly WishedEmployee[],
  leaving: ReadonlySet<string>,
  { holderByEmailKey }: UndoSurroundings,
): readonly Refusal<keyof Employee>[] {
  return wished.flatMap(({ key, wish }) => {
    if (wish?.kind !== "remake") return [];
    const holder = holderByEmailKey.get(keyWished(wish));
    if (holder === undefined || leaving.has(holder.id) || !isSamePerson(holder, wish.after)) return [];
    return [{ key, reason: { kind: "registered-again", field: null } }];
  });
}

// Another person is behind an address by the guard's measure: another SmartHR id and another name.
function isSamePerson(holder: AddressHolder, { crewId, lastName, firstName }: RosterEmployee): boolean {
  if (crewId !== null && holder.crewId === crewId) return true;
  return holder.lastName === lastName && holder.firstName === firstName;
}

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

function refuseHeldAddresses(
  wished: readonly WishedEmployee[],
  leaving: ReadonlySet<string>,
  { holderByEmailKey }: UndoSurroundings,
): readonly Refusal<keyof Employee>[] {
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
