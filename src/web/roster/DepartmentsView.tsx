import { useMemo, useState } from "react";
import { Base, Button, Cluster, FormControl, Input, SegmentedControl, Stack, Text } from "smarthr-ui";
import type { DepartmentRow } from "../../contract/departments.ts";
import { RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import type { SyncFromSmartHr } from "../runs/use-sync.tsx";
import { BulkMenu } from "./BulkMenu.tsx";
import { DepartmentTable } from "./DepartmentTable.tsx";
import {
  type DepartmentTree,
  expandedToLevel,
  levelThatFits,
  searchDepartments,
  visibleDepartments,
} from "./department-tree.ts";
import { DEPARTMENTS_TEXT, hitCountText } from "./departments-text.ts";
import { LazyDepartmentChart } from "./LazyDepartmentChart.tsx";
import { ROSTER_TEXT } from "./roster-text.ts";

/** Rows that a list may begin with: more are a press away. */
const FIRST_ROWS = 100;

/** The heading of 部署管理 with what can be done at the top right. */
export function DepartmentsHeading({
  sync,
  canChange,
  onAdd,
}: {
  readonly sync: Pick<SyncFromSmartHr, "offered" | "start">;
  readonly canChange: boolean;
  readonly onAdd: () => void;
}) {
  return (
    <ScreenHeading
      actions={
        <Cluster>
          {canChange && <Button onClick={onAdd}>{DEPARTMENTS_TEXT.add}</Button>}
          <BulkMenu label={DEPARTMENTS_TEXT.bulk} sync={sync} canChange={canChange} />
        </Cluster>
      }
    >
      {DEPARTMENTS_TEXT.title}
    </ScreenHeading>
  );
}

export interface DepartmentsViewProps {
  readonly tree: DepartmentTree;
  readonly companyName: string;
  readonly view: "list" | "chart";
  readonly onView: (view: "list" | "chart") => void;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly canChange: boolean;
  readonly onEdit: (row: DepartmentRow) => void;
  readonly onRemove: (row: DepartmentRow) => void;
}

/** The departments, as a list that can be searched or as a chart. */
export function DepartmentsView(props: DepartmentsViewProps) {
  const { tree, companyName, view, onView } = props;
  return (
    <Stack>
      <SegmentedControl
        aria-label={DEPARTMENTS_TEXT.viewLabel}
        options={[
          { value: "list", content: DEPARTMENTS_TEXT.list },
          { value: "chart", content: DEPARTMENTS_TEXT.chart },
        ]}
        value={view}
        onClickOption={(value) => onView(value === "chart" ? "chart" : "list")}
      />
      {view === "chart" ? <LazyDepartmentChart tree={tree} companyName={companyName} /> : <DepartmentList {...props} />}
    </Stack>
  );
}

function DepartmentList({ tree, typed, onType, canChange, onEdit, onRemove }: DepartmentsViewProps) {
  const found = useMemo(() => searchDepartments(tree, typed), [tree, typed]);
  const { expanded, toggle, setExpanded } = useExpanded(tree, FIRST_ROWS);
  const visible = useMemo(
    () => (found ? visibleDepartments(tree, found.shown, found.shown) : visibleDepartments(tree, expanded)),
    [tree, expanded, found],
  );
  return (
    <Stack>
      <Base padding={1}>
        <Cluster align="flex-end" justify="space-between" gap={1}>
          <FormControl label={DEPARTMENTS_TEXT.search} helpMessage={DEPARTMENTS_TEXT.searchHelp}>
            <Input type="search" value={typed} onChange={(event) => onType(event.target.value)} width="20em" />
          </FormControl>
          {found === null && (
            <Cluster>
              <Button size="s" onClick={() => setExpanded(expandedToLevel(tree, Number.POSITIVE_INFINITY))}>
                {DEPARTMENTS_TEXT.openAll}
              </Button>
              <Button size="s" onClick={() => setExpanded(new Set())}>
                {DEPARTMENTS_TEXT.closeAll}
              </Button>
            </Cluster>
          )}
        </Cluster>
      </Base>
      <div>
        <div aria-live="polite">{found && <Text>{hitCountText(found.hits.size)}</Text>}</div>
        {visible.length > 0 && (
          <Text size="S" color="TEXT_GREY">
            {DEPARTMENTS_TEXT.treeHelp}
          </Text>
        )}
      </div>
      {visible.length > 0 && (
        <>
          <DepartmentTable
            visible={visible}
            hits={found?.hits ?? null}
            onToggle={toggle}
            onEdit={canChange ? onEdit : null}
            onRemove={canChange ? onRemove : null}
          />
          <Text size="S" color="TEXT_GREY">
            {DEPARTMENTS_TEXT.headCountNote}
          </Text>
        </>
      )}
    </Stack>
  );
}

/** Which departments are open: at first as many levels as fit. */
function useExpanded(tree: DepartmentTree, firstRows: number) {
  const [expanded, setExpanded] = useState(() => expandedToLevel(tree, levelThatFits(tree, firstRows)));
  const [toggle] = useState(
    () => (code: string) =>
      setExpanded((before) => {
        const after = new Set(before);
        if (!after.delete(code)) after.add(code);
        return after;
      }),
  );
  return { expanded, toggle, setExpanded };
}

/** What stands in the place of departments while there are none. */
export function NoDepartments({ canChange, linked }: { readonly canChange: boolean; readonly linked: boolean }) {
  return (
    <Base padding={1.5}>
      <Stack>
        <Text weight="bold">{DEPARTMENTS_TEXT.empty}</Text>
        <Text>
          {!canChange
            ? DEPARTMENTS_TEXT.emptyViewer
            : linked
              ? DEPARTMENTS_TEXT.emptyLinked
              : DEPARTMENTS_TEXT.emptyNotLinked}
        </Text>
        {canChange && !linked && (
          <div>
            <RouteLink to="/settings/smarthr">{ROSTER_TEXT.setUpLink}</RouteLink>
          </div>
        )}
      </Stack>
    </Base>
  );
}
