import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const scene = await aProduct(db);
scene.edit({
  op: "update",
  list: "crews",
  where: { email: "002@aaa.com" },
  values: { job_title: null, emp_status: "retired" },
});
await scene.run("departments");
await scene.run("employees");

describe("departments", () => {
  test("as JSON", async () => {
    const end = await runCommand(scene, ["departments", "--json"]);

    expect(end).toEqual({
      code: 0,
      output:
        '{"departments":[{"code":"A001","name":"営業部","parentCode":null},' +
        '{"code":"A002","name":"開発部","parentCode":null},{"code":"A003","name":"人事部","parentCode":null}]}\n',
      messages: "",
    });
  });

  test("for a person, one a line", async () => {
    const { output } = await runCommand(scene, ["departments"]);

    expect(output).toBe(
      "部署コード\t部署名\t親部署\nA001\t営業部\t（空白）\nA002\t開発部\t（空白）\nA003\t人事部\t（空白）\n",
    );
  });
});

describe("employees", () => {
  test("as JSON: the glossary's names, all of them and nothing else", async () => {
    const { code, output, messages } = await runCommand(scene, ["employees", "--json"]);

    const { employees } = JSON.parse(output);
    expect([code, messages]).toEqual([0, ""]);
    expect(employees).toEqual([
      {
        email: "001@aaa.com",
        employeeNumber: "001",
        lastName: "ミキワメ",
        firstName: "太郎",
        lastNameKana: "ミキワメ",
        firstNameKana: "タロウ",
        gender: "male",
        birthDate: null,
        departmentCode: "A001",
        jobTitle: "部長",
        hiredOn: "2020-04-01",
        retiredOn: null,
        employmentType: "permanent",
        retired: false,
        crewId: expect.any(String),
      },
      expect.objectContaining({ email: "002@aaa.com", departmentCode: null, retired: true }),
    ]);
  });

  test("for a person, one a line", async () => {
    const { output } = await runCommand(scene, ["employees"]);

    expect(output.split("\n")).toEqual([
      "社員番号\t氏名（姓）\t氏名（名）\tメールアドレス\t所属部署\t役職\t雇用形態\t退職者フラグ",
      "001\tミキワメ\t太郎\t001@aaa.com\tA001 営業部\t部長\t正社員\tなし",
      "002\tミキワメ\t次郎\t002@aaa.com\t（空白）\t（空白）\t（空白）\tあり",
      "",
    ]);
  });
});

describe("a roster without a row", () => {
  test.each(["departments", "employees"])("%s", async (command) => {
    const empty = await aProduct(db);

    const text = await runCommand(empty, [command]);
    const json = await runCommand(empty, [command, "--json"]);

    expect([text.output, json.output]).toEqual(["まだありません。\n", `{"${command}":[]}\n`]);
  });
});
