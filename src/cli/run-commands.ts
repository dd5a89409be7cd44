import type { Command } from "commander";
import { listRuns, showRun } from "../app/list-runs.ts";
import type { RunSummary } from "../app/run-report.ts";
import { COMMAND_TEXT, countsText, LIST_HEADINGS, NOTHING_TO_LIST } from "../text/command-text.ts";
import { dateTimeText } from "../text/date-time-text.ts";
import { failureText } from "../text/failure-text.ts";
import { runHoldingText, runNameText, runWaitingText } from "../text/run-summary-text.ts";
import { stateText } from "../text/state-text.ts";
import { tellFaults, withCompany } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import { placeOf, reportText } from "./report-text.ts";
import { listJson, runJson, summaryJson } from "./run-json.ts";
import type { Shell } from "./shell.ts";

interface ListOptions {
  readonly json?: true;
  readonly company?: string;
}

const LISTED_RUNS = 100;

/** `runs` and `run ID`: what the syncs did. */
export function addRunCommands(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("runs")
    .description(COMMAND_TEXT.runs)
    .option("--json", COMMAND_TEXT.json)
    .option("--company <SLUG>", COMMAND_TEXT.company)
    .action(async (options: ListOptions) => {
      finish(
        await withCompany(shell, options.company, async ({ product, companyId }) => {
          const runs = await listRuns(product, companyId, LISTED_RUNS);
          await writePieces(shell.output, options.json ? listJson("runs", runs.map(summaryJson)) : runLines(runs));
          return EXIT_CODES.done;
        }),
      );
    });
  program
    .command("run")
    .description(COMMAND_TEXT.run)
    .argument("<ID>", COMMAND_TEXT.runId)
    .option("--json", COMMAND_TEXT.json)
    .option("--company <SLUG>", COMMAND_TEXT.company)
    .action(async (runId: string, options: ListOptions) => {
      finish(
        await withCompany(shell, options.company, async (at) => {
          const report = await showRun(at.product, at.companyId, runId);
          if (!report.ok) return tellFaults(shell, [report.fault], options);
          const pieces = options.json
            ? runJson(report.value)
            : reportText(report.value, await placeOf(shell, at, options));
          await writePieces(shell.output, pieces);
          return EXIT_CODES.done;
        }),
      );
    });
}

function* runLines(runs: readonly RunSummary[]): Generator<string> {
  if (runs.length === 0) yield `${NOTHING_TO_LIST}\n`;
  else yield `${LIST_HEADINGS.runs.join("\t")}\n`;
  for (const run of runs) {
    const { runId, kind, state, subject, requestedAt, actor } = run;
    const cells = [
      runId,
      state && stateText(state),
      runNameText(subject, kind ?? "sync"),
      requestedAt && dateTimeText(requestedAt),
      actor,
    ];
    yield `${[...cells, resultText(run)].join("\t")}\n`;
  }
}

function resultText({ kind, failure, waiting, holding, counts }: RunSummary): string {
  const ofKind = kind ?? "sync";
  if (waiting) return runWaitingText(waiting);
  if (holding) return runHoldingText(holding, ofKind);
  if (failure) return failureText(failure, ofKind).cause;
  return counts ? countsText(counts, ofKind) : "";
}
