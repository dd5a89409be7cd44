import { explainPerson } from "../src/app/explain-person.ts";
import { searchEmployees } from "../src/app/search-employees.ts";
import { syncPersonShown } from "../src/app/sync-person.ts";
import { ok } from "../src/core/result.ts";
import { expectOk } from "./expect-ok.ts";
import { medianOf } from "./median-of.ts";
import { openProduct } from "./open-product.ts";
import type { PersonFigures, Quantiles, Step } from "./step.ts";

const SAMPLES = 300;

/** Explains people from all over the roster, who changed in SmartHR since, and syncs each of them alone; SmartHR's own pace is kept. */
export async function measurePerson(step: Extract<Step, { kind: "person" }>): Promise<PersonFigures> {
  let calls = 0;
  const counted = (request: Request) => {
    calls++;
    return fetch(request);
  };
  const { product, companyId, reach } = await openProduct({ ...step, limits: true, fetch: counted });
  const signal = new AbortController().signal;
  const explaining: number[] = [];
  const syncing: number[] = [];
  let mostCalls = 0;
  for (const employeeId of await someEmployees(product, companyId)) {
    const sought = { kind: "employee", employeeId } as const;
    const asked = performance.now();
    const explanation = await explainPerson(product, { companyId, sought, reach: ok(reach), signal });
    JSON.stringify(explanation);
    explaining.push(performance.now() - asked);
    const { crew, seal } = explanation;
    // A round leaves a few people as they were.
    if (crew === null || seal === null) continue;
    calls = 0;
    const pressed = performance.now();
    const seen = { crewId: crew.crewId, digest: seal.digest, differentPersonSeen: false };
    const run = expectOk(await syncPersonShown(product, { companyId, reach, actor: "bench", ...seen, signal }));
    syncing.push(performance.now() - pressed);
    mostCalls = Math.max(mostCalls, calls);
    if (run.state !== "succeeded") throw new Error(`one person's run ended ${run.state}`);
  }
  await product.db.close();
  const [explained, synced] = [quantilesOf(explaining), quantilesOf(syncing)];
  return { samples: syncing.length, explaining: explained, syncing: synced, calls: mostCalls };
}

async function someEmployees(
  product: Awaited<ReturnType<typeof openProduct>>["product"],
  companyId: number,
): Promise<readonly string[]> {
  const everybody = { search: "", below: "true", retired: "all", sort: "employee-number", order: "asc" } as const;
  const { total } = await searchEmployees(product, companyId, { ...everybody, page: 1, perPage: 1 });
  const ids: string[] = [];
  const wanted = Math.min(SAMPLES, total);
  for (let sample = 0; sample < wanted; sample++) {
    const page = 1 + Math.floor((sample * total) / wanted);
    const { employees } = await searchEmployees(product, companyId, { ...everybody, page, perPage: 1 });
    ids.push(...employees.map(({ employee }) => employee.id));
  }
  return ids;
}

function quantilesOf(milliseconds: readonly number[]): Quantiles {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const at99 = sorted[Math.ceil(0.99 * sorted.length) - 1] ?? 0;
  return { p50Milliseconds: medianOf(milliseconds), p99Milliseconds: at99, mostMilliseconds: sorted.at(-1) ?? 0 };
}
