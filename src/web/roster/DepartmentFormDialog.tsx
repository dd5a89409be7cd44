import { FormControl, FormDialog, Stack, Text } from "smarthr-ui";
import type { DepartmentRow } from "../../contract/departments.ts";
import { departmentText } from "../../text/department-text.ts";
import { departmentFieldText } from "../../text/field-text.ts";
import { newestValueText } from "../frame/newest-text.ts";
import { ProblemMessage } from "../frame/ProblemMessage.tsx";
import { StaleMessage } from "../frame/StaleMessage.tsx";
import { TextField } from "../frame/TextField.tsx";
import type { Form } from "../frame/use-form.ts";
import type { Newest } from "../frame/use-newest.ts";
import { DepartmentSelect } from "./DepartmentSelect.tsx";
import type { DepartmentTree } from "./department-tree.ts";
import { DEPARTMENTS_TEXT } from "./departments-text.ts";
import { ROSTER_TEXT } from "./roster-text.ts";

export interface NewDepartmentValues {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
}

export type DepartmentValues = Omit<NewDepartmentValues, "code">;

/** A department to be added by hand. */
export function NewDepartmentDialog({
  form,
  tree,
  onClose,
}: {
  readonly form: Form<NewDepartmentValues>;
  readonly tree: DepartmentTree;
  readonly onClose: () => void;
}) {
  return (
    <FormDialog
      isOpen
      size="S"
      title={DEPARTMENTS_TEXT.addTitle}
      actionText={ROSTER_TEXT.add}
      onSubmit={() => void form.submit()}
      onClickClose={onClose}
      onPressEscape={onClose}
      {...(form.sending ? { responseStatus: { status: "processing" as const } } : {})}
    >
      <Stack>
        <ProblemMessage error={form.error} />
        <TextField
          form={form}
          name="code"
          label={departmentFieldText("code")}
          required
          help={DEPARTMENTS_TEXT.codeHelp}
        />
        <TextField form={form} name="name" label={departmentFieldText("name")} required />
        <FormControl
          label={departmentFieldText("parentCode")}
          helpMessage={DEPARTMENTS_TEXT.parentHelp}
          errorMessages={form.faultOf("parentCode")}
        >
          <DepartmentSelect
            tree={tree}
            value={form.values.parentCode}
            onChange={(code) => form.set("parentCode", code)}
          />
        </FormControl>
      </Stack>
    </FormDialog>
  );
}

/** A department's name and parent; what somebody else wrote meanwhile stands beside what was typed. */
export function EditDepartmentDialog({
  form,
  newest,
  tree,
  without,
  onClose,
}: {
  readonly form: Form<DepartmentValues>;
  readonly newest: Newest<DepartmentRow>;
  readonly tree: DepartmentTree;
  /** The department itself and those below it: none of them can be its parent. */
  readonly without: ReadonlySet<string>;
  readonly onClose: () => void;
}) {
  const { loaded } = newest;
  const parent = loaded?.parentCode ?? null;
  const parentNode = parent === null ? undefined : tree.nodeByCode.get(parent);
  const parentText = parentNode ? departmentText(parentNode.row) : (parent ?? ROSTER_TEXT.none);
  return (
    <FormDialog
      isOpen
      size="S"
      title={DEPARTMENTS_TEXT.editTitle}
      actionText={ROSTER_TEXT.save}
      actionDisabled={newest.gone}
      onSubmit={() => void form.submit()}
      onClickClose={onClose}
      onPressEscape={onClose}
      {...(form.sending ? { responseStatus: { status: "processing" as const } } : {})}
    >
      <Stack>
        <StaleMessage error={form.error} newest={newest} />
        <Stack gap={0.25}>
          <Text weight="bold">{departmentFieldText("code")}</Text>
          <Text>{newest.row.code}</Text>
          <Text size="S" color="TEXT_GREY">
            {DEPARTMENTS_TEXT.codeFixed}
          </Text>
        </Stack>
        <TextField
          form={form}
          name="name"
          label={departmentFieldText("name")}
          required
          note={loaded && loaded.name !== form.values.name ? newestValueText(loaded.name) : undefined}
        />
        <FormControl
          label={departmentFieldText("parentCode")}
          helpMessage={DEPARTMENTS_TEXT.parentHelp}
          errorMessages={form.faultOf("parentCode")}
          supplementaryMessage={loaded && parent !== form.values.parentCode ? newestValueText(parentText) : undefined}
        >
          <DepartmentSelect
            tree={tree}
            value={form.values.parentCode}
            onChange={(code) => form.set("parentCode", code)}
            without={without}
          />
        </FormControl>
        <Text size="S">{DEPARTMENTS_TEXT.overwritten}</Text>
      </Stack>
    </FormDialog>
  );
}
