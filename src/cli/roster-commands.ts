import type { Command } from "commander";
import { listDepartments, listEmployees } from "../app/list-roster.ts";
import type { RosterEmployee } from "../core/roster.ts";
import { COMMAND_TEXT } from "../text/command-text.ts";
import { nameByCodeOf } from "../text/department-text.ts";
import { withCompany } from "./command.ts";
import { EXIT_CODES, type ExitCode } from "./exit-code.ts";
import { writePieces } from "./output.ts";
import { departmentsTable, employeesTable } from "./roster-text.ts";
import { departmentJson, employeeJson, listJson } from "./run-json.ts";
import type { Shell } from "./shell.ts";

interface ListOptions {
  readonly json?: true;
  readonly company?: string;
}

/** `departments` and `employees`: the roster as it is. */
export function addRosterCommands(program: Command, shell: Shell, finish: (code: ExitCode) => void): void {
  listCommand(program, "departments").action(async (options: ListOptions) => {
    finish(
      await withCompany(shell, options.company, async ({ product, companyId }) => {
        const departments = await listDepartments(product, companyId);
        const pieces = options.json
          ? listJson("departments", departments.map(departmentJson))
          : departmentsTable(departments);
        await writePieces(shell.output, pieces);
        return EXIT_CODES.done;
      }),
    );
  });
  listCommand(program, "employees").action(async (options: ListOptions) => {
    finish(
      await withCompany(shell, options.company, async ({ product, companyId }) => {
        const employees: RosterEmployee[] = [];
        await listEmployees(product, companyId, async (batch) => void employees.push(...batch));
        const pieces = options.json
          ? listJson("employees", employees.map(employeeJson))
          : employeesTable(employees, nameByCodeOf(await listDepartments(product, companyId)));
        await writePieces(shell.output, pieces);
        return EXIT_CODES.done;
      }),
    );
  });
}

function listCommand(program: Command, name: "departments" | "employees"): Command {
  return program
    .command(name)
    .description(COMMAND_TEXT[name])
    .option("--json", COMMAND_TEXT.json)
    .option("--company <SLUG>", COMMAND_TEXT.company);
}
