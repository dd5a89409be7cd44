import { personText } from "../../text/person-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import {
  ALL_GONE_TEXT,
  EMPLOYEES_TEXT,
  othersText,
  REMOVE_CONSEQUENCES,
  REMOVE_RELOADED_TEXT,
  removeQuestion,
} from "./employees-text.ts";
import { type Removal, RemoveDialog } from "./RemoveDialog.tsx";

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
export function DeleteEmployeesDialog(removal: Removal<readonly Leaver[]>) {
  const people = removal.newest.row;
  return (
    <RemoveDialog
      removal={removal}
      size="M"
      title={EMPLOYEES_TEXT.removeTitle}
      goneText={ALL_GONE_TEXT}
      loadedText={REMOVE_RELOADED_TEXT}
      question={removeQuestion(people.length)}
      named={
        <ul className="plain-list">
          {people.slice(0, NAMED).map((person) => (
            <li key={person.id}>{personText(person)}</li>
          ))}
          {people.length > NAMED && <li>{othersText(people.length - NAMED)}</li>}
        </ul>
      }
      consequences={REMOVE_CONSEQUENCES}
    >
      <div>
        <RouteLink to="/guide">{EMPLOYEES_TEXT.guide}</RouteLink>
      </div>
    </RemoveDialog>
  );
}
