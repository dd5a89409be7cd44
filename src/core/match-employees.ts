import type { IsFollowed } from "./followed-people.ts";
import type { KnownPeople } from "./known-people.ts";
import type { RosterEmployee } from "./roster.ts";
import type { SourceEmployee } from "./source.ts";

/** Which employee a row is about, given the key of its address; null when the roster does not have the person. */
export type MatchEmployee = (row: SourceEmployee, key: string | null) => RosterEmployee | null;

/** M24, or a person who is followed when their address changed. `source` tells whom SmartHR still has. */
export function employeeMatching(
  known: KnownPeople,
  source: readonly SourceEmployee[],
  follows: IsFollowed,
): MatchEmployee {
  // 「連携しない」 gives an employee free: that is how one of two SmartHR records of one human is chosen.
  const ownedIds = new Set(
    source.flatMap((row) => (row.optedOut || !follows(row) ? [] : (known.byCrewId(row.crewId)?.id ?? []))),
  );
  return (row, key) => {
    const there = key === null ? null : known.byKey(key);
    if (there !== null && there.crewId === row.crewId) return there;
    // M24 finds an employee by address, unless that is somebody else whom SmartHR has, too, and who is followed.
    const free = there !== null && !ownedIds.has(there.id) ? there : null;
    if (!follows(row)) return free;
    const own = known.byCrewId(row.crewId);
    return own ?? free;
  };
}
