import type { Department, RosterEmployee } from "../src/core/roster.ts";
import type { LaterWrite, RowChange, UndoneRow, Writer } from "../src/core/undo.ts";

/** A write of history: what was done to which row, and by whom. */
export interface PastWrite<Row> {
  readonly change: RowChange<Row>;
  readonly by: Writer;
}

/** The rows after these changes, by the meaning of a change alone. */
export function rowsAfter<Row extends Department | RosterEmployee>(
  rows: readonly Row[],
  changes: readonly RowChange<Row>[],
): readonly Row[] {
  const byKey = new Map(rows.map((row) => [rowKey(row), row]));
  for (const change of changes) {
    if (change.kind === "delete") byKey.delete(rowKey(change.before));
    else byKey.set(rowKey(change.after), change.after);
  }
  return [...byKey.values()];
}

/** What the undo of a run has to be planned from, out of a history in order. */
export function undoneRows<Row extends Department | RosterEmployee>(
  history: readonly PastWrite<Row>[],
  runId: string,
): readonly UndoneRow<Row>[] {
  return history.flatMap(({ change, by }, place) => {
    if (by.runId !== runId) return [];
    const key = changeKey(change);
    const since = history.slice(place + 1).flatMap((later): readonly LaterWrite<Row>[] => {
      if (changeKey(later.change) !== key) return [];
      return [{ after: later.change.kind === "delete" ? null : later.change.after, by: later.by }];
    });
    return [{ change, since }];
  });
}

/** What tells a row from others. */
export function rowKey(row: Department | RosterEmployee): string {
  return "id" in row ? row.id : row.code;
}

function changeKey(change: RowChange<Department | RosterEmployee>): string {
  return rowKey(change.kind === "create" ? change.after : change.before);
}
