import type { Command } from "commander";
import { performRun } from "../app/perform-run.ts";
import { previewRun } from "../app/preview-run.ts";
import { type Reach, reachSmartHr } from "../app/reach-smarthr.ts";
import type { RunEvent } from "../app/run-event.ts";
import type { RunReport } from "../app/run-report.ts";
import type { Result } from "../core/result.ts";
import { ok } from "../core/result.ts";
import type { Subject } from "../core/run.ts";
import type { StartFault } from "../core/start-fault.ts";
import { COMMAND_LINE_ACTOR, COMMAND_TEXT } from "../text/command-text.ts";
import { runWaitingText } from "../text/run-summary-text.ts";
import { type CompanyAtWork, tellFaults, withCompany } from "./command.ts";
import { type ExitCode, exitCodeOf } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import { showProgress } from "./progress.ts";
import { placeOf, reportText } from "./report-text.ts";
import { runJson } from "./run-json.ts";
import type { Shell } from "./shell.ts";
import { toDigest } from "./typed-words.ts";

interface SyncOptions {
  readonly apply?: true;
  readonly expect?: string;
  readonly approve?: true;
  readonly json?: true;
  readonly company?: string;
  readonly as?: string;
}

/** `sync departments|employees`: plans and prints; with `--apply` or `--expect` it acts. */
export function addSyncCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  const command = program.command("sync").description(COMMAND_TEXT.sync);
  for (const subject of ["departments", "employees"] as const) {
    command
      .command(subject)
      .description(COMMAND_TEXT.syncOf[subject])
      .option("--apply", COMMAND_TEXT.apply)
      .option("--expect <DIGEST>", COMMAND_TEXT.expect, toDigest)
      .option("--approve", COMMAND_TEXT.approve)
      .option("--json", COMMAND_TEXT.json)
      .option("--company <SLUG>", COMMAND_TEXT.company)
      .option("--as <EMAIL>", COMMAND_TEXT.actor)
      .action(async (options: SyncOptions, itself: Command) => {
        if (options.approve && !options.expect) itself.error(COMMAND_TEXT.approveNeedsExpect, { exitCode: 2 });
        finish(await withCompany(shell, options.company, (at) => sync(shell, at, subject, options)));
      });
  }
}

async function sync(shell: Shell, at: CompanyAtWork, subject: Subject, options: SyncOptions): Promise<ExitCode> {
  const { product, companyId, given } = at;
  const reach = await reachSmartHr(product, companyId, { given, administratorEmail: options.as ?? null });
  if (!reach.ok) return tellFaults(shell, [reach.fault], options);
  const report = await planOrPerform(shell, at, subject, reach.value, options);
  if (!report.ok) return tellFaults(shell, [report.fault], options);
  const pieces = options.json ? runJson(report.value) : reportText(report.value, await placeOf(shell, at, options));
  await writePieces(shell.output, pieces);
  return exitCodeOf(report.value);
}

async function planOrPerform(
  shell: Shell,
  { product, companyId }: CompanyAtWork,
  subject: Subject,
  reach: Reach,
  { apply, expect, approve, as: actor }: SyncOptions,
): Promise<Result<RunReport, StartFault>> {
  const progress = showProgress(shell);
  const common = { companyId, subject, reach, signal: shell.stop };
  try {
    if (!apply && expect === undefined) {
      return ok(await previewRun(product, { ...common, onProgress: progress.show }));
    }
    return await performRun(product, {
      ...common,
      actor: actor ?? COMMAND_LINE_ACTOR,
      expectedDigest: expect ?? null,
      approved: approve === true,
      observe: (event) => tell(shell, progress, event),
    });
  } finally {
    progress.end();
  }
}

function tell({ messages }: Shell, progress: ReturnType<typeof showProgress>, event: RunEvent): void {
  if (event.kind === "reading") progress.show(event);
  if (event.kind !== "waiting") return;
  // It may last for hours: whoever looks on, or reads the log, wants to know why nothing happens.
  progress.end();
  messages.write(`${runWaitingText(event.waiting)}\n`);
}
