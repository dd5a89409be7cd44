import type { Command } from "commander";
import { optOutsOf, restoredPeopleOf } from "../app/browse-opt-outs.ts";
import { type Reach, reachSmartHr } from "../app/reach-smarthr.ts";
import { checkOptOutField, type Remade, remakeOptOutField } from "../app/remake-opt-out-field.ts";
import { carryRestoration, startRestorationNow } from "../app/restore-opt-outs.ts";
import type { EmployeeIdentity } from "../core/findings.ts";
import { ok } from "../core/result.ts";
import type { RunFailure } from "../core/run.ts";
import {
  COMMAND_LINE_ACTOR,
  COMMAND_TEXT,
  OPT_OUT_FIELD_NOT_MADE,
  OPT_OUT_FIELD_READY,
  optedOutText,
  remadeText,
} from "../text/command-text.ts";
import { failureText } from "../text/failure-text.ts";
import { OUTCOME_TEXT, restorationFailureText, restoreFaultText } from "../text/opt-out-text.ts";
import { personText } from "../text/person-text.ts";
import { type CompanyAtWork, tellFaults, withCompany } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import type { Shell } from "./shell.ts";
import { printable } from "./table.ts";

interface OptOutOptions {
  readonly remake?: true;
  readonly restore?: true;
  readonly json?: true;
  readonly company?: string;
  readonly as?: string;
}

/** `opt-out-field`: whether 「ミキワメ連携」 is in order, who was opted out, and the way out when it is not (M35). */
export function addOptOutFieldCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("opt-out-field")
    .description(COMMAND_TEXT.optOutField)
    .option("--remake", COMMAND_TEXT.remake)
    .option("--restore", COMMAND_TEXT.restore)
    .option("--json", COMMAND_TEXT.json)
    .option("--company <SLUG>", COMMAND_TEXT.company)
    .option("--as <EMAIL>", COMMAND_TEXT.actor)
    .action(async (options: OptOutOptions) => {
      finish(await withCompany(shell, options.company, (at) => lookAfterField(shell, at, options)));
    });
}

/** What the command found and did. */
interface FieldReport {
  readonly field: Remade | "not-made" | RunFailure;
  readonly optedOut: readonly EmployeeIdentity[];
  readonly restored: Awaited<ReturnType<typeof restoreAll>> | null;
}

async function lookAfterField(shell: Shell, at: CompanyAtWork, options: OptOutOptions): Promise<ExitCode> {
  const { product, companyId, given } = at;
  const reached = await reachSmartHr(product, companyId, { given, administratorEmail: options.as ?? null });
  if (!reached.ok) return tellFaults(shell, [reached.fault]);
  const reach = reached.value;
  const field = await fieldOf(shell, at, reach, options);
  const remembered = await optOutsOf(product, { companyId, subdomain: reach.subdomain });
  const usable = typeof field === "string" && field !== "not-made";
  const restored = options.restore && usable ? await restoreAll(shell, at, reach, options) : null;
  const report = { field, optedOut: remembered?.people ?? [], restored };
  if (options.json) await writePieces(shell.output, [`${JSON.stringify(reportJson(report))}\n`]);
  else await tellReport(shell, report);
  const isDone =
    typeof field === "string" && (restored === null || (restored.kind === "carried" && restored.failure === null));
  return isDone ? EXIT_CODES.done : EXIT_CODES.failed;
}

async function fieldOf(
  shell: Shell,
  { product, companyId }: CompanyAtWork,
  reach: Reach,
  { remake }: OptOutOptions,
): Promise<FieldReport["field"]> {
  const checked = await checkOptOutField(product, companyId, reach, shell.stop);
  if (checked.ok) return checked.value;
  // Whatever else is wrong, the field may still be there: a second one would be read in its place.
  if (!remake || checked.fault.kind !== "opt-out-field-missing") return checked.fault;
  const remade = await remakeOptOutField(product, companyId, reach, { signal: shell.stop });
  return remade.ok ? remade.value : remade.fault;
}

async function restoreAll(shell: Shell, { product, companyId }: CompanyAtWork, reach: Reach, { as }: OptOutOptions) {
  const by = { companyId, subdomain: reach.subdomain, administratorEmail: null, actor: as ?? COMMAND_LINE_ACTOR };
  const begun = await startRestorationNow(product, { ...by, readAt: null, except: new Set() });
  if (!begun.ok) return { kind: "refused", why: begun.fault.kind } as const;
  const { restoration, claimId } = begun.value;
  await carryRestoration(product, restoration, { claimId, reachNow: async () => ok(reach), stop: shell.stop });
  return { kind: "carried", ...(await restoredPeopleOf(product, restoration)) } as const;
}

async function tellReport(shell: Shell, { field, optedOut, restored }: FieldReport): Promise<void> {
  const lines = (people: readonly EmployeeIdentity[]) => people.map((person) => `  ${printable(personText(person))}\n`);
  if (field === "ready") {
    const listed = optedOut.length > 0 && restored === null ? [`${optedOutText(optedOut.length, field)}\n`] : [];
    await writePieces(shell.output, [
      `${OPT_OUT_FIELD_READY}\n`,
      ...listed,
      ...(listed.length > 0 ? lines(optedOut) : []),
    ]);
  } else if (field === "not-made") {
    await writePieces(shell.output, [`${OPT_OUT_FIELD_NOT_MADE}\n`]);
  } else if (field === "made" || field === "adopted") {
    const left = restored === null ? optedOut : [];
    await writePieces(shell.output, [`${remadeText(field, left.length)}\n`, ...lines(left)]);
  } else {
    const { cause, remedy } = failureText(field);
    await writePieces(shell.messages, [`${cause}\n${remedy}\n`]);
    if (field.kind === "opt-out-field-missing") {
      await writePieces(shell.output, [`${optedOutText(optedOut.length, "lost")}\n`, ...lines(optedOut)]);
    }
  }
  if (restored?.kind === "refused") await writePieces(shell.messages, [`${restoreFaultText(restored.why)}\n`]);
  if (restored?.kind !== "carried") return;
  const told = restored.people.map(
    ({ person, outcome }) => `  ${printable(personText(person))}：${OUTCOME_TEXT[outcome ?? "waiting"]}\n`,
  );
  await writePieces(shell.output, told);
  if (restored.failure === null) return;
  const { event, cause, remedy } = restorationFailureText(restored.failure);
  await writePieces(shell.messages, [`${event}\n${cause}\n${remedy}\n`]);
}

function reportJson({ field, optedOut, restored }: FieldReport): unknown {
  const failure = typeof field === "string" ? null : field;
  const state = typeof field === "string" ? field : "failed";
  return { field: state, failure, optedOut: optedOut.map(personJson), restoration: restored && restoredJson(restored) };
}

function restoredJson(restored: NonNullable<FieldReport["restored"]>): unknown {
  if (restored.kind === "refused") return { refused: restored.why };
  const people = restored.people.map(({ person, outcome }) => ({ ...(personJson(person) as object), outcome }));
  return { failure: restored.failure, people };
}

function personJson({ crewId, employeeNumber, email, lastName, firstName }: EmployeeIdentity): unknown {
  return { crewId, employeeNumber, email, lastName, firstName };
}
