/** What the page of one person shows; it stands in the address. */
export interface EmployeeAddress {
  /** The form in the place of the fields. */
  readonly edit?: true;
}

/** What an address asks for; whatever it says that is not known says nothing. */
export function employeeAddress({ edit }: Record<string, unknown>): EmployeeAddress {
  return edit === true ? { edit } : {};
}
