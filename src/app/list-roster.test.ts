import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import type { RosterEmployee } from "../core/roster.ts";
import { listDepartments, listEmployees } from "./list-roster.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

test("departments are listed by code, as they were synced", async () => {
  const { product, companyId, run } = await aProduct(db);
  await run("departments");

  const departments = await listDepartments(product, companyId);

  expect(departments).toEqual([
    { code: "A001", name: "営業部", parentCode: null },
    { code: "A002", name: "開発部", parentCode: null },
    { code: "A003", name: "人事部", parentCode: null },
  ]);
});

test("M3: employees are listed by employee number, with every item that is synced", async () => {
  const { product, companyId, run, clock } = await aProduct(db);
  await run("departments");
  await run("employees");
  const employees: RosterEmployee[] = [];

  await listEmployees(product, companyId, async (batch) => void employees.push(...batch));

  const common = {
    id: expect.any(String),
    version: 1,
    crewId: expect.any(String),
    crewSince: clock.now(),
    lastName: "ミキワメ",
    lastNameKana: "ミキワメ",
    gender: "male",
    birthDate: null,
    hiredOn: "2020-04-01",
    retiredOn: null,
    retired: false,
    retiredByHand: false,
  };
  expect(employees).toEqual([
    {
      ...common,
      email: "001@aaa.com",
      employeeNumber: "001",
      firstName: "太郎",
      firstNameKana: "タロウ",
      departmentCode: "A001",
      jobTitle: "部長",
      employmentType: "permanent",
    },
    {
      ...common,
      email: "002@aaa.com",
      employeeNumber: "002",
      firstName: "次郎",
      firstNameKana: "ジロウ",
      departmentCode: null,
      jobTitle: null,
      employmentType: null,
    },
  ]);
});
