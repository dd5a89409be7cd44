import { Table, Td, TdCheckbox, TextLink, Th, ThCheckbox } from "smarthr-ui";
import type { OptedOutPerson, RestoredPerson } from "../../contract/opt-outs.ts";
import { OUTCOME_TEXT } from "../../text/opt-out-text.ts";
import { Wide } from "../frame/Wide.tsx";
import "../roster/roster.css";
import "./opt-outs.css";
import { OPT_OUTS_TEXT, personName } from "./opt-outs-text.ts";

/** Which people are left out of what is to be done: everybody is chosen until somebody says otherwise. */
export interface Choosing {
  readonly except: ReadonlySet<string>;
  readonly onChoose: (crewIds: readonly string[], chosen: boolean) => void;
}

const { columns } = OPT_OUTS_TEXT;

/** People who were opted out; with a tick box each where they can be written back. */
export function OptOutPeople({
  people,
  choosing,
}: {
  readonly people: readonly OptedOutPerson[];
  readonly choosing: Choosing | null;
}) {
  return (
    <Wide label={OPT_OUTS_TEXT.list}>
      <Table aria-label={OPT_OUTS_TEXT.list} className="roster-table">
        <thead>
          <tr>
            {choosing && <ChooseAll people={people} {...choosing} />}
            <HeadOfPerson />
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.crewId}>
              {choosing && (
                <TdCheckbox
                  aria-labelledby={`remembered-number-${person.crewId} remembered-name-${person.crewId}`}
                  checked={!choosing.except.has(person.crewId)}
                  onChange={(event) => choosing.onChoose([person.crewId], event.target.checked)}
                />
              )}
              <CellsOfPerson person={person} list="remembered" />
            </tr>
          ))}
        </tbody>
      </Table>
    </Wide>
  );
}

/** What became of people. */
export function RestoredPeople({ people }: { readonly people: readonly RestoredPerson[] }) {
  return (
    <Wide label={OPT_OUTS_TEXT.people}>
      <Table aria-label={OPT_OUTS_TEXT.people} className="stacked">
        <thead>
          <tr>
            <Th scope="col">{columns.outcome}</Th>
            <HeadOfPerson />
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.crewId}>
              <Td>{OUTCOME_TEXT[person.outcome ?? "waiting"]}</Td>
              <CellsOfPerson person={person} list="restored" />
            </tr>
          ))}
        </tbody>
      </Table>
    </Wide>
  );
}

function HeadOfPerson() {
  return (
    <>
      <Th scope="col">{columns.name}</Th>
      <Th scope="col">{columns.number}</Th>
      <Th scope="col">{columns.email}</Th>
      <Th scope="col">{columns.page}</Th>
    </>
  );
}

function CellsOfPerson({ person, list }: { readonly person: OptedOutPerson; readonly list: string }) {
  const nameId = `${list}-name-${person.crewId}`;
  const linkId = `${list}-page-${person.crewId}`;
  return (
    <>
      <Td id={nameId} className="opt-out-name">
        {personName(person)}
      </Td>
      <Td id={`${list}-number-${person.crewId}`} data-label={columns.number}>
        {person.employeeNumber ?? "-"}
      </Td>
      <Td className="email" data-label={columns.email}>
        {person.email ?? "-"}
      </Td>
      <Td className="nowrap">
        <TextLink href={person.url} target="_blank" id={linkId} aria-labelledby={`${nameId} ${linkId}`}>
          {OPT_OUTS_TEXT.open}
        </TextLink>
      </Td>
    </>
  );
}

function ChooseAll({ people, except, onChoose }: Choosing & { readonly people: readonly OptedOutPerson[] }) {
  const chosen = people.filter(({ crewId }) => !except.has(crewId)).length;
  const all = people.length > 0 && chosen === people.length;
  return (
    <ThCheckbox
      checked={all}
      mixed={chosen > 0 && !all}
      onChange={() =>
        onChoose(
          people.map(({ crewId }) => crewId),
          !all,
        )
      }
    />
  );
}
