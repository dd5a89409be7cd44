import type { Command } from "commander";
import { linkByTokens } from "../app/link-by-tokens.ts";
import { performRun } from "../app/perform-run.ts";
import { type PreparedDemo, prepareDemo } from "../app/prepare-demo.ts";
import { reachSmartHr } from "../app/reach-smarthr.ts";
import { COMMAND_TEXT, DEMO_TEXT, demoReadyText, demoText, linkedText } from "../text/command-text.ts";
import { failureText } from "../text/failure-text.ts";
import { tellFaults } from "./command.ts";
import { EXIT_CODES, type ExitCode, exitCodeOf } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import { showProgress } from "./progress.ts";
import { placeOf, reportText } from "./report-text.ts";
import { toPort } from "./sandbox-command.ts";
import type { OpenedProduct, RunningSandbox, Shell } from "./shell.ts";
import { untilStopped } from "./until-stopped.ts";

const COMPANY = { slug: "demo", name: DEMO_TEXT.company };
const PASSWORD = "mikiwame-demo";
const LINKED = { email: "admin@example.com", name: DEMO_TEXT.linkedPerson };
// M31: the second administrator has no link.
const NOT_LINKED = { email: "sub@example.com", name: DEMO_TEXT.otherPerson };

/** `demo`: the whole product beside a SmartHR on the table, both seeded, until it is stopped. */
export function addDemoCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("demo")
    .description(COMMAND_TEXT.demo)
    .option("--reset", COMMAND_TEXT.reset)
    .option("--sandbox-port <PORT>", COMMAND_TEXT.sandboxPort, toPort, 4000)
    .action(async ({ reset, sandboxPort }: { readonly reset?: true; readonly sandboxPort: number }) => {
      const sandbox = await shell.serveSandbox({
        port: sandboxPort,
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
  const { product } = opened.value;
  try {
    const prepared = await prepareDemo(product, COMPANY, [LINKED, NOT_LINKED], () => shell.hashPassword(PASSWORD));
    if (prepared.isToBeLinked) {
      const linked = await link(shell, opened.value, prepared, sandbox);
      if (linked !== EXIT_CODES.done) return linked;
    }
    const synced = await sync(shell, opened.value, prepared);
    if (synced !== EXIT_CODES.done) return synced;
    return await serveUntilStopped(shell, opened.value, sandbox);
  } finally {
    await opened.value.close();
  }
}

async function serveUntilStopped(shell: Shell, opened: OpenedProduct, sandbox: RunningSandbox): Promise<ExitCode> {
  const served = await shell.serveProduct(opened, { web: true, worker: true });
  if (!served.ok) return tellFaults(shell, [served.fault]);
  const people = [LINKED.email, NOT_LINKED.email];
  await writePieces(shell.output, [demoReadyText(opened.product.appUrl, sandbox, people, PASSWORD)]);
  await untilStopped(shell.stop);
  await served.value.close();
  return EXIT_CODES.done;
}

// Once, so that every screen has something to show; from then on it is what the people of the demo make of it.
async function link(
  shell: Shell,
  { product }: OpenedProduct,
  { companyId }: PreparedDemo,
  { subdomain, accessToken }: RunningSandbox,
): Promise<ExitCode> {
  const { secretKeys } = product;
  if (secretKeys === null) {
    return tellFaults(shell, [{ kind: "wrong-setting", setting: "SECRET_KEY", expected: "secret-key" }]);
  }
  const linked = await linkByTokens(product, secretKeys, {
    companyId,
    administratorEmail: LINKED.email,
    subdomain,
    tokens: { kind: "token", accessToken },
    signal: shell.stop,
  });
  if (!linked.ok) {
    const { event, cause, remedy } = failureText(linked.fault);
    await writePieces(shell.messages, [`${event}\n${cause}\n${remedy}\n`]);
    return EXIT_CODES.failed;
  }
  await writePieces(shell.output, [linkedText(linked.value.link.tenantUrl)]);
  return EXIT_CODES.done;
}

async function sync(
  shell: Shell,
  { product }: OpenedProduct,
  { companyId, subjectsToSync }: PreparedDemo,
): Promise<ExitCode> {
  for (const subject of subjectsToSync) {
    const reach = await reachSmartHr(product, companyId, { given: null, administratorEmail: LINKED.email });
    if (!reach.ok) return tellFaults(shell, [reach.fault]);
    const progress = showProgress(shell);
    const report = await performRun(product, {
      companyId,
      subject,
      reach: reach.value,
      actor: LINKED.email,
      expectedDigest: null,
      observe: (event) => event.kind === "reading" && progress.show(event),
      signal: shell.stop,
    });
    progress.end();
    if (!report.ok) return tellFaults(shell, [report.fault]);
    await writePieces(shell.output, reportText(report.value, await placeOf(shell, { product, companyId })));
    if (report.value.summary.state === "failed") return exitCodeOf(report.value);
  }
  return EXIT_CODES.done;
}
