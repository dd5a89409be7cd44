import { z } from "zod";
import { GuardLimitsForm, type GuardReadingSeen, type GuardSettings } from "../../contract/settings.ts";
import { GUARD_NAMES, type GuardLimit, type GuardLimits, type GuardName } from "../../core/guards.ts";
import type { Subject } from "../../core/run.ts";

/** What is typed for one number of one guard, under the name by which the API finds fault with it. */
export type TypedLimits = Record<LimitField, string>;

export type LimitField = `${GuardName}.${keyof GuardLimit}`;

/** The limits as they are typed. */
export function typedOf(limits: GuardLimits): TypedLimits {
  const typed: Partial<TypedLimits> = {};
  for (const guard of GUARD_NAMES) {
    typed[`${guard}.minimum`] = String(limits[guard].minimum);
    typed[`${guard}.percentage`] = String(limits[guard].percentage);
  }
  return typed as TypedLimits;
}

/** Makes limits of what was typed, by the contract's own rules. */
export const TypedLimitsForm = z.preprocess(
  (typed) =>
    Object.fromEntries(
      GUARD_NAMES.map((guard) => {
        const values = typed as TypedLimits;
        const minimum = numberOf(values[`${guard}.minimum`]);
        return [guard, { minimum, percentage: numberOf(values[`${guard}.percentage`]) }];
      }),
    ),
  GuardLimitsForm,
);

// Numbers are typed in full width, too, and with thousands set apart.
function numberOf(typed: string): number | undefined {
  const text = typed.normalize("NFKC").replaceAll(",", "").trim();
  if (text === "") return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/** The guards of which something is wrong. */
export function faultyGuards(faultOf: (field: LimitField) => string | undefined): readonly GuardName[] {
  return GUARD_NAMES.filter(
    (guard) => faultOf(`${guard}.minimum`) !== undefined || faultOf(`${guard}.percentage`) !== undefined,
  );
}

/** One thing that a guard saw last. */
export interface SeenReading {
  readonly reading: GuardReadingSeen;
  readonly subject: Subject;
  readonly runId: string;
  readonly requestedAt: number;
  /** Whether the guard saw others besides: of another column, or of another subject. */
  readonly several: boolean;
}

/** What a guard saw in the newest runs: where it looks at several columns, those of which it counted somebody, or else the first. */
export function lastSeenOf(guard: GuardName, lastSeen: GuardSettings["lastSeen"]): readonly SeenReading[] {
  const all = lastSeen.flatMap(({ readings, ...run }) =>
    readings.filter((reading) => reading.guard === guard).map((reading) => ({ ...run, reading })),
  );
  const counted = guard === "column-blank" ? all.filter(({ reading }) => reading.count > 0) : all;
  if (counted.length === 0) return all.slice(0, 1).map((seen) => ({ ...seen, several: false }));
  const several = guard === "column-blank" || counted.length > 1;
  return counted.map((seen) => ({ ...seen, several }));
}
