import { Text } from "smarthr-ui";
import { personText } from "../../text/person-text.ts";
import { ConfirmDialog } from "../frame/ConfirmDialog.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import {
  ALL_GONE_TEXT,
  EMPLOYEES_TEXT,
  othersText,
  REMOVE_CONSEQUENCES,
  REMOVE_RELOADED_TEXT,
  removeQuestion,
} from "./employees-text.ts";
import { ROSTER_TEXT } from "./roster-text.ts";
import { StaleMessage } from "./StaleMessage.tsx";
import type { Newest } from "./use-newest.ts";

/** Of more people, the dialog names so many and counts the rest. */
const NAMED = 10;

/** Somebody to be deleted, as the dialog names one and as the API is told. */
export interface Leaver {
  readonly id: string;
  readonly version: number;
  readonly employeeNumber: string | null;
  readonly lastName: string;
  readonly firstName: string;
}

/** M33: says what deleting these people means, before it is done. */
export function DeleteEmployeesDialog({
  newest,
  error,
  sending,
  onDelete,
  onClose,
}: {
  readonly newest: Newest<readonly Leaver[]>;
  readonly error: unknown;
  readonly sending: boolean;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}) {
  const people = newest.row;
  return (
    <ConfirmDialog
      size="M"
      danger
      title={EMPLOYEES_TEXT.removeTitle}
      actionText={ROSTER_TEXT.remove}
      disabled={newest.gone}
      sending={sending}
      onConfirm={onDelete}
      onClose={onClose}
    >
      <StaleMessage
        error={error}
        newest={newest}
        event={ROSTER_TEXT.notRemoved}
        goneText={ALL_GONE_TEXT}
        loadedText={REMOVE_RELOADED_TEXT}
      />
      <Text weight="bold">{removeQuestion(people.length)}</Text>
      <ul className="plain-list">
        {people.slice(0, NAMED).map((person) => (
          <li key={person.id}>{personText(person)}</li>
        ))}
        {people.length > NAMED && <li>{othersText(people.length - NAMED)}</li>}
      </ul>
      <ul className="plain-list consequences">
        {REMOVE_CONSEQUENCES.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
      <div>
        <RouteLink to="/guide">{EMPLOYEES_TEXT.guide}</RouteLink>
      </div>
    </ConfirmDialog>
  );
}
