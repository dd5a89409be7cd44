import { afterAll, describe, expect, test } from "vitest";
import { openedProduct, runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { smartHrDepartment } from "../../test/law-scene.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const TARO = "001@aaa.com";

describe("explain", () => {
  test("M26: says why somebody is left out, by which rule, and where to put it right; it writes nothing", async () => {
    const scene = await aSyncedCompany();
    const before = await scene.writtenRows();

    const { code, output, messages } = await runCommand(scene, ["explain", "004@aaa.com"]);

    expect([code, messages]).toEqual([3, ""]);
    expect(output).toContain("004@aaa.com: エラー");
    expect(output).toContain("この社員は同期できません。");
    expect(output).toContain("対処: SmartHRの従業員リストでこの従業員を開き、姓と名の両方を入力してから");
    expect(output).toContain("根拠: 管理者マニュアルの「同期のルール」M26（同期されない社員）");
    expect(output).toMatch(/SmartHR: http:\/\/localhost:4000\/tenants\/acme\/crews\/\S+/);
    expect(await scene.writtenRows()).toEqual(before);
  });

  test("one of several people is asked about by what the list of them says", async () => {
    const scene = await aSyncedCompany();

    const several = await runCommand(scene, ["explain", "007@aaa.com"]);
    const [, crewId = ""] = /mikiwame-sync explain ([^\s）]+)/.exec(several.output) ?? [];
    const one = await runCommand(scene, ["explain", crewId]);

    expect([several.code, one.code]).toEqual([1, 3]);
    expect(one.output).toContain("同じメールアドレスの従業員がほかに1人います");
  });

  test("M31: says how this very command reaches SmartHR when it does not", async () => {
    const scene = await aSyncedCompany();
    const openProduct = async () => ({ ok: true, value: { ...openedProduct(scene), given: null } }) as const;

    const { output } = await runCommand(scene, ["explain", TARO], { openProduct });

    expect(output).toContain("メールアドレスを「--as」に指定してください。");
    expect(output).not.toContain("画面");
  });

  test("as JSON, with the seal of what a sync of this person would do", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");

    const { code, output } = await runCommand(scene, ["explain", TARO, "--json"]);

    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      verdict: { kind: "update", before: { lastName: "ミキワメ" }, after: { lastName: "見本" } },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      asOf: "now",
      messages: [{ rule: expect.stringContaining("M25") }],
      run: null,
    });
  });

  test("a department that changes is told by code and name", async () => {
    const scene = await aSyncedCompany();
    const department_ids = [smartHrDepartment(scene, "A002").id];
    scene.edit({ op: "update", list: "crews", where: { email: TARO }, values: { department_ids } });

    const explained = await runCommand(scene, ["explain", TARO]);
    const planned = await runCommand(scene, ["sync", "employees"]);

    expect(explained.output).toContain("所属部署: A001 営業部 → A002 開発部");
    expect(planned.output).toContain("所属部署: A001 営業部 → A002 開発部");
  });

  test("with --apply syncs this person alone", async () => {
    const scene = await aSyncedCompany();
    rename(scene, TARO, "見本");
    rename(scene, "002@aaa.com", "見本");

    const { code, output } = await runCommand(scene, ["explain", TARO, "--apply", "--as", "hr@example.com"]);

    expect(code).toBe(0);
    expect(output).toContain("更新 1件");
    expect((await scene.employees()).filter(({ lastName }) => lastName === "見本").map(({ email }) => email)).toEqual([
      TARO,
    ]);
  });

  test("a different person behind the address stops it until exactly that is approved", async () => {
    const scene = await aSyncedCompany();
    scene.edit({ op: "update", list: "crews", where: { email: TARO }, values: { email: "moved@example.com" } });
    scene.edit({
      op: "insert",
      list: "crews",
      values: {
        email: TARO,
        emp_code: "9001",
        last_name: "別人",
        first_name: "花子",
        last_name_yomi: "ベツジン",
        first_name_yomi: "ハナコ",
        emp_status: "employed",
      },
    });

    const stopped = await runCommand(scene, ["explain", "9001", "--apply"]);
    const [, digest = ""] = /--expect ([0-9a-f]{64}) --approve/.exec(stopped.output) ?? [];
    const approved = await runCommand(scene, ["explain", "9001", "--expect", digest, "--approve"]);

    expect([stopped.code, approved.code]).toEqual([4, 0]);
    expect(stopped.output).toContain("別の人の情報で上書きされます。");
    expect((await scene.employees()).find(({ email }) => email === TARO)?.lastName).toBe("別人");
  });

  test("--approve alone is wrong usage, and an address that nobody knows cannot be explained", async () => {
    const scene = await aSyncedCompany();

    const alone = await runCommand(scene, ["explain", TARO, "--approve"]);
    const unknown = await runCommand(scene, ["explain", "nobody@example.com"]);

    expect([alone.code, unknown.code]).toEqual([2, 1]);
    expect(unknown.output).toContain("SmartHRの従業員は、メールアドレスでは検索できません。");
  });
});

async function aSyncedCompany(): Promise<ProductScene> {
  const scene = await aProduct(db);
  await scene.run("departments");
  await scene.run("employees");
  await scene.clock.advance(1_000);
  return scene;
}

function rename({ edit }: ProductScene, email: string, lastName: string): void {
  edit({ op: "update", list: "crews", where: { email }, values: { last_name: lastName } });
}
