import { MANUAL_SETTINGS } from "../../src/core/settings.ts";
import type { CompanyId } from "../../src/store/companies.ts";
import type { Database } from "../../src/store/database.ts";
import { createPastJudge, type PastJudge } from "../simulation/judge-past.ts";
import type { Violation } from "../simulation/law-names.ts";
import { tablesOf } from "../simulation/roster-reading.ts";
import { openSession } from "../simulation/simulated-database.ts";
import type { RememberedSmartHr } from "./served-smarthr.ts";

/** Judges companies by what their tables say, all at one moment. */
export interface Court {
  add(company: JudgedCompany): void;
  /** How many are judged. */
  companies(): number;
  /** With `atRest` no run may be open. */
  judge(db: Database, atRest: boolean): Promise<void>;
  readonly violations: Violation[];
  violate(violation: Violation): void;
  /** How many runs ended how. */
  outcomes(): Readonly<Record<string, number>>;
}

export interface JudgedCompany {
  readonly id: CompanyId;
  readonly smarthr: RememberedSmartHr;
}

export function openCourt(): Court {
  const judged: { readonly id: CompanyId; readonly judge: PastJudge; outcomes: Readonly<Record<string, number>> }[] =
    [];
  const violations: Violation[] = [];

  function violate(violation: Violation): void {
    console.log(`broken: ${violation.law}\n    ${violation.text}`);
    violations.push(violation);
  }

  return {
    violations,
    violate,
    companies: () => judged.length,
    add({ id, smarthr }) {
      const judge = createPastJudge({ settings: MANUAL_SETTINGS, statesBetween: smarthr.statesBetween });
      judged.push({ id, judge, outcomes: {} });
    },
    async judge(db, atRest) {
      const session = await openSession(db);
      try {
        await session.query("begin isolation level repeatable read read only");
        for (const company of judged) {
          const tables = tablesOf(session, company.id);
          for (const { law, text } of await company.judge.judge(tables, atRest)) {
            violate({ law, text: `company ${company.id}: ${text}` });
          }
          const outcomes = (await tables.runs()).map(({ state, failure }) => failure?.kind ?? state);
          company.outcomes = countEach(outcomes);
        }
        await session.query("commit");
      } finally {
        await session.close();
      }
    },
    outcomes: () => sum(judged.map(({ outcomes }) => outcomes)),
  };
}

function countEach(names: readonly string[]): Readonly<Record<string, number>> {
  return sum(names.map((name) => ({ [name]: 1 })));
}

/** How many of each there are in all. */
export function sum(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of counts) for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
  return total;
}
