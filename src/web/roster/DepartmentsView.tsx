import { Base, Button, Cluster, SegmentedControl, Stack, Text } from "smarthr-ui";
import { RouteButton, RouteLink } from "../frame/RouteLink.tsx";
import { ScreenHeading } from "../frame/ScreenHeading.tsx";
import type { SyncFromSmartHr } from "../runs/use-sync.tsx";
import { BulkMenu } from "./BulkMenu.tsx";
import { DepartmentList } from "./DepartmentList.tsx";
import type { DepartmentTree } from "./department-tree.ts";
import { DEPARTMENTS_TEXT } from "./departments-text.ts";
import { LazyDepartmentChart } from "./LazyDepartmentChart.tsx";
import { ROSTER_TEXT } from "./roster-text.ts";

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
          <RouteButton to="/past-roster" search={{ tab: "departments" }}>
            {ROSTER_TEXT.pastRoster}
          </RouteButton>
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
  readonly onEdit: (code: string) => void;
  readonly onRemove: (code: string) => void;
}

/** The departments, as a list that can be searched or as a chart. */
export function DepartmentsView(props: DepartmentsViewProps) {
  const { tree, companyName, view, onView, typed, onType, canChange, onEdit, onRemove } = props;
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
      {view === "chart" ? (
        <LazyDepartmentChart tree={tree} companyName={companyName} />
      ) : (
        <DepartmentList
          tree={tree}
          typed={typed}
          onType={onType}
          day={null}
          onEdit={canChange ? onEdit : null}
          onRemove={canChange ? onRemove : null}
        />
      )}
    </Stack>
  );
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
