import type { KeyboardEvent, ReactNode } from "react";
import { Heading, Section, Stack, TabBar, TabItem, Text } from "smarthr-ui";
import type { Counts, RunKind } from "../../core/run.ts";
import type { RunTab } from "./run-search.ts";
import { rowsOf, tabsOf } from "./run-state.ts";
import { TABLE_TEXT, tabHintText, tabText } from "./runs-text.ts";
import { ROWS_ID } from "./use-rows-shown.ts";

export interface RunTabsProps {
  readonly kind: RunKind;
  readonly counts: Counts;
  readonly tab: RunTab;
  /** Nothing has been applied yet. */
  readonly held?: boolean;
  readonly onTab: (tab: RunTab) => void;
  readonly children: ReactNode;
}

/** The parts of a run's page, each with how many rows it has; arrow keys go from one to the next. */
export function RunTabs(props: RunTabsProps) {
  const { kind, counts, tab, onTab } = props;
  const tabs = tabsOf(kind);
  if (tabs.length === 1) return <OnlyPart {...props} />;
  return (
    <Stack>
      <TabBar aria-label={TABLE_TEXT.tabs} onKeyDown={moveByArrow}>
        {tabs.map((name) => (
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
        <Rows {...props} />
      </div>
    </Stack>
  );
}

// Nothing to choose from: a heading instead of a bar of one tab.
function OnlyPart(props: RunTabsProps) {
  return (
    <Section>
      <Stack>
        <Heading>{tabText(props.tab)}</Heading>
        <div id={ROWS_ID}>
          <Rows {...props} />
        </div>
      </Stack>
    </Section>
  );
}

function Rows({ kind, counts, tab, held = false, children }: RunTabsProps) {
  return (
    <Stack>
      {rowsOf(tab, counts) > 0 && <Text>{tabHintText(tab, held, kind)}</Text>}
      {children}
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
