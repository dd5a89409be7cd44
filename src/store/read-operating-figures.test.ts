import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import { queueRun } from "./background-runs.ts";
import { readOperatingFigures } from "./read-operating-figures.ts";
import { failRun, openRun } from "./runs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());
const AT = Date.parse("2026-01-05T00:00:00Z");
const NO_ROWS = { create: 0, update: 0, unchanged: 0, skip: 0, reject: 0, notice: 0 };

test("runs are counted over all companies, by subject, state and failure", async () => {
  const run = { subject: "employees", actor: "見本 花子", subdomain: "acme", at: AT } as const;
  const failed = { ...run, id: randomUUID(), companyId: await addTestCompany(db), leaseUntil: AT };
  await openRun(db.queries, failed);
  await failRun(
    db.queries,
    { ...failed, attempts: 1, heldAt: null },
    { failure: { kind: "smarthr-busy" }, at: AT, read: null },
  );
  await openRun(db.queries, { ...failed, id: randomUUID(), leaseUntil: AT + 1_000 });
  const waiting = { ...run, id: randomUUID(), administratorEmail: "hr@example.com" };
  await queueRun(db.queries, { ...waiting, companyId: await addTestCompany(db) });

  const figures = await readOperatingFigures(db.queries, null, AT + 2_000);

  const of = (state: string) => figures.runs.find((each) => each.state === state);
  expect(of("failed")).toEqual({
    subject: "employees",
    state: "failed",
    failure: "smarthr-busy",
    count: 1,
    rows: NO_ROWS,
  });
  expect(of("queued")).toEqual({ subject: "employees", state: "queued", failure: null, count: 1, rows: NO_ROWS });
  expect([figures.oldestWaitingSince, figures.withoutProcessCount]).toEqual([AT, 1]);
});
