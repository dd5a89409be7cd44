import "./plan.css";
import type { ReactNode } from "react";
import { Heading, Stack, Text } from "smarthr-ui";
import type { GuardedPerson, GuardReading } from "../../core/guards.ts";
import {
  guardCountText,
  guardEarlierText,
  guardMeaningText,
  guardNameText,
  guardReachedText,
  guardRemedyText,
} from "../../text/guard-text.ts";
import { personText } from "../../text/person-text.ts";
import { Facts } from "../frame/Facts.tsx";
import { PageSection } from "../frame/PageSection.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { GUARD_NUMBERS, morePeopleText, PLAN_TEXT } from "./plan-text.ts";

/** How many of a guard's people are in sight at once. */
const PEOPLE_IN_SIGHT = 10;

/** Which guards stopped a plan: their numbers and whom they are about; while it waits, what each means and what to look at. */
export function Guards({
  tripped,
  about,
  linkOf,
}: {
  readonly tripped: readonly GuardReading[];
  readonly about: string;
  /** While the plan waits: the way to the rows that a guard counts; null where there are none. */
  readonly linkOf?: (reading: GuardReading) => ReactNode;
}) {
  return (
    <PageSection heading={PLAN_TEXT.guards}>
      <Text>{about}</Text>
      <ul className="plan-guards">
        {tripped.map((reading) => (
          <li key={`${reading.guard} ${reading.column ?? ""}`}>
            <Guard reading={reading} waits={linkOf !== undefined}>
              {linkOf?.(reading)}
            </Guard>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}

function Guard({
  reading,
  waits,
  children,
}: {
  readonly reading: GuardReading;
  readonly waits: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Stack gap={0.5}>
      <Heading type="blockTitle">{guardNameText(reading.guard, reading.column)}</Heading>
      {waits && <Text>{guardMeaningText(reading.guard) + guardRemedyText(reading.guard)}</Text>}
      <Facts
        className="facts-across"
        facts={[
          [GUARD_NUMBERS.count, guardCountText(reading)],
          ...(reading.earlierCount > 0 ? [[GUARD_NUMBERS.earlier, guardEarlierText(reading)] as const] : []),
          [GUARD_NUMBERS.limit, guardReachedText(reading)],
        ]}
      />
      {reading.people.length > 0 && <People people={reading.people} />}
      {children && <div>{children}</div>}
    </Stack>
  );
}

function People({ people }: { readonly people: readonly GuardedPerson[] }) {
  const more = people.slice(PEOPLE_IN_SIGHT);
  return (
    <div>
      <Text weight="bold">{PLAN_TEXT.people}</Text>
      <PeopleList people={people.slice(0, PEOPLE_IN_SIGHT)} />
      {more.length > 0 && (
        <details>
          <summary>{morePeopleText(more.length)}</summary>
          <div className="plan-people-more">
            <PeopleList people={more} />
          </div>
        </details>
      )}
    </div>
  );
}

function PeopleList({ people }: { readonly people: readonly GuardedPerson[] }) {
  return (
    <ul className="plan-people">
      {people.map((person) => (
        <li key={person.crewId}>
          {person.employeeId === null ? (
            personText(person)
          ) : (
            <RouteLink to="/employees/$id" params={{ id: person.employeeId }}>
              {personText(person)}
            </RouteLink>
          )}
        </li>
      ))}
    </ul>
  );
}
