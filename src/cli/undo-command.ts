import type { Command } from "commander";
import { performUndo, previewUndo } from "../app/undo-run.ts";
import { COMMAND_LINE_ACTOR, COMMAND_TEXT } from "../text/command-text.ts";
import { type CompanyAtWork, tellFaults, withCompany } from "./command.ts";
import { type ExitCode, exitCodeOf } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import { placeOf, reportText } from "./report-text.ts";
import { runJson } from "./run-json.ts";
import type { Shell } from "./shell.ts";
import { toDigest } from "./typed-words.ts";

interface UndoOptions {
  readonly apply?: true;
  readonly expect?: string;
  readonly json?: true;
  readonly company?: string;
  readonly as?: string;
}

/** `undo RUN`: plans and prints what takes back that run; with `--apply` or `--expect` it acts. SmartHR is not asked. */
export function addUndoCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("undo")
    .description(COMMAND_TEXT.undo)
    .argument("<RUN>", COMMAND_TEXT.runId)
    .option("--apply", COMMAND_TEXT.undoApply)
    .option("--expect <DIGEST>", COMMAND_TEXT.undoExpect, toDigest)
    .option("--json", COMMAND_TEXT.json)
    .option("--company <SLUG>", COMMAND_TEXT.company)
    .option("--as <EMAIL>", COMMAND_TEXT.actor)
    .action(async (runId: string, options: UndoOptions) => {
      finish(await withCompany(shell, options.company, (at) => undo(shell, at, runId, options)));
    });
}

async function undo(shell: Shell, at: CompanyAtWork, runId: string, options: UndoOptions): Promise<ExitCode> {
  const { product, companyId } = at;
  const { apply, expect, json, as: actor = COMMAND_LINE_ACTOR } = options;
  const report =
    apply || expect !== undefined
      ? await performUndo(product, { companyId, runId, actor, expectedDigest: expect ?? null, signal: shell.stop })
      : await previewUndo(product, { companyId, runId });
  if (!report.ok) return tellFaults(shell, [report.fault], options);
  await writePieces(
    shell.output,
    json ? runJson(report.value) : reportText(report.value, await placeOf(shell, at, options)),
  );
  return exitCodeOf(report.value);
}
