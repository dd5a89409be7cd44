import { afterAll, describe, expect, test, vi } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";
import { aQueue, endOf, linkAdministrator, pressSync, type QueueScene } from "../../test/worker-scene.ts";
import { viewRun } from "../app/browse-runs.ts";
import { createSandbox } from "../sandbox/create-sandbox.ts";
import type { Fetch } from "../smarthr/send.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

// Each with a SmartHR account of their own: `acme` is small and answers, `large-…` tells of 2,100 people and then takes its time, and from
// `out-…` no answer comes.
describe.each([1, 3])("with %i processes on one database", (processes) => {
  test("a small company's first import waits for none of the large first imports before it, and each process reads one of them at a time", async () => {
    await using place = await aWorkplace(processes);
    const large = await place.companies("large", 5);
    const largeRuns: { readonly id: string }[] = [];
    for (const company of large) largeRuns.push(await pressSync(company, place, "employees"));
    await vi.waitFor(() => expect(place.readingAccounts().length).toBe(processes), { timeout: 20_000, interval: 10 });
    const [small] = await place.companies("acme", 1);

    const end = await endOf(small, (await pressSync(small, place, "employees")).id);
    const meanwhile = await Promise.all(
      large.map(({ product, companyId }, index) => viewRun(product, companyId, largeRuns[index]?.id ?? "")),
    );
    const readTogether = place.readingAccounts().length;
    place.goOn();
    const ends = [];
    for (const [index, company] of large.entries()) ends.push(await endOf(company, largeRuns[index]?.id ?? ""));

    expect(end).toMatchObject({ finishedAt: expect.any(Number), counts: { read: 8 } });
    expect(meanwhile.map((run) => run?.finishedAt)).toEqual([null, null, null, null, null]);
    expect(readTogether).toBe(processes);
    expect(place.mostReadTogether()).toBe(processes);
    // Waiting for a place is no death of the process: each is carried to its end.
    expect(ends.map(({ counts }) => counts?.read)).toEqual(ends.map(() => 2_100));
  });

  test("and for no company whose SmartHR does not answer, neither with first imports nor with what is known to be small", async () => {
    await using place = await aWorkplace(processes);
    const out = await place.companies("out", 12);
    for (const [index, company] of out.entries()) {
      await pressSync(company, place, index % 2 === 0 ? "employees" : "departments");
    }
    const [departments, employees] = await place.companies("acme", 2);

    const known = await endOf(departments, (await pressSync(departments, place, "departments")).id);
    const unknown = await endOf(employees, (await pressSync(employees, place, "employees")).id);

    expect(known.state).toBe("succeeded");
    expect(unknown.counts).toMatchObject({ read: 8 });
    expect(place.unanswered()).toBeGreaterThan(0);
  });
});

type Company = ProductScene;

async function aWorkplace(processes: number) {
  const gate = Promise.withResolvers<void>();
  const reading = new Map<string, number>();
  let mostReadTogether = 0;
  let unanswered = 0;
  const fetch: Fetch = async (request) => {
    const account = /tenants\/([^/]+)/.exec(request.url)?.[1] ?? "";
    const known = new Request(request.url.replace(account, "acme"), request);
    if (account === "acme") return scene.sandbox.fetch(known);
    if (account.startsWith("out")) {
      unanswered++;
      return new Promise(() => {});
    }
    // Of 21 pages the first and the last tell how many there are.
    const page = Number(new URL(request.url).searchParams.get("page"));
    if (page <= 1 || page >= 21) return largeSandbox.fetch(known);
    reading.set(account, (reading.get(account) ?? 0) + 1);
    mostReadTogether = Math.max(mostReadTogether, reading.size);
    try {
      await Promise.race([gate.promise, aborted(request.signal)]);
      return await largeSandbox.fetch(known);
    } finally {
      const left = (reading.get(account) ?? 1) - 1;
      if (left === 0) reading.delete(account);
      else reading.set(account, left);
    }
  };
  const scene: ProductScene = await aProduct(db, { smarthr: { fetch } });
  const { clock } = scene;
  const largeSandbox = createSandbox({ seed: 2_100, limits: false, clock });
  const queues: QueueScene[] = [];
  for (let count = 0; count < processes; count++) queues.push(await aQueue(db));
  for (const { work } of queues) await work(scene.product, { asideAfterMs: 20 });
  const [first] = queues;
  if (first === undefined) throw new Error("expected a process");
  return {
    queue: first.queue,
    async companies(account: string, count: number): Promise<readonly [Company, Company, ...Company[]]> {
      const companies = [];
      for (let number = 1; number <= Math.max(2, count); number++) {
        const company = { ...scene, companyId: await addTestCompany(db) };
        const subdomain = account === "acme" ? account : `${account}-${number}`;
        const accessToken = (account === "large" ? largeSandbox : scene.sandbox).accessToken;
        await linkAdministrator(company, { subdomain, tokens: { kind: "token", accessToken } });
        companies.push(company);
      }
      return companies.slice(0, Math.max(1, count)) as unknown as readonly [Company, Company, ...Company[]];
    },
    readingAccounts: () => [...reading.keys()],
    mostReadTogether: () => mostReadTogether,
    unanswered: () => unanswered,
    goOn: () => gate.resolve(),
    async [Symbol.asyncDispose]() {
      for (const queue of queues) await queue.close();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}
