import { type FormEvent, type ReactNode, useState } from "react";
import { AnchorButton, Base, Button, Cluster, FormControl, Stack, TabBar, TabItem, Text } from "smarthr-ui";
import {
  downloadPastDepartments,
  downloadPastEmployees,
  type PastDepartmentRow,
  type PastEmployeePage,
} from "../../contract/past-roster.ts";
import type { CalendarDate } from "../../core/calendar.ts";
import { addressOf } from "../ask.ts";
import { MessageBox } from "../frame/ProblemMessage.tsx";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import { moveByArrow } from "../runs/RunTabs.tsx";
import { DateInput } from "./DateInput.tsx";
import { DepartmentList } from "./DepartmentList.tsx";
import type { DepartmentTree } from "./department-tree.ts";
import { EmployeesList, type EmployeesListProps, isEmptyRoster } from "./EmployeesView.tsx";
import { filterOf } from "./employees-search.ts";
import { dayFaultOf } from "./past-roster-address.ts";
import {
  beforeHistoryText,
  dayFaultText,
  daysHelp,
  departmentsThereText,
  momentText,
  NO_PAST_TEXT,
  PAST_ROSTER_TEXT,
} from "./past-roster-text.ts";

/** The parts of 「この日時点の名簿」. */
export type PastRosterTab = "employees" | "departments";

const TABS: readonly PastRosterTab[] = ["employees", "departments"];
const PANEL_ID = "past-roster-rows";

/** The heading of 「この日時点の名簿」, and the way back to today's list. */
export function PastRosterHeading({ tab }: { readonly tab: PastRosterTab }) {
  return (
    <Stack gap={0.5}>
      <div>
        {tab === "employees" ? (
          <RouteLink to="/employees">{PAST_ROSTER_TEXT.toEmployees}</RouteLink>
        ) : (
          <RouteLink to="/departments">{PAST_ROSTER_TEXT.toDepartments}</RouteLink>
        )}
      </div>
      <ScreenHeading>{PAST_ROSTER_TEXT.title}</ScreenHeading>
    </Stack>
  );
}

interface Days {
  /** As it stands in the address: not always a day that can be shown. */
  readonly day: string;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
}

/** Which day is shown. A day that cannot be is said beside the field, also when it came with the address. */
export function DayForm({ day, firstDay, lastDay, onDay }: Days & { readonly onDay: (day: CalendarDate) => void }) {
  const { typed, checked, fieldKey, onType, onCheck } = useDay(day);
  const fault = dayFaultOf(checked, lastDay);
  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    onCheck();
    if (dayFaultOf(typed, lastDay) === null) onDay(typed);
  }
  return (
    <Base padding={1}>
      <form noValidate onSubmit={handleSubmit}>
        <FormControl
          // The label finds its field once, when both come: they go together, too.
          key={fieldKey}
          label={PAST_ROSTER_TEXT.day}
          helpMessage={daysHelp(firstDay, lastDay)}
          errorMessages={fault === null ? undefined : dayFaultText(fault, lastDay)}
        >
          <Cluster>
            <DateInput value={typed} onChange={onType} />
            <Button type="submit">{PAST_ROSTER_TEXT.show}</Button>
          </Cluster>
        </FormControl>
      </form>
    </Base>
  );
}

/** What is in the field, and what of it was last asked for; another address, as by going back, puts its day into the field anew. */
function useDay(day: string) {
  const [state, setState] = useState({ day, typed: day, checked: day, fieldKey: 0 });
  const { typed, fieldKey } = state;
  if (state.day !== day) {
    setState({ day, typed: day, checked: day, fieldKey: day === typed ? fieldKey : fieldKey + 1 });
  }
  return {
    ...state,
    onType: (text: string) => setState((before) => ({ ...before, typed: text })),
    onCheck: () => setState((before) => ({ ...before, checked: before.typed })),
  };
}

/** What there is of the day: its roster, that there was none yet, or nothing where it is no day that is over. */
export function RosterOfDay({ day, firstDay, lastDay, children }: Days & { readonly children: ReactNode }) {
  if (dayFaultOf(day, lastDay) !== null) return null;
  if (day < firstDay) return <MessageBox type="info" message={beforeHistoryText(day, firstDay)} />;
  return (
    <>
      <Text weight="bold">{momentText(day)}</Text>
      {children}
    </>
  );
}

/** What stands in the place of a roster while no day with one is over. */
export function NoPast() {
  return <MessageBox type="info" message={NO_PAST_TEXT} />;
}

/** 社員 and 部署; arrow keys go from one to the other. */
export function PastRosterTabs({
  tab,
  onTab,
  children,
}: {
  readonly tab: PastRosterTab;
  readonly onTab: (tab: PastRosterTab) => void;
  readonly children: ReactNode;
}) {
  return (
    <Stack>
      <TabBar aria-label={PAST_ROSTER_TEXT.tabs} onKeyDown={moveByArrow}>
        {TABS.map((name) => (
          <TabItem
            key={name}
            id={tabId(name)}
            selected={name === tab}
            aria-controls={PANEL_ID}
            onClick={() => onTab(name)}
          >
            {PAST_ROSTER_TEXT[name]}
          </TabItem>
        ))}
      </TabBar>
      <div role="tabpanel" id={PANEL_ID} aria-labelledby={tabId(tab)}>
        <Stack>{children}</Stack>
      </div>
    </Stack>
  );
}

function tabId(tab: PastRosterTab): string {
  return `past-roster-${tab}`;
}

/** One page of the people of a past day, or that there were none. */
export function PastEmployeesView({
  day,
  page,
  ...list
}: Omit<EmployeesListProps, "page" | "ticking" | "tickedCount" | "children"> & {
  readonly day: CalendarDate;
  readonly page: PastEmployeePage;
}) {
  const { search, waiting } = list;
  if (isEmptyRoster(page, search) && !waiting) return <Nothing>{PAST_ROSTER_TEXT.nobody}</Nothing>;
  return (
    <>
      <EmployeesList {...list} page={page} ticking={null}>
        <AnchorButton href={addressOf(downloadPastEmployees, { day }, filterOf(search))} download>
          {PAST_ROSTER_TEXT.download}
        </AnchorButton>
      </EmployeesList>
      {page.total > 0 && <Note>{PAST_ROSTER_TEXT.employeesNote}</Note>}
    </>
  );
}

/** The departments of a past day, or that there were none. */
export function PastDepartmentsView({
  day,
  tree,
  typed,
  onType,
}: {
  readonly day: CalendarDate;
  readonly tree: DepartmentTree<PastDepartmentRow>;
  readonly typed: string;
  readonly onType: (text: string) => void;
}) {
  if (tree.nodes.length === 0) return <Nothing>{PAST_ROSTER_TEXT.noDepartments}</Nothing>;
  return (
    <>
      <Cluster justify="space-between" align="center" gap={1}>
        <Text>{departmentsThereText(tree.nodes.length)}</Text>
        <AnchorButton href={addressOf(downloadPastDepartments, { day })} download>
          {PAST_ROSTER_TEXT.download}
        </AnchorButton>
      </Cluster>
      <DepartmentList tree={tree} typed={typed} onType={onType} day={day} onEdit={null} onRemove={null} />
      <Note>{PAST_ROSTER_TEXT.departmentsNote}</Note>
    </>
  );
}

function Nothing({ children }: { readonly children: string }) {
  return (
    <Base padding={1.5}>
      <Text weight="bold">{children}</Text>
    </Base>
  );
}

function Note({ children }: { readonly children: string }) {
  return (
    <Text size="S" color="TEXT_GREY">
      {children}
    </Text>
  );
}
