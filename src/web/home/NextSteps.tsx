import "./home.css";
import { Base, Cluster, Heading, Section, Stack, StatusLabel, Text } from "smarthr-ui";
import type { RunRow } from "../../contract/runs.ts";
import { runNameText } from "../../text/run-summary-text.ts";
import { RouteButton, RouteLink } from "../frame/RouteLink.tsx";
import { HOME_TEXT, lookAtText, STEP_TEXT } from "./home-text.ts";
import { isDone, nextStep, runsToLookAt, STEPS, type Standing, type Step } from "./next-steps.ts";

const PLACE = { link: "/settings/smarthr", departments: "/departments", employees: "/employees" } as const;

/** 手順2 to 4 of the manual as three steps: what is done, and what to do next. */
export function NextSteps({ standing }: { readonly standing: Standing }) {
  const next = nextStep(standing);
  return (
    <Base padding={1.5}>
      <Section>
        <Stack>
          <Heading type="blockTitle">{HOME_TEXT.next}</Heading>
          <RunsToLookAt runs={runsToLookAt(standing)} />
          {next === null ? (
            <Text>{HOME_TEXT.byHand}</Text>
          ) : (
            <ol className="home-steps">
              {STEPS.map((step, place) => (
                <StepCard key={step} step={step} place={place} done={isDone(step, standing)} next={step === next} />
              ))}
            </ol>
          )}
          <div>
            <RouteLink to="/guide">{HOME_TEXT.toGuide}</RouteLink>
          </div>
        </Stack>
      </Section>
    </Base>
  );
}

function RunsToLookAt({ runs }: { readonly runs: readonly RunRow[] }) {
  return runs.map((run) => (
    <div key={run.id}>
      <Text>{lookAtText(runNameText(run.subject, run.kind), run.state)}</Text>{" "}
      <RouteLink to="/runs/$id" params={{ id: run.id }}>
        {HOME_TEXT.toRemedy}
      </RouteLink>
    </div>
  ));
}

function StepCard({
  step,
  place,
  done,
  next,
}: {
  readonly step: Step;
  readonly place: number;
  readonly done: boolean;
  readonly next: boolean;
}) {
  const { title, about, open } = STEP_TEXT[step];
  return (
    <li {...(next ? { "data-next": true, "aria-current": "step" as const } : {})}>
      <Stack gap={0.5}>
        <Cluster align="center" justify="space-between">
          <Text weight="bold">{`${place + 1}. ${title}`}</Text>
          <StatusLabel type={done ? "green" : "grey"}>{done ? HOME_TEXT.done : HOME_TEXT.notDone}</StatusLabel>
        </Cluster>
        {!done && <Text size="S">{about}</Text>}
        {next && (
          <div>
            <RouteButton to={PLACE[step]}>{open}</RouteButton>
          </div>
        )}
      </Stack>
    </li>
  );
}
