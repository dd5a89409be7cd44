import { join } from "node:path";
import { startProcess } from "./start-process.ts";
import type { FiguresByKind, Measured, Step } from "./step.ts";

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
  const started = await startProcess(script, step, profiled ? profiling(profileFolder) : [], signal);
  await started.ended();
  return JSON.parse(started.firstLine) as Measured<FiguresByKind[Kind]>;
}

function profiling(folder: string): string[] {
  return ["--cpu-prof", `--cpu-prof-dir=${folder}`, "--cpu-prof-interval=200"];
}
