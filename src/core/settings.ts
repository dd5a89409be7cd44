/** A company's choices; each default is what the manual does. */
export interface SyncSettings {
  /** Create people who are already 退職済 and not in the roster; otherwise they are skipped. */
  readonly createRetired: boolean;
  /** M24 makes a new employee when a known person's address changed; a company may keep the person instead. */
  readonly whenAddressChanged: "create-new" | "follow-person";
}

export const MANUAL_SETTINGS: SyncSettings = { createRetired: true, whenAddressChanged: "create-new" };

/** What was chosen for single people instead of `whenAddressChanged`, by SmartHR's id. */
export type AddressChoices = Readonly<Record<string, SyncSettings["whenAddressChanged"]>>;
