import { sql } from "kysely";
import { chooseCompany } from "../src/app/choose-company.ts";
import { openDatabase } from "../src/app/open-database.ts";
import { realClock } from "../src/app/real-clock.ts";
import type { Gender } from "../src/core/roster.ts";
import type { Queries } from "../src/store/database.ts";
import { expectOk } from "./expect-ok.ts";
import { fetchPage } from "./fetch-page.ts";
import type { ScriptFigures, Step } from "./step.ts";

/**
 * Syncs the people as one would write it in an afternoon: page by page, person by person, a statement for each thing to do, no
 * plan and no transaction.
 */
export async function measureScript(step: Extract<Step, { kind: "script" }>): Promise<ScriptFigures> {
  const db = expectOk(await openDatabase(step.place, realClock));
  const companyId = expectOk(await chooseCompany({ db }, null)).id;
  const startedAt = performance.now();
  const people = await db.queries.connection().execute(async (queries) => {
    // The tables refuse a writer without the product's lock: taken once for the session, so that it costs the script nothing.
    await sql`select pg_advisory_lock(6302, ${companyId})`.execute(queries);
    return syncPages(queries, companyId, step);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  await db.close();
  return { seconds, people };
}

interface Crew {
  readonly id: string;
  readonly email: string;
  readonly emp_code: string | null;
  readonly last_name: string;
  readonly first_name: string;
  readonly last_name_yomi: string;
  readonly first_name_yomi: string;
  readonly gender: Gender | "" | null;
  readonly birth_at: string | null;
  readonly entered_at: string | null;
  readonly resigned_at: string | null;
  readonly emp_status: string;
  readonly departments: readonly ({ readonly code: string | null } | null)[] | null;
  readonly positions: readonly ({ readonly name: string | null } | null)[] | null;
}

async function syncPages(
  queries: Queries,
  companyId: number,
  { sandbox }: Extract<Step, { kind: "script" }>,
): Promise<number> {
  let people = 0;
  for (let page = 1; ; page++) {
    const { crews } = await fetchPage(sandbox, page);
    const onPage = crews as readonly Crew[];
    for (const crew of onPage) await upsert(queries, companyId, crew);
    people += onPage.length;
    if (onPage.length === 0) return people;
  }
}

async function upsert(queries: Queries, companyId: number, crew: Crew): Promise<void> {
  const key = crew.email.toLowerCase();
  const values = valuesOf(crew);
  const known = await queries
    .selectFrom("employees")
    .select("id")
    .where("company_id", "=", companyId)
    .where("email_key", "=", key)
    .executeTakeFirst();
  const written = known
    ? await queries
        .updateTable("employees")
        .set((employee) => ({ ...values, version: employee("version", "+", 1) }))
        .where("id", "=", known.id)
        .returning(["id", "version"])
        .executeTakeFirstOrThrow()
    : await queries
        .insertInto("employees")
        .values({ company_id: companyId, email_key: key, ...values })
        .returning(["id", "version"])
        .executeTakeFirstOrThrow();
  const history = { company_id: companyId, employee_id: written.id, version: written.version, actor: "script" };
  await queries
    .insertInto("employee_history")
    .values({ ...history, ...values, at: values.crew_since })
    .execute();
}

function valuesOf(crew: Crew) {
  return {
    email: crew.email,
    employee_number: crew.emp_code,
    last_name: crew.last_name,
    first_name: crew.first_name,
    last_name_kana: crew.last_name_yomi,
    first_name_kana: crew.first_name_yomi,
    gender: crew.gender || null,
    birth_date: crew.birth_at || null,
    department_code: crew.departments?.[0]?.code ?? null,
    job_title: crew.positions?.[0]?.name ?? null,
    hired_on: crew.entered_at || null,
    retired_on: crew.resigned_at || null,
    employment_type: null,
    retired: crew.emp_status === "retired",
    crew_id: crew.id,
    crew_since: new Date().toISOString(),
    retired_by_hand: false,
  };
}
