import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { addTestCompany, openTestDatabase } from "../../test/database.ts";
import type { RunState } from "../core/run.ts";
import { RUN_STATES, RUN_TRANSITIONS } from "../core/run-transitions.ts";
import type { Transaction } from "./database.ts";

const db = await openTestDatabase();
afterAll(() => db.close());

const ENDS: readonly RunState[] = ["succeeded", "partly-failed", "failed", "cancelled"];
const TRANSITIONS = Object.values(RUN_TRANSITIONS) as readonly {
  readonly from: readonly (RunState | null)[];
  readonly to: RunState;
}[];

test.each([null, ...RUN_STATES])(
  "from %s the database lets a run go where the table lets it, and nowhere else",
  async (before) => {
    const companyId = await addTestCompany(db);

    const reached: RunState[] = [];
    for (const after of RUN_STATES) if (await canGo(companyId, before, after)) reached.push(after);

    const wanted = RUN_STATES.filter((after) =>
      TRANSITIONS.some(({ from, to }) => to === after && from.includes(before)),
    );
    expect(reached).toEqual([...wanted, ...(before === null ? [] : [before])].sort(inOrder));
  },
);

test("no statement but those made from the table changes a run's state", () => {
  const folder = new URL("./", import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

  const offenders = sources.filter((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const updates = text.split(/updateTable\("runs"\)|update runs/).slice(1);
    return (
      name !== "change-run-state.ts" &&
      updates.some((update) => /^[^;]*?\bstate(:| =)/s.test(update.split(".where")[0] ?? ""))
    );
  });

  expect(offenders).toEqual([]);
});

/** Everything that the other rules of the table ask of a run in a state is seen to, so that only the way into it is in question. */
async function canGo(companyId: number, before: RunState | null, after: RunState): Promise<boolean> {
  const stop = new Error("only tried");
  try {
    await db.transaction(async (tx) => {
      const id = randomUUID();
      if (before !== null) {
        await sql`alter table runs disable trigger user`.execute(tx);
        await insert(tx, id, companyId, before);
        await sql`alter table runs enable trigger user`.execute(tx);
        await sql`update runs set ${sql.raw(assignmentsOf(after))} where id = ${id}`.execute(tx);
      } else await insert(tx, id, companyId, after);
      throw stop;
    });
  } catch (error) {
    if (error === stop) return true;
    if (error instanceof Error && "constraint" in error && error.constraint === "runs_follow_transitions") return false;
    throw error;
  }
  throw new Error("expected the transaction to be undone");
}

async function insert(tx: Transaction, id: string, companyId: number, state: RunState): Promise<void> {
  const columns = columnsOf(state);
  await sql`insert into runs (id, company_id, subject, actor, administrator_email, requested_at, ${sql.raw(Object.keys(columns).join(", "))})
    values (${id}, ${companyId}, 'departments', '見本 花子', 'hr@example.com', now(), ${sql.raw(Object.values(columns).join(", "))})`.execute(
    tx,
  );
}

function columnsOf(state: RunState) {
  return {
    state: `'${state}'`,
    finished_at: ENDS.includes(state) ? "now()" : "null",
    lease_until: state === "running" ? "now()" : "null",
    held_at: state === "awaiting-approval" ? "now()" : "null",
    digest: state === "awaiting-approval" ? "'seal'" : "null",
    cancel_reason: state === "cancelled" ? "'by-hand'" : "null",
    failure: state === "failed" ? `'{"kind":"internal"}'` : "null",
  };
}

function assignmentsOf(state: RunState): string {
  return Object.entries(columnsOf(state))
    .map(([column, value]) => `${column} = ${value}`)
    .join(", ");
}

function inOrder(one: RunState, other: RunState): number {
  return RUN_STATES.indexOf(one) - RUN_STATES.indexOf(other);
}
