import type { Breakdown } from "../core/breakdown.ts";
import type { GuardName, GuardReading } from "../core/guards.ts";
import type { Counts, HeadCount } from "../core/run.ts";
import { departmentFieldText, employeeFieldText } from "./field-text.ts";
import { rejectionNameText, skipNameText } from "./reason-name-text.ts";

/** One list of what a plan's counts are made of, the largest first. */
export interface BreakdownPart {
  readonly heading: string;
  readonly tally: readonly (readonly [name: string, count: number])[];
}

/** M33: the heading over the head count. */
export const HEAD_COUNT = "対象人数（退職者を除く社員数）";

/** What a plan's counts are made of, without lists that are empty. */
export function breakdownParts({
  updatesByField,
  skipsByReason,
  rejectionsByReason,
}: Breakdown): readonly BreakdownPart[] {
  return [
    { heading: "更新する項目", tally: tallyOf(updatesByField, changedFieldText) },
    { heading: "対象外の理由", tally: tallyOf(skipsByReason, skipNameText) },
    { heading: "エラーの理由", tally: tallyOf(rejectionsByReason, rejectionNameText) },
  ].filter(({ tally }) => tally.length > 0);
}

/** A person's field or a department's. */
export function changedFieldText(field: keyof Breakdown["updatesByField"]): string {
  return field === "name" || field === "parentCode" ? departmentFieldText(field) : employeeFieldText(field);
}

/** 「120人から123人（3人増加）」. */
export function headCountText({ before, after }: HeadCount): string {
  if (before === after) return `${headsText(before)}（増減なし）`;
  const difference = Math.abs(after - before);
  return `${headsText(before)}から${headsText(after)}（${headsText(difference)}${after > before ? "増加" : "減少"}）`;
}

/** How many people leave by this plan; null where nobody was counted, as in an undo or a plan of departments. */
export function leavingText(guards: readonly Pick<GuardReading, "guard" | "count">[]): string | null {
  const reading = guards.find(({ guard }) => guard === "newly-retired");
  return reading === undefined ? null : `登録済みの社員のうち、退職者フラグがつく社員：${headsText(reading.count)}`;
}

/** How many people are created who had left already: the head count does not have them. Null where there are none, or nobody was counted. */
export function createdRetiredText(
  { create }: Pick<Counts, "create">,
  headCount: HeadCount | null,
  guards: readonly Pick<GuardReading, "guard" | "count">[],
): string | null {
  const counted = (sought: GuardName) => guards.find(({ guard }) => guard === sought)?.count ?? null;
  const [leaving, returning] = [counted("newly-retired"), counted("no-longer-retired")];
  if (headCount === null || leaving === null || returning === null) return null;
  // Whoever is new and does not make the head count grow had left.
  const createdInOffice = headCount.after - headCount.before + leaving - returning;
  const retired = create - createdInOffice;
  return retired === 0 ? null : `退職者フラグをつけて新しく登録する社員（対象人数に含みません）：${headsText(retired)}`;
}

/** 「120人」. */
export function headsText(count: number): string {
  return `${count.toLocaleString("ja-JP")}人`;
}

function tallyOf<Name extends string>(
  counts: Readonly<Partial<Record<Name, number>>>,
  nameOf: (name: Name) => string,
): BreakdownPart["tally"] {
  return (Object.entries(counts) as [Name, number][])
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => [nameOf(name), count] as const);
}
