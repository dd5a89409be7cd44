import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { makeFieldByHand } from "../../test/opt-out-field.ts";
import { aProduct, type ProductScene } from "../../test/product-scene.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

describe("M35: the field that was lost", () => {
  test("in order, nothing has to be done", async () => {
    const scene = await aProduct(db);
    await scene.run("employees");

    const end = await runCommand(scene, ["opt-out-field", "--remake"]);

    expect(end).toEqual({ code: 0, output: "SmartHRの「ミキワメ連携」は正しく使えます。\n", messages: "" });
    expect(fieldCount(scene)).toBe(1);
  });

  test("gone, it is told who was opted out at the last good read, and nothing is made", async () => {
    const scene = await aProductWithLostField();

    const { code, output, messages } = await runCommand(scene, ["opt-out-field"]);

    expect(code).toBe(1);
    expect(output).toBe(
      "最後の同期では、次の1人が「連携しない」を選んでいました。「--remake」をつけると作成し直しますが、選んだ内容は戻りません。\n" +
        "  001 ミキワメ 太郎\n",
    );
    expect(messages).toMatch(/^SmartHRの「ミキワメカテゴリー」の「ミキワメ連携」がないか/);
    expect(messages).not.toContain("太郎");
    expect(fieldCount(scene)).toBe(0);
  });

  test("it is made anew when an administrator asks for it, and who has to choose again is named", async () => {
    const scene = await aProductWithLostField();

    const end = await runCommand(scene, ["opt-out-field", "--remake"]);

    expect(end).toEqual({
      code: 0,
      output:
        "SmartHRに「ミキワメ連携」を作成しました。同期する前に、次の1人の「ミキワメ連携」で「連携しない」を選び直すか、「--restore」をつけて戻してください。\n" +
        "  001 ミキワメ 太郎\n",
      messages: "",
    });
    expect(fieldCount(scene)).toBe(1);
  });

  test("made anew, the sync waits until somebody has chosen again", async () => {
    const scene = await aProductWithLostField();
    await runCommand(scene, ["opt-out-field", "--remake"]);

    const empty = await scene.run("employees");
    scene.sandbox.control("scenarios", { name: "opted-out-later" });
    const chosen = await scene.run("employees");

    expect([empty.summary.failure, chosen.summary.failure]).toEqual([{ kind: "opt-out-field-unreadable" }, null]);
    expect(chosen.summary.counts).toMatchObject({ skip: 1 });
  });
});

describe("M27: before the first link and the first sync", () => {
  test("there is no field yet, and it is said who makes it", async () => {
    const scene = await aProduct(db);

    const end = await runCommand(scene, ["opt-out-field"]);
    const json = await runCommand(scene, ["opt-out-field", "--json"]);

    expect(end).toEqual({
      code: 0,
      output: "SmartHRに「ミキワメ連携」はまだありません。連携設定をするか、社員をはじめて同期すると、作成されます。\n",
      messages: "",
    });
    expect(JSON.parse(json.output)).toMatchObject({ field: "not-made", failure: null });
    expect(fieldCount(scene)).toBe(0);
  });

  test("one that somebody made by hand is in order", async () => {
    const scene = await aProduct(db);
    makeFieldByHand(scene);

    const end = await runCommand(scene, ["opt-out-field"]);

    expect(end).toMatchObject({ code: 0, output: "SmartHRの「ミキワメ連携」は正しく使えます。\n" });
  });
});

describe("`--restore` writes 「連携しない」 back for everybody", () => {
  test("in the field that was made anew, and says what became of each", async () => {
    const scene = await aProductWithLostField();

    const end = await runCommand(scene, ["opt-out-field", "--remake", "--restore"]);
    const next = await scene.run("employees");

    expect(end).toEqual({
      code: 0,
      output: "SmartHRに「ミキワメ連携」を作成しました。\n  001 ミキワメ 太郎：「連携しない」に戻しました\n",
      messages: "",
    });
    expect([next.summary.failure, next.summary.counts?.skip]).toEqual([null, 1]);
  });

  test("as JSON, with everybody's id", async () => {
    const scene = await aProductWithLostField();
    await runCommand(scene, ["opt-out-field", "--remake"]);

    const { output } = await runCommand(scene, ["opt-out-field", "--restore", "--json"]);

    const person = { employeeNumber: "001", lastName: "ミキワメ", firstName: "太郎" };
    expect(JSON.parse(output)).toMatchObject({
      field: "ready",
      failure: null,
      optedOut: [person],
      restoration: { failure: null, people: [{ ...person, outcome: "restored" }] },
    });
  });

  test("not while the field is lost, nor where nobody was opted out", async () => {
    const lost = await runCommand(await aProductWithLostField(), ["opt-out-field", "--restore"]);
    const scene = await aProduct(db);
    await scene.run("employees");
    const nobody = await runCommand(scene, ["opt-out-field", "--restore"]);

    expect([lost.code, nobody.code]).toEqual([1, 1]);
    expect(nobody.messages).toBe("最後の同期で「連携しない」を選んでいた従業員はいません。\n");
  });
});

describe("where the field may still be there, none is made beside it", () => {
  test.each([
    ["SmartHR does not answer", "server-error"],
    ["SmartHR is being maintained", "maintenance"],
  ] as const)("%s", async (_, kind) => {
    const scene = await aProduct(db);
    await scene.run("employees");
    const name = "適性検査との連携";
    const where = { name: "ミキワメ連携" };
    scene.edit({ op: "update", list: "crew_custom_field_templates", where, values: { name } });
    scene.sandbox.control("faults", { kind, count: kind === "maintenance" ? 1 : 3 });

    const { code, output } = await runCommand(scene, ["opt-out-field", "--remake"]);

    expect([code, output]).toEqual([1, ""]);
    expect(fieldCount(scene)).toBe(1);
  });
});

async function aProductWithLostField(): Promise<ProductScene> {
  const scene = await aProduct(db);
  await scene.run("employees");
  scene.sandbox.control("scenarios", { name: "opted-out-later" });
  await scene.run("employees");
  scene.sandbox.control("delete-opt-out-field", {});
  return scene;
}

function fieldCount({ sandbox }: ProductScene): number {
  return sandbox.control("rows", { list: "crew_custom_field_templates" }).total;
}
