import type { FormEvent, ReactNode } from "react";
import { Base, Button, Checkbox, Cluster, FormControl, Select, Stack, Text } from "smarthr-ui";
import { type EmployeeDetail, EmploymentTypeSchema, GenderSchema } from "../../contract/employees.ts";
import type { Contact } from "../../contract/me.ts";
import { departmentText, NO_DEPARTMENTS } from "../../text/department-text.ts";
import { employeeFieldText, employeeValueText, employmentTypeText, genderText } from "../../text/field-text.ts";
import { newestValueText } from "../frame/newest-text.ts";
import { StaleMessage } from "../frame/StaleMessage.tsx";
import { TextField } from "../frame/TextField.tsx";
import type { Form } from "../frame/use-form.ts";
import type { Newest } from "../frame/use-newest.ts";
import { DateInput } from "./DateInput.tsx";
import { DepartmentSelect } from "./DepartmentSelect.tsx";
import type { DepartmentTree } from "./department-tree.ts";
import { EMPLOYEE_TEXT, emailContactText } from "./employee-text.ts";
import { type EmployeeValues, valuesOf } from "./employee-values.ts";
import { ROSTER_TEXT } from "./roster-text.ts";

const GENDERS = [
  { value: "", label: EMPLOYEE_TEXT.unset },
  ...GenderSchema.options.map((gender) => ({ value: gender, label: genderText(gender) })),
] as const;

const EMPLOYMENT_TYPES = [
  { value: "", label: EMPLOYEE_TEXT.unset },
  ...EmploymentTypeSchema.options.map((type) => ({ value: type, label: employmentTypeText(type) })),
] as const;

// M26: nobody is without a name and its reading.
const NAMES: ReadonlySet<string> = new Set(["lastName", "firstName", "lastNameKana", "firstNameKana"]);

export interface EmployeeFormViewProps {
  readonly form: Form<EmployeeValues>;
  readonly newest: Newest<EmployeeDetail>;
  readonly tree: DepartmentTree;
  readonly contact: Contact;
  readonly onCancel: () => void;
}

/** One person, to be edited by hand: everything but the mail address (M24). */
export function EmployeeFormView(props: EmployeeFormViewProps) {
  const { form, newest, contact, onCancel } = props;
  const { employee } = newest.row;
  return (
    <Base padding={1.5}>
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <Stack>
          {employee.crewId !== null && <Text>{EMPLOYEE_TEXT.editNote}</Text>}
          <Stack gap={0.25}>
            <Text weight="bold">{employeeFieldText("email")}</Text>
            <Text className="anywhere">{employee.email}</Text>
            <Text size="S">
              {EMPLOYEE_TEXT.emailFixed}
              {emailContactText(contact)}
            </Text>
            <ContactLinks contact={contact} />
          </Stack>
          <EmployeeInputs {...props} />
          <StaleMessage error={form.error} newest={newest} />
          <Cluster>
            <Button type="submit" variant="primary" loading={form.sending} disabled={newest.gone}>
              {ROSTER_TEXT.save}
            </Button>
            <Button onClick={onCancel} disabled={form.sending}>
              {ROSTER_TEXT.cancel}
            </Button>
          </Cluster>
        </Stack>
      </form>
    </Base>
  );
}

function EmployeeInputs({ form, newest, tree }: EmployeeFormViewProps) {
  const shared = { form, newest, tree };
  return (
    <>
      <div className="form-columns">
        <LineField {...shared} field="employeeNumber" />
        <span />
        <LineField {...shared} field="lastName" />
        <LineField {...shared} field="firstName" />
        <LineField {...shared} field="lastNameKana" />
        <LineField {...shared} field="firstNameKana" />
        <Field {...shared} field="gender">
          <Select
            value={form.values.gender ?? ""}
            options={[...GENDERS]}
            onChangeValue={(gender) => form.set("gender", gender === "" ? null : gender)}
          />
        </Field>
        <DayField {...shared} field="birthDate" />
        <Field {...shared} field="departmentCode">
          <DepartmentSelect
            tree={tree}
            value={form.values.departmentCode}
            onChange={(code) => form.set("departmentCode", code)}
          />
        </Field>
        <LineField {...shared} field="jobTitle" />
        <DayField {...shared} field="hiredOn" />
        <DayField {...shared} field="retiredOn" />
        <Field {...shared} field="employmentType">
          <Select
            value={form.values.employmentType ?? ""}
            options={[...EMPLOYMENT_TYPES]}
            onChangeValue={(type) => form.set("employmentType", type === "" ? null : type)}
          />
        </Field>
      </div>
      <RetiredField {...shared} />
    </>
  );
}

interface FieldProps<Name extends keyof EmployeeValues = keyof EmployeeValues>
  extends Pick<EmployeeFormViewProps, "form" | "newest" | "tree"> {
  readonly field: Name;
}

function Field({ form, newest, tree, field, children }: FieldProps & { readonly children: ReactNode }) {
  return (
    <FormControl
      label={employeeFieldText(field)}
      errorMessages={form.faultOf(field)}
      supplementaryMessage={newestText(form.values, newest.loaded, field, tree)}
    >
      {children}
    </FormControl>
  );
}

function LineField({
  form,
  newest,
  tree,
  field,
}: FieldProps<"employeeNumber" | "lastName" | "firstName" | "lastNameKana" | "firstNameKana" | "jobTitle">) {
  return (
    <TextField
      form={form}
      name={field}
      label={employeeFieldText(field)}
      required={NAMES.has(field)}
      note={newestText(form.values, newest.loaded, field, tree)}
    />
  );
}

function DayField(props: FieldProps<"birthDate" | "hiredOn" | "retiredOn">) {
  const { form, field } = props;
  return (
    <Field {...props}>
      <DateInput value={form.values[field]} onChange={(day) => form.set(field, day)} />
    </Field>
  );
}

// M34.
function RetiredField({ form, newest, tree }: Pick<EmployeeFormViewProps, "form" | "newest" | "tree">) {
  const newestFlag = newestText(form.values, newest.loaded, "retired", tree);
  return (
    <Stack gap={0.25}>
      <Text weight="bold">{employeeFieldText("retired")}</Text>
      <Checkbox
        checked={form.values.retired}
        aria-describedby="retired-help"
        onChange={(event) => form.set("retired", event.target.checked)}
      >
        {EMPLOYEE_TEXT.flagLabel}
      </Checkbox>
      <Text id="retired-help" size="S">
        {EMPLOYEE_TEXT.flagHelp}
      </Text>
      {newestFlag !== undefined && <Text size="S">{newestFlag}</Text>}
    </Stack>
  );
}

/** M36: 問い合わせ窓口, as far as the company's settings name one. */
function ContactLinks({ contact: { url, email } }: { readonly contact: Contact }) {
  if (url === null && email === null) return null;
  return (
    <Cluster>
      {url !== null && <a href={url}>{url}</a>}
      {email !== null && <a href={`mailto:${email}`}>{email}</a>}
    </Cluster>
  );
}

// Beside a field that somebody else wrote meanwhile; nothing where both say the same.
function newestText(
  typed: EmployeeValues,
  loaded: EmployeeDetail | null,
  field: keyof EmployeeValues,
  { nodeByCode }: DepartmentTree,
): string | undefined {
  if (loaded === null || valuesOf(loaded)[field] === typed[field]) return undefined;
  const code = field === "departmentCode" ? loaded.employee.departmentCode : null;
  const node = code === null ? undefined : nodeByCode.get(code);
  return newestValueText(node ? departmentText(node.row) : employeeValueText(loaded.employee, field, NO_DEPARTMENTS));
}
