import type { Command } from "commander";
import { chooseCompany } from "../app/choose-company.ts";
import { linkByTokens } from "../app/link-by-tokens.ts";
import { performRun } from "../app/perform-run.ts";
import { reachSmartHr } from "../app/reach-smarthr.ts";
import { AFTER_DEMO, COMMAND_TEXT, demoText, linkedText } from "../text/command-text.ts";
import { failureText } from "../text/failure-text.ts";
import { tellFaults } from "./command.ts";
import { EXIT_CODES, type ExitCode, exitCodeOf } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import { showProgress } from "./progress.ts";
import { reportText } from "./report-text.ts";
import type { OpenedProduct, RunningSandbox, Shell } from "./shell.ts";

const ADMINISTRATOR = "admin@example.com";

/** `demo`: the product's main job from beginning to end, against a sandbox that it starts itself. */
export function addDemoCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("demo")
    .description(COMMAND_TEXT.demo)
    .option("--reset", COMMAND_TEXT.reset)
    .action(async ({ reset }: { readonly reset?: true }) => {
      const sandbox = await shell.serveSandbox({
        port: 4000,
        seed: "demo",
        limits: true,
        // The roster of the last demo knows this SmartHR's people and field: it must be the same one (M35).
        kept: reset ? "anew" : "yes",
      });
      if (!sandbox.ok) return finish(tellFaults(shell, [sandbox.fault]));
      try {
        finish(await demonstrate(shell, sandbox.value, reset ?? false));
      } finally {
        await sandbox.value.close();
      }
    });
}

async function demonstrate(shell: Shell, sandbox: RunningSandbox, reset: boolean): Promise<ExitCode> {
  await writePieces(shell.output, [demoText(sandbox)]);
  const opened = await shell.openProduct({ smarthrUrl: sandbox.url, reset });
  if (!opened.ok) return tellFaults(shell, opened.fault);
  try {
    return await linkAndSync(shell, opened.value, sandbox);
  } finally {
    await opened.value.close();
  }
}

async function linkAndSync(shell: Shell, { product }: OpenedProduct, sandbox: RunningSandbox): Promise<ExitCode> {
  const company = await chooseCompany(product, null);
  if (!company.ok) return tellFaults(shell, [company.fault]);
  const companyId = company.value.id;
  const { subdomain, accessToken } = sandbox;
  const { secretKeys } = product;
  if (secretKeys === null) {
    return tellFaults(shell, [{ kind: "wrong-setting", setting: "SECRET_KEY", expected: "secret-key" }]);
  }
  const linked = await linkByTokens(product, secretKeys, {
    companyId,
    administratorEmail: ADMINISTRATOR,
    subdomain,
    tokens: { kind: "token", accessToken },
    signal: shell.stop,
  });
  if (!linked.ok) {
    const { event, cause, remedy } = failureText(linked.fault);
    await writePieces(shell.messages, [`${event}\n${cause}\n${remedy}\n`]);
    return EXIT_CODES.failed;
  }
  sandbox.keep();
  await writePieces(shell.output, [linkedText(linked.value.link.tenantUrl)]);

  for (const subject of ["departments", "employees"] as const) {
    const reach = await reachSmartHr(product, companyId, { given: null, administratorEmail: ADMINISTRATOR });
    if (!reach.ok) return tellFaults(shell, [reach.fault]);
    const progress = showProgress(shell);
    const report = await performRun(product, {
      companyId,
      subject,
      reach: reach.value,
      actor: ADMINISTRATOR,
      expectedDigest: null,
      observe: (event) => event.kind === "reading" && progress.show(event),
      signal: shell.stop,
    });
    progress.end();
    if (!report.ok) return tellFaults(shell, [report.fault]);
    await writePieces(shell.output, reportText(report.value, shell.columns ?? 120));
    if (report.value.summary.state === "failed") return exitCodeOf(report.value.summary);
  }
  await writePieces(shell.output, [AFTER_DEMO]);
  return EXIT_CODES.done;
}
