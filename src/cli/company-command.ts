import type { Command } from "commander";
import { addCompany, listCompanies } from "../app/companies.ts";
import { COMMAND_TEXT, companyAddedText, severalCompaniesText } from "../text/command-text.ts";
import { tellFaults, withProduct } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import type { Shell } from "./shell.ts";
import { notBlank } from "./typed-words.ts";

/** `company add|list`: the companies of an installation. */
export function addCompanyCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  const company = program.command("company").description(COMMAND_TEXT.companies);
  company
    .command("add")
    .description(COMMAND_TEXT.companyAdd)
    .argument("<SLUG>", COMMAND_TEXT.slug)
    .argument("<NAME>", COMMAND_TEXT.companyName, notBlank(COMMAND_TEXT.companyNameExpected))
    .action(async (slug: string, name: string) => {
      finish(
        await withProduct(shell, async ({ product }) => {
          const added = await addCompany(product, { slug, name });
          if (!added.ok) return tellFaults(shell, [added.fault]);
          const { length } = await listCompanies(product);
          await writePieces(shell.messages, [companyAddedText(added.value)]);
          if (length > 1) await writePieces(shell.messages, [severalCompaniesText(added.value.slug)]);
          return EXIT_CODES.done;
        }),
      );
    });
  company
    .command("list")
    .description(COMMAND_TEXT.companyList)
    .action(async () => {
      finish(
        await withProduct(shell, async ({ product }) => {
          const companies = await listCompanies(product);
          await writePieces(
            shell.output,
            companies.map(({ slug, name }) => `${slug}\t${name}\n`),
          );
          return EXIT_CODES.done;
        }),
      );
    });
}
