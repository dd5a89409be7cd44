/** What became of one person in whose place 「連携しない」 was to be written back (docs/decisions/0041). */
export type RestorationOutcome = (typeof RESTORATION_OUTCOMES)[number];

/** What became of people, in the order in which it is told. */
export const RESTORATION_OUTCOMES = [
  "restored",
  /** It was there. */
  "already",
  /** Somebody chose something else since: it stays. */
  "chosen-otherwise",
  /** SmartHR does not have the person any more. */
  "gone",
  /** SmartHR did not take it. */
  "refused",
  "no-permission",
] as const;

/** How many people met which outcome; `waiting` have none. */
export type RestorationCounts = Readonly<Record<RestorationOutcome | "waiting", number>>;
