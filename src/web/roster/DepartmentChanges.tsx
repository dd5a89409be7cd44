import { useQueryClient } from "@tanstack/react-query";
import {
  addDepartment,
  changeDepartment,
  DepartmentForm,
  type DepartmentRow,
  deleteDepartment,
  NewDepartmentForm,
} from "../../contract/departments.ts";
import { ask } from "../ask.ts";
import { focusMain } from "../frame/focus-main.ts";
import { useAction } from "../frame/use-action.ts";
import { useForm } from "../frame/use-form.ts";
import { useNewest } from "../frame/use-newest.ts";
import {
  type DepartmentValues,
  EditDepartmentDialog,
  NewDepartmentDialog,
  type NewDepartmentValues,
} from "./DepartmentFormDialog.tsx";
import { codesWithBelow, type DepartmentTree } from "./department-tree.ts";
import { addedText, removedText, savedText } from "./departments-text.ts";
import { RemoveDepartmentDialog } from "./RemoveDepartmentDialog.tsx";
import { departmentsQuery } from "./roster-queries.ts";

interface Ends {
  readonly onClose: () => void;
  /** With what is to be said about it. */
  readonly onDone: (text: string) => Promise<void>;
}

/** What somebody is about to do to the departments. */
export type ChangeOfDepartment =
  | { readonly kind: "add" }
  | { readonly kind: "edit"; readonly row: DepartmentRow }
  | { readonly kind: "remove"; readonly row: DepartmentRow };

/** The dialog of one change. */
export function DepartmentChange({
  change,
  tree,
  ...ends
}: Ends & { readonly change: ChangeOfDepartment; readonly tree: DepartmentTree }) {
  switch (change.kind) {
    case "add":
      return <AddDepartment tree={tree} {...ends} />;
    case "edit":
      return <EditDepartment row={change.row} tree={tree} {...ends} />;
    case "remove":
      return <RemoveDepartment row={change.row} tree={tree} {...ends} />;
  }
}

/** 「部署を追加」: asks the API to add what was typed. */
function AddDepartment({ tree, onClose, onDone }: Ends & { readonly tree: DepartmentTree }) {
  const initial: NewDepartmentValues = { code: "", name: "", parentCode: null };
  const form = useForm({
    schema: NewDepartmentForm,
    initial,
    send: async (checked) => {
      const added = await ask(addDepartment, { body: checked });
      await onDone(addedText(added.name));
    },
  });
  return <NewDepartmentDialog form={form} tree={tree} onClose={onClose} />;
}

/** 「編集」: changes the department as it was when the dialog opened, or as it was read again. */
function EditDepartment({
  row,
  tree,
  onClose,
  onDone,
}: Ends & { readonly row: DepartmentRow; readonly tree: DepartmentTree }) {
  const newest = useNewestDepartment(row);
  const initial: DepartmentValues = { name: row.name, parentCode: row.parentCode };
  const form = useForm({
    schema: DepartmentForm,
    initial,
    send: async (checked) => {
      const body = { ...checked, version: newest.row.version };
      const changed = await ask(changeDepartment, { parts: { code: row.code }, body });
      await onDone(savedText(changed.name));
    },
  });
  const node = tree.nodeByCode.get(row.code);
  const without = node ? codesWithBelow(node) : new Set([row.code]);
  return <EditDepartmentDialog form={form} newest={newest} tree={tree} without={without} onClose={onClose} />;
}

/** 「削除」: asks first, and keeps the dialog open when the server refuses. */
function RemoveDepartment({
  row,
  tree,
  onClose,
  onDone,
}: Ends & { readonly row: DepartmentRow; readonly tree: DepartmentTree }) {
  const newest = useNewestDepartment(row);
  const { run, sending, error } = useAction(async () => {
    await ask(deleteDepartment, { parts: { code: row.code }, query: { version: newest.row.version } });
    await onDone(removedText(newest.row.name));
    focusMain();
  });
  return (
    <RemoveDepartmentDialog
      childRows={(tree.nodeByCode.get(row.code)?.children ?? []).map((child) => child.row)}
      newest={newest}
      error={error}
      sending={sending}
      onRemove={() => void run()}
      onClose={onClose}
    />
  );
}

// The department's list is read anew for it, so that parents and head counts are the newest, too.
function useNewestDepartment(row: DepartmentRow) {
  const queryClient = useQueryClient();
  return useNewest(row, async () => {
    const rows = await queryClient.fetchQuery({ ...departmentsQuery, staleTime: 0 });
    return rows.find(({ code }) => code === row.code) ?? null;
  });
}
