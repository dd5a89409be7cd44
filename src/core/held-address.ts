import type { IsFollowed } from "./followed-people.ts";
import type { KnownPeople } from "./known-people.ts";
import { personNameOf } from "./person-name.ts";
import type { HeldRow, PlacedRow } from "./place-addresses.ts";
import type { EmployeeRejectionReason, HolderStay, Rejection } from "./plan.ts";
import type { RosterEmployee } from "./roster.ts";
import type { AddressChoices, SyncSettings } from "./settings.ts";
import type { SourceEmployee } from "./source.ts";

/** What a plan of employees was made of, as far as it says why somebody keeps an address. */
export interface AddressesPlanned {
  readonly known: KnownPeople;
  readonly source: readonly SourceEmployee[];
  /** The rows that nothing else is wrong with. */
  readonly wishes: readonly PlacedRow[];
  readonly follows: IsFollowed;
  readonly settings: SyncSettings;
  readonly choices: AddressChoices;
}

/** The rows that do not get their address, each with why its employee keeps it. */
export function heldRejections(
  held: readonly HeldRow[],
  planned: AddressesPlanned,
): readonly Rejection<SourceEmployee, EmployeeRejectionReason>[] {
  const holderCrewIds = new Set(held.map(({ holder }) => holder.crewId));
  const listed = new Map<string, SourceEmployee>();
  for (const row of planned.source) {
    if (holderCrewIds.has(row.crewId)) listed.set(row.crewId, row);
  }
  const wishes = new Map<string, PlacedRow>();
  for (const wish of planned.wishes) {
    if (holderCrewIds.has(wish.row.crewId)) wishes.set(wish.row.crewId, wish);
  }
  // Only somebody known is followed; whoever is new, and finds the address taken, was not chosen for.
  const byChoice = planned.settings.whenAddressChanged === "create-new";
  return held.map(({ row, holder }) => ({
    row,
    reasons: [
      {
        kind: "email-held",
        holder: personNameOf(holder),
        stays: stayOf(
          holder,
          listed.get(holder.crewId ?? "") ?? null,
          wishes.get(holder.crewId ?? "") ?? null,
          planned,
        ),
        ...(byChoice && planned.known.byCrewId(row.crewId) !== null ? { byChoice } : {}),
      },
    ],
  }));
}

function stayOf(
  holder: RosterEmployee,
  row: SourceEmployee | null,
  wish: PlacedRow | null,
  { known, follows, choices }: AddressesPlanned,
): HolderStay {
  if (row === null) return "not-synced";
  // Before all else: of an opted-out person's employees, which one they are today may change with others' rows.
  if (row.optedOut) return "opted-out";
  if (known.byCrewId(row.crewId) !== holder) return "left-behind";
  if (follows(row)) return "in-error";
  if (choices[row.crewId] === "create-new" && (wish === null || wish.before === null)) return "chosen-new";
  return wish === null ? "in-error" : "not-followed";
}
