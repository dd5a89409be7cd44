import { sql } from "kysely";
import type { Queries } from "./database.ts";

/** The schema as SQL to read, not to run: tables, their constraints, indexes and triggers, and functions, by name. The same on every database. */
export async function describeSchema(queries: Queries): Promise<string> {
  const tables = await describeTables(queries);
  const functions = await sql<{ definition: string }>`
    select pg_get_functiondef(oid) as definition from pg_proc where pronamespace = 'public'::regnamespace
     order by proname collate "C"`.execute(queries);
  return `${[...tables, ...functions.rows.map(({ definition }) => `${definition.trimEnd()};`)].join("\n\n")}\n`;
}

async function describeTables(queries: Queries): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
     order by relname`.execute(queries);
  const descriptions: string[] = [];
  for (const { name } of tables) {
    const lines = [...(await describeColumns(queries, name)), ...(await describeConstraints(queries, name))];
    const body = lines.map((line) => `  ${line}`).join(",\n");
    const rest = [...(await describeIndexes(queries, name)), ...(await describeTriggers(queries, name))];
    descriptions.push([`create table ${name} (\n${body}\n);`, ...rest].join("\n"));
  }
  return descriptions;
}

async function describeColumns(queries: Queries, table: string): Promise<readonly string[]> {
  return linesOf(
    queries,
    sql<Line>`
      select concat_ws(' ', attname, format_type(atttypid, atttypmod),
               case when attcollation = 'pg_catalog."C"'::regcollation then 'collate "C"' end,
               case when attnotnull then 'not null' end,
               case attidentity when 'a' then 'generated always as identity' end,
               'default ' || pg_get_expr(adbin, adrelid)) as line
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
       where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
       order by attnum`,
  );
}

async function describeConstraints(queries: Queries, table: string): Promise<readonly string[]> {
  // Not null is said with the column, and only PostgreSQL 18 makes constraints of it; constraint triggers are among the triggers.
  return linesOf(
    queries,
    sql<Line>`
      select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid, true) as line
        from pg_constraint where conrelid = ${table}::regclass and contype in ('p', 'u', 'f', 'c', 'x')
       order by array_position(array['p', 'u', 'f', 'c', 'x'], contype::text), conname`,
  );
}

async function describeIndexes(queries: Queries, table: string): Promise<readonly string[]> {
  return linesOf(
    queries,
    sql<Line>`
      select pg_get_indexdef(indexrelid, 0, true) || ';' as line
        from pg_index where indrelid = ${table}::regclass and not exists (
          select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x')
        )
       order by indexrelid::regclass::text collate "C"`,
  );
}

async function describeTriggers(queries: Queries, table: string): Promise<readonly string[]> {
  return linesOf(
    queries,
    sql<Line>`
      select pg_get_triggerdef(oid, true) || ';' as line
        from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal order by tgname`,
  );
}

interface Line {
  readonly line: string;
}

async function linesOf(
  queries: Queries,
  query: { execute(on: Queries): Promise<{ readonly rows: readonly Line[] }> },
): Promise<readonly string[]> {
  const { rows } = await query.execute(queries);
  return rows.map(({ line }) => line);
}
