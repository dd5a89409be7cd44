/** How one person is told from another in a message: same names are normal, numbers may be missing. */
export interface PersonName {
  readonly crewId: string | null;
  readonly employeeNumber: string | null;
  readonly lastName: string | null;
  readonly firstName: string | null;
}

/** The name of a person of either side. */
export function personNameOf({ crewId, employeeNumber, lastName, firstName }: PersonName): PersonName {
  return { crewId, employeeNumber, lastName, firstName };
}
