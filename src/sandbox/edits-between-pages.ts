import type { Edit } from "./edit.ts";

/** Edits that happen right after so many pages of a list were answered. */
export interface PendingEdits {
  /** The last word of the list's address, as `crews`. */
  readonly list: string;
  readonly afterPages: number;
  readonly subdomain: string;
  readonly edits: readonly Edit[];
}

export interface EditsBetweenPages {
  plan(pending: PendingEdits): void;
  clear(): void;
  /** Called after a page of the list was answered: the edits whose turn has come. */
  takeDue(list: string): readonly PendingEdits[];
}

/** Nothing planned yet. */
export function createEditsBetweenPages(): EditsBetweenPages {
  let waiting: PendingEdits[] = [];
  return {
    plan(pending) {
      waiting.push(pending);
    },
    clear() {
      waiting = [];
    },
    takeDue(list) {
      if (waiting.length === 0) return [];
      const counted = waiting.map((pending) =>
        pending.list === list ? { ...pending, afterPages: pending.afterPages - 1 } : pending,
      );
      waiting = counted.filter((pending) => pending.afterPages > 0);
      return counted.filter((pending) => pending.afterPages <= 0);
    },
  };
}
