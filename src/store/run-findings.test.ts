import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { NO_FACTS } from "../../test/builders.ts";
import { addTestCompany, expectOk, openTestDatabase } from "../../test/database.ts";
import type { DepartmentFindings, EmployeeFindings } from "../core/findings.ts";
import type { CompanyId } from "./companies.ts";
import { readFindings } from "./run-findings.ts";
import { closeRun, openRun, type Run } from "./runs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const rejections: EmployeeFindings["rejections"] = Array.from({ length: 25 }, (_, number) => ({
  row: person(`crew-${number}`),
  reasons: [{ kind: "missing-name" }],
}));
const FINDINGS: EmployeeFindings = {
  skips: [{ row: person("crew-30"), reason: "opted-out" }],
  rejections,
  notices: [{ row: person("crew-31"), notice: { kind: "kana-fallback" } }],
};

test("findings come in the order they were found, so many at a time", async () => {
  const run = await aRunThatFound(await addTestCompany(db), "employees", FINDINGS);
  const crewsFrom = async (offset: number) =>
    (await readFindings(db.queries, run, { category: "rejection", offset, limit: 10 })).map(({ row }) =>
      "crewId" in row ? row.crewId : null,
    );

  const pages = [await crewsFrom(0), await crewsFrom(20), await crewsFrom(25)];

  const ids = rejections.map(({ row }) => row.crewId);
  expect(pages).toEqual([ids.slice(0, 10), ids.slice(20), []]);
});

test("each category is read as what it says", async () => {
  const run = await aRunThatFound(await addTestCompany(db), "employees", FINDINGS);
  const firstOf = async (category: "rejection" | "skip" | "notice") =>
    (await readFindings(db.queries, run, { category, offset: 0, limit: 1 }))[0];

  expect(await firstOf("rejection")).toEqual({
    subject: "employees",
    row: person("crew-0"),
    reasons: [{ kind: "missing-name" }],
  });
  expect(await firstOf("skip")).toEqual({ subject: "employees", row: person("crew-30"), skip: "opted-out" });
  expect(await firstOf("notice")).toEqual({
    subject: "employees",
    row: person("crew-31"),
    notice: { kind: "kana-fallback" },
  });
});

test("departments' findings are departments'", async () => {
  const row = { departmentId: "department-1", code: null, name: "新規事業部" };
  const findings: DepartmentFindings = { skips: [{ row, reason: "no-department-code" }], rejections: [], notices: [] };
  const run = await aRunThatFound(await addTestCompany(db), "departments", findings);

  const found = await readFindings(db.queries, run, { category: "skip", offset: 0, limit: 10 });

  expect(found).toEqual([{ subject: "departments", row, skip: "no-department-code" }]);
});

test("a run that is at work, and another company's, has none", async () => {
  const run = await aRunThatFound(await addTestCompany(db), "employees", FINDINGS);
  const atWork = expectOk(await open(await addTestCompany(db), "employees"));
  const all = { category: "rejection", offset: 0, limit: 10 } as const;

  expect(await readFindings(db.queries, atWork, all)).toEqual([]);
  expect(await readFindings(db.queries, { ...run, companyId: await addTestCompany(db) }, all)).toEqual([]);
});

function person(crewId: string): EmployeeFindings["skips"][number]["row"] {
  return { crewId, employeeNumber: null, email: `${crewId}@example.com`, lastName: "見本", firstName: null };
}

function open(companyId: CompanyId, subject: Run["subject"]) {
  const run = { id: randomUUID(), companyId, subject, actor: "hr@example.com", subdomain: "acme" };
  return openRun(db.queries, { ...run, at: 1_000, leaseUntil: 9_000 });
}

async function aRunThatFound(
  companyId: CompanyId,
  subject: Run["subject"],
  findings: EmployeeFindings | DepartmentFindings,
): Promise<Run> {
  const run = expectOk(await open(companyId, subject));
  const counts = { read: 0, create: 0, update: 0, unchanged: 0, skip: 0, reject: 0, notice: 0 };
  const read = { at: 4_000, sourceCount: 0, newestCrewId: null, optedOutCrewIds: [], optOutValuesRead: 0 };
  const outcome = {
    state: "partly-failed",
    at: 5_000,
    digest: "d",
    counts,
    read,
    facts: NO_FACTS,
    ...findings,
  } as const;
  await db.transaction((tx) => closeRun(tx, run, outcome));
  return run;
}
