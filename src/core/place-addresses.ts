import type { KnownPeople } from "./known-people.ts";
import type { RosterEmployee } from "./roster.ts";
import type { SourceEmployee } from "./source.ts";

/** A row that nothing is wrong with, the key of its address, and the employee it goes to; null makes a new one. */
export interface PlacedRow {
  readonly row: SourceEmployee;
  /** The address as it will be stored. */
  readonly email: string;
  readonly key: string;
  readonly before: RosterEmployee | null;
}

/** A row whose address another employee keeps after the run. */
export interface HeldRow {
  readonly row: SourceEmployee;
  readonly holder: RosterEmployee;
}

/** Which rows get the address they want, judged on the roster as it will be: people may swap, chain and take what others gave up. No two rows may want one address. */
export function placeAddresses(
  wishes: readonly PlacedRow[],
  known: KnownPeople,
): { placed: readonly PlacedRow[]; held: readonly HeldRow[] } {
  const moveByEmployeeId = new Map<string, PlacedRow>();
  for (const wish of wishes) {
    if (wish.before !== null && wish.before !== known.byKey(wish.key)) moveByEmployeeId.set(wish.before.id, wish);
  }
  // Where people are matched by address alone (M24) nobody moves, so no address is ever waited for.
  const held: HeldRow[] = [];
  const fates = new Map<PlacedRow, boolean>();
  const placed = wishes.filter((wish) => {
    const holder = holderOf(wish, known);
    if (holder === null || isGranted(wish, known, moveByEmployeeId, fates)) return true;
    held.push({ row: wish.row, holder });
    return false;
  });
  return { placed, held };
}

/** The other employee who has the wished-for address today. */
function holderOf({ key, before }: PlacedRow, known: KnownPeople): RosterEmployee | null {
  const holder = known.byKey(key);
  return holder === before ? null : holder;
}

// An address is given up when its employee moves to one that is free or given up in turn; a ring of moves is a swap. Each wish waits
// for at most one other, so the answer does not depend on the order of rows.
function isGranted(
  start: PlacedRow,
  known: KnownPeople,
  moveByEmployeeId: ReadonlyMap<string, PlacedRow>,
  fates: Map<PlacedRow, boolean>,
): boolean {
  const waiting = new Set<PlacedRow>();
  let wish = start;
  let fate = fates.get(wish);
  while (fate === undefined) {
    waiting.add(wish);
    const holder = holderOf(wish, known);
    const next = holder === null ? undefined : moveByEmployeeId.get(holder.id);
    if (holder === null || (next && waiting.has(next))) fate = true;
    else if (!next) fate = false;
    else {
      wish = next;
      fate = fates.get(wish);
    }
  }
  for (const each of waiting) fates.set(each, fate);
  return fate;
}
