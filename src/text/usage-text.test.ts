import { expect, test } from "vitest";
import { usageFaultText } from "./usage-text.ts";

test.each([
  ["commander.unknownCommand", "error: unknown command 'nope'", "「nope」というコマンドはありません。"],
  [
    "commander.unknownOption",
    "error: unknown option '--aply'\n(Did you mean --apply?)",
    "「--aply」というオプションはありません。「--apply」ではありませんか。",
  ],
  ["commander.missingArgument", "error: missing required argument 'ID'", "「ID」を指定してください。"],
  [
    "commander.optionMissingArgument",
    "error: option '--as <EMAIL>' argument missing",
    "「--as <EMAIL>」の値を指定してください。",
  ],
  ["commander.excessArguments", "error: too many arguments. Expected 1 argument but got 2.", "引数が多すぎます。"],
  [
    "commander.invalidArgument",
    "error: option '--port <PORT>' argument 'x' is invalid. 数を指定してください。",
    "「--port <PORT>」の値が正しくありません。数を指定してください。",
  ],
  [
    "commander.invalidArgument",
    "error: command-argument value '' is invalid for argument 'NAME'. 名前を入力してください。",
    "「NAME」の値が正しくありません。名前を入力してください。",
  ],
  [
    "commander.error",
    "--approve は --expect と一緒に指定してください。",
    "--approve は --expect と一緒に指定してください。",
  ],
])("%s: %s", (code, message, sentence) => {
  expect(usageFaultText(code, message)).toBe(`${sentence}\n「--help」をつけて実行すると、使い方を確認できます。`);
});
