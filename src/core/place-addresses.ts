import type { KnownPeople } from "./known-people.ts";
import { type PersonName, personNameOf } from "./person-name.ts";
import type { RosterEmployee } from "./roster.ts";
import type { SyncSettings } from "./settings.ts";
import type { SourceEmployee } from "./source.ts";

/** A row that nothing is wrong with, by the key of its address. */
export interface StandingRow {
  readonly row: SourceEmployee;
  readonly key: string;
}

/** A row that will be synced, and the employee it goes to; null makes a new one. */
export interface PlacedRow extends StandingRow {
  readonly before: RosterEmployee | null;
}

/** A row whose address another employee keeps after the run. */
export interface HeldRow {
  readonly row: SourceEmployee;
  readonly holder: PersonName;
}

/** M24, or the company's choice to follow a person whose address changed: which employee each row goes to. `present` is every row not left out on purpose, refused ones included. */
export function placeAddresses(
  standing: readonly StandingRow[],
  present: readonly SourceEmployee[],
  known: KnownPeople,
  settings: SyncSettings,
): { placed: PlacedRow[]; held: HeldRow[] } {
  switch (settings.whenAddressChanged) {
    case "create-new":
      return { placed: standing.map(({ row, key }) => ({ row, key, before: known.byKey(key) })), held: [] };
    case "follow-person":
      return followPeople(standing, present, known);
  }
}

/** Where a row wants to go: to `before`, under an address that `at` has today. */
interface Wish extends PlacedRow {
  /** The other employee who must give the address up first; null when it is free. */
  readonly at: RosterEmployee | null;
}

function followPeople(
  standing: readonly StandingRow[],
  present: readonly SourceEmployee[],
  known: KnownPeople,
): { placed: PlacedRow[]; held: HeldRow[] } {
  const ownedIds = new Set(present.flatMap(({ crewId }) => known.byCrewId(crewId)?.id ?? []));
  const wishes = standing.map((row) => wishOf(row, known, ownedIds));
  const granted = grantedWishes(wishes, known);
  const placed: PlacedRow[] = [];
  const held: HeldRow[] = [];
  for (const wish of wishes) {
    if (wish.at === null || granted.has(wish)) placed.push(wish);
    else held.push({ row: wish.row, holder: personNameOf(wish.at) });
  }
  return { placed, held };
}

function wishOf({ row, key }: StandingRow, known: KnownPeople, ownedIds: ReadonlySet<string>): Wish {
  const at = known.byKey(key);
  if (at === null || at.crewId === row.crewId) return { row, key, before: at ?? known.byCrewId(row.crewId), at: null };
  const own = known.byCrewId(row.crewId);
  // M24 still finds an employee by address, unless that one is somebody else whom SmartHR has, too.
  if (own === null && !ownedIds.has(at.id)) return { row, key, before: at, at: null };
  return { row, key, before: own, at };
}

// An address is given up when its employee moves to one that is free or given up in turn; people may swap in a ring. No two rows want
// the same address (`duplicate-email`), so each wish waits for at most one other and the answer does not depend on order.
function grantedWishes(wishes: readonly Wish[], known: KnownPeople): ReadonlySet<Wish> {
  const moveByEmployeeId = new Map<string, Wish>();
  for (const wish of wishes) {
    if (wish.before !== null && wish.before !== known.byKey(wish.key)) moveByEmployeeId.set(wish.before.id, wish);
  }
  const fates = new Map<Wish, boolean>();
  for (const start of wishes) {
    const waiting = new Set<Wish>();
    let wish: Wish = start;
    let fate = fates.get(wish);
    while (fate === undefined) {
      waiting.add(wish);
      const next = wish.at === null ? undefined : moveByEmployeeId.get(wish.at.id);
      if (wish.at === null || (next && waiting.has(next))) fate = true;
      else if (!next) fate = false;
      else {
        wish = next;
        fate = fates.get(wish);
      }
    }
    for (const each of waiting) fates.set(each, fate);
  }
  return new Set(wishes.filter((wish) => fates.get(wish)));
}
