import { pageCountOf } from "../src/smarthr/read-list.ts";
import { fetchPage } from "./fetch-page.ts";
import type { FetchFigures, Step } from "./step.ts";

/** Fetches every page of the people once, as many at a time as the product, parses them and drops them. */
export async function measureFetchFloor(step: Extract<Step, { kind: "fetch-floor" }>): Promise<FetchFigures> {
  const { sandbox, requestsInFlight } = step;
  const startedAt = performance.now();
  const { total } = await fetchPage(sandbox, 1);
  const pages = pageCountOf(total);
  let next = 2;
  const fetchOn = async (): Promise<void> => {
    while (next <= pages) await fetchPage(sandbox, next++);
  };
  await Promise.all(Array.from({ length: requestsInFlight }, fetchOn));
  return { seconds: (performance.now() - startedAt) / 1000, calls: pages };
}
