import { type Command, InvalidArgumentError } from "commander";
import { inviteAdministrator } from "../app/invite-administrator.ts";
import { type AdministratorWithLink, listAdministrators } from "../app/list-administrators.ts";
import { resetPassword } from "../app/reset-password.ts";
import type { Role } from "../core/administrator.ts";
import { INVITED_TEXT, linkText, roleText } from "../text/administrator-text.ts";
import { COMMAND_TEXT, handOverText, LIST_HEADINGS, NOTHING_TO_LIST } from "../text/command-text.ts";
import { dateTimeText } from "../text/date-time-text.ts";
import { tellFaults, withExistingCompany, withProduct } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import { isoOf, listJson } from "./run-json.ts";
import type { Shell } from "./shell.ts";
import { notBlank } from "./typed-words.ts";

interface AddOptions {
  readonly name: string;
  readonly role: Role;
  readonly company?: string;
}

interface ListOptions {
  readonly json?: true;
  readonly company?: string;
}

/** `admin add|list|reset-password`: the people of a company who sign in. */
export function addAdminCommand(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  const admin = program.command("admin").description(COMMAND_TEXT.admins);
  admin
    .command("add")
    .description(COMMAND_TEXT.adminAdd)
    .argument("<EMAIL>", COMMAND_TEXT.adminEmail)
    .requiredOption("--name <NAME>", COMMAND_TEXT.adminName, notBlank(COMMAND_TEXT.adminNameExpected))
    .option("--role <ROLE>", COMMAND_TEXT.role, toRole, "administrator")
    .option("--company <SLUG>", COMMAND_TEXT.company)
    .action(async (email: string, options: AddOptions) => finish(await add(shell, email, options)));
  admin
    .command("list")
    .description(COMMAND_TEXT.adminList)
    .option("--json", COMMAND_TEXT.json)
    .option("--company <SLUG>", COMMAND_TEXT.company)
    .action(async (options: ListOptions) => finish(await list(shell, options)));
  admin
    .command("reset-password")
    .description(COMMAND_TEXT.adminResetPassword)
    .argument("<EMAIL>", COMMAND_TEXT.adminEmail)
    .action(async (email: string) => {
      finish(
        await withProduct(shell, async ({ product }) => {
          const reset = await resetPassword(product, email);
          return reset.ok ? handOver(shell, reset.value) : tellFaults(shell, [reset.fault]);
        }),
      );
    });
}

function add(shell: Shell, email: string, { name, role, company }: AddOptions): Promise<ExitCode> {
  return withExistingCompany(shell, company, async ({ product, companyId }) => {
    const invited = await inviteAdministrator(product, { companyId, email, name, role, invitedBy: null });
    return invited.ok ? handOver(shell, invited.value.link) : tellFaults(shell, [{ ...invited.fault, email }]);
  });
}

function list(shell: Shell, { json, company }: ListOptions): Promise<ExitCode> {
  return withExistingCompany(shell, company, async ({ product, companyId }) => {
    const people = await listAdministrators(product, companyId);
    await writePieces(shell.output, json ? listJson("administrators", people.map(toJson)) : lines(people));
    return EXIT_CODES.done;
  });
}

async function handOver(
  shell: Shell,
  { url, expiresAt }: { readonly url: string; readonly expiresAt: number },
): Promise<ExitCode> {
  await writePieces(shell.output, [`${url}\n`]);
  await writePieces(shell.messages, [handOverText(expiresAt)]);
  return EXIT_CODES.done;
}

function toJson({ id, email, name, role, joinedAt, link, lastSignInAt }: AdministratorWithLink): unknown {
  return { id, email, name, role, invited: joinedAt === null, link, lastSignInAt: isoOf(lastSignInAt) };
}

function* lines(people: readonly AdministratorWithLink[]): Generator<string> {
  if (people.length === 0) yield `${NOTHING_TO_LIST}\n`;
  else yield `${LIST_HEADINGS.admins.join("\t")}\n`;
  for (const { email, name, role, joinedAt, link, lastSignInAt } of people) {
    const signedIn = lastSignInAt === null ? "" : dateTimeText(lastSignInAt);
    const state = joinedAt === null ? INVITED_TEXT : signedIn;
    yield `${[email, name, roleText(role), linkText(link), state].join("\t")}\n`;
  }
}

function toRole(text: string): Role {
  if (text === "administrator" || text === "viewer") return text;
  throw new InvalidArgumentError(COMMAND_TEXT.roleExpected);
}
