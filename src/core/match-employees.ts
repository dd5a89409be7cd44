import type { KnownPeople } from "./known-people.ts";
import type { RosterEmployee } from "./roster.ts";
import type { SyncSettings } from "./settings.ts";
import type { SourceEmployee } from "./source.ts";

/** Which employee a row is about, given the key of its address; null when the roster does not have the person. */
export type MatchEmployee = (row: SourceEmployee, key: string | null) => RosterEmployee | null;

/** M24, or the company's choice to keep a person whose address changed. `source` tells whom SmartHR still has. */
export function employeeMatching(
  known: KnownPeople,
  source: readonly SourceEmployee[],
  settings: SyncSettings,
): MatchEmployee {
  switch (settings.whenAddressChanged) {
    case "create-new":
      return (_, key) => byAddress(known, key);
    case "follow-person":
      return followingPeople(known, source);
  }
}

function followingPeople(known: KnownPeople, source: readonly SourceEmployee[]): MatchEmployee {
  // 「連携しない」 gives an employee free: that is how one of two SmartHR records of one human is chosen.
  const ownedIds = new Set(
    source.flatMap(({ crewId, optedOut }) => (optedOut ? [] : (known.byCrewId(crewId)?.id ?? []))),
  );
  return (row, key) => {
    const there = byAddress(known, key);
    const own = known.byCrewId(row.crewId);
    if (there === null || there.crewId === row.crewId) return there ?? own;
    // M24 still finds an employee by address, unless that is somebody else whom SmartHR has, too.
    return own === null && !ownedIds.has(there.id) ? there : own;
  };
}

function byAddress(known: KnownPeople, key: string | null): RosterEmployee | null {
  return key === null ? null : known.byKey(key);
}
