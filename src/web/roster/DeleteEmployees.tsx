import { useQueryClient } from "@tanstack/react-query";
import { deleteEmployees } from "../../contract/employees.ts";
import { ask } from "../ask.ts";
import { focusMain } from "../frame/focus-main.ts";
import { useNotices } from "../frame/Notices.tsx";
import { useAction } from "../frame/use-action.ts";
import { useNewest } from "../frame/use-newest.ts";
import { DeleteEmployeesDialog, type Leaver } from "./DeleteEmployeesDialog.tsx";
import { removedText } from "./employees-text.ts";
import { ROSTER_KEYS } from "./roster-queries.ts";

/** Deletes the people given, all or none, once it was confirmed. */
export function DeleteEmployees({
  people,
  readAgain,
  onClose,
  onDeleted,
}: {
  readonly people: readonly Leaver[];
  /** Those of them that are still there, with their newest versions. */
  readonly readAgain: (ids: ReadonlySet<string>) => Promise<readonly Leaver[]>;
  readonly onClose: () => void;
  readonly onDeleted: () => Promise<void>;
}) {
  const queryClient = useQueryClient();
  const { say } = useNotices();
  const newest = useNewest(people, async () => {
    const left = await readAgain(new Set(people.map(({ id }) => id)));
    return left.length === 0 ? null : left;
  });
  const { run, sending, error } = useAction(async () => {
    const employees = newest.row.map(({ id, version }) => ({ id, version }));
    const { deleted } = await ask(deleteEmployees, { body: { employees } });
    onClose();
    say({ type: "success", text: removedText(deleted) });
    await onDeleted();
    await queryClient.invalidateQueries({ queryKey: ROSTER_KEYS.employees });
    await queryClient.invalidateQueries({ queryKey: ROSTER_KEYS.departments });
    focusMain();
  });
  return (
    <DeleteEmployeesDialog
      newest={newest}
      error={error}
      sending={sending}
      onRemove={() => void run()}
      onClose={onClose}
    />
  );
}
