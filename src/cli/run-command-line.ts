import { Command, CommanderError } from "commander";
import { COMMAND_TEXT, defectText } from "../text/command-text.ts";
import { addCompanyCommand } from "./company-command.ts";
import { addDemoCommand } from "./demo-command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { addOperateCommands } from "./operate-commands.ts";
import { addOptOutFieldCommand } from "./opt-out-field-command.ts";
import { addRosterCommands } from "./roster-commands.ts";
import { addRunCommands } from "./run-commands.ts";
import { addSandboxCommand } from "./sandbox-command.ts";
import type { Shell } from "./shell.ts";
import { addSyncCommand } from "./sync-command.ts";

/** Carries out one command (the words after the program's name) and gives the exit code of design 3. Never throws. */
export async function runCommandLine(words: readonly string[], shell: Shell): Promise<ExitCode> {
  let code: ExitCode = EXIT_CODES.done;
  const finish = (ended: ExitCode) => {
    code = ended;
  };
  const program = new Command("mikiwame-sync").description(COMMAND_TEXT.product);
  silenceAndListen(program, shell);
  for (const add of [
    addSyncCommand,
    addRosterCommands,
    addRunCommands,
    addDemoCommand,
    addSandboxCommand,
    addOptOutFieldCommand,
    addOperateCommands,
    addCompanyCommand,
  ]) {
    add(program, shell, finish);
  }
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES["wrong-usage"];
    // The command line is one of the edges where a defect ends: an id for the log, a sentence for the person.
    shell.messages.write(`${defectText(shell.logDefect(error))}\n`);
    return EXIT_CODES.failed;
  }
}

function silenceAndListen(program: Command, shell: Shell): void {
  program
    .exitOverride()
    .configureOutput({
      writeOut: (text) => shell.output.write(text),
      writeErr: (text) => shell.messages.write(text),
    })
    .showHelpAfterError();
}
