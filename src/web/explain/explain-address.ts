/** Who is asked about; it stands in the address. At most one of them. */
export interface ExplainAddress {
  /** A mail address or an employee number. */
  readonly search?: string;
  readonly employee?: string;
  readonly crew?: string;
}

/** What an address asks for; whatever it says that is not known says nothing. */
export function explainAddress(written: Record<string, unknown>): ExplainAddress {
  // The router reads `0012` as it stands, and `12` as a number.
  const text = (name: string) => String(written[name] ?? "").trim();
  if (text("employee")) return { employee: text("employee").slice(0, 40) };
  if (text("crew")) return { crew: text("crew").slice(0, 100) };
  return text("search") ? { search: text("search").slice(0, 254) } : {};
}

/** Whether anybody is asked about. */
export function isAsking(address: ExplainAddress): boolean {
  return Object.keys(address).length > 0;
}
