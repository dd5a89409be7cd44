import { sql } from "kysely";
import { EMPLOYEE_STATE_COLUMNS } from "./employee-row.ts";
import type { Author } from "./history.ts";
import type { LockedRoster } from "./lock-roster.ts";
import { toTimestamp } from "./tables.ts";

/** M34: sets 退職者フラグ in the product, without SmartHR. False when the company has no such employee or the flag is set already. */
export async function retireByHand(
  { tx, companyId }: LockedRoster,
  employeeId: string,
  by: Pick<Author, "actor" | "at">,
): Promise<boolean> {
  const columns = sql.raw(EMPLOYEE_STATE_COLUMNS.join(", "));
  const written = await sql`
    with changed as (
      update employees set retired = true, retired_by_hand = true, version = version + 1
       where company_id = ${companyId} and id = ${employeeId} and not retired
      returning company_id, id, version, ${columns}
    )
    insert into employee_history (company_id, employee_id, version, run_id, actor, at, ${columns})
    select company_id, id, version, null, ${by.actor}, ${toTimestamp(by.at)}::timestamptz, ${columns} from changed`.execute(
    tx,
  );
  return written.numAffectedRows === 1n;
}
