import type { Command } from "commander";
import { isWell } from "../core/examination.ts";
import { COMMAND_TEXT, migratedText } from "../text/command-text.ts";
import { examinationText } from "../text/examination-text.ts";
import { tellFaults } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import type { Shell } from "./shell.ts";

/** `migrate` and `doctor`: for the engineer who operates the product. */
export function addOperateCommands(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("migrate")
    .description(COMMAND_TEXT.migrate)
    .action(async () => {
      const migrated = await shell.migrate();
      if (!migrated.ok) return finish(tellFaults(shell, migrated.fault));
      await writePieces(shell.output, [migratedText(migrated.value)]);
      finish(EXIT_CODES.done);
    });
  program
    .command("doctor")
    .description(COMMAND_TEXT.doctor)
    .action(async () => {
      const examinations = await shell.examine();
      await writePieces(
        shell.output,
        examinations.map((each) => `${examinationText(each)}\n`),
      );
      finish(examinations.every(isWell) ? EXIT_CODES.done : EXIT_CODES.failed);
    });
}
