import { afterAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "../database.ts";
import type { Law } from "./law-names.ts";
import { play } from "./play.ts";
import { SHORT_STORY } from "./short-story.ts";
import { openSession, type Session } from "./simulated-database.ts";
import type { Story } from "./story.ts";
import { approveWaiting, pressSync } from "./story.ts";
import type { Sabotage } from "./world.ts";

const db = await openTestDatabase();
const session = await openSession(db);
afterAll(async () => {
  await session.close();
  await db.close();
});

describe("each law notices a product that breaks it", () => {
  test("one that forgets a row of history", async () => {
    const laws = await lawsBroken(
      afterApplying(
        "delete from employee_history where ctid = (select max(ctid) from employee_history where company_id = $1)",
      ),
    );

    expect(laws).toContain("history");
    expect(laws).toContain("exactly once");
  });

  test("one that applies a run twice", async () => {
    const laws = await lawsBroken(
      afterApplying(
        `insert into employee_history (company_id, employee_id, version, run_id, actor, at, email, last_name, first_name,
                last_name_kana, first_name_kana, retired, retired_by_hand)
         select company_id, employee_id, version + 1, run_id, actor, at, email, last_name, first_name,
                last_name_kana, first_name_kana, retired, retired_by_hand
           from employee_history where company_id = $1`,
      ),
    );

    expect(laws).toContain("exactly once");
  });

  test("one that loses an employee", async () => {
    expect(await lawsBroken(onRoster("delete from employees where company_id = $1 and crew_id is not null"))).toContain(
      "roster",
    );
  });

  test("one that has an employee twice", async () => {
    const copy = `insert into employees (company_id, email, email_key, last_name, first_name, last_name_kana, first_name_kana, retired)
      select company_id, 'twice-' || id, 'twice-' || id, last_name, first_name, last_name_kana, first_name_kana, retired
        from employees where company_id = $1 limit 1`;

    expect(await lawsBroken(onRoster(copy))).toContain("roster");
  });

  test("one that writes where it failed", async () => {
    const laws = await lawsBroken(
      {
        async onWritten({ texts }, at, companyId) {
          if (!texts.some((text) => text.includes('"failure" ='))) return;
          await at.query(
            `insert into department_history (company_id, code, version, run_id, actor, at, name)
           select company_id, 'X', 1, id, actor, now(), 'x' from runs where company_id = $1 and state = 'failed' limit 1
               on conflict do nothing`,
            [companyId],
          );
        },
      },
      failing("forbidden"),
    );

    expect(laws).toContain("exactly once");
  });

  test("one that keeps a rejection to itself", async () => {
    expect(
      await lawsBroken(afterApplying("update runs set rejections = rejections - 0 where company_id = $1")),
    ).toContain("planned");
  });

  test("one that miscounts", async () => {
    const miscount = `update runs set counts = jsonb_set(counts, '{unchanged}', '99') where company_id = $1 and counts is not null`;

    expect(await lawsBroken(afterApplying(miscount))).toContain("planned");
  });

  test("one that changes a run that has ended", async () => {
    const change = `update runs set state = 'cancelled' where company_id = $1 and state in ('succeeded', 'partly-failed')`;
    const laws = await lawsBroken({
      async onWritten({ texts }, at, companyId) {
        if (!texts.some((text) => text === "select 1")) return;
        // The tables refuse it by themselves.
        await at.query("set session_replication_role = replica");
        await at.query(change, [companyId]);
        await at.query("reset session_replication_role");
      },
    });

    expect(laws).toContain("at rest");
  });

  test("one that looks after nobody whose process died", async () => {
    const kill = { atMs: 5_000, kind: "process killed", act: killWorkers };
    const story = { ...SHORT_STORY, happenings: [...SHORT_STORY.happenings, kill] };

    expect(await lawsBroken({ looksAfterNobody: true }, story)).toContain("nothing open");
  });

  test("one that skips a page", async () => {
    const laws = await lawsBroken(
      {
        // As if the last page were never there: totals and ids agree, and somebody is missing.
        async onAnswer(request, answer) {
          const total = Number(answer.headers.get("x-total-count") ?? 0);
          if (!request.url.includes("/crews?") || total <= 100) return answer;
          const page = Number(new URL(request.url).searchParams.get("page"));
          const headers = new Headers(answer.headers);
          headers.set("x-total-count", "100");
          return new Response(page > 1 ? "[]" : await answer.text(), { status: answer.status, headers });
        },
      },
      { ...SHORT_STORY, base: 104 },
    );

    expect(laws).toContain("one moment");
  });

  test("one that wants a plan by itself", async () => {
    const laws = await lawsBroken(
      {
        async onWritten({ texts }, at, companyId) {
          if (!texts.some((text) => text.includes("insert into planned_changes"))) return;
          await at.query(
            `update runs set state = 'queued', approved_digest = digest, approved_by = 'nobody', approved_at = now()
              where company_id = $1 and state = 'awaiting-approval'`,
            [companyId],
          );
        },
      },
      LOOKED_AT_FIRST,
    );

    expect(laws).toContain("sealed");
  });

  test("one that applies another plan than the one that was seen", async () => {
    const another = "update employee_history set job_title = '別の役職' where company_id = $1";

    expect(await lawsBroken(afterApplying(another), LOOKED_AT_FIRST)).toContain("sealed");
    expect(await lawsBroken({}, LOOKED_AT_FIRST)).toEqual([]);
  });

  test("one that reads a row as it never was", async () => {
    const laws = await lawsBroken({
      async onAnswer(request, answer) {
        if (!request.url.includes("/crews?")) return answer;
        return new Response((await answer.text()).replaceAll("次郎", "太郎"), {
          status: answer.status,
          headers: answer.headers,
        });
      },
    });

    expect(laws).toContain("planned");
  });

  test("one that throws", async () => {
    const laws = await lawsBroken({
      async onWritten({ texts }) {
        if (texts.some((text) => text.includes("opt_out_looked_at"))) throw new Error("the store has a defect");
      },
    });

    expect(laws).toContain("no defect");
  });

  test("one that never goes on", async () => {
    const laws = await lawsBroken({ onAnswer: async () => new Response("{}", { status: 500 }) });

    expect(laws).toContain("goes on");
  });

  test("and a sound one breaks none", async () => {
    expect(await lawsBroken({})).toEqual([]);
  });
});

async function lawsBroken(sabotage: Sabotage, story: Story = SHORT_STORY): Promise<readonly Law[]> {
  const { violations } = await play({ session, seed: 0, story, crashAt: null, sabotage });
  return [...new Set(violations.map(({ law }) => law))];
}

/** As if the store had done so in the transaction that applied a run of employees. */
function afterApplying(statement: string): Sabotage {
  return {
    async onWritten({ texts }, at, companyId) {
      if (texts.some((text) => text.includes("insert into employee_history"))) await at.query(statement, [companyId]);
    },
  };
}

/** The same on the roster itself, which nobody writes without its lock. */
function onRoster(statement: string): Sabotage {
  return {
    async onWritten({ texts }, at, companyId) {
      if (texts.some((text) => text.includes("insert into employee_history")))
        await underLock(at, companyId, statement);
    },
  };
}

async function underLock(at: Session, companyId: number, statement: string): Promise<void> {
  await at.query("start transaction isolation level read committed");
  await at.query("select pg_advisory_xact_lock(6302, $1)", [companyId]);
  await at.query(statement, [companyId]);
  await at.query("commit");
}

const LOOKED_AT_FIRST: Story = {
  ...SHORT_STORY,
  happenings: [
    { atMs: 100, kind: "start", act: (world) => pressSync(world, "departments") },
    { atMs: 4_000, kind: "preview", act: (world) => pressSync(world, "employees", { preview: true }) },
    { atMs: 8_000, kind: "approval", act: (world) => approveWaiting(world) },
  ],
  overAtMs: 14_000,
};

function failing(kind: "forbidden"): Story {
  return {
    ...SHORT_STORY,
    happenings: [
      { atMs: 50, kind, act: ({ smarthr }) => smarthr.sandbox.control("faults", { kind }) },
      { atMs: 100, kind: "start", act: (world) => pressSync(world, "departments") },
    ],
  };
}

function killWorkers({ processes, scheduler }: Parameters<Story["happenings"][number]["act"]>[0]): void {
  for (const { life, role } of [...processes]) if (role === "worker") scheduler.kill(life, "by kill -9");
}
