import { Base, Stack, Td, Text, Th, VisuallyHiddenText } from "smarthr-ui";
import type { RunRow } from "../../contract/runs.ts";
import { dateTimeText } from "../../text/date-time-text.ts";
import { runNameText, runSummaryText } from "../../text/run-summary-text.ts";
import { ListPages } from "../frame/ListPages.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { RunProgressBar } from "./RunProgressBar.tsx";
import { RunStateLabel } from "./RunStateLabel.tsx";
import { RunTable } from "./RunTable.tsx";
import { isProgressing } from "./run-state.ts";
import { announcementText, RUNS_TEXT } from "./runs-text.ts";

export interface RunsViewProps {
  readonly runs: readonly RunRow[];
  /** Whether it is worth saying of which SmartHR account each is. */
  readonly severalAccounts: boolean;
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
  readonly mayChange: boolean;
  readonly onPage: (page: number) => void;
}

/** 処理一覧: the runs of one page, newest first. */
export function RunsView({ runs, severalAccounts, total, page, perPage, mayChange, onPage }: RunsViewProps) {
  if (total === 0) return <NoRuns mayChange={mayChange} />;
  return (
    <Stack>
      <Announcement run={page === 1 ? runs[0] : undefined} />
      <RunTable label={RUNS_TEXT.title} stacked>
        <thead>
          <tr>
            <Th scope="col">{RUNS_TEXT.state}</Th>
            <Th scope="col">{RUNS_TEXT.name}</Th>
            <Th scope="col">{RUNS_TEXT.requestedAt}</Th>
            <Th scope="col">{RUNS_TEXT.actor}</Th>
            {severalAccounts && <Th scope="col">{RUNS_TEXT.account}</Th>}
            <Th scope="col">{RUNS_TEXT.summary}</Th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunTableRow key={run.id} run={run} withAccount={severalAccounts} />
          ))}
        </tbody>
      </RunTable>
      <ListPages total={total} page={page} perPage={perPage} onPage={onPage} />
    </Stack>
  );
}

function RunTableRow({ run, withAccount }: { readonly run: RunRow; readonly withAccount: boolean }) {
  const name = runNameText(run.subject, run.kind);
  return (
    <tr>
      <Td className="run-short">
        <RunStateLabel state={run.state} />
      </Td>
      <Td className="run-short">
        <RouteLink to="/runs/$id" params={{ id: run.id }}>
          {name}
        </RouteLink>
      </Td>
      <Td className="run-short" data-label={RUNS_TEXT.requestedAt}>
        {dateTimeText(run.requestedAt)}
      </Td>
      <Td className="run-actor" data-label={RUNS_TEXT.actor}>
        {run.actor}
      </Td>
      {withAccount && (
        <Td className="run-actor" data-label={RUNS_TEXT.account}>
          {run.subdomain ?? RUNS_TEXT.nothing}
        </Td>
      )}
      <Td className="run-message">
        {isProgressing(run) ? <RunProgressBar run={run} name={name} /> : runSummaryText(run)}
      </Td>
    </tr>
  );
}

// The newest run is the one somebody waits for: its state is read out when it changes, its counting is not.
function Announcement({ run }: { readonly run: RunRow | undefined }) {
  return (
    <div role="status">
      <VisuallyHiddenText>
        {run ? announcementText(runNameText(run.subject, run.kind), run.state) : ""}
      </VisuallyHiddenText>
    </div>
  );
}

function NoRuns({ mayChange }: { readonly mayChange: boolean }) {
  return (
    <Base padding={1.5}>
      <Stack gap={0.5}>
        <Text weight="bold">{RUNS_TEXT.emptyTitle}</Text>
        <Text>{mayChange ? RUNS_TEXT.emptyRemedy : RUNS_TEXT.emptyViewer}</Text>
        {mayChange && (
          <Stack gap={0.25}>
            <div>
              <RouteLink to="/departments">{RUNS_TEXT.toDepartments}</RouteLink>
            </div>
            <div>
              <RouteLink to="/employees">{RUNS_TEXT.toEmployees}</RouteLink>
            </div>
          </Stack>
        )}
      </Stack>
    </Base>
  );
}
