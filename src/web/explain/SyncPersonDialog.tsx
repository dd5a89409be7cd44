import { Cluster, Stack, Text } from "smarthr-ui";
import type { Explanation } from "../../contract/explain.ts";
import { nameByCodeOf } from "../../text/department-text.ts";
import { DIFFERENT_PERSON_TEXT } from "../../text/explanation-text.ts";
import { employeeFieldText } from "../../text/field-text.ts";
import { personText } from "../../text/person-text.ts";
import { ConfirmDialog } from "../frame/ConfirmDialog.tsx";
import { Facts } from "../frame/Facts.tsx";
import { MessageBox, ProblemMessage } from "../frame/ProblemMessage.tsx";
import { EXPLAIN_TEXT } from "./explain-text.ts";
import { PersonChanges } from "./PersonChanges.tsx";

/** What a sync of this one person changes, and the button that does exactly that. */
export function SyncPersonDialog({
  explanation,
  sending,
  error,
  onConfirm,
  onClose,
}: {
  readonly explanation: Explanation;
  readonly sending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { verdict, seal } = explanation;
  if (verdict.kind !== "create" && verdict.kind !== "update") return null;
  return (
    <ConfirmDialog
      size="M"
      title={EXPLAIN_TEXT.syncTitle}
      actionText={EXPLAIN_TEXT.syncConfirm}
      danger={seal?.differentPerson === true}
      sending={sending}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <ProblemMessage error={error} />
      {seal?.differentPerson && verdict.kind === "update" && <DifferentPerson verdict={verdict} />}
      <Text>{EXPLAIN_TEXT.syncQuestion}</Text>
      <PersonChanges
        verdict={verdict}
        nameByCode={nameByCodeOf(explanation.departmentNames)}
        label={EXPLAIN_TEXT.dialogLabel}
      />
    </ConfirmDialog>
  );
}

function DifferentPerson({
  verdict: { before, after },
}: {
  readonly verdict: Extract<Explanation["verdict"], { readonly kind: "update" }>;
}) {
  const sides = [
    { heading: EXPLAIN_TEXT.before, person: before },
    { heading: EXPLAIN_TEXT.after, person: after },
  ];
  return (
    <Stack>
      <MessageBox type="warning" message={DIFFERENT_PERSON_TEXT} />
      <Cluster gap={1.5}>
        {sides.map(({ heading, person }) => (
          <Stack key={heading} gap={0.25}>
            <Text weight="bold">{heading}</Text>
            <Text>{personText(person)}</Text>
            <Facts
              facts={[
                [employeeFieldText("email"), person.email],
                [employeeFieldText("crewId"), person.crewId ?? ""],
              ]}
            />
          </Stack>
        ))}
      </Cluster>
    </Stack>
  );
}
