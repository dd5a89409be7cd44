import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { expectOk, openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import { aCompanyOfTwoAccounts } from "../../test/two-accounts.ts";
import { fail } from "../core/result.ts";
import { browseRuns } from "./browse-runs.ts";
import { listRuns, showRun } from "./list-runs.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("runs are listed newest first, those that failed as well, and no more than asked for", async () => {
  const { product, companyId, run, sandbox } = await aProduct(db);
  const first = await run("departments");
  sandbox.control("faults", { kind: "ip-not-permitted" });
  const second = await run("departments");
  const third = await run("employees");

  const [all, newest] = [await listRuns(product, companyId, 10), await listRuns(product, companyId, 1)];

  expect(all).toEqual([third.summary, second.summary, first.summary]);
  expect(newest).toEqual([third.summary]);
});

test("処理一覧 tells the account of each run, and whether there are several", async () => {
  const { product, companyId } = await aCompanyOfTwoAccounts(db);
  const one = await aProduct(db);
  await one.run("departments");
  const page = { page: 1, perPage: 10 };

  const [several, only] = [
    await browseRuns(product, companyId, page),
    await browseRuns(one.product, one.companyId, page),
  ];

  expect(several.runs.map(({ subdomain }) => subdomain)).toEqual(["globex", "globex", "acme", "acme"]);
  expect([several.severalAccounts, only.severalAccounts]).toEqual([true, false]);
});

test("one run is shown with all of its rows", async () => {
  const { product, companyId, run } = await aProduct(db);
  const report = await run("departments");

  const shown = await showRun(product, companyId, report.summary.runId ?? "");

  expect(expectOk(shown)).toEqual(report);
});

test("a run that failed has no rows", async () => {
  const { product, companyId, run, sandbox } = await aProduct(db);
  sandbox.control("faults", { kind: "ip-not-permitted" });
  const report = await run("employees");

  const shown = await showRun(product, companyId, report.summary.runId ?? "");

  expect(expectOk(shown)).toEqual(report);
});

test.each([randomUUID(), "", "1", "'; drop table runs"])("%j is no run", async (runId) => {
  const { product, companyId } = await aProduct(db);

  const shown = await showRun(product, companyId, runId);

  expect(shown).toEqual(fail({ kind: "no-run", runId }));
});
