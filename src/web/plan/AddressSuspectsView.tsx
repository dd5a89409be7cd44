import "./plan.css";
import { Button, Fieldset, RadioButton, Stack, StatusLabel, Td, Text, Th } from "smarthr-ui";
import type { AddressSuspect } from "../../contract/runs.ts";
import { EMPLOYEE_FIELDS, type Employee } from "../../core/roster.ts";
import type { NameByCode } from "../../text/department-text.ts";
import { employeeFieldText, employeeValueText } from "../../text/field-text.ts";
import type { Message } from "../../text/message.ts";
import { personText } from "../../text/person-text.ts";
import { replanProblemText } from "../../text/problem-text.ts";
import { AskError } from "../ask.ts";
import { ListPages } from "../frame/ListPages.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { messageOf, ProblemMessage } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { RunTable } from "../runs/RunTable.tsx";
import { notFollowedText, remakeText, SUSPECTS_TEXT } from "./plan-text.ts";

type Choice = AddressSuspect["choice"];

export interface AddressSuspectsViewProps {
  readonly suspects: readonly AddressSuspect[];
  /** The run was applied: there is nothing to choose any more. */
  readonly applied?: boolean;
  readonly nameByCode: NameByCode;
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
  /** Null for whoever has nothing to choose. */
  readonly choosing: Choosing | null;
  readonly onPage: (page: number) => void;
}

/** What somebody chooses, and how the plan is made anew with it. */
export interface Choosing {
  /** Whose choice is another than the plan's, on whatever page. */
  readonly chosen: ReadonlyMap<string, Choice>;
  readonly sending: boolean;
  readonly error: unknown;
  readonly onChoose: (suspect: AddressSuspect, choice: Choice) => void;
  readonly onRemake: () => void;
}

/** 「メールアドレス変更の疑い」: both records of each person side by side, and what is to be done with them. */
export function AddressSuspectsView(props: AddressSuspectsViewProps) {
  const { suspects, applied = false, nameByCode, total, page, perPage, choosing, onPage } = props;
  return (
    <PageSection heading={SUSPECTS_TEXT.title}>
      <Text>{aboutText(applied, choosing !== null)}</Text>
      {suspects.map((suspect) => (
        <Suspect key={suspect.crewId} suspect={suspect} nameByCode={nameByCode} choosing={choosing} />
      ))}
      {applied && suspects.length === 0 && <Text>{SUSPECTS_TEXT.nobodyLeft}</Text>}
      <ListPages total={total} page={page} perPage={perPage} onPage={onPage} />
      {choosing && <Remake {...choosing} />}
    </PageSection>
  );
}

function aboutText(applied: boolean, choosing: boolean): string {
  if (applied) return SUSPECTS_TEXT.aboutApplied;
  return choosing ? SUSPECTS_TEXT.about : SUSPECTS_TEXT.aboutViewer;
}

function Remake({ chosen, sending, error, onRemake }: Choosing) {
  return (
    <Stack gap={0.5}>
      <ProblemMessage error={error} message={remakeProblem(error)} />
      <div role="status">
        <Text>{chosen.size === 0 ? SUSPECTS_TEXT.unchanged : remakeText(chosen.size)}</Text>
      </div>
      <div>
        <Button disabled={chosen.size === 0} loading={sending} onClick={onRemake}>
          {SUSPECTS_TEXT.remake}
        </Button>
      </div>
    </Stack>
  );
}

// Nothing was to be synced here.
function remakeProblem(error: unknown): Message {
  if (!(error instanceof AskError) || error.problem.kind === "no-answer") return messageOf(error);
  return replanProblemText(error.problem);
}

function Suspect({
  suspect,
  nameByCode,
  choosing,
}: {
  readonly suspect: AddressSuspect;
  readonly nameByCode: NameByCode;
  readonly choosing: Choosing | null;
}) {
  const name = personText(suspect.crew);
  const choice = choosing?.chosen.get(suspect.crewId) ?? suspect.choice;
  return (
    <Stack gap={0.75}>
      <Records suspect={suspect} nameByCode={nameByCode} label={name} />
      {suspect.now === null && suspect.nowId === null && <Text>{SUSPECTS_TEXT.leftOut}</Text>}
      {choosing ? (
        <Fieldset legend={`${name}：${SUSPECTS_TEXT.choice}`}>
          <Stack gap={0.5}>
            {choicesOf(suspect).map(({ value, text, about, possible }) => (
              <div key={value}>
                <RadioButton
                  name={`address-${suspect.crewId}`}
                  checked={choice === value}
                  disabled={!possible}
                  onChange={() => choosing.onChoose(suspect, value)}
                >
                  {text}
                </RadioButton>
                <div>
                  <Text color="TEXT_GREY" size="S">
                    {about}
                  </Text>
                </div>
              </div>
            ))}
          </Stack>
        </Fieldset>
      ) : (
        <Text>{`${SUSPECTS_TEXT.choice}：${choicesOf(suspect).find(({ value }) => value === choice)?.text}`}</Text>
      )}
    </Stack>
  );
}

function choicesOf(suspect: AddressSuspect) {
  const possible = suspect.whenNotFollowed !== "not-possible";
  return [
    { value: "create-new", ...notFollowedText(suspect), possible },
    {
      value: "follow-person",
      text: SUSPECTS_TEXT.followPerson,
      about: SUSPECTS_TEXT.followPersonAbout,
      possible: true,
    },
  ] as const;
}

// What is blank on both sides tells nobody anything.
const SHOWN_FIELDS = EMPLOYEE_FIELDS.filter((field) => field !== "crewId");
// Of whoever a plan leaves out nothing else is kept.
const IDENTITY_FIELDS = ["email", "employeeNumber", "lastName", "firstName"] as const;

function Records({
  suspect: { formerId, former, crew, now: planned, nowId },
  nameByCode,
  label,
}: {
  readonly suspect: AddressSuspect;
  readonly nameByCode: NameByCode;
  readonly label: string;
}) {
  const now: Employee = planned ?? { ...former, ...identityOf(crew) };
  const kept = planned === null ? IDENTITY_FIELDS : SHOWN_FIELDS;
  const fields = kept.filter((field) => former[field] !== null || now[field] !== null);
  return (
    <RunTable label={`${label} ${now.email}`}>
      <thead>
        <tr>
          <Th scope="col">{SUSPECTS_TEXT.field}</Th>
          <Th scope="col">
            {SUSPECTS_TEXT.roster}{" "}
            <RouteLink to="/employees/$id" params={{ id: formerId }}>
              {personText(former)}
            </RouteLink>
          </Th>
          <Th scope="col">
            {nowId === null ? (
              `${SUSPECTS_TEXT.smartHr} ${label}`
            ) : (
              <>
                {SUSPECTS_TEXT.made}{" "}
                <RouteLink to="/employees/$id" params={{ id: nowId }}>
                  {label}
                </RouteLink>
              </>
            )}
          </Th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const differs = former[field] !== now[field];
          return (
            <tr key={field}>
              <Th scope="row" className="run-short">
                {employeeFieldText(field)}{" "}
                {differs && <StatusLabel type="warning">{SUSPECTS_TEXT.differs}</StatusLabel>}
              </Th>
              <Td className={differs ? "plan-differs" : ""}>{employeeValueText(former, field, nameByCode)}</Td>
              <Td className={differs ? "plan-differs" : ""}>{employeeValueText(now, field, nameByCode)}</Td>
            </tr>
          );
        })}
      </tbody>
    </RunTable>
  );
}

function identityOf({ email, employeeNumber, lastName, firstName }: AddressSuspect["crew"]) {
  return { email: email ?? "", employeeNumber, lastName: lastName ?? "", firstName: firstName ?? "" };
}
