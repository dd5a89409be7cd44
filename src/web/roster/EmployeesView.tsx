import type { ReactNode } from "react";
import { AnchorButton, Base, Button, Cluster, Pagination, Stack, Text } from "smarthr-ui";
import { downloadEmployees, type EmployeePage, type EmployeeRow } from "../../contract/employees.ts";
import { addressOf } from "../ask.ts";
import { EXPLAIN_TEXT } from "../explain/explain-text.ts";
import { RouteButton, RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import type { SyncFromSmartHr } from "../runs/use-sync.tsx";
import { BulkMenu } from "./BulkMenu.tsx";
import { ClearSearch } from "./EmployeesFilter.tsx";
import { EmployeesTable, type ListedPerson, type Ticking } from "./EmployeesTable.tsx";
import { type EmployeesSearch, filterOf, isNarrowed, PER_PAGE } from "./employees-search.ts";
import { EMPLOYEES_TEXT, FIRST_STEPS, rangeText, tickedText } from "./employees-text.ts";
import { ROSTER_TEXT } from "./roster-text.ts";

/** The heading of 自社社員管理 with 「社員情報を一括操作」 at the top right (M28). */
export function EmployeesHeading({
  search,
  sync,
  canChange,
}: {
  readonly search: EmployeesSearch;
  readonly sync: Pick<SyncFromSmartHr, "offered" | "start">;
  readonly canChange: boolean;
}) {
  return (
    <ScreenHeading
      actions={
        <Cluster>
          <RouteButton to="/past-roster">{ROSTER_TEXT.pastRoster}</RouteButton>
          <BulkMenu label={EMPLOYEES_TEXT.bulk} sync={sync} canChange={canChange}>
            <AnchorButton href={addressOf(downloadEmployees, {}, filterOf(search))} download>
              {EMPLOYEES_TEXT.download}
            </AnchorButton>
          </BulkMenu>
        </Cluster>
      }
    >
      {EMPLOYEES_TEXT.title}
    </ScreenHeading>
  );
}

export interface EmployeesViewProps extends Omit<EmployeesListProps, "page" | "tickedCount" | "children"> {
  readonly page: EmployeePage;
  readonly onRemove: (rows: readonly EmployeeRow[]) => void;
}

/** One page of 自社社員管理, with what can be done to those who are ticked. */
export function EmployeesView({ onRemove, ...list }: EmployeesViewProps) {
  const { page, ticking } = list;
  const ticked = page.employees.filter(({ id }) => ticking?.ticked.has(id));
  return (
    <EmployeesList {...list} tickedCount={ticked.length}>
      {ticking && (
        <Button
          disabled={ticked.length === 0}
          {...(ticked.length === 0 ? { disabledReason: { message: EMPLOYEES_TEXT.tickFirst } } : {})}
          onClick={() => onRemove(ticked)}
        >
          {EMPLOYEES_TEXT.removeTicked}
        </Button>
      )}
    </EmployeesList>
  );
}

export interface EmployeesListProps {
  readonly page: Omit<EmployeePage, "employees"> & { readonly employees: readonly ListedPerson[] };
  readonly search: EmployeesSearch;
  readonly onSearch: (change: Partial<EmployeesSearch>) => void;
  readonly onType: (text: string) => void;
  readonly waiting: boolean;
  readonly ticking: Ticking | null;
  readonly tickedCount?: number;
  /** What can be done with the list, at the right above it. */
  readonly children: ReactNode;
}

/** One page of people, of today or of a past day, or what to do when there is nobody. */
export function EmployeesList(props: EmployeesListProps) {
  const { page, search, onSearch, onType, waiting, ticking, tickedCount = 0, children } = props;
  if (page.total === 0) return <NoHit search={search} onSearch={onSearch} onType={onType} />;
  const first = (page.page - 1) * page.perPage + 1;
  return (
    <Stack>
      <Cluster justify="space-between" align="center" gap={1}>
        <Text aria-live="polite">
          {waiting ? ROSTER_TEXT.loading : rangeText(first, first + page.employees.length - 1, page.total)}
          {tickedCount > 0 && tickedText(tickedCount)}
        </Text>
        {children}
      </Cluster>
      <EmployeesTable rows={page.employees} search={search} onSearch={onSearch} waiting={waiting} ticking={ticking} />
      <Pagination
        total={Math.ceil(page.total / PER_PAGE)}
        current={page.page}
        onClick={(number) => onSearch({ page: number })}
      />
    </Stack>
  );
}

function NoHit({ search, onSearch, onType }: Pick<EmployeesListProps, "search" | "onSearch" | "onType">) {
  return (
    <Base padding={1.5}>
      <Stack>
        <Text weight="bold">{EMPLOYEES_TEXT.noHit}</Text>
        <Text>{EMPLOYEES_TEXT.noHitNext}</Text>
        <Cluster>
          <ClearSearch search={search} onSearch={onSearch} onType={onType} />
          {search.search !== "" && (
            <RouteButton to="/employees/explain" search={{ search: search.search }}>
              {EXPLAIN_TEXT.fromNoHit}
            </RouteButton>
          )}
        </Cluster>
      </Stack>
    </Base>
  );
}

/** Whether there is nobody at all, as far as one page can tell. */
export function isEmptyRoster(page: Pick<EmployeePage, "total">, search: EmployeesSearch): boolean {
  return page.total === 0 && !isNarrowed(search);
}

/** What stands in the place of people while there are none: the way to the first ones. */
export function NoEmployees({ canChange, linked }: { readonly canChange: boolean; readonly linked: boolean }) {
  const steps = linked ? FIRST_STEPS.slice(1) : FIRST_STEPS;
  return (
    <Base padding={1.5}>
      <Stack>
        <Text weight="bold">{EMPLOYEES_TEXT.empty}</Text>
        {canChange ? (
          <>
            <Text>{EMPLOYEES_TEXT.firstSteps}</Text>
            <ol className="plain-list">
              {steps.map(({ text, to, label }) => (
                <li key={text}>
                  {text}
                  {to !== null && <StepLink to={to}>{label}</StepLink>}
                </li>
              ))}
            </ol>
            <Text size="S">{EMPLOYEES_TEXT.feeNote}</Text>
          </>
        ) : (
          <Text>{EMPLOYEES_TEXT.emptyViewer}</Text>
        )}
      </Stack>
    </Base>
  );
}

function StepLink({
  to,
  children,
}: {
  readonly to: NonNullable<(typeof FIRST_STEPS)[number]["to"]>;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <RouteLink to={to}>{children}</RouteLink>
    </div>
  );
}
