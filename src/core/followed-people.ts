import { emailKey } from "./email.ts";
import type { KnownPeople } from "./known-people.ts";
import type { PersonName } from "./person-name.ts";
import type { AddressChoices, SyncSettings } from "./settings.ts";
import type { SourceEmployee } from "./source.ts";

/** Whether a person keeps their employee when their address changed; else it is M24 that finds one, or none. */
export type IsFollowed = (row: SourceEmployee) => boolean;

/**
 * By the key of each row's address, who is followed: whom the company follows, or was chosen, and whoever has the address of one who is. M24: nobody new comes of an address that
 * the roster has, so 「新しい社員」 chosen for such a person is as if nothing were chosen; and where that address's employee is somebody else
 * who is followed, the person is nobody but themselves.
 */
export function followedPeople(
  known: KnownPeople,
  source: readonly SourceEmployee[],
  keys: readonly (string | null)[],
  { whenAddressChanged }: SyncSettings,
  choices: AddressChoices,
): IsFollowed {
  const byCompany = whenAddressChanged === "follow-person";
  if (Object.keys(choices).length === 0) return () => byCompany;
  const followed = new Set<string>();
  const waiting: SourceEmployee[] = [];
  const follow = (row: SourceEmployee) => {
    if (followed.has(row.crewId)) return;
    followed.add(row.crewId);
    if (!row.optedOut) waiting.push(row);
  };
  const others = new Map<string, SourceEmployee[]>();
  for (const [place, row] of source.entries()) {
    const key = keys[place] ?? null;
    const choice =
      hasTakenAddress(row, key, known) && choices[row.crewId] === "create-new" ? null : choices[row.crewId];
    if ((choice ?? whenAddressChanged) === "follow-person") follow(row);
    else if (key !== null && !row.optedOut) others.set(key, [...(others.get(key) ?? []), row]);
  }
  // Whose employee another one's address finds, that one is followed in turn: rings and chains of addresses are few and short.
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    const own = known.byCrewId(row.crewId);
    if (own === null) continue;
    for (const other of others.get(emailKey(own.email)) ?? []) {
      if (known.byCrewId(other.crewId) !== null && other.crewId !== row.crewId) follow(other);
    }
  }
  return ({ crewId }) => followed.has(crewId);
}

/** What becomes of somebody whose address changed where they are not followed. */
export type WhenNotFollowed = "made-new" | "updates-holder" | "not-possible";

/** What else could be chosen for somebody: `holder` has their address, `choice` is what a plan does, and `chosen` what was chosen for them. */
export function whenNotFollowed(
  {
    holder,
    choice,
    chosen,
  }: { readonly holder: PersonName | null; readonly choice: Choice; readonly chosen: Choice | null },
  { whenAddressChanged }: Pick<SyncSettings, "whenAddressChanged">,
): WhenNotFollowed {
  if (holder === null) return "made-new";
  if (choice === "create-new") return "updates-holder";
  // Only what was chosen for this person can be taken back: whoever else is followed is nobody but themselves.
  return whenAddressChanged === "create-new" && chosen === "follow-person" ? "updates-holder" : "not-possible";
}

type Choice = SyncSettings["whenAddressChanged"];

/** Whether the address is of an employee who is not known to be this person: nobody new can come of it (M24). */
function hasTakenAddress(row: Pick<SourceEmployee, "crewId">, key: string | null, known: KnownPeople): boolean {
  const there = key === null ? null : known.byKey(key);
  return there !== null && there.crewId !== row.crewId;
}
