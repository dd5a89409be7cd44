import { emailKey } from "./email.ts";
import type { RosterEmployee } from "./roster.ts";

/** The roster's people, found by address and by the SmartHR person behind them. */
export class KnownPeople {
  readonly #employees: readonly RosterEmployee[];
  readonly #byKey = new Map<string, RosterEmployee>();
  #byCrewId: ReadonlyMap<string, RosterEmployee> | null = null;

  constructor(employees: readonly RosterEmployee[]) {
    this.#employees = employees;
    for (const employee of employees) this.#byKey.set(emailKey(employee.email), employee);
  }

  /** The employee who has the address (an `emailKey`). */
  byKey(key: string): RosterEmployee | null {
    return this.#byKey.get(key) ?? null;
  }

  /** The employee who has the address, however it is written. */
  byEmail(email: string): RosterEmployee | null {
    return this.byKey(emailKey(email));
  }

  /** The employee whom this SmartHR person was last synced to. */
  byCrewId(crewId: string): RosterEmployee | null {
    // Made when it is first asked for: where everybody is found by address, nobody asks.
    this.#byCrewId ??= newestByCrewId(this.#employees);
    return this.#byCrewId.get(crewId) ?? null;
  }
}

function newestByCrewId(employees: readonly RosterEmployee[]): ReadonlyMap<string, RosterEmployee> {
  const byCrewId = new Map<string, RosterEmployee>();
  for (const employee of employees) {
    if (employee.crewId === null) continue;
    const other = byCrewId.get(employee.crewId);
    // M24 leaves one employee behind for each address a person had; the one synced under the id last is the person today.
    if (!other || isLater(employee, other)) byCrewId.set(employee.crewId, employee);
  }
  return byCrewId;
}

function isLater(employee: RosterEmployee, other: RosterEmployee): boolean {
  const [since, otherSince] = [employee.crewSince ?? 0, other.crewSince ?? 0];
  return since === otherSince ? comesAfter(employee.id, other.id) : since > otherSince;
}

// Ids are whole numbers written as text, because they may be larger than a number holds.
function comesAfter(id: string, otherId: string): boolean {
  return id.length === otherId.length ? id > otherId : id.length > otherId.length;
}
