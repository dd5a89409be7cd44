import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startProcess } from "./start-process.ts";
import type { FiguresByKind, Measured, Step } from "./step.ts";

// The product's own, so that its memory is what its users see; the floors run with them, too.
const NODE_FLAGS = JSON.parse(readFileSync(new URL("../bin/node-flags.json", import.meta.url), "utf8")) as string[];

/** How steps are carried out. */
export interface StepConditions {
  readonly signal: AbortSignal;
  /** Where to leave a CPU profile of each of the product's runs; null for none, as it costs time. */
  readonly profileFolder: string | null;
}

/** Carries out one step in a fresh process, so that its memory and its warm-up are its own. */
export async function measureStep<Kind extends Step["kind"]>(
  step: Extract<Step, { readonly kind: Kind }>,
  { signal, profileFolder }: StepConditions,
): Promise<Measured<FiguresByKind[Kind]>> {
  const script = join(import.meta.dirname, "carry-out-step.ts");
  const profiled = profileFolder !== null && step.kind === "run";
  const options = [...NODE_FLAGS, ...(profiled ? profiling(profileFolder) : [])];
  const started = await startProcess(script, step, options, signal);
  await started.ended();
  return JSON.parse(started.firstLine) as Measured<FiguresByKind[Kind]>;
}

function profiling(folder: string): string[] {
  return ["--cpu-prof", `--cpu-prof-dir=${folder}`, "--cpu-prof-interval=200"];
}
