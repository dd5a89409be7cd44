import { monitorEventLoopDelay } from "node:perf_hooks";
import { changeEmployee } from "../src/app/change-employee.ts";
import { allEmployeesSought, type EmployeeSearch, searchEmployees } from "../src/app/search-employees.ts";
import { showDepartments } from "../src/app/show-departments.ts";
import { employeeFileLine } from "../src/text/employee-file.ts";
import { expectOk } from "./expect-ok.ts";
import { medianOf } from "./median-of.ts";
import { type OpenedProduct, openProduct } from "./open-product.ts";
import type { ListFigures, ListTimes, Step } from "./step.ts";

/**
 * Asks for every kind of list that the web application shows of a roster that was synced before, from the question to the answer's
 * JSON. What a process does only once is told apart: answering while the roster is not yet in memory, reading it, ordering it in each way.
 */
export async function measureLists(step: Extract<Step, { kind: "lists" }>): Promise<ListFigures> {
  const opened = await openProduct({ ...step, limits: false, fetch: (request) => fetch(request) });
  const coldMilliseconds = await timeOf(() => ask(opened, {}));
  const standstill = monitorEventLoopDelay({ resolution: 1 });
  standstill.enable();
  const coldDepartmentsMilliseconds = await timeOf(() => askDepartments(opened));
  const firstSearchMilliseconds = await timeOf(() => ask(opened, { search: "00000" }));
  standstill.disable();
  const questions = await questionsFor(opened);
  const firstOrderMilliseconds: number[] = [];
  for (const sort of SORTS) firstOrderMilliseconds.push(await timeOf(() => ask(opened, { sort })));
  const lists: ListTimes[] = [];
  for (const { name, question } of questions) lists.push(await timesOf(name, () => ask(opened, question)));
  lists.push(await timesOf("departments with their heads", () => askDepartments(opened)));
  lists.push(await measureAfterEdits(opened));
  const file = await measureFile(opened);
  await opened.product.db.close();
  return {
    coldMilliseconds,
    coldDepartmentsMilliseconds,
    firstSearchMilliseconds,
    standstillMilliseconds: standstill.max / 1e6,
    firstOrderMilliseconds: Math.max(...firstOrderMilliseconds),
    lists,
    file,
  };
}

const SORTS = ["employee-number", "name", "email", "department", "job-title", "hired-on"] as const;
const SAMPLES = 100;

type Question = Partial<EmployeeSearch & { readonly page: number; readonly perPage: number }>;

async function ask({ product, companyId }: OpenedProduct, question: Question): Promise<string> {
  return JSON.stringify(await searchEmployees(product, companyId, { ...EVERYBODY, page: 1, perPage: 50, ...question }));
}

const EVERYBODY: EmployeeSearch = {
  search: "",
  below: "true",
  retired: "all",
  sort: "employee-number",
  order: "asc",
};

async function askDepartments({ product, companyId }: OpenedProduct): Promise<string> {
  return JSON.stringify(await showDepartments(product, companyId));
}

async function questionsFor({ product, companyId }: OpenedProduct): Promise<{ name: string; question: Question }[]> {
  const departments = await showDepartments(product, companyId);
  const top = departments.find(({ parentCode }) => parentCode === null)?.code;
  const { employees, total } = await searchEmployees(product, companyId, { ...EVERYBODY, page: 1, perPage: 1 });
  const lastName = employees[0]?.employee.lastName ?? "";
  const middle = Math.ceil(total / 100);
  const permanent: Question = { employmentType: "permanent", retired: "not-retired" };
  return [
    { name: "first page", question: {} },
    { name: "page in the middle", question: { page: middle } },
    { name: "last page, 500 a page", question: { perPage: 500, page: Math.ceil(total / 500) } },
    ...SORTS.flatMap((sort) => [
      { name: `by ${sort}`, question: { sort } },
      { name: `by ${sort}, descending, in the middle`, question: { sort, order: "desc", page: middle } as const },
    ]),
    { name: "search: one person's number", question: { search: "000050" } },
    { name: "search: a name in two words", question: { search: `${lastName} 健一` } },
    { name: "search: many hits in kana, by name", question: { search: "た", sort: "name", page: 20 } },
    { name: "search: everybody's domain, by mail", question: { search: "acme.example", sort: "email", page: middle } },
    { name: "search: nobody", question: { search: "だれもいない" } },
    { name: "one department", question: { department: departments.at(-1)?.code ?? "", below: "false" } },
    { name: "a department with all below", question: { department: top } },
    {
      name: "permanent and not retired, by name, deep",
      question: { ...permanent, sort: "name", page: Math.ceil(middle / 2) },
    },
    { name: "retired, by day", question: { retired: "retired", sort: "hired-on", order: "desc" } },
    { name: "all filters and a search", question: { ...permanent, department: top, search: "山", sort: "job-title" } },
  ];
}

/** The list right after each of several edits by hand: what was written is in it. */
async function measureAfterEdits(opened: OpenedProduct): Promise<ListTimes> {
  const { product, companyId } = opened;
  const { employees } = await searchEmployees(product, companyId, { ...EVERYBODY, page: 1, perPage: SAMPLES });
  const [first] = employees;
  if (first === undefined) throw new Error("expected a roster with people");
  const {
    id: employeeId,
    version: seen,
    email: _,
    crewId: __,
    crewSince: ___,
    retiredByHand: ____,
    ...edit
  } = first.employee;
  let version = seen;
  const milliseconds: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const request = { companyId, employeeId, version, actor: "bench", edit: { ...edit, jobTitle: `改${sample}` } };
    version = expectOk(await changeEmployee(product, request));
    milliseconds.push(await timeOf(() => ask(opened, { sort: "job-title", order: "desc" })));
  }
  return summarise("first page after an edit by hand, by job-title", milliseconds);
}

/** The file of everybody, written down as a download and thrown away. */
async function measureFile({ product, companyId }: OpenedProduct): Promise<ListFigures["file"]> {
  const startedAt = performance.now();
  let lines = 0;
  let peakHeap = 0;
  for await (const employees of allEmployeesSought(product, companyId, EVERYBODY)) {
    lines += employees.map(employeeFileLine).length;
    peakHeap = Math.max(peakHeap, process.memoryUsage().heapUsed);
  }
  return { lines, seconds: (performance.now() - startedAt) / 1000, peakHeapMegabytes: peakHeap / 1024 / 1024 };
}

async function timesOf(name: string, work: () => Promise<unknown>): Promise<ListTimes> {
  const milliseconds: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) milliseconds.push(await timeOf(work));
  return summarise(name, milliseconds);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function summarise(name: string, milliseconds: readonly number[]): ListTimes {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const at95 = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0;
  return { name, p50Milliseconds: medianOf(milliseconds), p95Milliseconds: at95 };
}
