import { useQuery } from "@tanstack/react-query";
import { Stack } from "smarthr-ui";
import { listDepartments } from "../../contract/departments.ts";
import { listEmployees } from "../../contract/employees.ts";
import { ask } from "../ask.ts";
import { FRAME_TEXT } from "../frame/frame-text.ts";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { Waited } from "../frame/Waited.tsx";
import { runsQuery } from "../runs/run-queries.ts";
import { isOpen } from "../runs/run-state.ts";
import { useRefreshWhenEnded } from "../runs/use-refresh-when-ended.ts";
import { useMe } from "../session/me-query.ts";
import { HomeView } from "./HomeView.tsx";

// A company that syncs both subjects daily has the last of each among these.
const LOOKED_AT = 100;

/** ホーム. */
export function HomePage() {
  const { role, link } = useMe();
  const roster = useQuery({ queryKey: ["roster-size"], queryFn: ({ signal }) => rosterSize(signal) });
  const runs = useQuery(runsQuery(1, LOOKED_AT));
  useRefreshWhenEnded(runs.data?.runs.some(isOpen) ?? false);
  return (
    <Stack>
      <ScreenHeading>{FRAME_TEXT.home}</ScreenHeading>
      <Waited query={roster}>
        {({ departments, employees }) => (
          <Waited query={runs}>
            {({ runs: newest, total }) => (
              <HomeView
                role={role}
                link={link}
                departments={departments}
                employees={employees}
                runs={newest}
                allRuns={total <= newest.length}
              />
            )}
          </Waited>
        )}
      </Waited>
    </Stack>
  );
}

/** How many departments, and how many employees without those who left. */
async function rosterSize(signal: AbortSignal) {
  const [{ departments }, { total }] = await Promise.all([
    ask(listDepartments, { signal }),
    ask(listEmployees, { query: { retired: "not-retired", perPage: 1 }, signal }),
  ]);
  return { departments: departments.length, employees: total };
}
