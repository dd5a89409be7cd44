import type { KeyboardEvent, ReactNode } from "react";
import { Stack, TabBar, TabItem, Text } from "smarthr-ui";
import type { Counts } from "../../core/run.ts";
import { RUN_TABS, type RunTab } from "./run-search.ts";
import { rowsOf } from "./run-state.ts";
import { TABLE_TEXT, tabHintText, tabText } from "./runs-text.ts";

/** Where the rows of the chosen part are. */
export const ROWS_ID = "run-rows";

/** The parts of a run's page, each with how many rows it has; arrow keys go from one to the next. */
export function RunTabs({
  counts,
  tab,
  held = false,
  onTab,
  children,
}: {
  readonly counts: Counts;
  readonly tab: RunTab;
  /** Nothing has been applied yet. */
  readonly held?: boolean;
  readonly onTab: (tab: RunTab) => void;
  readonly children: ReactNode;
}) {
  return (
    <Stack>
      <TabBar aria-label={TABLE_TEXT.tabs} onKeyDown={moveByArrow}>
        {RUN_TABS.map((name) => (
          <TabItem
            key={name}
            id={tabId(name)}
            selected={name === tab}
            aria-controls={ROWS_ID}
            onClick={() => onTab(name)}
            suffix={<Text weight="bold">{rowsOf(name, counts).toLocaleString("ja-JP")}</Text>}
          >
            {tabText(name)}
          </TabItem>
        ))}
      </TabBar>
      <div role="tabpanel" id={ROWS_ID} aria-labelledby={tabId(tab)}>
        <Stack>
          {rowsOf(tab, counts) > 0 && <Text>{tabHintText(tab, held)}</Text>}
          {children}
        </Stack>
      </div>
    </Stack>
  );
}

function tabId(tab: RunTab): string {
  return `run-tab-${tab}`;
}

/** Takes the focus from one tab to the next, and from the last to the first. */
export function moveByArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const place = tabs.indexOf(event.target as HTMLElement);
  tabs[(place + step + tabs.length) % tabs.length]?.focus();
}
