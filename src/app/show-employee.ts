import type { Instant } from "../core/calendar.ts";
import type { Problem } from "../core/problem.ts";
import { fail, ok, type Result } from "../core/result.ts";
import type { Department, RosterEmployee } from "../core/roster.ts";
import { crewPageUrl, tenantUrlOf } from "../smarthr/tenant-address.ts";
import type { CompanyId } from "../store/companies.ts";
import { departmentsFromTop } from "../store/department-lines.ts";
import { accountOf } from "../store/find-people.ts";
import { type AppliedEmployeeChange, type HistoryEntry, readEmployeeHistory } from "../store/history.ts";
import { anyTenantUrl, lastSyncOf } from "../store/last-sync.ts";
import { findEmployeesById } from "../store/write-by-hand.ts";
import { historyByRuns, type ToldEntry } from "./history-by-runs.ts";
import type { Product } from "./product.ts";

/** An employee with everything the product knows of them. */
export interface ShownEmployee {
  readonly employee: RosterEmployee;
  /** From the top department down to the person's own. */
  readonly departmentPath: readonly Pick<Department, "code" | "name">[];
  /** The person's page in SmartHR; null for one who was never synced, or when it is not known where that is. */
  readonly crewUrl: string | null;
  /** When a run last changed something of this person. */
  readonly lastChangedBySyncAt: Instant | null;
  /** When the newest run ended that applied a plan of employees of the person's SmartHR account; of any for one who was never synced. */
  readonly lastSyncAt: Instant | null;
  /** When the person was taken from the roster; null for one whom it has. */
  readonly deletedAt: Instant | null;
  /** Newest first. */
  readonly history: readonly ToldEntry<AppliedEmployeeChange>[];
}

/** One employee of the company, as they are at this moment; of one who was deleted, as they were last. */
export async function showEmployee(
  { db, smarthr }: Pick<Product, "db" | "smarthr">,
  companyId: CompanyId,
  employeeId: string,
): Promise<Result<ShownEmployee, Extract<Problem, { readonly kind: "not-found" }>>> {
  return db.snapshot(async (tx) => {
    const [there] = await findEmployeesById(tx, companyId, [employeeId]);
    const history = await historyByRuns(tx, companyId, await readEmployeeHistory(tx, companyId, employeeId));
    const employee = there ?? lastStateOf(history);
    if (employee === null) return fail({ kind: "not-found" } as const);
    const { departmentCode, crewId } = employee;
    const account = await accountOf(tx, companyId, employee);
    const lastSync = await lastSyncOf(tx, { companyId, subject: "employees", subdomain: account });
    const subdomain = account ?? lastSync?.subdomain ?? null;
    const tenantUrl = subdomain === null ? await anyTenantUrl(tx, companyId) : tenantUrlOf(smarthr.apiUrl, subdomain);
    return ok({
      employee,
      departmentPath: departmentCode === null ? [] : await departmentsFromTop(tx, companyId, departmentCode),
      crewUrl: crewId === null || tenantUrl === null ? null : crewPageUrl(tenantUrl, crewId),
      lastChangedBySyncAt: history.find(({ runId }) => runId !== null)?.at ?? null,
      lastSyncAt: lastSync?.at ?? null,
      deletedAt: there === undefined ? (history[0]?.at ?? null) : null,
      history,
    });
  });
}

function lastStateOf([newest]: readonly HistoryEntry<AppliedEmployeeChange>[]): RosterEmployee | null {
  return newest?.change.kind === "delete" ? newest.change.before : null;
}
