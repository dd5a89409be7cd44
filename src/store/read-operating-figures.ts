import { sql } from "kysely";
import type { Instant } from "../core/calendar.ts";
import type { OperatingFigures, RunFigures } from "../core/operating-figures.ts";
import type { Queries } from "./database.ts";
import type { SecretKeys } from "./secrets.ts";
import { countLinksOfOtherKeys } from "./stored-secrets.ts";
import { moment } from "./tables.ts";

/** Reads what is counted over all companies; one pass over the runs, none over their rows. */
export async function readOperatingFigures(
  queries: Queries,
  keys: SecretKeys | null,
  now: Instant,
): Promise<OperatingFigures> {
  const runs = await sql<RunLine>`
    select subject, state, failure ->> 'kind' as failure, count(*)::float8 as count,
           ${total("create")} as "create", ${total("update")} as "update", ${total("unchanged")} as unchanged,
           ${total("skip")} as skip, ${total("reject")} as reject, ${total("notice")} as notice
      from runs group by 1, 2, 3`.execute(queries);
  // A run that was put off waits for SmartHR until then, and only afterwards for a worker.
  const open = await sql<{ waiting_since: Instant | null; lost: number; put_off: number }>`
    select min(coalesce(resume_at, requested_at))
             filter (where state = 'queued' and (resume_at is null or resume_at <= ${moment(now)})) as waiting_since,
           count(*) filter (where state = 'running' and lease_until < ${moment(now)})::integer as lost,
           count(*) filter (where resume_at > ${moment(now)})::integer as put_off
      from runs where state in ('queued', 'running')`.execute(queries);
  const [{ waiting_since, lost, put_off } = { waiting_since: null, lost: 0, put_off: 0 }] = open.rows;
  const links = await queries.selectFrom("links").select("linked_at").execute();
  return {
    runs: runs.rows.map(toFigures),
    oldestWaitingSince: waiting_since,
    withoutProcessCount: lost,
    putOffCount: put_off,
    unreadableLinkCount: await countLinksOfOtherKeys(queries, keys),
    linkedAt: links.map(({ linked_at }) => linked_at),
  };
}

type RunLine = Omit<RunFigures, "rows"> & RunFigures["rows"];

function total(fate: keyof RunFigures["rows"]) {
  return sql`coalesce(sum((counts ->> ${sql.lit(fate)})::bigint) filter (where state in ('succeeded', 'partly-failed')), 0)::float8`;
}

function toFigures({ subject, state, failure, count, ...rows }: RunLine): RunFigures {
  return { subject, state, failure, count, rows };
}
