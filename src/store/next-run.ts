import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { Subject } from "../core/run.ts";
import { isDue } from "./background-runs.ts";
import type { Queries } from "./database.ts";

/** A run that waits for a worker, and how many rows SmartHR told of its subject last: to itself, else to the last good read, else to whoever linked; null before that. */
export interface WaitingRun {
  readonly id: string;
  readonly subject: Subject;
  readonly rowsBefore: number | null;
}

/** All companies' runs that wait for a worker and are not put off, longest first. */
export async function listRunsByTurn(queries: Queries, now: Instant): Promise<readonly WaitingRun[]> {
  const { rows } = await sql<WaitingRun>`
    select waiting.id, waiting.subject, coalesce(waiting.progress_total, last.source_count, linked.people_count) as "rowsBefore"
      from runs waiting
      left join lateral (
        select source_count from runs
         where company_id = waiting.company_id and subject = waiting.subject and subdomain = waiting.subdomain and read_at is not null
         order by read_at desc limit 1
      ) last on true
      left join tenants linked
        on linked.company_id = waiting.company_id and linked.subdomain = waiting.subdomain and waiting.subject = 'employees'
     where waiting.state = 'queued' and ${isDue(now)}
     order by waiting.requested_at, waiting.id
  `.execute(queries);
  return rows;
}
