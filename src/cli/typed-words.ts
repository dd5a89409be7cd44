import { type Command, InvalidArgumentError } from "commander";
import { COMMAND_TEXT, givenOnceText } from "../text/command-text.ts";

/** Commander's reading of a text that may not be blank, without the blanks around it. */
export function notBlank(expected: string): (text: string) => string {
  return (text) => {
    const given = text.trim();
    if (given === "") throw new InvalidArgumentError(expected);
    return given;
  };
}

/** Commander's reading of a plan's seal: whatever is none can be no plan that somebody has seen, and nothing is asked or begun for it. */
export function toDigest(text: string): string {
  const digest = text.trim();
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new InvalidArgumentError(COMMAND_TEXT.digestExpected);
  return digest;
}

/** Refuses an option that is given twice with a value: one of the two would be forgotten without a word. */
export function refuseRepeats(command: Command): void {
  for (const option of command.options.filter(({ required }) => required)) {
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven) command.error(givenOnceText(option.flags), { exitCode: 2 });
      isGiven = true;
    });
  }
  for (const part of command.commands) refuseRepeats(part);
}
