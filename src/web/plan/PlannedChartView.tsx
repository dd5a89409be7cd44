import { useMemo, useState } from "react";
import { SegmentedControl, Text } from "smarthr-ui";
import type { Department } from "../../core/roster.ts";
import { PageSection } from "../frame/PageSection.tsx";
import { DepartmentChart } from "../roster/DepartmentChart.tsx";
import { departmentTree } from "../roster/department-tree.ts";
import { departmentMarks } from "./department-marks.ts";
import { departmentMarkText, PLAN_TEXT } from "./plan-text.ts";

/** The chart before or after the plan; what changes stands out by its frame and a word. */
export function PlannedChartView({
  before,
  after,
  companyName,
}: {
  readonly before: readonly Department[];
  readonly after: readonly Department[];
  readonly companyName: string;
}) {
  const [which, setWhich] = useState<"before" | "after">("after");
  const shown = which === "after" ? after : before;
  const tree = useMemo(() => departmentTree(shown.map(asRow)), [shown]);
  const marks = useMemo(() => {
    const found = departmentMarks(before, after);
    return new Map([...found].map(([code, kinds]) => [code, kinds.map(departmentMarkText).join("・")] as const));
  }, [before, after]);
  return (
    <PageSection heading={PLAN_TEXT.chart}>
      <Text>{PLAN_TEXT.chartAbout}</Text>
      <SegmentedControl
        size="s"
        aria-label={PLAN_TEXT.chartWhich}
        value={which}
        options={[
          { value: "after", content: PLAN_TEXT.after },
          { value: "before", content: PLAN_TEXT.before },
        ]}
        onClickOption={(value) => setWhich(value === "before" ? "before" : "after")}
      />
      <DepartmentChart key={which} tree={tree} companyName={companyName} marks={marks} />
    </PageSection>
  );
}

// A plan of departments says nothing of people.
function asRow(department: Department) {
  return { ...department, headCount: 0, headCountBelow: 0, version: 0 };
}
