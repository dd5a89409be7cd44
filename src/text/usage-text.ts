/** What the command line says of itself around the names of commands and options; titles by what they stand for. */
export const HELP_TEXT = {
  titles: {
    "Usage:": "使い方:",
    "Arguments:": "引数:",
    "Options:": "オプション:",
    "Commands:": "コマンド:",
  } as Readonly<Record<string, string>>,
  option: "使い方を表示します",
  command: "コマンドの使い方を表示します。",
} as const;

/** What is wrong with a command as it was typed, and how to find the right one. Takes the parser's code and message (commander). */
export function usageFaultText(code: string, message: string): string {
  return `${usageFault(code, message)}\n「--help」をつけて実行すると、使い方を確認できます。`;
}

function usageFault(code: string, message: string): string {
  const name = (/for argument '([^']*)'/.exec(message) ?? /'([^']*)'/.exec(message))?.[1] ?? "";
  const meant = /Did you mean (?:one of )?(.+?)\?/.exec(message)?.[1];
  const suggestion = meant === undefined ? "" : `「${meant}」ではありませんか。`;
  switch (code) {
    case "commander.unknownCommand":
      return `「${name}」というコマンドはありません。${suggestion}`;
    case "commander.unknownOption":
      return `「${name}」というオプションはありません。${suggestion}`;
    case "commander.missingArgument":
    case "commander.missingMandatoryOptionValue":
      return `「${name}」を指定してください。`;
    case "commander.optionMissingArgument":
      return `「${name}」の値を指定してください。`;
    case "commander.excessArguments":
      return "引数が多すぎます。";
    case "commander.invalidArgument":
      return `「${name}」の値が正しくありません。${message.replace(/^.* is invalid(?: for argument '[^']*')?\.\s*/s, "")}`;
    default:
      return message;
  }
}
