import type { Command } from "commander";
import { reencryptTokens } from "../app/reencrypt-tokens.ts";
import { type Examination, isWell } from "../core/examination.ts";
import { COMMAND_TEXT, migratedText, rotatedText } from "../text/command-text.ts";
import { examinationText } from "../text/examination-text.ts";
import { tellFaults, withProduct } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import type { Shell } from "./shell.ts";

/** `migrate`, `doctor` and `rotate-key`: for the engineer who operates the product. */
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
    .option("--json", COMMAND_TEXT.json)
    .action(async ({ json }: { readonly json?: true }) => {
      const examinations = await shell.examine();
      await writePieces(
        shell.output,
        json ? [jsonOf(examinations)] : examinations.map((each) => `${examinationText(each)}\n`),
      );
      finish(examinations.every(isWell) ? EXIT_CODES.done : EXIT_CODES.failed);
    });
  program
    .command("rotate-key")
    .description(COMMAND_TEXT.rotateKey)
    .action(async () =>
      finish(
        await withProduct(shell, async ({ product }) => {
          const done = await reencryptTokens(product);
          if (!done.ok) return tellFaults(shell, [done.fault]);
          await writePieces(shell.output, [rotatedText(done.value)]);
          return done.value.unreadableCount === 0 ? EXIT_CODES.done : EXIT_CODES.failed;
        }),
      ),
    );
}

function jsonOf(examinations: readonly Examination[]): string {
  const lines = examinations.map((each) => ({ ...each, well: isWell(each), text: examinationText(each) }));
  return `${JSON.stringify({ well: examinations.every(isWell), examinations: lines })}\n`;
}
