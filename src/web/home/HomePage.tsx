import { queryOptions, useQuery } from "@tanstack/react-query";
import { Stack } from "smarthr-ui";
import { getOverview } from "../../contract/overview.ts";
import { ask } from "../ask.ts";
import { FRAME_TEXT } from "../frame/frame-text.ts";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { Waited } from "../frame/Waited.tsx";
import { WHILE_OPEN_MS } from "../runs/run-queries.ts";
import { useRefreshWhenEnded } from "../runs/use-refresh-when-ended.ts";
import { useMe } from "../session/me-query.ts";
import { HomeView } from "./HomeView.tsx";

/** ホーム. */
export function HomePage() {
  const { role } = useMe();
  const overview = useQuery(overviewQuery);
  useRefreshWhenEnded(Boolean(overview.data?.openRun));
  return (
    <Stack>
      <ScreenHeading>{FRAME_TEXT.home}</ScreenHeading>
      <Waited query={overview}>{(standing) => <HomeView role={role} overview={standing} />}</Waited>
    </Stack>
  );
}

const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => ask(getOverview, { signal }),
  refetchInterval: ({ state }) => (state.data?.openRun ? WHILE_OPEN_MS : false),
});
