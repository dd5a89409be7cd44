import { lazyPart } from "../frame/lazy-part.tsx";
import { Waiting } from "../frame/Waited.tsx";

/** The drawn organisation chart; the drawing part is large. */
export const LazyDepartmentChart = lazyPart(
  async () => (await import("./DepartmentChart.tsx")).DepartmentChart,
  <Waiting />,
);
