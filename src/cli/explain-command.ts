import type { Command } from "commander";
import { explainPerson, type ShownExplanation } from "../app/explain-person.ts";
import { type Reach, type ReachFault, reachSmartHr } from "../app/reach-smarthr.ts";
import type { RunReport } from "../app/run-report.ts";
import { syncPerson } from "../app/sync-person.ts";
import { COMMAND_LINE_ACTOR, COMMAND_TEXT } from "../text/command-text.ts";
import { type CompanyAtWork, tellFaults, withCompany } from "./command.ts";
import { EXIT_CODES, type ExitCode, exitCodeOf } from "./exit-code.ts";
import { explanationJson, explanationText } from "./explanation-output.ts";
import { writePieces } from "./output.ts";
import { placeOf, reportText } from "./report-text.ts";
import type { Shell } from "./shell.ts";
import { printable } from "./table.ts";
import { notBlank, toDigest } from "./typed-words.ts";

interface ExplainOptions {
  readonly apply?: true;
  readonly expect?: string;
  readonly approve?: true;
  readonly json?: true;
  readonly company?: string;
  readonly as?: string;
}

/** `explain EMAIL|NUMBER`: why one person is synced, held or left out; with `--apply` or `--expect` that person is synced. */
export function addExplainCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("explain")
    .description(COMMAND_TEXT.explain)
    .argument("<EMAIL|NUMBER>", COMMAND_TEXT.person, notBlank(COMMAND_TEXT.personExpected))
    .option("--apply", COMMAND_TEXT.explainApply)
    .option("--expect <DIGEST>", COMMAND_TEXT.expect, toDigest)
    .option("--approve", COMMAND_TEXT.explainApprove)
    .option("--json", COMMAND_TEXT.json)
    .option("--company <SLUG>", COMMAND_TEXT.company)
    .option("--as <EMAIL>", COMMAND_TEXT.actor)
    .action(async (person: string, options: ExplainOptions, itself: Command) => {
      if (options.approve && !options.expect) itself.error(COMMAND_TEXT.approveNeedsExpect, { exitCode: 2 });
      finish(await withCompany(shell, options.company, (at) => explain(shell, at, person, options)));
    });
}

async function explain(shell: Shell, at: CompanyAtWork, text: string, options: ExplainOptions): Promise<ExitCode> {
  const { product, companyId, given } = at;
  const administratorEmail = options.as ?? null;
  const reach = await reachSmartHr(product, companyId, { given, administratorEmail });
  const isToAct = options.apply === true || options.expect !== undefined;
  if (!reach.ok && isToAct) return tellFaults(shell, [reach.fault], options);
  const sought = { kind: "text", text } as const;
  const explanation = await explainPerson(product, { companyId, sought, reach, signal: shell.stop });
  const digest = isToAct ? digestToApply(explanation, options) : null;
  if (digest === null || !reach.ok) {
    await write(shell, at, explanation, null, { ...options, unreached: reach.ok ? null : reach.fault });
    return codeOf(explanation, isToAct);
  }
  const report = await apply(shell, { product, companyId, reach: reach.value }, explanation, { ...options, digest });
  if (!report.ok) return tellFaults(shell, [report.fault], options);
  await write(shell, at, explanation, report.value, { ...options, unreached: null });
  return exitCodeOf(report.value);
}

function apply(
  shell: Shell,
  { product, companyId, reach }: Pick<CompanyAtWork, "product" | "companyId"> & { readonly reach: Reach },
  { crew }: ShownExplanation,
  { digest, approve, as: actor = COMMAND_LINE_ACTOR }: ExplainOptions & { readonly digest: string },
) {
  return syncPerson(product, {
    companyId,
    crewId: crew?.crewId ?? "",
    reach,
    actor,
    digest,
    differentPersonSeen: approve === true,
    signal: shell.stop,
  });
}

/** The seal that is applied; null when there is nothing to apply, or somebody has to see it first. */
function digestToApply({ seal }: ShownExplanation, { expect, approve }: ExplainOptions): string | null {
  if (seal === null || (seal.differentPerson && approve !== true)) return null;
  return expect ?? seal.digest;
}

function codeOf({ verdict, seal, asOf }: ShownExplanation, isToAct: boolean): ExitCode {
  if (isToAct && seal?.differentPerson) return EXIT_CODES["guard-stands"];
  if (verdict.kind === "rejected") return EXIT_CODES["with-rejections"];
  if (isToAct && asOf !== "now") return EXIT_CODES.failed;
  // There was something to apply, and something else comes first.
  if (isToAct && seal === null && (verdict.kind === "create" || verdict.kind === "update")) return EXIT_CODES.failed;
  return ["not-found", "several"].includes(verdict.kind) ? EXIT_CODES.failed : EXIT_CODES.done;
}

async function write(
  shell: Shell,
  at: CompanyAtWork,
  explanation: ShownExplanation,
  report: RunReport | null,
  options: ExplainOptions & { readonly unreached: ReachFault | null },
): Promise<void> {
  const { json, unreached } = options;
  if (json) return writePieces(shell.output, [explanationJson(explanation, report)]);
  await writePieces(
    shell.output,
    [...explanationText(explanation, { withNextSteps: report === null, unreached, given: options })].map(printable),
  );
  if (report !== null) await writePieces(shell.output, reportText(report, await placeOf(shell, at, options)));
}
