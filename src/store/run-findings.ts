import { sql } from "kysely";
import type { Finding, FindingCategory } from "../core/findings.ts";
import type { Subject } from "../core/run.ts";
import type { CompanyId } from "./companies.ts";
import type { Queries } from "./database.ts";

/** Some of what a run found, in the order it found them; the database takes them out of the rest. */
export async function readFindings(
  queries: Queries,
  run: { readonly companyId: CompanyId; readonly id: string; readonly subject: Subject },
  which: { readonly category: FindingCategory; readonly offset: number; readonly limit: number },
): Promise<readonly Finding[]> {
  const { category, offset, limit } = which;
  const places = JSON.stringify({ first: offset, last: offset + limit - 1 });
  const { rows } = await sql<{ found: readonly StoredFinding[] | null }>`
    select jsonb_path_query_array(${sql.ref(COLUMNS[category])}, '$[$first to $last]', ${places}::jsonb) as found
      from runs where id = ${run.id} and company_id = ${run.companyId}`.execute(queries);
  // Findings are read as they were written, and each run is written for its own subject.
  return (rows[0]?.found ?? []).map((stored) => ({ subject: run.subject, ...renamed(stored) }) as Finding);
}

const COLUMNS = { rejection: "rejections", skip: "skips", notice: "notices" } as const;

type StoredFinding =
  | { readonly row: object; readonly reason: string }
  | { readonly row: object; readonly reasons: readonly object[] }
  | { readonly row: object; readonly notice: object };

// What is called the reason among the skips would be mistaken for one of the reasons beside the others.
function renamed(stored: StoredFinding): object {
  return "reason" in stored ? { row: stored.row, skip: stored.reason } : stored;
}
