import type { Command } from "commander";
import { COMMAND_TEXT, servedText } from "../text/command-text.ts";
import { tellFaults, withProduct } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import type { Shell } from "./shell.ts";
import { untilStopped } from "./until-stopped.ts";

interface ServeOptions {
  readonly webOnly?: true;
  readonly workerOnly?: true;
}

/** `serve`: the product for real use, as the environment describes it, until it is stopped. */
export function addServeCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("serve")
    .description(COMMAND_TEXT.serve)
    .option("--web-only", COMMAND_TEXT.webOnly)
    .option("--worker-only", COMMAND_TEXT.workerOnly)
    .action(async ({ webOnly, workerOnly }: ServeOptions) => {
      if (webOnly && workerOnly) {
        shell.messages.write(`${COMMAND_TEXT.webOrWorker}\n`);
        return finish(EXIT_CODES["wrong-usage"]);
      }
      const parts = { web: !workerOnly, worker: !webOnly };
      finish(
        await withProduct(shell, async (opened) => {
          const served = await shell.serveProduct(opened, parts);
          if (!served.ok) return tellFaults(shell, [served.fault]);
          await writePieces(shell.output, [servedText(served.value.port === null ? null : opened.product.appUrl)]);
          await untilStopped(shell.stop);
          await served.value.close();
          return EXIT_CODES.done;
        }),
      );
    });
}
