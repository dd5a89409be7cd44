import "./home.css";
import { Base, Cluster, Heading, Section, Stack, Text } from "smarthr-ui";
import type { LinkState, Role } from "../../contract/me.ts";
import type { RunRow } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { runNameText, runSummaryText } from "../../text/run-summary-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { RunProgressBar } from "../runs/RunProgressBar.tsx";
import { RunStateLabel } from "../runs/RunStateLabel.tsx";
import { isOpen } from "../runs/run-state.ts";
import { openRunText } from "../runs/runs-text.ts";
import { HOME_TEXT } from "./home-text.ts";
import { LinkCard, LinkWarning } from "./LinkCard.tsx";
import { NextSteps } from "./NextSteps.tsx";
import { lastEnded } from "./next-steps.ts";

export interface HomeViewProps {
  readonly role: Role;
  readonly link: LinkState;
  readonly departments: number;
  /** Without those who left. */
  readonly employees: number;
  /** The newest runs, newest first; `allRuns` says whether there are no older ones. */
  readonly runs: readonly RunRow[];
  readonly allRuns: boolean;
}

/** ホーム: how things stand and what to do next. */
export function HomeView({ role, link, departments, employees, runs, allRuns }: HomeViewProps) {
  const open = runs.find(isOpen);
  const forAdministrator = role === "administrator";
  return (
    <Stack>
      {forAdministrator && <LinkWarning link={link} />}
      {open && <OpenRun run={open} />}
      {forAdministrator ? (
        <NextSteps standing={{ link: link.kind, departments, employees, runs }} />
      ) : (
        <Text>{HOME_TEXT.viewer}</Text>
      )}
      <div className="home-cards">
        {forAdministrator && <LinkCard link={link} />}
        <RosterCard departments={departments} employees={employees} />
        <LastRuns runs={runs} allRuns={allRuns} />
      </div>
    </Stack>
  );
}

function OpenRun({ run }: { readonly run: RunRow }) {
  const name = runNameText(run.subject);
  return (
    <Base padding={1.5}>
      <Section>
        <Stack gap={0.75}>
          <Cluster align="center">
            <Heading type="blockTitle">{HOME_TEXT.running}</Heading>
            <div role="status">
              <RunStateLabel state={run.state} />
            </div>
          </Cluster>
          <Text>{openRunText(name, run.actor, run.requestedAt)}</Text>
          {run.state === "running" && <RunProgressBar progress={run.progress} name={name} />}
          <div>
            <RouteLink to="/runs/$id" params={{ id: run.id }}>
              {HOME_TEXT.toRun}
            </RouteLink>
          </div>
        </Stack>
      </Section>
    </Base>
  );
}

function RosterCard({ departments, employees }: Pick<HomeViewProps, "departments" | "employees">) {
  return (
    <Base padding={1.5}>
      <Section>
        <Stack>
          <Heading type="blockTitle">{HOME_TEXT.roster}</Heading>
          <Cluster gap={{ row: 1, column: 2.5 }}>
            <div>
              <RouteLink to="/departments">{HOME_TEXT.departments}</RouteLink>
              <div className="home-number">{departments.toLocaleString("ja-JP")}</div>
            </div>
            <div>
              <RouteLink to="/employees">{HOME_TEXT.employees}</RouteLink>
              <div className="home-number">{employees.toLocaleString("ja-JP")}</div>
            </div>
          </Cluster>
        </Stack>
      </Section>
    </Base>
  );
}

function LastRuns({ runs, allRuns }: Pick<HomeViewProps, "runs" | "allRuns">) {
  return (
    <Base padding={1.5}>
      <Section>
        <Stack>
          <Heading type="blockTitle">{HOME_TEXT.lastRuns}</Heading>
          {(["departments", "employees"] as const).map((subject) => (
            <LastRun key={subject} subject={subject} run={lastEnded(runs, subject)} allRuns={allRuns} />
          ))}
          <div>
            <RouteLink to="/runs">{HOME_TEXT.toRuns}</RouteLink>
          </div>
        </Stack>
      </Section>
    </Base>
  );
}

function LastRun({
  subject,
  run,
  allRuns,
}: {
  readonly subject: Subject;
  readonly run: RunRow | null;
  readonly allRuns: boolean;
}) {
  const name = runNameText(subject);
  if (run === null) {
    return (
      <Stack gap={0.25}>
        <Text weight="bold">{name}</Text>
        <Text>{allRuns ? HOME_TEXT.never : HOME_TEXT.notRecent}</Text>
      </Stack>
    );
  }
  return (
    <Stack gap={0.25}>
      <Cluster align="center">
        <RouteLink to="/runs/$id" params={{ id: run.id }}>
          {name}
        </RouteLink>
        <RunStateLabel state={run.state} />
        <Text size="S">{dateTimeText(run.requestedAt)}</Text>
      </Cluster>
      <Text size="S">{runSummaryText(run)}</Text>
    </Stack>
  );
}
