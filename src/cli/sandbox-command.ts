import { type Command, InvalidArgumentError } from "commander";
import { COMMAND_TEXT, sandboxReadyText } from "../text/command-text.ts";
import { tellFaults } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import type { Shell } from "./shell.ts";
import { untilStopped } from "./until-stopped.ts";

/** `sandbox`: a SmartHR on the table, until it is stopped. */
export function addSandboxCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("sandbox")
    .description(COMMAND_TEXT.sandbox)
    .option("--port <PORT>", COMMAND_TEXT.port, toPort, 4000)
    .option("--seed <SEED>", COMMAND_TEXT.seed, toSeed, "demo")
    .option("--no-limits", COMMAND_TEXT.noLimits)
    .action(async (options: { readonly port: number; readonly seed: string; readonly limits: boolean }) => {
      const running = await shell.serveSandbox({ ...options, kept: "no" });
      if (!running.ok) return finish(tellFaults(shell, [running.fault]));
      await writePieces(shell.output, [sandboxReadyText(running.value)]);
      await untilStopped(shell.stop);
      await running.value.close();
      finish(EXIT_CODES.done);
    });
}

/** Commander's reading of a port. */
export function toPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError(COMMAND_TEXT.portExpected);
}

function toSeed(text: string): string {
  if (["manual", "demo", "edge-cases"].includes(text) || /^\d{1,7}$/.test(text)) return text;
  throw new InvalidArgumentError(COMMAND_TEXT.seedExpected);
}
