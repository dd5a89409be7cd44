import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../test/command-line-scene.ts";
import { openTestDatabase } from "../../test/database.ts";
import { aProduct } from "../../test/product-scene.ts";
import type { StartFault } from "../core/start-fault.ts";

const db = await openTestDatabase();
afterAll(() => db.close());
const scene = await aProduct(db);

const HINT = "「--help」をつけて実行すると、使い方を確認できます。\n";

describe("wrong usage ends with 2, one sentence and the way to help; nothing is opened", () => {
  test.each([
    [["nope"], "「nope」というコマンドはありません。"],
    [["dcotor"], "「dcotor」というコマンドはありません。「doctor」ではありませんか。"],
    [["sync", "people"], "「people」というコマンドはありません。"],
    [["doctor", "--nope"], "「--nope」というオプションはありません。"],
    [["sync", "departments", "--aply"], "「--aply」というオプションはありません。「--apply」ではありませんか。"],
    [["sync", "departments", "--expect"], "「--expect <DIGEST>」の値を指定してください。"],
    [
      ["sync", "departments", "--approve"],
      "「--approve」は「--expect」と一緒に指定してください。先に内容を表示し、そのダイジェストを「--expect」に指定します。",
    ],
    ...[
      ["sync", "employees", "--expect", "short", "--approve"],
      ["sync", "departments", "--expect", "G".repeat(64)],
      ["undo", "RUN", "--expect", ""],
      ["explain", "0001", "--expect", "short"],
    ].map((words): [string[], string] => [
      words,
      "「--expect <DIGEST>」の値が正しくありません。先に「--apply」をつけずに実行し、表示されたダイジェスト（半角の英数字64文字）を、そのまま指定してください。",
    ]),
    [["undo", "RUN", "--expect"], "「--expect <DIGEST>」の値を指定してください。"],
    [["undo"], "「RUN」を指定してください。"],
    [["undo", "RUN", "--approve"], "「--approve」というオプションはありません。"],
    [["explain", " "], "「EMAIL|NUMBER」の値が正しくありません。メールアドレス、または社員番号を指定してください。"],
    [["explain", "0001", "--aply"], "「--aply」というオプションはありません。「--apply」ではありませんか。"],
    [
      ["sync", "employees", "--as", "a@example.com", "--as", "b@example.com"],
      "「--as <EMAIL>」は、1回だけ指定してください。",
    ],
    [
      ["undo", "RUN", "--expect", "a".repeat(64), "--apply", "--expect", "b".repeat(64)],
      "「--expect <DIGEST>」は、1回だけ指定してください。",
    ],
    [["run"], "「ID」を指定してください。"],
    [["run", "one", "two"], "引数が多すぎます。"],
    [["doctor", "now"], "引数が多すぎます。"],
    [["sandbox", "--port", "99999"], "「--port <PORT>」の値が正しくありません。0から65535までの数を指定してください。"],
    [
      ["sandbox", "--seed", "big"],
      "「--seed <SEED>」の値が正しくありません。manual、demo、edge-cases、または従業員の人数を指定してください。",
    ],
    [["company", "add", "acme"], "「NAME」を指定してください。"],
    [["company", "add", "acme", "　"], "「NAME」の値が正しくありません。企業の名前を入力してください。"],
    [["admin", "add", "taro@example.com"], "「--name <NAME>」を指定してください。"],
    [["admin", "add", "--name", "見本 太郎"], "「EMAIL」を指定してください。"],
    [
      ["admin", "add", "taro@example.com", "--name", " "],
      "「--name <NAME>」の値が正しくありません。名前を入力してください。",
    ],
    [
      ["admin", "add", "taro@example.com", "--name", "見本 太郎", "--role", "owner"],
      "「--role <ROLE>」の値が正しくありません。administratorまたはviewerを指定してください。",
    ],
  ])("%j", async (words, sentence) => {
    const end = await runCommand(scene, words, { openProduct: unexpected });

    expect(end).toEqual({ code: 2, output: "", messages: `${sentence}\n${HINT}` });
  });

  test.each([[[]], [["sync"]], [["company"]], [["admin"]]])("%j alone shows what there is", async (words) => {
    const { code, output, messages } = await runCommand(scene, words, { openProduct: unexpected });

    expect([code, output]).toEqual([2, ""]);
    expect(messages).toMatch(/^使い方: mikiwame-sync/);
  });
});

describe("help", () => {
  test.each([
    [["--help"], "コマンド:"],
    [["help", "run"], "引数:"],
    [["sandbox", "--help"], "オプション:"],
  ])("%j ends with 0 and speaks Japanese", async (words, title) => {
    const { code, output, messages } = await runCommand(scene, words, { openProduct: unexpected });

    expect([code, messages]).toEqual([0, ""]);
    expect(output).toContain(title);
    expect(output).not.toMatch(/Usage|Options|Commands|Arguments|display help/);
  });

  test("names every command of the product", async () => {
    const { output } = await runCommand(scene, ["--help"]);

    const names = [...output.matchAll(/^ {2}([a-z-]+)(?: |$)/gm)].map(([, name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(["sync", "departments", "employees", "runs", "run", "sandbox", "migrate", "doctor"]),
    );
  });
});

describe("what stops the product from being opened is told, one sentence each", () => {
  const unset: StartFault = { kind: "wrong-setting", setting: "SMARTHR_CLIENT_SECRET", expected: "both-or-neither" };
  const url: StartFault = { kind: "wrong-setting", setting: "DATABASE_URL", expected: "postgres-url" };
  const inUse: StartFault = { kind: "folder-in-use", folder: "data", processId: 4711 };
  const away: StartFault = { kind: "database-unreachable", host: "127.0.0.1:5432", reason: "ECONNREFUSED" };

  test.each([
    ["two wrong settings", [url, unset], 2],
    ["a folder in use", [inUse], 1],
    ["a database that is away", [away], 1],
    ["a database that refuses the password", [{ kind: "database-refused", user: "hr" }], 2],
    ["a schema that an operator has to bring up to date", [{ kind: "schema-behind" }], 1],
    ["a key that cannot be used", [{ kind: "key-unusable", reason: "it is short" }], 2],
  ] satisfies [string, StartFault[], number][])("%s", async (_, fault, code) => {
    const end = await runCommand(scene, ["departments"], { openProduct: async () => ({ ok: false, fault }) });

    expect([end.code, end.output]).toEqual([code, ""]);
    expect(end.messages.split("\n").filter((line) => line !== "")).toHaveLength(fault.length);
  });

  test("the company has to exist", async () => {
    const end = await runCommand({ ...scene, companyId: -1 }, ["departments"]);

    expect([end.code, end.output]).toEqual([2, ""]);
    expect(end.messages).toMatch(/^企業「nobody」はありません。「--company」にはcompany-/);
  });
});

describe("a defect", () => {
  test("ends with 1; the log and the person get the same id, and no person's data", async () => {
    const { code, output, messages } = await runCommand(scene, ["departments"], {
      openProduct: async () => {
        throw Object.assign(new Error('invalid input syntax for type date: "見本 花子"'), {
          name: "error",
          severity: "ERROR",
          code: "22007",
          detail: "Failing row contains (見本 花子)",
        });
      },
    });

    const [log = "", sentence] = messages.split("\n");
    const logged = JSON.parse(log);
    expect([code, output]).toEqual([1, ""]);
    expect(logged).toMatchObject({
      level: "error",
      name: "error",
      code: "22007",
      stack: expect.stringMatching(/^ {4}at /),
    });
    expect(sentence).toContain(logged.id);
    expect(messages).not.toContain("見本");
  });

  test("is logged with what caused it", async () => {
    const { messages } = await runCommand(scene, ["departments"], {
      openProduct: async () => {
        throw new Error("the folder could not be read", { cause: new SyntaxError("Unexpected token 見本 in JSON") });
      },
    });

    const logged = JSON.parse(messages.split("\n")[0] ?? "");
    expect(logged).toMatchObject({
      name: "Error",
      message: "the folder could not be read",
      cause: { name: "SyntaxError" },
    });
    expect(messages).not.toContain("見本");
  });

  test("that is no error at all is logged by its type", async () => {
    const { messages } = await runCommand(scene, ["departments"], { openProduct: () => Promise.reject("見本 花子") });

    expect(JSON.parse(messages.split("\n")[0] ?? "")).toMatchObject({ name: "a thrown string" });
    expect(messages).not.toContain("見本");
  });
});

test("a reader that has read enough is no defect", async () => {
  const openProduct = async () => {
    throw Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
  };

  const end = await runCommand(scene, ["departments"], { openProduct });

  expect(end).toEqual({ code: 0, output: "", messages: "" });
});

test("Ctrl-C where there is no run says so", async () => {
  const stop = AbortSignal.abort(new Error("stopped by SIGINT"));
  const openProduct = async () => {
    throw stop.reason;
  };

  const end = await runCommand(scene, ["departments"], { stop, openProduct });

  expect(end).toEqual({ code: 1, output: "", messages: "中止しました。ミキワメの情報は変更されていません。\n" });
});

async function unexpected(): Promise<never> {
  throw new Error("the product was opened");
}
