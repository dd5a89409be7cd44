import { Command, CommanderError } from "commander";
import { isStop } from "../app/stop.ts";
import { COMMAND_TEXT, defectText, STOPPED_TEXT } from "../text/command-text.ts";
import { HELP_TEXT, usageFaultText } from "../text/usage-text.ts";
import { addAdminCommand } from "./admin-command.ts";
import { addCompanyCommand } from "./company-command.ts";
import { addDemoCommand } from "./demo-command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { addExplainCommand } from "./explain-command.ts";
import { addOperateCommands } from "./operate-commands.ts";
import { addOptOutFieldCommand } from "./opt-out-field-command.ts";
import { addRosterCommands } from "./roster-commands.ts";
import { addRunCommands } from "./run-commands.ts";
import { addSandboxCommand } from "./sandbox-command.ts";
import { addServeCommand } from "./serve-command.ts";
import type { Shell } from "./shell.ts";
import { addSyncCommand } from "./sync-command.ts";
import { refuseRepeats } from "./typed-words.ts";
import { addUndoCommand } from "./undo-command.ts";

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
    addUndoCommand,
    addExplainCommand,
    addDemoCommand,
    addServeCommand,
    addSandboxCommand,
    addOptOutFieldCommand,
    addOperateCommands,
    addCompanyCommand,
    addAdminCommand,
  ]) {
    add(program, shell, finish);
  }
  refuseRepeats(program);
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return tellUsage(shell, error);
    if (isReaderGone(error)) return code;
    if (isStop(error, shell.stop)) {
      shell.messages.write(`${STOPPED_TEXT}\n`);
      return EXIT_CODES.failed;
    }
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
      // Said in one place for all of them: `tellUsage`.
      outputError: () => {},
    })
    .configureHelp({ styleTitle: (title) => HELP_TEXT.titles[title] ?? title })
    .helpOption("-h, --help", HELP_TEXT.option)
    .helpCommand("help [command]", HELP_TEXT.command);
}

function tellUsage({ messages }: Shell, { code, exitCode, message }: CommanderError): ExitCode {
  if (exitCode === 0) return EXIT_CODES.done;
  // A command that has parts was called without one: the help that names them has been shown.
  if (code !== "commander.help") messages.write(`${usageFaultText(code, message)}\n`);
  return EXIT_CODES["wrong-usage"];
}

// `… | head` has read enough; whatever the command had to do, it has done.
function isReaderGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}
