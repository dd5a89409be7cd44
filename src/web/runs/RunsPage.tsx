import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Stack } from "smarthr-ui";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { Waited } from "../frame/Waited.tsx";
import { useWaitingPlansKnown } from "../plan/use-waiting-plans-known.ts";
import { useActorNames } from "../session/actor-names.ts";
import { useMe } from "../session/me-query.ts";
import { RunsView } from "./RunsView.tsx";
import { runsQuery } from "./run-queries.ts";
import { isOpen } from "./run-state.ts";
import { RUNS_TEXT } from "./runs-text.ts";
import { useRefreshWhenEnded } from "./use-refresh-when-ended.ts";

/** 処理一覧. */
export function RunsPage() {
  const { page = 1 } = useSearch({ from: "/frame/runs" });
  const navigate = useNavigate();
  const { role } = useMe();
  const query = useQuery(runsQuery(page));
  const nameOf = useActorNames();
  useWaitingPlansKnown(query.data?.runs ?? []);
  useRefreshWhenEnded(query.data?.runs.some(isOpen) ?? false);
  return (
    <Stack>
      <ScreenHeading>{RUNS_TEXT.title}</ScreenHeading>
      <Waited query={query}>
        {({ runs, severalAccounts, total, perPage }) => (
          <RunsView
            runs={runs.map((run) => ({ ...run, actor: nameOf(run.actor) }))}
            severalAccounts={severalAccounts}
            total={total}
            page={page}
            perPage={perPage}
            mayChange={role === "administrator"}
            onPage={(chosen) => void navigate({ to: "/runs", search: chosen === 1 ? {} : { page: chosen } })}
          />
        )}
      </Waited>
    </Stack>
  );
}
