import { chooseCompany, chooseExistingCompany } from "../app/choose-company.ts";
import type { StartFault } from "../core/start-fault.ts";
import type { GivenOptions } from "../text/command-text.ts";
import { startFaultText } from "../text/start-fault-text.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import type { OpenedProduct, Shell } from "./shell.ts";

/** The company a command works on, and the product it works with. */
export interface CompanyAtWork extends OpenedProduct {
  readonly companyId: number;
}

/** Opens the product for one company, lets the work be done, and closes it whatever happens. */
export async function withCompany(
  shell: Shell,
  slug: string | undefined,
  work: (at: CompanyAtWork) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withChosen(shell, ({ product }) => chooseCompany(product, slug ?? null), work);
}

/** The same for work that makes no company: where there is none, it says how to add one. */
export async function withExistingCompany(
  shell: Shell,
  slug: string | undefined,
  work: (at: CompanyAtWork) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withChosen(shell, ({ product }) => chooseExistingCompany(product, slug ?? null), work);
}

function withChosen(
  shell: Shell,
  choose: (opened: OpenedProduct) => ReturnType<typeof chooseCompany>,
  work: (at: CompanyAtWork) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withProduct(shell, async (opened) => {
    const company = await choose(opened);
    if (!company.ok) return tellFaults(shell, [company.fault]);
    return work({ ...opened, companyId: company.value.id });
  });
}

/** Opens the product, lets the work be done, and closes it whatever happens. */
export async function withProduct(shell: Shell, work: (opened: OpenedProduct) => Promise<ExitCode>): Promise<ExitCode> {
  const opened = await shell.openProduct();
  if (!opened.ok) return tellFaults(shell, opened.fault);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Says why nothing was begun, each fault in a paragraph of its own, and which command helps, with the options that this one was given. */
export function tellFaults(shell: Shell, faults: readonly StartFault[], given: GivenOptions = {}): ExitCode {
  for (const fault of faults) shell.messages.write(`${startFaultText(fault, given)}\n`);
  return faults.some(isWrongUsage) ? EXIT_CODES["wrong-usage"] : EXIT_CODES.failed;
}

// What is put right by calling the command in another way or with other settings, as opposed to a world that is not as it should be.
function isWrongUsage({ kind }: StartFault): boolean {
  switch (kind) {
    case "wrong-setting":
    case "key-unusable":
    case "no-company":
    case "company-not-named":
    case "slug-taken":
    case "invalid-slug":
    case "no-run":
    case "run-not-undoable":
    case "folder-unusable":
    case "database-refused":
    case "database-missing":
    case "database-unfit":
    case "database-forbids":
    case "web-not-built":
    case "embedded-serves-alone":
    case "invalid-email":
    case "administrator-exists":
    case "no-administrator":
      return true;
    case "folder-in-use":
    case "database-unreachable":
    case "schema-behind":
    case "schema-ahead":
    case "schema-altered":
    case "not-linked":
    case "link-expired":
    case "link-unreadable":
    case "run-open":
    case "plan-waiting":
    case "port-in-use":
      return false;
  }
}
