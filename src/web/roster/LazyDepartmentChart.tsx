import { lazy, Suspense } from "react";
import { Waiting } from "../frame/Waited.tsx";
import type { DepartmentTree } from "./department-tree.ts";

// The drawing part is only fetched by those who look at the chart.
const DepartmentChart = lazy(async () => ({ default: (await import("./DepartmentChart.tsx")).DepartmentChart }));

/** The drawn organisation chart. */
export function LazyDepartmentChart(props: { readonly tree: DepartmentTree; readonly companyName: string }) {
  return (
    <Suspense fallback={<Waiting />}>
      <DepartmentChart {...props} />
    </Suspense>
  );
}
