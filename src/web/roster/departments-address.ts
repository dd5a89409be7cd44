/** What 部署管理 shows; it stands in the address. */
export interface DepartmentsAddress {
  readonly search?: string;
  readonly view?: "chart";
}

/** What an address asks for; whatever it says that is not known says nothing. */
export function departmentsAddress({ search, view }: Record<string, unknown>): DepartmentsAddress {
  return {
    // The router reads `12` as a number.
    ...(search === undefined || search === "" ? {} : { search: String(search) }),
    ...(view === "chart" ? { view } : {}),
  };
}
