import type { Command } from "commander";
import { reachSmartHr } from "../app/reach-smarthr.ts";
import { checkOptOutField, lastOptedOut, remakeOptOutField } from "../app/remake-opt-out-field.ts";
import { COMMAND_TEXT, OPT_OUT_FIELD_READY, optedOutText, remadeText } from "../text/command-text.ts";
import { failureText } from "../text/failure-text.ts";
import { personText } from "../text/person-text.ts";
import { type CompanyAtWork, tellFaults, withCompany } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import type { Shell } from "./shell.ts";
import { printable } from "./table.ts";

interface OptOutOptions {
  readonly remake?: true;
  readonly company?: string;
  readonly as?: string;
}

/** `opt-out-field`: whether 「ミキワメ連携」 is in order, and the way out when it is not (M35). */
export function addOptOutFieldCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  program
    .command("opt-out-field")
    .description(COMMAND_TEXT.optOutField)
    .option("--remake", COMMAND_TEXT.remake)
    .option("--company <SLUG>", COMMAND_TEXT.company)
    .option("--as <EMAIL>", COMMAND_TEXT.actor)
    .action(async (options: OptOutOptions) => {
      finish(await withCompany(shell, options.company, (at) => lookAfterField(shell, at, options)));
    });
}

async function lookAfterField(shell: Shell, at: CompanyAtWork, { remake, as }: OptOutOptions): Promise<ExitCode> {
  const { product, companyId, given } = at;
  const reach = await reachSmartHr(product, companyId, { given, administratorEmail: as ?? null });
  if (!reach.ok) return tellFaults(shell, [reach.fault]);
  const checked = await checkOptOutField(product, companyId, reach.value, shell.stop);
  if (checked.ok) {
    await writePieces(shell.output, [`${OPT_OUT_FIELD_READY}\n`]);
    return EXIT_CODES.done;
  }
  const people = (await lastOptedOut(product, companyId)).map((person) => `  ${printable(personText(person))}\n`);
  // Whatever else is wrong, the field may still be there: a second one would be read in its place.
  const lost = checked.fault.kind === "opt-out-field-missing";
  const remade = remake && lost ? await remakeOptOutField(product, companyId, reach.value, shell.stop) : checked;
  if (remade.ok) {
    await writePieces(shell.output, [`${remadeText(people.length)}\n`, ...people]);
    return EXIT_CODES.done;
  }
  const { cause, remedy } = failureText(remade.fault);
  await writePieces(shell.messages, [`${cause}\n${remedy}\n`]);
  if (lost) await writePieces(shell.output, [`${optedOutText(people.length)}\n`, ...people]);
  return EXIT_CODES.failed;
}
