import "./home.css";
import type { ReactNode } from "react";
import { Base, Cluster, Heading, Section, Stack, Text } from "smarthr-ui";
import type { Role } from "../../contract/me.ts";
import type { Overview } from "../../contract/overview.ts";
import type { RunRow } from "../../contract/runs.ts";
import type { Subject } from "../../core/run.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { runNameText, runSummaryText } from "../../text/run-summary-text.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { RunProgressBar } from "../runs/RunProgressBar.tsx";
import { RunStateLabel } from "../runs/RunStateLabel.tsx";
import { openRunText } from "../runs/runs-text.ts";
import { HOME_TEXT } from "./home-text.ts";
import { LinkCard, LinkWarning } from "./LinkCard.tsx";
import { NextSteps } from "./NextSteps.tsx";

export interface HomeViewProps {
  readonly role: Role;
  readonly overview: Overview;
}

/** ホーム: how things stand and what to do next. */
export function HomeView({ role, overview }: HomeViewProps) {
  const { link, openRun } = overview;
  const forAdministrator = role === "administrator";
  return (
    <Stack>
      {forAdministrator && <LinkWarning link={link} />}
      {openRun && <OpenRun run={openRun} />}
      {forAdministrator ? <NextSteps standing={overview} /> : <Text>{HOME_TEXT.viewer}</Text>}
      <div className="home-cards">
        {forAdministrator && <LinkCard link={link} />}
        <RosterCard overview={overview} />
        <LastRuns runs={overview.lastRuns} />
      </div>
    </Stack>
  );
}

function OpenRun({ run }: { readonly run: RunRow }) {
  const name = runNameText(run.subject, run.kind);
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
          {run.state === "running" && <RunProgressBar run={run} name={name} />}
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

function RosterCard({ overview: { departments, employees, retired } }: Pick<HomeViewProps, "overview">) {
  return (
    <Base padding={1.5}>
      <Section>
        <Stack>
          <Heading type="blockTitle">{HOME_TEXT.roster}</Heading>
          <Cluster gap={{ row: 1, column: 1.5 }}>
            <Count count={departments}>
              <RouteLink to="/departments">{HOME_TEXT.departments}</RouteLink>
            </Count>
            <Count count={employees}>
              <RouteLink to="/employees">{HOME_TEXT.employees}</RouteLink>
            </Count>
            <Count count={retired}>
              <RouteLink to="/employees" search={{ retired: "retired" }}>
                {HOME_TEXT.retired}
              </RouteLink>
            </Count>
          </Cluster>
        </Stack>
      </Section>
    </Base>
  );
}

function Count({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  return (
    <div>
      {children}
      <div className="home-number">{count.toLocaleString("ja-JP")}</div>
    </div>
  );
}

function LastRuns({ runs }: { readonly runs: readonly RunRow[] }) {
  return (
    <Base padding={1.5}>
      <Section>
        <Stack>
          <Heading type="blockTitle">{HOME_TEXT.lastRuns}</Heading>
          {(["departments", "employees"] as const).map((subject) => (
            <LastRun key={subject} subject={subject} run={runs.find((run) => run.subject === subject) ?? null} />
          ))}
          <div>
            <RouteLink to="/runs">{HOME_TEXT.toRuns}</RouteLink>
          </div>
        </Stack>
      </Section>
    </Base>
  );
}

function LastRun({ subject, run }: { readonly subject: Subject; readonly run: RunRow | null }) {
  const name = runNameText(subject, run?.kind);
  if (run === null) {
    return (
      <Stack gap={0.25}>
        <Text weight="bold">{name}</Text>
        <Text>{HOME_TEXT.never}</Text>
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
